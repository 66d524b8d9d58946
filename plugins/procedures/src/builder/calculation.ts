// Calculations as people write them: an operation over lines, each a number, an answer, or what an answer is worth.
// `calculation-rule.ts` compiles them to JSON-Logic, and reads them back.

import type { Field } from '@parvis/forms';

export const OPERATIONS = ['sum', 'difference', 'product', 'quotient', 'least', 'greatest'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One line. What was not answered counts as zero. */
export type Term =
  | { readonly is: 'constant'; readonly value: number }
  /** The answer to a question that asks a number or a sum, or another calculation. */
  | { readonly is: 'answer'; readonly field: string; readonly times: number }
  /** So much where the answer is yes, or the box is ticked. */
  | { readonly is: 'yes'; readonly field: string; readonly worth: number }
  /** So much for each of the answers of a list, in their order. */
  | { readonly is: 'choice'; readonly field: string; readonly worth: readonly (readonly [string, number])[] }
  /** How many blocks there are. */
  | { readonly is: 'count'; readonly block: string; readonly times: number }
  /** The answers to a question of each block, added up. */
  | { readonly is: 'total'; readonly block: string; readonly field: string; readonly times: number };

export interface Calculation {
  /** The first line less the others, or divided by them, where it is a difference or a quotient. */
  readonly operation: Operation;
  readonly terms: readonly Term[];
}

const isNumeric = ({ type }: Field): boolean => type === 'number' || type === 'amount' || type === 'computed';

/** A line that may be added, as a list offers it: `nombre`, `champ:tables`, `combien:enfants`, `total:enfants.age`. */
export interface TermOffer {
  readonly key: string;
  readonly label: string;
  /** What the line is before anything is said of it. */
  readonly term: Term;
}

const NBSP = '\u00A0';
const said = (label: string) => `«${NBSP}${label.length > 80 ? `${label.slice(0, 79)}…` : label}${NBSP}»`;

/** Every line that these questions allow, a fixed number first. */
export function offersOf(fields: readonly Field[]): readonly TermOffer[] {
  return [
    { key: 'nombre', label: 'Un nombre fixe', term: { is: 'constant', value: 0 } },
    ...fields.flatMap((field): readonly TermOffer[] => {
      const { id, label } = field;
      const key = `champ:${id}`;
      if (isNumeric(field)) return [{ key, label, term: { is: 'answer', field: id, times: 1 } }];
      if (field.type === 'yes-no' || field.type === 'tick')
        return [{ key, label, term: { is: 'yes', field: id, worth: 0 } }];
      if (field.type === 'choice')
        return [{ key, label, term: { is: 'choice', field: id, worth: worthOf(field, []) } }];
      if (field.type !== 'repeat') return [];
      return [
        {
          key: `combien:${id}`,
          label: `${label}${NBSP}: combien il y en a`,
          term: { is: 'count', block: id, times: 1 },
        },
        ...field.fields.filter(isNumeric).map(
          (inner): TermOffer => ({
            key: `total:${id}.${inner.id}`,
            label: `${label}${NBSP}: total de ${said(inner.label)}`,
            term: { is: 'total', block: id, field: inner.id, times: 1 },
          }),
        ),
      ];
    }),
  ];
}

/** The key of the offer that a line came from. */
export function keyOf(term: Term): string {
  switch (term.is) {
    case 'constant':
      return 'nombre';
    case 'count':
      return `combien:${term.block}`;
    case 'total':
      return `total:${term.block}.${term.field}`;
    default:
      return `champ:${term.field}`;
  }
}

/** What each answer that a question proposes is worth; nothing for one of which nothing was said. */
function worthOf(
  { options }: Extract<Field, { readonly type: 'choice' }>,
  known: readonly (readonly [string, number])[],
): readonly (readonly [string, number])[] {
  const worth = new Map(known);
  return options.map(({ value }) => [value, worth.get(value) ?? 0]);
}

/** The calculation over these questions; null where it reads one that is not there, or is of another kind. */
export function fitting(calculation: Calculation, fields: readonly Field[]): Calculation | null {
  const offers = new Map(offersOf(fields).map(({ key, term }) => [key, term]));
  const terms = calculation.terms.map((term): Term | null => {
    const offered = offers.get(keyOf(term));
    if (offered?.is !== term.is) return null;
    if (term.is !== 'choice') return term;
    const field = fields.find(({ id }) => id === term.field);
    const proposed = field?.type === 'choice' ? new Set(field.options.map(({ value }) => value)) : null;
    if (field?.type !== 'choice' || !term.worth.every(([value]) => proposed?.has(value))) return null;
    return { ...term, worth: worthOf(field, term.worth) };
  });
  return terms.every((one) => one !== null) ? { ...calculation, terms } : null;
}
