// A copy of a birth certificate, or an extract (décret n° 2017-890, art. 29 and following).

import type { NewProcedure } from '../publish.ts';
import { contactPage, REQUESTER } from './contact.ts';

const WITH_PARENTS = { in: [{ var: 'type' }, ['integrale', 'avec-filiation']] };

export const acteDeNaissance: NewProcedure = {
  slug: 'acte-de-naissance',
  title: 'Demander une copie d’acte de naissance',
  requester: REQUESTER,
  form: {
    pages: [
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
      {
        id: 'type-acte',
        title: 'Quel document vous faut-il\u202F?',
        fields: [
          {
            id: 'type',
            type: 'choice',
            label: 'Document',
            help: 'Regardez ce que demande l’organisme à qui vous devez le donner. Sans indication, prenez la copie intégrale.',
            options: [
              { value: 'integrale', label: 'Copie intégrale', help: 'Tout ce que contient l’acte.' },
              {
                value: 'avec-filiation',
                label: 'Extrait avec filiation',
                help: 'Avec les noms des parents.',
              },
              {
                value: 'sans-filiation',
                label: 'Extrait sans filiation',
                help: 'Sans les noms des parents.',
              },
            ],
          },
          {
            id: 'tiers',
            type: 'info',
            tone: 'warning',
            label: 'Pour une autre personne, seul l’extrait sans filiation peut être donné.',
            help: 'Si vous la représentez, dites-le à la mairie par téléphone.',
            when: { '===': [{ var: 'pour' }, 'autre'] },
          },
        ],
      },
      {
        id: 'naissance',
        title: 'La personne née',
        intro: 'Comme écrit à la naissance.',
        fields: [
          { id: 'nom-naissance', type: 'text', label: 'Nom de naissance', maxLength: 100 },
          { id: 'prenoms', type: 'text', label: 'Prénoms', help: 'Tous, dans l’ordre.', maxLength: 150 },
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
      {
        id: 'envoi-acte',
        title: 'Où envoyer l’acte\u202F?',
        fields: [
          {
            id: 'adresse',
            type: 'address',
            label: 'Adresse postale',
            help: 'L’acte est envoyé gratuitement par courrier.',
          },
        ],
      },
      contactPage(),
    ],
  },
};
