// A copy of a marriage certificate, or an extract (décret n° 2017-890, art. 26 and following).

import type { NewProcedure } from '../publish.ts';
import {
  copyLetters,
  copyWorkflow,
  documentPage,
  extractOnlyPage,
  postPage,
  WITH_PARENTS,
} from './civil-status.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const MARRIED = {
  'marie-ici': true,
  'epoux-1': 'Martin Jeanne Marie',
  'epoux-2': 'Petit Louis',
  'date-mariage': '2008-06-14',
  adresse: HOME,
  ...JEANNE,
};

export const acteDeMariage: NewProcedure = {
  slug: 'acte-de-mariage',
  title: 'Demander une copie d’acte de mariage',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'lieu',
        title: 'Où le mariage a-t-il été célébré\u202F?',
        intro: 'Un acte de mariage se demande à la mairie qui a célébré le mariage.',
        fields: [{ id: 'marie-ici', type: 'yes-no', label: 'Le mariage a été célébré dans notre commune' }],
      },
      {
        id: 'autre-mairie',
        title: 'Demandez l’acte à la mairie du mariage',
        stop: true,
        when: { '===': [{ var: 'marie-ici' }, false] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Seule la mairie qui a célébré le mariage garde cet acte et peut en donner copie.',
            help: 'Un mariage célébré à l’étranger, dont l’un des époux est français\u202F? L’acte se demande au Service central d’état civil, à Nantes.',
          },
        ],
      },
      {
        id: 'qui',
        title: 'De qui demandez-vous l’acte de mariage\u202F?',
        fields: [
          {
            id: 'pour',
            type: 'choice',
            label: 'Cet acte est celui',
            options: [
              { value: 'moi', label: 'De mon propre mariage' },
              { value: 'parents', label: 'De mes parents ou de mes grands-parents' },
              { value: 'enfants', label: 'De mon enfant ou de mon petit-enfant' },
              { value: 'autre', label: 'D’autres personnes' },
            ],
          },
        ],
      },
      documentPage,
      extractOnlyPage,
      {
        id: 'epoux',
        title: 'Les personnes mariées',
        intro: 'Avec leur nom de naissance.',
        fields: [
          {
            id: 'epoux-1',
            type: 'text',
            label: 'Nom et prénoms de l’un des époux',
            example: 'Martin Jeanne Marie',
            maxLength: 150,
          },
          { id: 'epoux-2', type: 'text', label: 'Nom et prénoms de l’autre', maxLength: 150 },
          {
            id: 'date-mariage',
            type: 'date',
            label: 'Date du mariage',
            subject: 'la date du mariage',
            example: '14 6 2008',
            latest: 'today',
          },
        ],
      },
      {
        id: 'parents',
        title: 'Les parents des époux',
        intro:
          'Nécessaire pour une copie intégrale ou un extrait avec filiation. Laissez vide ce que vous ne connaissez pas.',
        when: WITH_PARENTS,
        fields: [
          {
            id: 'parents-1',
            type: 'text',
            label: 'Noms et prénoms des parents de l’un des époux',
            example: 'Martin Paul et Durand Odile',
            maxLength: 200,
          },
          {
            id: 'parents-2',
            type: 'text',
            label: 'Noms et prénoms des parents de l’autre',
            optional: true,
            maxLength: 200,
          },
        ],
      },
      postPage,
      contactPage(),
    ],
  },
  workflow: copyWorkflow('acte de mariage', [
    'epoux-1',
    'epoux-2',
    'date-mariage',
    'parents-1',
    'parents-2',
    'adresse',
  ]),
  letters: copyLetters('acte de mariage', 'de {{epoux-1}} et {{epoux-2}}'),
  scenarios: [
    {
      name: 'Mariés ailleurs, on est envoyé à la bonne mairie',
      answers: { 'marie-ici': false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Une copie intégrale est envoyée',
      answers: { ...MARRIED, pour: 'moi', type: 'integrale', 'parents-1': 'Martin Paul et Durand Odile' },
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'prendre', as: 'case-worker' },
        { press: 'accepter', as: 'secretary' },
        { expect: { status: 'acceptee', letter: 'envoi', mail: { to: 'citizen', contains: 'mariage' } } },
      ],
    },
    {
      name: 'Pour d’autres personnes, l’extrait seul, et le silence vaut refus après deux mois',
      answers: { ...MARRIED, pour: 'autre' },
      steps: [{ wait: 62 }, { expect: { status: 'refusee', nothingSent: true } }],
    },
    {
      name: 'Un mariage inconnu est refusé, avec ses raisons',
      answers: { ...MARRIED, pour: 'enfants', type: 'sans-filiation' },
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'Aucun mariage à ces noms cette année-là.' },
        },
        {
          expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'Aucun mariage' } },
        },
      ],
    },
  ],
};
