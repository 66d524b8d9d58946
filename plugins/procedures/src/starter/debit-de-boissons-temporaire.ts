// A bar held by an association for an event: five a year, drinks of groups 1 and 3 (code de la santé publique, art. L3334-2);
// in a sports facility, ten a year for approved clubs (art. L3335-4 and D3335-16).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { DECIDERS } from '../workflow/usual-steps.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE } from './sample-answers.ts';

const IN_SPORT = { '===': [{ var: 'sport' }, true] };

const BAR = {
  organisateur: 'association',
  boissons: 'groupe-3',
  sport: false,
  deja: 2,
  'association-nom': 'Comité des fêtes du Favril',
  rna: 'W281001234',
  evenement: 'Bal de la Saint-Jean',
  date: '2026-06-20',
  'heure-debut': '19:00',
  'heure-fin': '01:00',
  endroit: 'place de l’Église',
  engagement: true,
  ...JEANNE,
};

export const debitDeBoissonsTemporaire: NewProcedure = {
  slug: 'debit-de-boissons-temporaire',
  title: 'Ouvrir une buvette pour un événement',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'organisateur',
        title: 'Qui tient la buvette\u202F?',
        fields: [
          {
            id: 'organisateur',
            type: 'choice',
            label: 'La buvette est tenue par',
            options: [
              { value: 'association', label: 'Une association' },
              { value: 'autre', label: 'Un commerçant ou un particulier' },
            ],
          },
        ],
      },
      {
        id: 'pas-association',
        title: 'Prenez contact avec la mairie',
        stop: true,
        when: { '===': [{ var: 'organisateur' }, 'autre'] },
        fields: [
          {
            id: 'pas-association-texte',
            type: 'info',
            label: 'Ce formulaire est celui des associations.',
            help: 'Un commerçant ou un particulier peut tenir une buvette dans une foire, une vente ou une fête publique, avec l’autorisation du maire\u00A0: téléphonez à la mairie, qui vous dira quoi envoyer. Un repas privé, sans vente, n’a besoin d’aucune autorisation.',
          },
        ],
      },
      {
        id: 'boissons',
        title: 'Que servirez-vous\u202F?',
        fields: [
          {
            id: 'boissons',
            type: 'choice',
            label: 'Boissons les plus fortes',
            options: [
              {
                value: 'groupe-1',
                label: 'Sans alcool',
                help: 'Groupe 1\u00A0: eau, jus de fruits, café, sodas.',
              },
              {
                value: 'groupe-3',
                label: 'Jusqu’à 18 degrés, sans alcool fort',
                help: 'Groupe 3\u00A0: bière, cidre, vin, champagne, vins doux, apéritifs à base de vin.',
              },
              { value: 'plus-fort', label: 'Plus fort', help: 'Whisky, rhum, pastis, digestifs, cocktails.' },
            ],
          },
        ],
      },
      {
        id: 'trop-fort',
        title: 'Ces boissons ne peuvent pas être servies',
        stop: true,
        when: { '===': [{ var: 'boissons' }, 'plus-fort'] },
        fields: [
          {
            id: 'trop-fort-texte',
            type: 'info',
            label: 'Une buvette temporaire ne peut servir que des boissons des groupes 1 et 3.',
            help: 'Revenez en arrière et choisissez ce que la loi permet (code de la santé publique, art. L3334-2). Aucune mairie ne peut autoriser davantage.',
          },
        ],
      },
      {
        id: 'sport',
        title: 'Est-ce dans un équipement sportif\u202F?',
        fields: [
          {
            id: 'sport',
            type: 'yes-no',
            label: 'La buvette est dans un stade, un gymnase ou une salle de sport',
            help: 'L’alcool y est interdit, sauf dérogation.',
          },
          {
            id: 'agree',
            type: 'yes-no',
            label: 'L’association est un club sportif agréé',
            help: 'C’est le cas des clubs affiliés à une fédération.',
            when: IN_SPORT,
          },
        ],
      },
      {
        id: 'sport-interdit',
        title: 'L’alcool est interdit à cet endroit',
        stop: true,
        when: {
          and: [IN_SPORT, { '===': [{ var: 'agree' }, false] }, { '===': [{ var: 'boissons' }, 'groupe-3'] }],
        },
        fields: [
          {
            id: 'sport-interdit-texte',
            type: 'info',
            label: 'Dans un équipement sportif, seul un club agréé peut demander à servir de l’alcool.',
            help: 'Choisissez une buvette sans alcool, ou un autre endroit. Pour une manifestation agricole ou touristique, téléphonez à la mairie\u00A0: une dérogation existe.',
          },
        ],
      },
      {
        id: 'deja',
        title: 'Combien de buvettes cette année\u202F?',
        fields: [
          {
            id: 'deja',
            type: 'number',
            label: 'Buvettes déjà autorisées à l’association cette année',
            subject: 'le nombre de buvettes',
            help: 'Toutes communes confondues, sans compter celle-ci.',
            example: '2',
            min: 0,
            max: 100,
          },
        ],
      },
      {
        id: 'limite',
        title: 'L’association a atteint la limite de l’année',
        stop: true,
        when: {
          or: [
            { and: [{ '!': [IN_SPORT] }, { '>=': [{ var: 'deja' }, 5] }] },
            { and: [IN_SPORT, { '>=': [{ var: 'deja' }, 10] }] },
          ],
        },
        fields: [
          {
            id: 'limite-texte',
            type: 'info',
            label:
              'La loi permet cinq buvettes par an à une association, et dix à un club agréé dans un équipement sportif.',
            help: 'Vous pouvez vendre des boissons sans alcool avec un repas, ou confier la buvette à un cafetier de la commune. La mairie vous aidera à trouver une solution\u00A0: téléphonez-lui.',
          },
        ],
      },
      {
        id: 'association',
        title: 'L’association',
        fields: [
          {
            id: 'association-nom',
            type: 'text',
            label: 'Nom de l’association',
            autocomplete: 'organization',
            maxLength: 150,
          },
          {
            id: 'rna',
            type: 'rna',
            label: 'Numéro RNA',
            help: 'W suivi de neuf signes, sur le récépissé de la préfecture. Il évite de confondre deux associations du même nom.',
            example: 'W281001234',
            optional: true,
          },
        ],
      },
      {
        id: 'evenement',
        title: 'L’événement',
        intro:
          'Envoyez la demande au moins quinze jours avant\u00A0: la mairie doit avoir le temps de répondre.',
        fields: [
          {
            id: 'evenement',
            type: 'text',
            label: 'Quel événement\u202F?',
            example: 'bal de la Saint-Jean',
            maxLength: 150,
          },
          {
            id: 'date',
            type: 'date',
            label: 'Jour',
            subject: 'le jour de l’événement',
            example: '20 6 2026',
            earliest: { days: 2 },
            latest: { years: 1 },
            error: {
              'too-early':
                'C’est trop tôt pour une réponse écrite\u00A0: téléphonez tout de suite à la mairie.',
            },
          },
          { id: 'heure-debut', type: 'time', label: 'Ouverture de la buvette', example: '19:00' },
          { id: 'heure-fin', type: 'time', label: 'Fermeture', example: '01:00' },
          {
            id: 'endroit',
            type: 'text',
            label: 'Endroit',
            example: 'place de l’Église',
            maxLength: 200,
          },
        ],
      },
      {
        id: 'engagement',
        title: 'Ce que la loi demande',
        fields: [
          {
            id: 'regles',
            type: 'info',
            label: 'Vous répondez de la buvette.',
            help: 'Pas d’alcool aux moins de 18\u00A0ans ni aux personnes ivres, de l’eau gratuite à disposition, l’affiche sur l’ivresse publique au comptoir, et personne qui reparte au volant après avoir trop bu.',
          },
          { id: 'engagement', type: 'tick', label: 'L’association s’engage à respecter ces règles' },
        ],
      },
      contactPage('Qui en répond pour l’association\u202F?'),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Le maire autorise la buvette. L’arrêté est dans vos messages\u00A0: gardez-le sur place.',
    grantLabel: 'Signer l’arrêté',
    grantAsks: [
      {
        id: 'numero-arrete',
        type: 'text',
        label: 'Numéro de l’arrêté',
        example: '2026-14',
        maxLength: 40,
      },
    ],
    letter: 'arrete',
    refusalLetter: 'refus',
    deciders: DECIDERS,
    correctable: ['association-nom', 'rna', 'evenement', 'date', 'heure-debut', 'heure-fin', 'endroit'],
    within: 10,
    silence: { means: 'acceptance', months: 2, law: 'CRPA, art. L231-1' },
    tacit: {
      citizen:
        'Deux mois sont passés sans réponse\u00A0: la buvette est autorisée. Demandez-nous l’attestation qui le dit (CRPA, art. L232-3), et gardez-la sur place.',
      letter: 'attestation',
    },
  }),
  letters: [
    {
      id: 'arrete',
      title: 'Arrêté n°\u00A0{{numero-arrete}} autorisant un débit de boissons temporaire',
      paragraphs: [
        'Le maire,',
        'Vu le code général des collectivités territoriales, notamment ses articles L2212-1 et L2212-2\u202F;',
        'Vu le code de la santé publique, notamment ses articles L3321-1, L3334-2, L3335-4 et L3342-1\u202F;',
        'Vu la demande {{reference}} présentée par {{demandeur}} pour l’association «\u00A0{{association-nom}}\u00A0»\u202F;',
        'Arrête\u00A0:',
        'Article 1er. L’association «\u00A0{{association-nom}}\u00A0» est autorisée à ouvrir un débit de boissons temporaire à l’occasion de l’événement suivant\u00A0: {{evenement}}, le {{date}}, de {{heure-debut}} à {{heure-fin}} ({{endroit}}).',
        'Article 2. Seules les boissons des groupes 1 et 3 peuvent y être vendues ou offertes.',
        'Article 3. L’association respecte l’heure de fermeture, la tranquillité du voisinage, l’interdiction de servir de l’alcool aux mineurs et aux personnes manifestement ivres, et met de l’eau à disposition gratuitement.',
        'Article 4. Cette autorisation compte parmi celles que l’association peut obtenir dans l’année. Elle est personnelle et peut être retirée si ces conditions ne sont pas respectées.',
        'Article 5. Le présent arrêté est notifié à l’intéressée et transmis à la gendarmerie. Il peut être contesté devant le tribunal administratif dans les deux mois (www.telerecours.fr).',
      ],
      signedBy: 'Le maire',
    },
    {
      id: 'attestation',
      title: 'Attestation de décision implicite d’acceptation ({{reference}})',
      paragraphs: [
        'Le maire atteste que la demande {{reference}}, présentée par {{demandeur}} pour l’association «\u00A0{{association-nom}}\u00A0», n’a reçu aucune réponse dans les deux mois, et qu’elle est donc acceptée (code des relations entre le public et l’administration, articles L231-1 et L232-3).',
        'Elle porte sur un débit de boissons temporaire, le {{date}}, de {{heure-debut}} à {{heure-fin}} ({{endroit}}), pour des boissons des groupes 1 et 3 seulement.',
      ],
      signedBy: 'Le maire',
    },
    refusalLetter({ of: 'd’autorisation d’un débit de boissons temporaire' }),
  ],
  scenarios: [
    {
      name: 'Un commerçant est invité à téléphoner',
      answers: { organisateur: 'autre' },
      steps: [{ stopsAt: 'pas-association' }],
    },
    {
      name: 'L’alcool fort n’est jamais autorisé',
      answers: { organisateur: 'association', boissons: 'plus-fort' },
      steps: [{ stopsAt: 'trop-fort' }],
    },
    {
      name: 'Au stade, sans agrément, pas d’alcool',
      answers: { organisateur: 'association', boissons: 'groupe-3', sport: true, agree: false },
      steps: [{ stopsAt: 'sport-interdit' }],
    },
    {
      name: 'La sixième buvette de l’année s’arrête là',
      answers: { organisateur: 'association', boissons: 'groupe-3', sport: false, deja: 5 },
      steps: [{ stopsAt: 'limite' }],
    },
    {
      name: 'Un club agréé a droit à la sixième au stade, par un arrêté du maire seul',
      answers: { ...BAR, sport: true, agree: true, deja: 5 },
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'prendre', as: 'case-worker' },
        { press: 'accepter', as: 'secretary', filled: { 'numero-arrete': '2026-14' } },
        { expect: { status: 'acceptee', letter: 'arrete', mail: { to: 'citizen', contains: 'arrêté' } } },
      ],
    },
    {
      name: 'Sans réponse en deux mois, la buvette est autorisée, et l’attestation suit',
      answers: BAR,
      steps: [
        { wait: 62 },
        { expect: { status: 'tacite', nothingSent: true } },
        { press: 'attester', as: 'secretary' },
        { expect: { status: 'acceptee', letter: 'attestation' } },
      ],
    },
    {
      name: 'Un refus dit pourquoi et comment le contester',
      answers: BAR,
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'La place est occupée ce soir-là par la brocante.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'brocante' } } },
      ],
    },
  ],
};
