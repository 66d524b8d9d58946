// The lines of a calculation as boxes of a page, and back. Each line keeps its number while others come and go, so that what was
// typed stays with it.

import { type Field, type FieldError, fieldSet, type Input, readFields, type Typed } from '@parvis/forms';
import { numberIn } from './answers-in.ts';
import { numberBox } from './boxes.ts';
import { type Calculation, keyOf, OPERATIONS, type Operation, offersOf, type Term } from './calculation.ts';

const MOST_LINES = 30;
const LARGEST = 1_000_000_000;

export const OPERATION_WORDS: readonly (readonly [Operation, string])[] = [
  ['sum', 'la somme des lignes'],
  ['difference', 'la différence\u00A0: la première ligne, moins les suivantes'],
  ['product', 'le produit des lignes, multipliées entre elles'],
  ['quotient', 'le quotient\u00A0: la première ligne, divisée par les suivantes'],
  ['least', 'la plus petite des lignes'],
  ['greatest', 'la plus grande des lignes'],
];

/** A line that is being written. */
export interface OpenTerm {
  readonly at: number;
  readonly key: string;
  /** « Nombre de tables » */
  readonly label: string;
  readonly term: Term;
  /** It was just added: its boxes are empty. */
  readonly fresh: boolean;
}

export interface OpenCalculation {
  readonly operation: Operation;
  readonly lines: readonly OpenTerm[];
}

export function toOpen({ operation, terms }: Calculation, fields: readonly Field[]): OpenCalculation {
  const offers = new Map(offersOf(fields).map(({ key, label }) => [key, label]));
  const lines = terms.map((term, at): OpenTerm => {
    const key = keyOf(term);
    return { at, key, label: offers.get(key) ?? '', term, fresh: false };
  });
  return { operation, lines };
}

export const fromOpen = ({ operation, lines }: OpenCalculation): Calculation => ({
  operation,
  terms: lines.map(({ term }) => term),
});

/** With a line more, last. */
export function withLine(
  open: OpenCalculation,
  key: string | undefined,
  fields: readonly Field[],
): OpenCalculation {
  const offer = offersOf(fields).find((one) => one.key === key);
  if (!offer || open.lines.length >= MOST_LINES) return open;
  const at = Math.max(-1, ...open.lines.map((one) => one.at)) + 1;
  return { ...open, lines: [...open.lines, { at, ...offer, fresh: true }] };
}

/** The boxes of a line: what it is worth, or by what it counts. */
export function boxesOfTerm({ at, term, fresh }: OpenTerm, fields: readonly Field[]): readonly Field[] {
  const id = `n-${at}`;
  const box = (label: string, value: number, isFresh = fresh): Field => ({
    ...numberBox(id, label, isFresh ? undefined : value, { min: -LARGEST, max: LARGEST, decimals: 4 }),
    optional: false,
    error: { missing: 'Écrivez un nombre.' },
  });
  switch (term.is) {
    case 'constant':
      return [box('Nombre', term.value)];
    case 'yes':
      return [box('Vaut, si la réponse est oui', term.worth)];
    case 'choice': {
      const field = fields.find((one) => one.id === term.field);
      const labels = new Map(
        field?.type === 'choice' ? field.options.map((one) => [one.value, one.label]) : [],
      );
      return term.worth.map(([value, worth], rank) =>
        numberBox(
          `${id}-${rank}`,
          `Vaut, pour «\u00A0${labels.get(value) ?? value}\u00A0»`,
          fresh ? undefined : worth,
          {
            min: -LARGEST,
            max: LARGEST,
            decimals: 4,
          },
        ),
      );
    }
    default:
      return [box('Multiplié par', term.times, false)];
  }
}

export interface ReadCalculation {
  readonly open: OpenCalculation;
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
  /** Keys of lines about questions that are not there. */
  readonly lost: readonly string[];
}

/** The lines as they were sent; what is wrong in them stays in `typed`. */
export function readCalculationLines(body: Input, fields: readonly Field[], today: string): ReadCalculation {
  const offers = new Map(offersOf(fields).map((offer) => [offer.key, offer]));
  const sent = body
    .getAll('ligne')
    .slice(0, MOST_LINES)
    .flatMap((line) => {
      const [, at, key = ''] = /^(\d{1,4}) (.+)$/.exec(line) ?? [];
      return at === undefined ? [] : [{ at: Number(at), key }];
    });
  const lines = sent.flatMap(({ at, key }): readonly OpenTerm[] => {
    const offer = offers.get(key);
    return offer ? [{ at, ...offer, fresh: true }] : [];
  });
  const boxes = lines.flatMap((line) => boxesOfTerm(line, fields));
  const outcome = readFields(fieldSet(boxes), body, { today });
  const { answers, typed } = outcome;
  return {
    open: {
      operation: OPERATIONS.find((one) => one === body.get('operation')) ?? 'sum',
      lines: lines.map((line) => ({ ...line, fresh: false, term: said(line) })),
    },
    errors: outcome.ok ? [] : outcome.errors,
    typed,
    lost: sent.filter(({ key }) => !offers.has(key)).map(({ key }) => key),
  };

  function said({ at, term }: OpenTerm): Term {
    const number = numberIn(answers, `n-${at}`);
    switch (term.is) {
      case 'constant':
        return { ...term, value: number ?? 0 };
      case 'yes':
        return { ...term, worth: number ?? 0 };
      case 'choice':
        return {
          ...term,
          worth: term.worth.map(([value], rank) => [value, numberIn(answers, `n-${at}-${rank}`) ?? 0]),
        };
      default:
        return { ...term, times: number ?? 1 };
    }
  }
}
