// A copy of a death certificate: given to whoever asks for it (décret n° 2017-890, art. 30 and 31).

import type { NewProcedure } from '../publish.ts';
import { copyLetters, copyWorkflow, postPage } from './civil-status.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { HOME, JEANNE } from './sample-answers.ts';

const DECEASED = {
  ou: 'decede-ici',
  'nom-defunt': 'Martin',
  'prenoms-defunt': 'Paul Émile',
  'date-deces': '2025-11-03',
  exemplaires: 2,
  adresse: HOME,
  ...JEANNE,
};

export const acteDeDeces: NewProcedure = {
  slug: 'acte-de-deces',
  title: 'Demander une copie d’acte de décès',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'lieu',
        title: 'Quel lien avec notre commune\u202F?',
        intro: 'Deux mairies gardent l’acte\u00A0: celle du lieu du décès et celle du dernier domicile.',
        fields: [
          {
            id: 'ou',
            type: 'choice',
            label: 'La personne',
            options: [
              { value: 'decede-ici', label: 'Est décédée dans notre commune' },
              { value: 'domicile-ici', label: 'Y avait son dernier domicile' },
              { value: 'ailleurs', label: 'Ni l’un ni l’autre' },
            ],
          },
        ],
      },
      {
        id: 'autre-mairie',
        title: 'Demandez l’acte à une autre mairie',
        stop: true,
        when: { '===': [{ var: 'ou' }, 'ailleurs'] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label:
              'L’acte se demande à la mairie du lieu du décès, ou à celle du dernier domicile de la personne.',
            help: 'Un Français décédé à l’étranger\u202F? L’acte se demande au Service central d’état civil, à Nantes.',
          },
        ],
      },
      {
        id: 'defunt',
        title: 'La personne décédée',
        fields: [
          { id: 'nom-defunt', type: 'text', label: 'Son nom de naissance', maxLength: 100 },
          { id: 'prenoms-defunt', type: 'text', label: 'Ses prénoms', maxLength: 150 },
          {
            id: 'date-deces',
            type: 'date',
            label: 'Date du décès',
            subject: 'la date du décès',
            help: 'Si vous ne la connaissez pas au jour près, donnez la plus probable.',
            example: '3 11 2025',
            latest: 'today',
          },
        ],
      },
      {
        id: 'exemplaires',
        title: 'Combien d’exemplaires\u202F?',
        fields: [
          {
            id: 'exemplaires',
            type: 'number',
            label: 'Nombre de copies',
            help: 'Banque, assurance, caisse de retraite, notaire\u00A0: chacun en demande une, et beaucoup acceptent une photocopie.',
            min: 1,
            max: 20,
            default: 1,
          },
        ],
      },
      postPage,
      contactPage(),
    ],
  },
  workflow: copyWorkflow('acte de décès', ['nom-defunt', 'prenoms-defunt', 'date-deces', 'adresse']),
  letters: copyLetters('acte de décès', 'de {{prenoms-defunt}} {{nom-defunt}}'),
  scenarios: [
    {
      name: 'Sans lien avec la commune, on est envoyé à la bonne mairie',
      answers: { ou: 'ailleurs' },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Deux copies sont envoyées',
      answers: DECEASED,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'accepter', as: 'secretary' },
        { expect: { status: 'acceptee', letter: 'envoi', mail: { to: 'citizen', contains: 'décès' } } },
      ],
    },
    {
      name: 'Une date fausse est corrigée après un rappel',
      answers: { ...DECEASED, ou: 'domicile-ici' },
      steps: [
        { press: 'completer', as: 'secretary', filled: { complement: 'Aucun décès à cette date.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'Aucun décès' } } },
        { wait: 31 },
        { expect: { status: 'relancee', mail: { to: 'citizen', contains: 'Aucun décès' } } },
        { citizen: 'completee', changes: { 'date-deces': '2025-10-03' } },
        { press: 'accepter', as: 'secretary' },
        { expect: { status: 'acceptee', letter: 'envoi' } },
      ],
    },
    {
      name: 'Un décès que la mairie n’a pas enregistré est refusé, avec ses raisons',
      answers: DECEASED,
      steps: [
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'Aucun décès à ce nom dans nos registres.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'registres' } } },
      ],
    },
  ],
};
