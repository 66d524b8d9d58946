// Registering a child for school meals.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE } from './sample-answers.ts';

const LEO = {
  'enfant-prenom': 'Léo',
  'enfant-nom': 'Martin',
  'enfant-naissance': '2018-09-01',
  'ecole-nom': 'École des Tilleuls',
  classe: 'cp',
  jours: ['lundi', 'jeudi'],
  debut: '2026-03-16',
  allergie: false,
  ...JEANNE,
};

export const cantine: NewProcedure = {
  slug: 'cantine',
  title: 'Inscrire un enfant à la cantine',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'enfant',
        title: 'Votre enfant',
        fields: [
          { id: 'enfant-prenom', type: 'text', label: 'Prénom de l’enfant', maxLength: 100 },
          { id: 'enfant-nom', type: 'text', label: 'Nom de l’enfant', maxLength: 100 },
          {
            id: 'enfant-naissance',
            type: 'date',
            label: 'Date de naissance',
            example: '2 9 2019',
            latest: 'today',
          },
        ],
      },
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
            options: [
              'Petite section',
              'Moyenne section',
              'Grande section',
              'CP',
              'CE1',
              'CE2',
              'CM1',
              'CM2',
            ].map((label) => ({
              value: label.toLowerCase().replaceAll(' ', '-'),
              label,
            })),
          },
        ],
      },
      {
        id: 'repas',
        title: 'Les repas',
        fields: [
          {
            id: 'jours',
            type: 'choices',
            label: 'Quels jours\u202F?',
            options: ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi'].map((label) => ({
              value: label.toLowerCase(),
              label,
            })),
          },
          { id: 'debut', type: 'date', label: 'À partir du', earliest: 'today' },
          {
            id: 'allergie',
            type: 'yes-no',
            label: 'Votre enfant a-t-il une allergie alimentaire\u202F?',
            help: 'Un projet d’accueil individualisé (PAI) permet de l’accueillir en sécurité.',
          },
          {
            id: 'pai',
            type: 'file',
            label: 'Le projet d’accueil individualisé, si vous l’avez',
            help: 'Le médecin scolaire l’a signé avec l’école. Seule l’équipe de la cantine le lit. 25\u00A0Mo au plus.',
            optional: true,
            when: { '===': [{ var: 'allergie' }, true] },
          },
        ],
      },
      contactPage('Vous, responsable de l’enfant'),
    ],
  },
  workflow: usualWorkflow({
    granted: 'Votre enfant est inscrit à la cantine, pour les jours que vous avez choisis.',
    grantLabel: 'Inscrire l’enfant',
    letter: 'inscription',
    refusalLetter: 'refus',
    correctable: [
      'enfant-prenom',
      'enfant-nom',
      'enfant-naissance',
      'ecole-nom',
      'classe',
      'jours',
      'debut',
      'allergie',
      'pai',
    ],
    within: 10,
    silence: { means: 'acceptance', months: 2, law: 'CRPA, art. L231-1' },
  }),
  letters: [
    {
      id: 'inscription',
      title: 'Inscription à la cantine ({{reference}})',
      paragraphs: [
        'Madame, Monsieur,',
        '{{enfant-prenom}} {{enfant-nom}} est inscrit à la cantine ({{ecole-nom}}) à partir du {{debut}}, les jours suivants\u00A0: {{jours}}.',
        'Une absence\u202F? Prévenez {{service}} la veille au plus tard. Les repas sont facturés chaque mois, au tarif voté par la collectivité.',
        'En cas d’allergie, votre enfant est accueilli selon son projet d’accueil individualisé. Tant qu’il n’est pas signé, fournissez le repas.',
        'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
      ],
      signedBy: 'Le service de la restauration scolaire',
    },
    refusalLetter({ of: 'd’inscription à la cantine', signedBy: 'Le service de la restauration scolaire' }),
  ],
  scenarios: [
    {
      name: 'Un enfant est inscrit, et la lettre dit à partir de quand',
      answers: LEO,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'accepter', as: 'case-worker' },
        {
          expect: { status: 'acceptee', letter: 'inscription', mail: { to: 'citizen', contains: 'inscrit' } },
        },
      ],
    },
    {
      name: 'Deux mois de silence valent inscription',
      answers: { ...LEO, allergie: true },
      steps: [{ wait: 61 }, { expect: { status: 'recue' } }, { wait: 1 }, { expect: { status: 'acceptee' } }],
    },
    {
      name: 'Un enfant d’une autre école est refusé, avec ses raisons',
      answers: LEO,
      steps: [
        {
          press: 'refuser',
          as: 'case-worker',
          filled: {
            'motif-refus': 'Cette école dépend d’une autre commune\u00A0: adressez-vous à sa mairie.',
          },
        },
        {
          expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'autre commune' } },
        },
      ],
    },
  ],
};
