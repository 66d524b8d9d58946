// A prior declaration of works (déclaration préalable): its papers, as the code de l'urbanisme lists them (art. R431-35 to R431-37).

import type { NewProcedure } from '../publish.ts';
import type { ScenarioStep } from '../workflow/scenario.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { worksLetters } from './declaration-de-travaux-letters.ts';
import { worksWorkflow } from './declaration-de-travaux-workflow.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

const SHED = {
  quoi: 'annexe',
  ici: true,
  terrain: HOME,
  parcelle: 'ZB 112',
  surface: 12,
  cerfa: joined('cerfa.pdf'),
  situation: joined('plan-de-situation.pdf'),
  masse: joined('plan-de-masse.pdf'),
  facades: joined('facades.pdf'),
  photos: joined('photos.jpg'),
  ...JEANNE,
};

const LODGED: ScenarioStep = {
  press: 'recepisse',
  as: 'case-worker',
  filled: { 'numero-dossier': 'DP 028 148 26 00012', 'delai-long': 'non', 'fin-delai': '2026-04-02' },
};

export const declarationDeTravaux: NewProcedure = {
  slug: 'declaration-de-travaux',
  title: 'Déclarer des travaux',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'quoi',
        title: 'Quels travaux\u202F?',
        intro: 'Dans le doute, montrez votre projet à la mairie avant de remplir le dossier.',
        fields: [
          {
            id: 'quoi',
            type: 'choice',
            label: 'Vos travaux',
            options: [
              { value: 'annexe', label: 'Un abri, un garage, une piscine, une petite extension' },
              { value: 'facade', label: 'Fenêtres, toiture, ravalement, panneaux solaires' },
              { value: 'cloture', label: 'Une clôture, un portail, un mur' },
              { value: 'division', label: 'Une division de terrain' },
              { value: 'maison', label: 'Une maison, ou plus de 20\u00A0m² de plus' },
              { value: 'interieur', label: 'Des travaux à l’intérieur seulement' },
            ],
          },
        ],
      },
      {
        id: 'permis',
        title: 'Il vous faut sans doute un permis de construire',
        stop: true,
        when: { '===': [{ var: 'quoi' }, 'maison'] },
        fields: [
          {
            id: 'permis-texte',
            type: 'info',
            label:
              'Au-delà de 20\u00A0m², c’est en général un permis, dont le délai et les pièces sont autres.',
            help: 'Le seuil monte à 40\u00A0m² pour agrandir une maison en zone urbaine d’un plan local d’urbanisme. Demandez à la mairie ce qui convient, et déposez-y le dossier\u00A0: elle en donne récépissé.',
          },
        ],
      },
      {
        id: 'rien',
        title: 'Aucune déclaration n’est nécessaire',
        stop: true,
        when: { '===': [{ var: 'quoi' }, 'interieur'] },
        fields: [
          {
            id: 'rien-texte',
            type: 'info',
            label: 'Des travaux à l’intérieur, qui ne changent ni la façade ni l’usage, ne se déclarent pas.',
            help: 'Exceptions\u00A0: un bâtiment classé, un commerce ou un lieu qui reçoit du public, une grange ou un garage qui devient un logement. Dans ces cas, téléphonez à la mairie.',
          },
        ],
      },
      {
        id: 'terrain',
        title: 'Où est le terrain\u202F?',
        fields: [
          { id: 'ici', type: 'yes-no', label: 'Le terrain est dans notre commune' },
          {
            id: 'terrain',
            type: 'address',
            label: 'Adresse du terrain',
            when: { '===': [{ var: 'ici' }, true] },
          },
          {
            id: 'parcelle',
            type: 'text',
            label: 'Parcelle cadastrale',
            help: 'Section et numéro, sur l’acte de vente ou sur cadastre.gouv.fr.',
            example: 'ZB 112',
            maxLength: 100,
            when: { '===': [{ var: 'ici' }, true] },
          },
        ],
      },
      {
        id: 'autre-mairie',
        title: 'Déposez le dossier dans l’autre commune',
        stop: true,
        when: { '===': [{ var: 'ici' }, false] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Une déclaration de travaux se dépose à la mairie de la commune du terrain.',
            help: 'Un dossier déposé ailleurs ne fait courir aucun délai.',
          },
        ],
      },
      {
        id: 'dossier',
        title: 'Le formulaire officiel',
        fields: [
          {
            id: 'surface',
            type: 'number',
            label: 'Surface créée',
            help: 'Emprise au sol ou surface de plancher. Écrivez 0 si rien n’est ajouté.',
            unit: 'm²',
            decimals: 1,
            min: 0,
            max: 1_000,
          },
          {
            id: 'cerfa',
            type: 'file',
            label: 'Le formulaire de déclaration préalable, rempli et signé',
            help: 'À prendre sur service-public.gouv.fr, qui peut le remplir avec vous. PDF, 25\u00A0Mo au plus.',
            accept: ['.pdf', 'application/pdf'],
          },
        ],
      },
      {
        id: 'plans',
        title: 'Les plans et les photos',
        intro: 'Les numéros sont ceux du bordereau du formulaire.',
        fields: [
          {
            id: 'situation',
            type: 'file',
            label: 'Plan de situation (DP1)',
            help: 'Où est le terrain dans la commune. geoportail-urbanisme.gouv.fr en donne un. 25\u00A0Mo au plus.',
          },
          {
            id: 'masse',
            type: 'file',
            label: 'Plan de masse (DP2)',
            help: 'Le terrain vu de dessus, avec les mesures. Inutile si rien de nouveau n’est construit. 25\u00A0Mo au plus.',
            optional: true,
            maxFiles: 2,
          },
          {
            id: 'facades',
            type: 'file',
            label: 'Plans des façades et des toitures (DP4)',
            help: 'Avant et après les travaux. 25\u00A0Mo au plus.',
            optional: true,
            maxFiles: 4,
          },
          {
            id: 'photos',
            type: 'file',
            label: 'Photos et dessin du projet dans son paysage (DP5 à DP8)',
            help: 'De près, de loin, et tel que ce sera. 25\u00A0Mo chacune au plus.',
            optional: true,
            maxFiles: 6,
          },
        ],
      },
      contactPage('Qui dépose la déclaration\u202F?'),
    ],
  },
  workflow: worksWorkflow,
  letters: worksLetters,
  scenarios: [
    {
      name: 'Une maison demande un permis',
      answers: { quoi: 'maison' },
      steps: [{ stopsAt: 'permis' }],
    },
    {
      name: 'À l’intérieur, rien n’est à déclarer',
      answers: { quoi: 'interieur' },
      steps: [{ stopsAt: 'rien' }],
    },
    {
      name: 'Un terrain d’une autre commune est envoyé à sa mairie',
      answers: { quoi: 'cloture', ici: false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Le récépissé est donné, puis la décision de qui peut la signer',
      answers: SHED,
      steps: [
        LODGED,
        { expect: { status: 'instruction', letter: 'recepisse', silenceOn: 'jamais' } },
        { wait: 20 },
        { press: 'ne-pas-s-opposer', as: 'secretary', filled: { prescriptions: 'Aucune.' } },
        { expect: { status: 'accordee', letter: 'decision', mail: { to: 'citizen', contains: 'affichez' } } },
      ],
    },
    {
      name: 'Des pièces manquent\u00A0: le délai commence quand elles arrivent, et le silence vaut non-opposition',
      answers: { ...SHED, quoi: 'facade', surface: 0 },
      steps: [
        LODGED,
        { press: 'demander-pieces', as: 'case-worker', filled: { 'pieces-manquantes': 'Le plan de masse.' } },
        {
          expect: {
            status: 'pieces-manquantes',
            letter: 'pieces',
            mail: { to: 'citizen', contains: 'plan de masse' },
          },
        },
        { wait: 45 },
        { citizen: 'completee', changes: { masse: joined('masse.pdf') } },
        { expect: { status: 'complete', mail: { to: 'operator' } } },
        { wait: 30 },
        { expect: { status: 'complete', nothingSent: true } },
        { wait: 1 },
        { expect: { status: 'tacite', mail: { to: 'citizen', contains: 'certificat' } } },
        { press: 'certifier', as: 'secretary' },
        { expect: { status: 'accordee', letter: 'certificat' } },
      ],
    },
    {
      name: 'Près d’un monument, le délai est de deux mois',
      answers: SHED,
      steps: [
        {
          press: 'recepisse',
          as: 'case-worker',
          filled: { 'numero-dossier': 'DP 1', 'delai-long': 'oui', 'fin-delai': '2026-05-02' },
        },
        { wait: 40 },
        { expect: { status: 'instruction' } },
        {
          press: 's-opposer',
          as: 'administrator',
          filled: { 'motif-refus': 'Avis contraire de l’architecte.' },
        },
        {
          expect: {
            status: 'refusee',
            letter: 'opposition',
            mail: { to: 'citizen', contains: 'architecte' },
          },
        },
      ],
    },
    {
      name: 'Des pièces jamais envoyées font rejeter la déclaration, après un rappel',
      answers: SHED,
      steps: [
        LODGED,
        { press: 'demander-pieces', as: 'secretary', filled: { 'pieces-manquantes': 'Les façades.' } },
        { wait: 61 },
        { expect: { status: 'pieces-rappelees', mail: { to: 'citizen', contains: 'Les façades' } } },
        { wait: 31 },
        { expect: { status: 'rejet-tacite', mail: { to: 'citizen', contains: 'R423-39' } } },
      ],
    },
  ],
};
