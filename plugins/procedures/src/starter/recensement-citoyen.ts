// Registering at sixteen (code du service national, art. L113-1).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

const ZOE = {
  francais: true,
  'jeune-nom': 'Martin',
  'jeune-prenoms': 'Zoé Louise',
  'jeune-naissance': '2010-01-14',
  'jeune-lieu': 'Chartres, France',
  'jeune-adresse': HOME,
  identite: joined('carte-d-identite.jpg'),
  livret: joined('livret-de-famille.pdf'),
  ...JEANNE,
};

export const recensementCitoyen: NewProcedure = {
  slug: 'recensement-citoyen',
  title: 'Se faire recenser à 16\u00A0ans',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'nationalite',
        title: 'Êtes-vous français\u202F?',
        fields: [
          { id: 'francais', type: 'yes-no', label: 'La personne à recenser a la nationalité française' },
        ],
      },
      {
        id: 'pas-concerne',
        title: 'Vous n’êtes pas concerné',
        stop: true,
        when: { '===': [{ var: 'francais' }, false] },
        fields: [
          {
            id: 'pas-concerne-texte',
            type: 'info',
            label: 'Le recensement ne concerne que les jeunes de nationalité française.',
            help: 'Si vous devenez français entre 16 et 25\u00A0ans, faites-vous recenser dans le mois qui suit.',
          },
        ],
      },
      {
        id: 'jeune',
        title: 'La personne à recenser',
        fields: [
          { id: 'jeune-nom', type: 'text', label: 'Son nom de naissance', maxLength: 100 },
          { id: 'jeune-prenoms', type: 'text', label: 'Ses prénoms', maxLength: 150 },
          {
            id: 'jeune-naissance',
            type: 'date',
            label: 'Date de naissance',
            example: '14 7 2010',
            latest: { years: -16 },
            error: {
              'too-late':
                'Le recensement se fait à partir du jour des 16\u00A0ans, dans les trois mois\u00A0: revenez à ce moment-là.',
            },
          },
          { id: 'jeune-lieu', type: 'text', label: 'Commune et pays de naissance', maxLength: 150 },
          { id: 'jeune-adresse', type: 'address', label: 'Adresse' },
        ],
      },
      {
        id: 'pieces',
        title: 'Les pièces',
        fields: [
          {
            id: 'identite',
            type: 'file',
            label: 'Carte d’identité ou passeport',
            help: 'Une photo lisible suffit. 25\u00A0Mo au plus.',
            maxFiles: 2,
          },
          {
            id: 'livret',
            type: 'file',
            label: 'Livret de famille',
            help: 'Les pages des parents et de la personne à recenser. 25\u00A0Mo chacune au plus.',
            maxFiles: 4,
          },
        ],
      },
      contactPage('Qui fait la démarche\u202F?'),
    ],
  },
  workflow: usualWorkflow({
    granted:
      'Le recensement est fait. L’attestation part par courrier, et une copie de la lettre est dans vos messages.',
    grantLabel: 'Recensement fait',
    letter: 'attestation',
    correctable: [
      'jeune-nom',
      'jeune-prenoms',
      'jeune-naissance',
      'jeune-lieu',
      'jeune-adresse',
      'identite',
      'livret',
    ],
    within: 15,
    silence: {
      means: 'nothing',
      why: 'Le recensement est une obligation\u00A0: la mairie l’enregistre et remet l’attestation, elle ne décide pas (code du service national, art. L113-1).',
    },
  }),
  letters: [
    {
      id: 'attestation',
      title: 'Recensement citoyen ({{reference}})',
      paragraphs: [
        'Madame, Monsieur,',
        '{{jeune-prenoms}} {{jeune-nom}}, né(e) le {{jeune-naissance}} à {{jeune-lieu}}, est recensé(e) à la mairie (code du service national, article L113-1). L’attestation officielle est jointe à l’envoi postal de cette lettre\u00A0: aucun double n’en est donné par la mairie, gardez-la.',
        'Elle est demandée, avant 25\u00A0ans, pour s’inscrire à un examen comme le baccalauréat ou le permis de conduire. L’inscription sur la liste électorale se fera toute seule à 18\u00A0ans.',
        'La journée défense et citoyenneté est proposée par l’armée, en général dans l’année qui suit\u00A0: créez le compte sur presaje.sga.defense.gouv.fr.',
        'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
      ],
      signedBy: 'Pour le maire',
    },
  ],
  scenarios: [
    {
      name: 'Qui n’est pas français n’est pas concerné',
      answers: { francais: false },
      steps: [{ stopsAt: 'pas-concerne' }],
    },
    {
      name: 'Une jeune de seize ans est recensée, et l’attestation part',
      answers: ZOE,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'accepter', as: 'case-worker' },
        {
          expect: {
            status: 'acceptee',
            letter: 'attestation',
            mail: { to: 'citizen', contains: 'attestation' },
          },
        },
      ],
    },
    {
      name: 'Une page illisible est demandée, rappelée, puis le dossier classé',
      answers: ZOE,
      steps: [
        { press: 'completer', as: 'case-worker', filled: { complement: 'La page des parents est coupée.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'coupée' } } },
        { wait: 30 },
        { expect: { status: 'relancee', mail: { to: 'citizen', contains: 'coupée' } } },
        { wait: 30 },
        { expect: { status: 'sans-suite', mail: { to: 'citizen', contains: 'classée' } } },
        { press: 'reprendre', as: 'case-worker' },
        { expect: { status: 'en-cours', nothingSent: true } },
      ],
    },
  ],
};
