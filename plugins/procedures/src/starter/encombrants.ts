// Bulky waste collected at home.

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { contactPage, REQUESTER } from './contact.ts';

export const encombrants: NewProcedure = {
  slug: 'encombrants',
  title: 'Faire enlever un meuble ou un gros objet',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'objets',
        title: 'Que faut-il enlever\u202F?',
        fields: [
          {
            id: 'quoi',
            type: 'choices',
            label: 'Objets',
            help: 'Cochez tout ce qui convient.',
            options: [
              { value: 'meuble', label: 'Meubles, canapé, armoire' },
              { value: 'literie', label: 'Matelas, sommier' },
              { value: 'appareil', label: 'Gros appareil\u00A0: réfrigérateur, machine à laver, four' },
              { value: 'jardin', label: 'Mobilier de jardin, vélo, jouets' },
              { value: 'autre', label: 'Autre chose' },
            ],
          },
          {
            id: 'description',
            type: 'textarea',
            label: 'Décrivez-les en quelques mots',
            example: 'un canapé trois places et deux chaises',
            maxLength: 500,
          },
          {
            id: 'photo',
            type: 'file',
            label: 'Une photo',
            help: 'Elle aide l’équipe à prévoir le bon camion. JPEG ou PNG, 10 Mo au plus.',
            accept: ['.jpg', '.jpeg', '.png', 'image/jpeg', 'image/png'],
            optional: true,
          },
        ],
      },
      {
        id: 'lieu',
        title: 'Où passer les prendre\u202F?',
        fields: [
          { id: 'adresse', type: 'address', label: 'Adresse de la collecte' },
          {
            id: 'acces',
            type: 'textarea',
            label: 'Comment y accéder',
            help: 'Les objets doivent être sortis la veille au soir, sur le trottoir.',
            example: 'au bout de l’impasse, portail vert',
            optional: true,
            maxLength: 300,
          },
        ],
      },
      {
        id: 'quand',
        title: 'À quel moment\u202F?',
        fields: [
          {
            id: 'date',
            type: 'date',
            label: 'Pas avant le',
            help: 'Nous vous proposerons la tournée suivante.',
            earliest: 'today',
            optional: true,
          },
          { id: 'aide', type: 'yes-no', label: 'Avez-vous besoin d’aide pour sortir les objets\u202F?' },
          {
            id: 'etage',
            type: 'text',
            label: 'À quel étage sont-ils\u202F?',
            example: 'rez-de-chaussée, trois marches',
            maxLength: 100,
            when: { '===': [{ var: 'aide' }, true] },
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: usualWorkflow({
    granted: 'La collecte est prévue. Sortez les objets la veille au soir, sur le trottoir.',
    grantLabel: 'Fixer la collecte',
    correctable: ['quoi', 'description', 'photo', 'adresse', 'acces', 'date', 'aide', 'etage'],
    within: 7,
    silence: {
      means: 'nothing',
      why: 'La date d’un service est fixée avec la personne\u00A0: aucune décision n’est demandée.',
    },
  }),
};
