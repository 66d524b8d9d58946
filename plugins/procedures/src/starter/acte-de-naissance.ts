// A copy of a birth certificate, or an extract (décret n° 2017-890, art. 29 and following).

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

const BORN = {
  'nee-ici': true,
  'nom-naissance': 'Martin',
  prenoms: 'Jeanne Marie',
  'date-naissance': '1980-03-31',
  adresse: HOME,
  ...JEANNE,
};

export const acteDeNaissance: NewProcedure = {
  slug: 'acte-de-naissance',
  title: 'Demander une copie d’acte de naissance',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'lieu',
        title: 'Où cette personne est-elle née\u202F?',
        intro: 'Un acte de naissance se demande à la mairie du lieu de naissance.',
        fields: [
          {
            id: 'nee-ici',
            type: 'yes-no',
            label: 'La personne est née dans notre commune',
          },
        ],
      },
      {
        id: 'autre-mairie',
        title: 'Demandez l’acte à la mairie de naissance',
        stop: true,
        when: { '===': [{ var: 'nee-ici' }, false] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Seule la mairie du lieu de naissance garde cet acte et peut en donner copie.',
            help: 'Née à l’étranger et de nationalité française\u202F? L’acte se demande au Service central d’état civil, à Nantes.',
          },
        ],
      },
      {
        id: 'qui',
        title: 'De qui demandez-vous l’acte de naissance\u202F?',
        fields: [
          {
            id: 'pour',
            type: 'choice',
            label: 'Cet acte est celui',
            options: [
              { value: 'moi', label: 'De moi-même' },
              { value: 'conjoint', label: 'De mon conjoint ou de ma conjointe' },
              { value: 'enfant', label: 'De mon enfant ou de mon petit-enfant' },
              { value: 'parent', label: 'De mon père, de ma mère ou d’un grand-parent' },
              { value: 'autre', label: 'D’une autre personne' },
            ],
          },
        ],
      },
      documentPage,
      extractOnlyPage,
      {
        id: 'naissance',
        title: 'La personne née',
        intro: 'Comme écrit à la naissance.',
        fields: [
          { id: 'nom-naissance', type: 'text', label: 'Son nom de naissance', maxLength: 100 },
          { id: 'prenoms', type: 'text', label: 'Ses prénoms', help: 'Tous, dans l’ordre.', maxLength: 150 },
          {
            id: 'date-naissance',
            type: 'date',
            label: 'Date de naissance',
            example: '31 3 1980',
            latest: 'today',
          },
        ],
      },
      {
        id: 'parents',
        title: 'Ses parents',
        intro:
          'Nécessaire pour une copie intégrale ou un extrait avec filiation. Laissez vide le parent qui n’est pas sur l’acte.',
        when: WITH_PARENTS,
        fields: [
          { id: 'parent-1', type: 'text', label: 'Nom et prénoms du premier parent', maxLength: 150 },
          {
            id: 'parent-2',
            type: 'text',
            label: 'Nom et prénoms du second parent',
            optional: true,
            maxLength: 150,
          },
        ],
      },
      postPage,
      contactPage(),
    ],
  },
  workflow: copyWorkflow('acte de naissance', [
    'nom-naissance',
    'prenoms',
    'date-naissance',
    'parent-1',
    'parent-2',
    'adresse',
  ]),
  letters: copyLetters('acte de naissance', 'de {{prenoms}} {{nom-naissance}}'),
  scenarios: [
    {
      name: 'Né ailleurs, on est envoyé à la bonne mairie',
      answers: { 'nee-ici': false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Une copie intégrale est envoyée',
      answers: { ...BORN, pour: 'moi', type: 'integrale', 'parent-1': 'Martin Paul' },
      steps: [
        {
          expect: {
            status: 'recue',
            silenceOn: '2026-05-02',
            offers: ['prendre', 'completer', 'accepter', 'refuser'],
          },
        },
        { press: 'accepter', as: 'secretary' },
        {
          expect: {
            status: 'acceptee',
            letter: 'envoi',
            mail: { to: 'citizen', contains: 'parti par courrier' },
          },
        },
      ],
    },
    {
      name: 'Une autre personne reçoit l’extrait sans filiation, une fois la date corrigée',
      answers: { ...BORN, pour: 'autre' },
      steps: [
        {
          press: 'completer',
          as: 'secretary',
          filled: { complement: 'Aucun acte à cette date\u00A0: vérifiez l’année.' },
        },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'vérifiez l’année' } } },
        { wait: 4 },
        { citizen: 'completee', changes: { 'date-naissance': '1981-03-31' } },
        { expect: { status: 'en-cours', mail: { to: 'operator' }, silenceOn: '2026-05-06' } },
        { press: 'accepter', as: 'secretary' },
        { expect: { status: 'acceptee', letter: 'envoi' } },
      ],
    },
    {
      name: 'Un acte que la mairie n’a pas est refusé, avec ses raisons',
      answers: { ...BORN, pour: 'moi', type: 'sans-filiation' },
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'Aucune naissance à ce nom dans nos registres.' },
        },
        {
          expect: {
            status: 'refusee',
            letter: 'refus',
            mail: { to: 'citizen', contains: 'dans nos registres' },
          },
        },
      ],
    },
  ],
};
