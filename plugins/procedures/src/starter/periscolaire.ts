// Care before and after school, and on Wednesdays.

import type { Option } from '@parvis/forms';
import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { ticked } from './answered.ts';
import { CHILD_IDS, childPage, healthPage } from './child.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { FOR_THE_SERVICE, plainLetter } from './plain-letter.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE } from './sample-answers.ts';

const options = (...labels: readonly string[]): readonly Option[] =>
  labels.map((label) => ({ value: label.toLowerCase().replaceAll(' ', '-'), label }));

const SCHOOL_DAYS = options('Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi');

const ANSWERS = {
  'enfant-prenom': 'Lou',
  'enfant-nom': 'Martin',
  'enfant-naissance': '2019-09-02',
  'ecole-nom': 'école des Tilleuls',
  classe: 'ce1',
  accueils: ['soir', 'mercredi'],
  'jours-soir': ['lundi', 'jeudi'],
  mercredi: 'journee',
  debut: '2026-03-16',
  soin: false,
  ...JEANNE,
};

export const periscolaire: NewProcedure = {
  slug: 'periscolaire',
  title: 'Inscrire un enfant à la garderie du matin, du soir ou du mercredi',
  requester: REQUESTER,
  form: {
    pages: [
      childPage,
      {
        id: 'ecole',
        title: 'Son école',
        fields: [
          { id: 'ecole-nom', type: 'text', label: 'École', example: 'école des Tilleuls', maxLength: 150 },
          {
            id: 'classe',
            type: 'choice',
            label: 'Classe',
            list: true,
            options: options(
              'Petite section',
              'Moyenne section',
              'Grande section',
              'CP',
              'CE1',
              'CE2',
              'CM1',
              'CM2',
            ),
          },
        ],
      },
      {
        id: 'accueils',
        title: 'De quel accueil avez-vous besoin\u202F?',
        fields: [
          {
            id: 'accueils',
            type: 'choices',
            label: 'Accueils',
            help: 'Pour le repas de midi, inscrivez votre enfant à la cantine.',
            options: [
              { value: 'matin', label: 'Le matin, avant l’école' },
              { value: 'soir', label: 'Le soir, après l’école' },
              { value: 'mercredi', label: 'Le mercredi' },
            ],
          },
        ],
      },
      {
        id: 'jours',
        title: 'Quels jours\u202F?',
        fields: [
          {
            id: 'jours-matin',
            type: 'choices',
            label: 'Le matin',
            subject: 'les matins',
            options: SCHOOL_DAYS,
            when: ticked('accueils', 'matin'),
          },
          {
            id: 'jours-soir',
            type: 'choices',
            label: 'Le soir',
            subject: 'les soirs',
            options: SCHOOL_DAYS,
            when: ticked('accueils', 'soir'),
          },
          {
            id: 'mercredi',
            type: 'choice',
            label: 'Le mercredi',
            subject: 'le mercredi',
            options: [
              { value: 'journee', label: 'La journée, avec le repas' },
              { value: 'matin', label: 'Le matin' },
              { value: 'matin-repas', label: 'Le matin, avec le repas' },
              { value: 'apres-midi', label: 'L’après-midi' },
            ],
            when: ticked('accueils', 'mercredi'),
          },
          { id: 'debut', type: 'date', label: 'À partir du', earliest: 'today' },
        ],
      },
      {
        id: 'retour',
        title: 'Qui vient chercher votre enfant\u202F?',
        intro: 'En plus des parents, les personnes à qui nous pouvons le confier.',
        fields: [
          {
            id: 'personnes',
            type: 'repeat',
            label: 'Autres personnes',
            one: 'Personne',
            optional: true,
            max: 4,
            fields: [
              { id: 'nom-personne', type: 'text', label: 'Prénom et nom', maxLength: 150 },
              { id: 'tel-personne', type: 'phone', label: 'Téléphone', optional: true },
            ],
          },
        ],
      },
      healthPage,
      contactPage('Vous, responsable de l’enfant'),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Votre enfant est inscrit, pour les accueils et les jours que vous avez choisis.',
    grantLabel: 'Inscrire l’enfant',
    letter: 'inscription',
    refusalLetter: 'refus',
    correctable: [
      ...CHILD_IDS,
      'ecole-nom',
      'classe',
      'jours-matin',
      'jours-soir',
      'mercredi',
      'debut',
      'personnes',
      'soin',
      'pai',
    ],
    within: 10,
    // A service that no text obliges a commune to offer, within the places that supervision allows.
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 2°' },
  }),
  letters: [
    plainLetter({
      id: 'inscription',
      title: 'Inscription de {{enfant-prenom}} à l’accueil périscolaire ({{reference}})',
      paragraphs: [
        '{{enfant-prenom}} {{enfant-nom}} est inscrit à l’accueil périscolaire ({{accueils}}), à partir du {{debut}}.',
        'Pour changer les jours, prévenir d’une absence ou arrêter l’accueil, dites-le-nous le plus tôt possible\u00A0: le règlement de l’accueil précise les délais au-delà desquels une séance réservée est facturée.',
      ],
      signedBy: FOR_THE_SERVICE,
    }),
    refusalLetter({ of: 'd’inscription à l’accueil périscolaire', signedBy: FOR_THE_SERVICE }),
  ],
  scenarios: [
    {
      name: 'Un enfant est inscrit le soir et le mercredi',
      answers: ANSWERS,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'prendre' },
        { press: 'accepter' },
        {
          expect: {
            status: 'acceptee',
            letter: 'inscription',
            mail: { to: 'citizen', contains: 'est inscrit' },
          },
        },
      ],
    },
    {
      name: 'Faute de place, l’inscription est refusée avec ses raisons',
      answers: ANSWERS,
      steps: [
        { press: 'refuser', filled: { 'motif-refus': 'L’accueil du soir est complet jusqu’en juillet.' } },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'complet' } } },
      ],
    },
    {
      name: 'Deux mois sans réponse valent refus',
      answers: ANSWERS,
      steps: [{ wait: 62 }, { expect: { status: 'refusee' } }],
    },
  ],
};
