// One-off help from the CCAS (CASF, art. L123-5): a few words at first, papers only at the meeting, a commission that decides.
// Whoever works on it is bound by professional secrecy (CASF, art. L133-5).

import type { NewProcedure } from '../publish.ts';
import {
  COMPLEMENT_STATUSES,
  citizenMail,
  complement,
  DECIDERS,
  RECEIVED,
  REFUSED,
  refusal,
} from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { answered } from './answered.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE, joined } from './sample-answers.ts';

const CORRECTABLE = ['pour-quoi', 'situation', 'adultes', 'enfants', 'document'];

const workflow: Workflow = {
  statuses: [
    {
      ...RECEIVED,
      within: 3,
      citizen: 'Votre demande est arrivée. Un agent vous rappelle sous trois jours ouvrés pour en parler.',
    },
    ...COMPLEMENT_STATUSES,
    {
      id: 'entretien',
      label: 'Entretien prévu',
      kind: 'in-progress',
      citizen: 'Un entretien est prévu avec vous. Le jour et les papiers à apporter sont dans les messages.',
      within: 15,
    },
    {
      id: 'commission',
      label: 'À présenter en commission',
      kind: 'in-progress',
      citizen: 'Votre demande est présentée à la commission du CCAS. Vous aurez sa réponse par écrit.',
      within: 21,
    },
    {
      id: 'accordee',
      label: 'Aide accordée',
      kind: 'done',
      citizen: 'Une aide vous est accordée. Les détails sont dans le message que nous vous avons écrit.',
    },
    {
      id: 'orientee',
      label: 'Orientée ailleurs',
      kind: 'done',
      citizen: 'Un autre service peut mieux vous aider. Ses coordonnées sont dans les messages.',
    },
    REFUSED,
  ],
  transitions: [
    {
      id: 'convenir',
      label: 'Entretien fixé',
      from: [RECEIVED.id],
      to: 'entretien',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'quand-entretien',
          type: 'text',
          label: 'Jour, heure et lieu',
          example: 'jeudi 12 mars à 14 h, à la mairie',
          maxLength: 200,
        },
        {
          id: 'a-apporter',
          type: 'textarea',
          label: 'Ce qu’il faut apporter',
          help: 'Seulement ce que la commission doit voir.',
          example: 'vos trois derniers relevés de prestations et la facture',
          maxLength: 1_000,
        },
      ],
      actions: [
        { do: 'assign', to: 'me' },
        citizenMail(
          'Votre entretien avec le CCAS ({{reference}})',
          'Nous vous attendons\u00A0: {{quand-entretien}}.\n\nÀ apporter\u00A0: {{a-apporter}}\n\nS’il vous manque un papier, venez quand même.',
        ),
      ],
    },
    ...complement({ from: [RECEIVED.id, 'entretien'], back: RECEIVED.id, correctable: CORRECTABLE }),
    {
      id: 'presenter',
      label: 'Présenter à la commission',
      from: [RECEIVED.id, 'entretien'],
      to: 'commission',
      by: { kind: 'agent' },
    },
    {
      id: 'orienter',
      label: 'Orienter vers un autre service',
      from: [RECEIVED.id, 'entretien', 'commission'],
      to: 'orientee',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'orientation',
          type: 'textarea',
          label: 'Vers qui, et comment le joindre',
          help: 'La personne le lit tel quel.',
          example: 'assistante sociale du département, maison des solidarités, 02 37 00 00 00',
          maxLength: 1_000,
        },
      ],
      actions: [
        citizenMail(
          'Un service peut vous aider ({{reference}})',
          'Pour votre situation, adressez-vous ici\u00A0: {{orientation}}\n\nSi vous n’obtenez pas de réponse, rappelez-nous.',
        ),
      ],
    },
    {
      id: 'accorder',
      label: 'Aide accordée',
      from: ['commission'],
      to: 'accordee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'aide-accordee',
          type: 'text',
          label: 'Aide',
          example: 'paiement de 180\u00A0€ de la facture d’électricité',
          maxLength: 300,
        },
        { id: 'decidee-le', type: 'date', label: 'Décision du', latest: 'today' },
      ],
      actions: [
        { do: 'letter', letter: 'accord' },
        citizenMail(
          'Une aide vous est accordée ({{reference}})',
          'Le CCAS vous accorde\u00A0: {{aide-accordee}}. Le détail est dans la lettre qui suit votre demande.',
        ),
      ],
    },
    refusal({ from: [RECEIVED.id, 'entretien', 'commission'], roles: DECIDERS, letter: 'refus' }),
  ],
  silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 3°', to: REFUSED.id },
};

const ANSWERS = {
  urgence: false,
  'pour-quoi': 'energie',
  situation: 'Mes heures de travail ont baissé et je ne peux pas payer la facture d’électricité.',
  adultes: 1,
  enfants: 2,
  document: joined('facture.pdf'),
  rappel: 'matin',
  ...JEANNE,
  telephone: '+33612345678',
};

