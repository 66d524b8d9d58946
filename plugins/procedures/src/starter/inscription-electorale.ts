// Getting ready to register as a voter. The registration itself is made on the State's site, by letter, or by signing at the
// mairie (code électoral, art. R5): what is sent here prepares the file that is signed there, and says so from the start.

import type { NewProcedure } from '../publish.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { VOTER_APPEAL, voterWorkflow } from './inscription-electorale-workflow.ts';
import { refusalLetter } from './refusal-letter.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const VOTER = {
  nationalite: 'francaise',
  naissance: '1980-03-31',
  attache: 'domicile',
  adresse: HOME,
  moments: ['soir'],
  ...JEANNE,
};

export const inscriptionElectorale: NewProcedure = {
  slug: 'inscription-electorale',
  title: 'S’inscrire pour voter',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'nationalite',
        title: 'Quelle est votre nationalité\u202F?',
        intro:
          'Ce formulaire prépare votre dossier\u00A0: vous serez inscrit quand vous l’aurez signé à la mairie. Pour tout faire en ligne, passez par le site de l’État, service-public.gouv.fr.',
        fields: [
          {
            id: 'nationalite',
            type: 'choice',
            label: 'Nationalité',
            options: [
              { value: 'francaise', label: 'Française' },
              {
                value: 'europeenne',
                label: 'D’un autre pays de l’Union européenne',
                help: 'Vous pouvez voter aux élections municipales et européennes.',
              },
              { value: 'autre', label: 'D’un autre pays' },
            ],
          },
        ],
      },
      {
        id: 'pas-electeur',
        title: 'Vous ne pouvez pas encore vous inscrire',
        stop: true,
        when: { '===': [{ var: 'nationalite' }, 'autre'] },
        fields: [
          {
            id: 'pas-electeur-texte',
            type: 'info',
            label:
              'Le vote est réservé aux Français et, pour certaines élections, aux citoyens de l’Union européenne.',
            help: 'Si vous devenez français, vous êtes inscrit automatiquement à la mairie de votre domicile\u00A0: vérifiez-le auprès d’elle.',
          },
        ],
      },
      {
        id: 'scrutins',
        title: 'Pour quelles élections\u202F?',
        when: { '===': [{ var: 'nationalite' }, 'europeenne'] },
        fields: [
          {
            id: 'scrutins',
            type: 'choices',
            label: 'Élections',
            options: [
              { value: 'municipales', label: 'Municipales' },
              {
                value: 'europeennes',
                label: 'Européennes',
                help: 'Vous ne pourrez plus voter pour les députés européens de votre pays.',
              },
            ],
          },
        ],
      },
      {
        id: 'naissance',
        title: 'Quand êtes-vous né\u202F?',
        fields: [
          {
            id: 'naissance',
            type: 'date',
            label: 'Date de naissance',
            subject: 'votre date de naissance',
            example: '31 3 1980',
            autocomplete: 'bday',
            latest: { years: -17 },
            error: {
              'too-late':
                'Avant 17\u00A0ans, rien n’est à faire\u00A0: faites-vous recenser à 16\u00A0ans, et vous serez inscrit automatiquement à 18\u00A0ans.',
            },
          },
        ],
      },
      {
        id: 'attache',
        title: 'Quel lien avez-vous avec la commune\u202F?',
        fields: [
          {
            id: 'attache',
            type: 'choice',
            label: 'Votre lien',
            options: [
              {
                value: 'domicile',
                label: 'J’y habite',
                help: 'Un justificatif de moins de trois mois suffit.',
              },
              { value: 'residence', label: 'J’y réside depuis six mois, sans y avoir mon domicile' },
              { value: 'contribuable', label: 'J’y paie des impôts locaux depuis deux ans' },
              { value: 'gerant', label: 'J’y dirige une société depuis deux ans' },
              { value: 'aucun', label: 'Aucun de ceux-là' },
            ],
          },
        ],
      },
      {
        id: 'autre-commune',
        title: 'Inscrivez-vous là où vous habitez',
        stop: true,
        when: { '===': [{ var: 'attache' }, 'aucun'] },
        fields: [
          {
            id: 'autre-commune-texte',
            type: 'info',
            label: 'Sans l’un de ces liens, la loi ne permet pas de s’inscrire ici.',
            help: 'Demandez votre inscription à la mairie de votre domicile, ou sur service-public.gouv.fr. Les jeunes de moins de 26\u00A0ans peuvent aussi s’inscrire là où habitent leurs parents\u00A0: dans ce cas, répondez «\u00A0J’y habite\u00A0».',
          },
        ],
      },
      {
        id: 'adresse',
        title: 'À quelle adresse, dans la commune\u202F?',
        fields: [
          {
            id: 'adresse',
            type: 'address',
            label: 'Adresse',
            help: 'Elle détermine votre bureau de vote.',
            autocomplete: 'street-address',
          },
        ],
      },
      {
        id: 'venir',
        title: 'Quand pouvez-vous venir signer\u202F?',
        intro: 'Cinq minutes suffisent. Une personne de confiance peut aussi venir avec votre procuration.',
        fields: [
          {
            id: 'moments',
            type: 'choices',
            label: 'Moments qui vous conviennent',
            options: [
              { value: 'matin', label: 'Un matin de semaine' },
              { value: 'apres-midi', label: 'Un après-midi de semaine' },
              { value: 'soir', label: 'En fin de journée' },
              { value: 'samedi', label: 'Le samedi, si la mairie est ouverte' },
            ],
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: voterWorkflow,
  letters: [
    {
      id: 'inscription',
      title: 'Votre inscription sur la liste électorale ({{reference}})',
      paragraphs: [
        'Madame, Monsieur,',
        'Après examen de votre demande, j’ai décidé de vous inscrire sur la liste électorale de la commune (code électoral, articles L11 et L18).',
        'Vous voterez au bureau suivant\u00A0: {{bureau}}. Votre carte d’électeur vous sera envoyée avant la prochaine élection. Elle n’est pas obligatoire pour voter\u00A0: une pièce d’identité suffit dans les communes de moins de mille habitants, et elle est exigée partout ailleurs.',
        'Votre ancienne commune vous retirera de sa liste\u00A0: vous n’avez rien à faire.',
        'Veuillez agréer, Madame, Monsieur, l’expression de mes salutations distinguées.',
      ],
      signedBy: 'Le maire',
    },
    refusalLetter({ of: 'd’inscription sur la liste électorale', appeal: VOTER_APPEAL }),
  ],
  scenarios: [
    {
      name: 'Sans nationalité d’un pays de l’Union, on sait pourquoi s’arrêter',
      answers: { nationalite: 'autre' },
      steps: [{ stopsAt: 'pas-electeur' }],
    },
    {
      name: 'Sans lien avec la commune, on est envoyé à la bonne mairie',
      answers: { nationalite: 'francaise', naissance: '1980-03-31', attache: 'aucun' },
      steps: [{ stopsAt: 'autre-commune' }],
    },
    {
      name: 'Le dossier est préparé, signé, et la personne inscrite par qui en a le pouvoir',
      answers: VOTER,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais', offers: ['preparer', 'signer', 'refuser'] } },
        {
          press: 'preparer',
          as: 'case-worker',
          filled: { 'a-apporter': 'Votre carte d’identité, jeudi après 17\u00A0h.' },
        },
        { expect: { status: 'a-signer', mail: { to: 'citizen', contains: 'jeudi après' } } },
        { press: 'signer', as: 'case-worker' },
        { press: 'inscrire', as: 'secretary', filled: { bureau: 'bureau n°\u00A01' } },
        {
          expect: {
            status: 'inscrite',
            letter: 'inscription',
            mail: { to: 'citizen', contains: 'bureau n°\u00A01' },
          },
        },
      ],
    },
    {
      name: 'Un dossier jamais signé est rappelé, puis classé',
      answers: { ...VOTER, nationalite: 'europeenne', scrutins: ['municipales'] },
      steps: [
        { press: 'preparer', as: 'secretary', filled: { 'a-apporter': 'Votre passeport.' } },
        { expect: { mail: { to: 'citizen', contains: 'passeport' } } },
        { wait: 15 },
        { expect: { status: 'a-signer-relancee', mail: { to: 'citizen', contains: 'pas signé' } } },
        { wait: 45 },
        { expect: { status: 'sans-suite', mail: { to: 'citizen', contains: 'n’est pas faite' } } },
      ],
    },
    {
      name: 'Une inscription refusée dit où contester',
      answers: VOTER,
      steps: [
        { press: 'signer', as: 'secretary' },
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'Le justificatif de domicile date de plus de trois mois.' },
        },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'commission de contrôle' },
          },
        },
      ],
    },
  ],
};
