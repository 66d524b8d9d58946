// Registering a child for school meals.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';

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
};
