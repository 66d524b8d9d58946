// Booking the village hall: kept for a while, confirmed once the papers are there (CGCT, art. L2144-3).

import type { NewProcedure } from '../publish.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { refusalLetter } from './refusal-letter.ts';
import { hallWorkflow } from './salle-communale-workflow.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

const FOR_ASSOCIATION = { '===': [{ var: 'qui' }, 'association'] };

const PARTY = {
  qui: 'habitant',
  evenement: 'famille',
  participants: 60,
  periode: { from: '2026-06-06', to: '2026-06-07' },
  besoins: ['cuisine'],
  adresse: HOME,
  ...JEANNE,
};

export const salleCommunale: NewProcedure = {
  slug: 'salle-communale',
  title: 'Réserver la salle communale',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'evenement',
        title: 'Pour quelle occasion\u202F?',
        fields: [
          {
            id: 'evenement',
            type: 'choice',
            label: 'L’occasion',
            options: [
              { value: 'famille', label: 'Une fête de famille, un mariage' },
              { value: 'reunion', label: 'Une réunion, une assemblée générale' },
              { value: 'public', label: 'Une fête ou un spectacle ouvert au public' },
              { value: 'regulier', label: 'Une activité chaque semaine' },
            ],
            other: 'Autre occasion',
          },
          {
            id: 'public-info',
            type: 'info',
            label: 'Une buvette\u202F?',
            help: 'Si vous vendez des boissons alcoolisées, demandez aussi l’autorisation d’ouvrir une buvette.',
            when: { '===': [{ var: 'evenement' }, 'public'] },
          },
        ],
      },
      {
        id: 'a-l-annee',
        title: 'Parlons-en avant la rentrée',
        stop: true,
        when: { '===': [{ var: 'evenement' }, 'regulier'] },
        fields: [
          {
            id: 'a-l-annee-texte',
            type: 'info',
            label:
              'Les créneaux de toute une année sont répartis entre les associations, avec une convention.',
            help: 'Écrivez ou téléphonez à la mairie, au mieux avant l’été\u00A0: elle vous dira quels créneaux restent libres.',
          },
        ],
      },
      {
        id: 'qui',
        title: 'Qui réserve\u202F?',
        fields: [
          {
            id: 'qui',
            type: 'choice',
            label: 'Vous êtes',
            help: 'Le prix en dépend.',
            options: [
              { value: 'habitant', label: 'Un habitant de la commune' },
              { value: 'association', label: 'Une association' },
              { value: 'entreprise', label: 'Une entreprise, un organisme' },
              { value: 'exterieur', label: 'Un habitant d’une autre commune' },
            ],
          },
          {
            id: 'association-nom',
            type: 'text',
            label: 'Nom de l’association',
            autocomplete: 'organization',
            maxLength: 150,
            when: FOR_ASSOCIATION,
          },
        ],
      },
      {
        id: 'quand',
        title: 'Quels jours\u202F?',
        intro: 'La réponse arrive sous une semaine. Pour une date très proche, téléphonez à la mairie.',
        fields: [
          {
            id: 'periode',
            type: 'period',
            label: 'Jours de la réservation',
            help: 'Avec l’installation et le rangement. Un seul jour\u202F? Écrivez deux fois la même date.',
            earliest: { days: 7 },
            latest: { days: 550 },
            maxDays: 4,
          },
        ],
      },
      {
        id: 'besoins',
        title: 'Ce qu’il vous faut',
        fields: [
          {
            id: 'participants',
            type: 'number',
            label: 'Nombre de personnes attendues',
            subject: 'le nombre de personnes',
            help: 'La salle ne peut pas en accueillir plus que ce que permet la sécurité.',
            example: '60',
            min: 1,
            max: 2_000,
          },
          {
            id: 'besoins',
            type: 'choices',
            label: 'En plus de la salle',
            options: [
              { value: 'cuisine', label: 'La cuisine' },
              { value: 'vaisselle', label: 'La vaisselle' },
              { value: 'sono', label: 'La sonorisation' },
              { value: 'menage', label: 'Le ménage' },
            ],
            optional: true,
          },
          {
            id: 'precisions',
            type: 'textarea',
            label: 'À savoir',
            example: 'une personne en fauteuil roulant, un traiteur qui vient la veille',
            optional: true,
            maxLength: 500,
          },
        ],
      },
      {
        id: 'assurance',
        title: 'L’assurance',
        fields: [
          {
            id: 'assurance',
            type: 'file',
            label: 'L’attestation d’assurance responsabilité civile',
            help: 'Votre assureur la donne gratuitement. Vous pouvez aussi l’envoyer plus tard, pour confirmer. 25\u00A0Mo au plus.',
            optional: true,
          },
        ],
      },
      contactPage('Qui signera le contrat\u202F?'),
      {
        id: 'adresse',
        title: 'Votre adresse',
        fields: [
          {
            id: 'adresse',
            type: 'address',
            label: 'Adresse postale',
            help: 'Elle est écrite sur le contrat et sur la facture.',
            autocomplete: 'street-address',
          },
        ],
      },
    ],
  },
  workflow: hallWorkflow,
  letters: [
    {
      id: 'contrat',
      title: 'Contrat de location de la salle communale ({{reference}})',
      paragraphs: [
        'Entre la commune, représentée par son maire, et {{demandeur}}, {{adresse}}, il est convenu ce qui suit.',
        'Article 1er. La salle communale est mise à disposition pour la période suivante\u00A0: {{periode}}, et pour {{participants}} personnes au plus.',
        'Article 2. Le prix est de {{prix}}. Une caution de {{caution}} est rendue après l’état des lieux, si rien n’est abîmé et si la salle est propre.',
        'Article 3. Remise des clés et état des lieux\u00A0: {{cles}}',
        'Article 4. Le titulaire répond de la sécurité des personnes et du matériel. Il laisse libres les issues de secours, ne dépasse pas le nombre de personnes prévu et fait cesser la musique à l’heure du règlement.',
        'Article 5. En cas d’annulation par le titulaire, il prévient la mairie dès que possible. La commune peut reprendre la salle en cas de nécessité publique, en rendant les sommes versées.',
      ],
      signedBy: 'Le maire',
    },
    refusalLetter({ of: 'de réservation de la salle communale' }),
  ],
  scenarios: [
    {
      name: 'Une activité de toute l’année se convient de vive voix',
      answers: { evenement: 'regulier' },
      steps: [{ stopsAt: 'a-l-annee' }],
    },
    {
      name: 'La salle est pré-réservée, puis confirmée quand l’assurance est là',
      answers: PARTY,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'pre-reserver', as: 'case-worker', filled: { prix: 180, caution: 500 } },
        { expect: { status: 'pre-reservee', mail: { to: 'citizen', contains: 'gardée pour vous' } } },
        { wait: 6 },
        { citizen: 'envoyer-pieces', changes: { assurance: joined('assurance.pdf') } },
        { expect: { status: 'pieces-recues', mail: { to: 'operator', contains: 'attestation' } } },
        { press: 'faire-payer', as: 'secretary', filled: { cles: 'Samedi à 9\u00A0h.' } },
        { expect: { status: 'a-payer', payment: 180 } },
        { pays: 180 },
        { expect: { status: 'confirmee', letter: 'contrat', mail: { to: 'citizen', contains: 'Samedi' } } },
      ],
    },
    {
      name: 'Une salle prêtée ne se paie pas',
      answers: { ...PARTY, qui: 'association', 'association-nom': 'Comité des fêtes du Favril' },
      steps: [
        { press: 'pre-reserver', as: 'secretary', filled: { prix: 0, caution: 500 } },
        { citizen: 'envoyer-pieces', changes: { assurance: joined('assurance.pdf') } },
        { press: 'confirmer', as: 'secretary', filled: { cles: 'Samedi à 9\u00A0h.' } },
        { expect: { status: 'confirmee', letter: 'contrat' } },
      ],
    },
    {
      name: 'Une salle que personne ne paie est rappelée, puis libérée',
      answers: PARTY,
      steps: [
        { press: 'pre-reserver', as: 'secretary', filled: { prix: 180, caution: 500 } },
        { citizen: 'envoyer-pieces', changes: { assurance: joined('assurance.pdf') } },
        { press: 'faire-payer', as: 'secretary', filled: { cles: 'Samedi à 9\u00A0h.' } },
        { wait: 15 },
        { expect: { status: 'a-payer-relancee', payment: 180 } },
        { wait: 15 },
        { expect: { status: 'liberee', mail: { to: 'citizen', contains: 'rien ne vous est demandé' } } },
      ],
    },
    {
      name: 'Sans les pièces, la salle est rappelée, puis libérée',
      answers: {
        ...PARTY,
        evenement: 'public',
        qui: 'association',
        'association-nom': 'Comité des fêtes du Favril',
      },
      steps: [
        { press: 'pre-reserver', as: 'secretary', filled: { prix: 0, caution: 500 } },
        { wait: 15 },
        { expect: { status: 'pre-reservee-relancee', mail: { to: 'citizen', contains: 'Rappel' } } },
        { wait: 15 },
        { expect: { status: 'liberee', mail: { to: 'citizen', contains: 'de nouveau libre' } } },
      ],
    },
    {
      name: 'Une salle déjà prise est refusée, avec ses raisons',
      answers: PARTY,
      steps: [
        { press: 'prendre', as: 'case-worker' },
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'La salle est déjà louée ce jour-là.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'déjà louée' } } },
      ],
    },
  ],
};