export const aideCcas: NewProcedure = {
  slug: 'aide-ccas',
  title: 'Demander une aide au CCAS',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'urgence',
        title: 'Est-ce pour aujourd’hui\u202F?',
        fields: [
          {
            id: 'urgence',
            type: 'yes-no',
            label: 'Il me manque de quoi manger, un toit, ou je suis en danger',
          },
        ],
      },
      {
        id: 'tout-de-suite',
        title: 'N’attendez pas une réponse en ligne',
        stop: true,
        when: answered('urgence', true),
        fields: [
          {
            id: 'tout-de-suite-texte',
            type: 'info',
            tone: 'warning',
            label: 'Téléphonez-nous ou venez à la mairie\u00A0: une aide peut être donnée le jour même.',
            help: 'Sans toit ce soir\u00A0: appelez le 115, gratuit, jour et nuit. Violences\u00A0: 3919. Danger immédiat\u00A0: 17 ou 112, ou 114 par SMS.',
          },
        ],
      },
      {
        id: 'besoin',
        title: 'Quelle aide cherchez-vous\u202F?',
        intro:
          'Quelques mots suffisent\u00A0: nous vous rappelons pour en parler. Les agents et les élus qui traitent votre demande sont tenus au secret professionnel.',
        fields: [
          {
            id: 'pour-quoi',
            type: 'choice',
            label: 'C’est surtout pour',
            subject: 'ce qui vous amène',
            options: [
              { value: 'energie', label: 'Une facture d’énergie ou d’eau' },
              { value: 'logement', label: 'Un loyer ou un logement' },
              { value: 'alimentation', label: 'L’alimentation' },
              { value: 'enfants', label: 'La cantine, l’école, les enfants' },
              { value: 'deplacement', label: 'Un déplacement, un permis, un emploi' },
              { value: 'autre', label: 'Autre chose' },
            ],
          },
          {
            id: 'situation',
            type: 'textarea',
            label: 'Votre situation, en quelques mots',
            subject: 'votre situation',
            help: 'N’écrivez rien sur votre santé\u00A0: vous nous en parlerez si vous le souhaitez.',
            example: 'une baisse de revenus, une facture que je ne peux pas payer',
            maxLength: 1_000,
          },
        ],
      },
      {
        id: 'foyer',
        title: 'Qui vit avec vous\u202F?',
        fields: [
          {
            id: 'adultes',
            type: 'number',
            label: 'Adultes, vous compris',
            subject: 'le nombre d’adultes',
            example: '1',
            min: 1,
            max: 20,
          },
          {
            id: 'enfants',
            type: 'number',
            label: 'Enfants à charge',
            subject: 'le nombre d’enfants',
            example: '0',
            min: 0,
            max: 20,
          },
        ],
      },
      {
        id: 'document',
        title: 'Avez-vous une facture ou une lettre à nous montrer\u202F?',
        fields: [
          {
            id: 'document',
            type: 'file',
            label: 'Facture, avis d’échéance, mise en demeure',
            help: 'Seulement si vous l’avez. Ne joignez ni relevé de compte, ni papier médical. PDF ou photo, 25\u00A0Mo au plus.',
            maxFiles: 2,
            optional: true,
          },
        ],
      },
      {
        id: 'rappel',
        title: 'Quand vous rappeler\u202F?',
        fields: [
          {
            id: 'rappel',
            type: 'choice',
            label: 'Moment',
            options: [
              { value: 'matin', label: 'Plutôt le matin' },
              { value: 'apres-midi', label: 'Plutôt l’après-midi' },
              { value: 'courriel', label: 'Je préfère un message écrit' },
            ],
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow,
  letters: [
    plainLetter({
      id: 'accord',
      title: 'Une aide vous est accordée ({{reference}})',
      paragraphs: [
        'Par une décision du {{decidee-le}}, le centre communal d’action sociale vous accorde l’aide suivante\u00A0: {{aide-accordee}}.',
        'Quand l’aide paie une facture, la somme est versée directement à l’organisme à qui elle est due\u00A0: vous n’avez rien à avancer.',
        'Cette décision peut être contestée dans les deux mois, devant nous par une lettre, ou devant le tribunal administratif.',
      ],
      signedBy: 'Le président du centre communal d’action sociale',
    }),
    refusalLetter({ of: 'd’aide', signedBy: 'Le président du centre communal d’action sociale' }),
  ],
  scenarios: [
    {
      name: 'Un entretien, une commission, une aide',
      answers: ANSWERS,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        {
          press: 'convenir',
          filled: { 'quand-entretien': 'jeudi 5 mars à 14 h', 'a-apporter': 'La facture.' },
        },
        { expect: { status: 'entretien', mail: { to: 'citizen', contains: 'jeudi 5 mars' } } },
        { press: 'presenter' },
        {
          press: 'accorder',
          as: 'secretary',
          filled: { 'aide-accordee': 'paiement de 180\u00A0€ de la facture', 'decidee-le': '2026-03-02' },
        },
        { expect: { status: 'accordee', letter: 'accord', mail: { to: 'citizen', contains: '180' } } },
      ],
    },
    {
      name: 'La commission refuse, avec ses raisons',
      answers: ANSWERS,
      steps: [
        { press: 'presenter' },
        { expect: { offers: ['accorder', 'orienter', 'refuser'] } },
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'La dépense relève du fonds de solidarité pour le logement.' },
        },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'fonds de solidarité' },
          },
        },
      ],
    },
    {
      name: 'Une urgence n’attend pas en ligne',
      answers: { urgence: true },
      steps: [{ stopsAt: 'tout-de-suite' }],
    },
    {
      name: 'Une autre porte est indiquée quand elle aide mieux',
      answers: ANSWERS,
      steps: [
        { press: 'orienter', filled: { orientation: 'Maison des solidarités, à Chartres' } },
        { expect: { status: 'orientee', mail: { to: 'citizen', contains: 'Maison des solidarités' } } },
      ],
    },
  ],
};
