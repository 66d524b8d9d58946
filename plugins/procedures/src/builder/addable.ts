// The kinds of questions that can be added, in the order in which they are wanted, and where.

import type { Field, FieldType } from '@parvis/forms';
import { KIND_WORDS } from '../pooling/in-words.ts';

export const ADDABLE = [
  'text',
  'textarea',
  'yes-no',
  'choice',
  'choices',
  'tick',
  'date',
  'period',
  'time',
  'number',
  'amount',
  'computed',
  'person',
  'email',
  'phone',
  'address',
  'commune',
  'file',
  'repeat',
  'info',
  'point',
  'iban',
  'plate',
  'siret',
  'siren',
  'rna',
  'url',
  'signature',
] as const satisfies readonly FieldType[];
export type Addable = (typeof ADDABLE)[number];

/** Where a question stands: on a page of the form, in a block, on a step where agents fill it in. */
export type Ground = 'page' | 'block' | 'step';

const NOT_IN_BLOCK: ReadonlySet<FieldType> = new Set(['repeat', 'signature', 'computed']);
/** What an agent fills in is kept beside the request: neither files, nor blocks, nor what follows from other answers. */
const NOT_ON_STEP: ReadonlySet<FieldType> = new Set(['repeat', 'signature', 'computed', 'file', 'point']);

export function kindsFor(ground: Ground): readonly Addable[] {
  if (ground === 'page') return ADDABLE;
  const without = ground === 'block' ? NOT_IN_BLOCK : NOT_ON_STEP;
  return ADDABLE.filter((one) => !without.has(one));
}

export const kindOffers = (ground: Ground) => kindsFor(ground).map((one) => [one, KIND_WORDS[one]] as const);

/** Nobody answers it. */
export const WITHOUT_ANSWER: ReadonlySet<FieldType> = new Set(['info', 'computed', 'hidden']);

type OfKind<F> = F extends Field ? Omit<F, 'id' | 'label' | 'optional'> : never;
export type Kindly = OfKind<Field>;

/** What a new question of a kind is, besides its words. A choice is given its options. */
export function startOf(
  kind: Addable,
  options: Extract<Field, { readonly type: 'choice' }>['options'],
): Kindly {
  switch (kind) {
    case 'text':
      return { type: kind, maxLength: 200 };
    case 'textarea':
      return { type: kind, maxLength: 2_000 };
    case 'choice':
    case 'choices':
      return { type: kind, options };
    case 'computed':
      return { type: kind, rule: null };
    case 'file':
      return { type: kind, help: 'PDF ou photo, 10\u00A0Mo au plus.', maxBytes: 10_000_000 };
    case 'repeat':
      return {
        type: kind,
        one: 'Personne',
        fields: [{ id: 'nom', type: 'text', label: 'Nom', maxLength: 200 }],
      };
    default:
      return { type: kind };
  }
}
