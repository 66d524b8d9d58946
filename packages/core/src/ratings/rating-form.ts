// The question itself, as a form of a page or of a part of one.

import { type FieldError, fieldSet, type Typed, toControls } from '@parvis/forms';
import { type RatingStage, SCORES } from './words.ts';

const COMMENT = {
  id: 'commentaire',
  type: 'textarea',
  label: 'Voulez-vous ajouter quelque chose\u202F?',
  help: 'Personne ne saura qui a répondu\u00A0: n’écrivez ni nom, ni adresse, ni référence.',
  maxLength: 1_000,
  optional: true,
} as const;

const question = (label: string) =>
  fieldSet([
    {
      id: 'avis',
      type: 'choice',
      label,
      options: SCORES,
      error: { missing: 'Choisissez une des quatre réponses.' },
    },
    COMMENT,
  ]);

export const RATING: Readonly<Record<RatingStage, ReturnType<typeof question>>> = {
  sent: question('Comment s’est passé l’envoi de votre demande\u202F?'),
  closed: question('Comment s’est passée votre démarche\u202F?'),
};

interface Returned {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export function ratingControls(stage: RatingStage, returned: Returned = {}) {
  return toControls(RATING[stage].fields, returned);
}
