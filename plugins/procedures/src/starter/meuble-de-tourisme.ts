// Declaring a furnished tourist let (code du tourisme, art. L324-1-1 and D324-1-1).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { HOME, JEANNE } from './sample-answers.ts';
import { SIGNED, signPage } from './sign-page.ts';

const MAIN_HOME = { '===': [{ var: 'residence' }, true] };

const GITE = {
  quoi: 'meuble',
  'bien-ici': true,
  bien: HOME,
  'bien-precision': 'Gîte au fond de la cour',
  residence: false,
  pieces: 3,
  couchages: 6,
  ouverture: 'saison',
  mois: 'D’avril à octobre',
  classement: 'aucun',
  adresse: { line: '8 rue des Lilas', postalCode: '75020', commune: 'Paris' },
  ...JEANNE,
  signature: SIGNED,
};

export const meubleDeTourisme: NewProcedure = {
  slug: 'meuble-de-tourisme',
  title: 'Déclarer un gîte ou une location de vacances',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'quoi',
        title: 'Que louez-vous\u202F?',
        intro:
          'Un numéro d’enregistrement national peut aussi vous être demandé, avant de publier une annonce\u00A0: regardez sur service-public.gouv.fr.',
        fields: [
          {
            id: 'quoi',
            type: 'choice',
            label: 'Votre location',
            options: [
              {
                value: 'meuble',
                label: 'Un logement entier, meublé, pour des vacances',
                help: 'Gîte, villa, appartement, studio.',
              },
              {
                value: 'chambre',
                label: 'Une chambre d’hôtes, chez vous',
                help: 'Avec le petit déjeuner et le linge.',
              },
              { value: 'annee', label: 'Un logement loué à l’année, ou à un étudiant' },
            ],
          },
        ],
      },
      {
        id: 'chambre-d-hotes',
        title: 'Une chambre d’hôtes a sa propre déclaration',
        stop: true,
        when: { '===': [{ var: 'quoi' }, 'chambre'] },
        fields: [
          {
            id: 'chambre-d-hotes-texte',
            type: 'info',
            label: 'Une chambre d’hôtes se déclare à la mairie avec le formulaire cerfa n°\u00A013566.',
            help: 'Prenez-le sur service-public.gouv.fr ou au guichet, et remettez-le à la mairie\u00A0: elle vous en donne récépissé (code du tourisme, art. L324-4).',
          },
        ],
      },
      {
        id: 'location-longue',
        title: 'Rien n’est à déclarer ici',
        stop: true,
        when: { '===': [{ var: 'quoi' }, 'annee'] },
        fields: [
          {
            id: 'location-longue-texte',
            type: 'info',
            label: 'Un logement où quelqu’un vit toute l’année n’est pas un meublé de tourisme.',
            help: 'Déclarez ses occupants aux impôts, sur impots.gouv.fr, rubrique «\u00A0Biens immobiliers\u00A0».',
          },
        ],
      },
      {
        id: 'bien',
        title: 'Où est le logement\u202F?',
        fields: [
          { id: 'bien-ici', type: 'yes-no', label: 'Le logement est dans notre commune' },
          {
            id: 'bien',
            type: 'address',
            label: 'Adresse du logement',
            when: { '===': [{ var: 'bien-ici' }, true] },
          },
          {
            id: 'bien-precision',
            type: 'text',
            label: 'Bâtiment, étage, numéro',
            example: 'gîte au fond de la cour',
            optional: true,
            maxLength: 150,
            when: { '===': [{ var: 'bien-ici' }, true] },
          },
        ],
      },
      {
        id: 'autre-mairie',
        title: 'Déclarez-le dans l’autre commune',
        stop: true,
        when: { '===': [{ var: 'bien-ici' }, false] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Un meublé se déclare à la mairie de la commune où il se trouve.',
            help: 'Adressez-vous à elle\u00A0: certaines communes demandent en plus un changement d’usage.',
          },
        ],
      },
      {
        id: 'residence',
        title: 'Est-ce votre résidence principale\u202F?',
        fields: [
          {
            id: 'residence',
            type: 'yes-no',
            label: 'J’y habite au moins huit mois par an',
          },
          {
            id: 'cent-vingt',
            type: 'info',
            label: 'Vous pouvez la louer 120\u00A0jours par an au plus.',
            help: 'La commune peut décider de moins. Au-delà, ce n’est plus une résidence principale.',
            when: MAIN_HOME,
          },
        ],
      },
      {
        id: 'logement',
        title: 'Le logement',
        fields: [
          { id: 'pieces', type: 'number', label: 'Nombre de pièces', min: 1, max: 50 },
          {
            id: 'couchages',
            type: 'number',
            label: 'Nombre de couchages',
            help: 'Un lit double en compte deux.',
            min: 1,
            max: 100,
          },
          {
            id: 'classement',
            type: 'choice',
            label: 'Classement',
            help: 'Les étoiles données par un organisme agréé.',
            list: true,
            options: [
              { value: 'aucun', label: 'Non classé' },
              { value: '1', label: '1 étoile' },
              { value: '2', label: '2 étoiles' },
              { value: '3', label: '3 étoiles' },
              { value: '4', label: '4 étoiles' },
              { value: '5', label: '5 étoiles' },
            ],
          },
        ],
      },
      {
        id: 'periodes',
        title: 'Quand est-il loué\u202F?',
        fields: [
          {
            id: 'ouverture',
            type: 'choice',
            label: 'Période de location',
            options: [
              { value: 'annee', label: 'Toute l’année' },
              { value: 'saison', label: 'Une partie de l’année' },
            ],
          },
          {
            id: 'mois',
            type: 'text',
            label: 'Quels mois\u202F?',
            example: 'd’avril à octobre',
            maxLength: 150,
            when: { '===': [{ var: 'ouverture' }, 'saison'] },
          },
        ],
      },
      contactPage('Qui loue le logement\u202F?'),
      {
        id: 'adresse',
        title: 'Votre adresse',
        fields: [
          {
            id: 'adresse',
            type: 'address',
            label: 'Adresse postale',
            help: 'Celle où vous recevez votre courrier.',
            autocomplete: 'street-address',
          },
        ],
      },
      signPage(
        'Je certifie que ces renseignements sont exacts.',
        'Vous direz à la mairie tout ce qui change.',
      ),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Votre déclaration est enregistrée. Le récépissé est dans vos messages.',
    grantLabel: 'Enregistrer et délivrer le récépissé',
    grantAsks: [
      {
        id: 'numero-declaration',
        type: 'text',
        label: 'Numéro de déclaration',
        help: 'Celui du registre de la mairie, ou du téléservice de la commune.',
        maxLength: 40,
      },
    ],
    letter: 'recepisse',
    correctable: ['bien', 'bien-precision', 'pieces', 'couchages', 'classement', 'mois', 'adresse'],
    within: 3,
    silence: {
      means: 'nothing',
      why: 'Une déclaration se reçoit et s’enregistre\u00A0: la mairie en donne récépissé, sans rien décider (code du tourisme, art. L324-1-1).',
    },
  }),
  letters: [
    {
      id: 'recepisse',
      title: 'Récépissé de déclaration d’un meublé de tourisme ({{numero-declaration}})',
      paragraphs: [
        'Le maire donne récépissé à {{demandeur}} de la déclaration en mairie d’un meublé de tourisme (code du tourisme, article L324-1-1), enregistrée sous le numéro {{numero-declaration}} (référence {{reference}}).',
        'Adresse du logement\u00A0: {{bien}}. Pièces\u00A0: {{pieces}}. Couchages\u00A0: {{couchages}}.',
        'Tout changement fait l’objet d’une nouvelle déclaration. Ce récépissé ne vaut ni classement, ni autorisation d’urbanisme ou de changement d’usage, et ne dispense pas du numéro d’enregistrement national lorsqu’il est exigé.',
        'La taxe de séjour est due par vos hôtes\u00A0: si un site de réservation ne la reverse pas pour vous, déclarez-la à la collectivité qui l’a instituée.',
      ],
      signedBy: 'Le maire',
    },
  ],
  scenarios: [
    {
      name: 'Une chambre d’hôtes a son propre formulaire',
      answers: { quoi: 'chambre' },
      steps: [{ stopsAt: 'chambre-d-hotes' }],
    },
    {
      name: 'Une location à l’année ne se déclare pas ici',
      answers: { quoi: 'annee' },
      steps: [{ stopsAt: 'location-longue' }],
    },
    {
      name: 'Un gîte d’une autre commune est envoyé à sa mairie',
      answers: { quoi: 'meuble', 'bien-ici': false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Un gîte est enregistré, et son récépissé envoyé',
      answers: GITE,
      steps: [
        { expect: { status: 'recue', silenceOn: 'jamais' } },
        { press: 'accepter', as: 'case-worker', filled: { 'numero-declaration': '28148-2026-003' } },
        {
          expect: { status: 'acceptee', letter: 'recepisse', mail: { to: 'citizen', contains: 'récépissé' } },
        },
      ],
    },
    {
      name: 'Une adresse incomplète est complétée',
      answers: { ...GITE, residence: true, ouverture: 'annee' },
      steps: [
        { press: 'completer', as: 'case-worker', filled: { complement: 'L’étage de l’appartement.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'étage' } } },
        { citizen: 'completee', changes: { 'bien-precision': '2e étage' } },
        { expect: { status: 'en-cours', mail: { to: 'operator' } } },
        { press: 'accepter', as: 'case-worker', filled: { 'numero-declaration': '28148-2026-004' } },
        { expect: { status: 'acceptee', letter: 'recepisse' } },
      ],
    },
  ],
};
