// Pages about a child that several procedures share.

import type { Field, FormPage } from '@parvis/forms';
import { answered } from './answered.ts';

export const CHILD_IDS = ['enfant-prenom', 'enfant-nom', 'enfant-naissance'] as const;

const childFields: readonly Field[] = [
  {
    id: 'enfant-prenom',
    type: 'text',
    label: 'Prénom de l’enfant',
    subject: 'le prénom de l’enfant',
    maxLength: 100,
  },
  { id: 'enfant-nom', type: 'text', label: 'Nom de l’enfant', subject: 'le nom de l’enfant', maxLength: 100 },
  {
    id: 'enfant-naissance',
    type: 'date',
    label: 'Date de naissance de l’enfant',
    subject: 'la date de naissance de l’enfant',
    example: '2 9 2019',
    earliest: { years: -20 },
    latest: 'today',
  },
];

export const childPage: FormPage = { id: 'enfant', title: 'Votre enfant', fields: childFields };

/** What the team must know of the child's health to receive them, and no more. */
export const healthPage: FormPage = {
  id: 'sante',
  title: 'Sa santé',
  fields: [
    {
      id: 'soin',
      type: 'yes-no',
      label: 'Votre enfant a-t-il une allergie, ou un traitement à prendre pendant l’accueil\u202F?',
      help: 'Ne dites pas laquelle\u00A0: un projet d’accueil individualisé (PAI), signé avec le médecin, permet de l’accueillir en sécurité.',
    },
    {
      id: 'pai',
      type: 'file',
      label: 'Le projet d’accueil individualisé',
      help: 'Si vous l’avez déjà. Sinon, nous le préparerons avec vous. PDF ou photo, 25\u00A0Mo au plus.',
      maxFiles: 2,
      optional: true,
      when: answered('soin', true),
    },
  ],
};
