// Conditions as people write them: lines about answers, joined by « toutes » or « au moins une », with groups one level deep.
// `condition-rule.ts` compiles them to JSON-Logic, and reads them back.

import type { Answers, Field } from '@parvis/forms';

export const OPERATORS = [
  'is',
  'is-not',
  'among',
  'contains',
  'contains-not',
  'more',
  'at-least',
  'less',
  'at-most',
  'filled',
  'empty',
] as const;
export type Operator = (typeof OPERATORS)[number];

export type LineValue = string | number | boolean | readonly string[] | null;

/** « [Habitez-vous ici ?] [est] [Oui] » */
export interface Line {
  /** Id of a field. */
  readonly field: string;
  readonly is: Operator;
  /** A list for `among`, null for `filled` and `empty`. */
  readonly value: LineValue;
}

export type Join = 'all' | 'any';

export interface Group {
  readonly join: Join;
  readonly lines: readonly Line[];
}

export interface Condition {
  readonly join: Join;
  readonly items: readonly (Line | Group)[];
}

export const isGroup = (item: Line | Group): item is Group => 'lines' in item;

const LIKE_NUMBERS: readonly Operator[] = [
  'is',
  'is-not',
  'more',
  'at-least',
  'less',
  'at-most',
  'filled',
  'empty',
];
const LIKE_TEXT: readonly Operator[] = ['is', 'is-not', 'contains', 'contains-not', 'filled', 'empty'];

/** What may be said of an answer to a field; nothing of what has no answer that a condition could read. */
export function operatorsFor({ type }: Field): readonly Operator[] {
  switch (type) {
    case 'yes-no':
    case 'tick':
      return ['is', 'is-not', 'filled', 'empty'];
    case 'choice':
      return ['is', 'is-not', 'among', 'filled', 'empty'];
    case 'choices':
      return ['contains', 'contains-not', 'filled', 'empty'];
    case 'number':
    case 'amount':
    case 'computed':
    case 'date':
    case 'time':
      return LIKE_NUMBERS;
    case 'text':
    case 'textarea':
    case 'email':
    case 'phone':
    case 'url':
    case 'iban':
    case 'plate':
    case 'siret':
    case 'siren':
    case 'rna':
      return LIKE_TEXT;
    case 'info':
    case 'hidden':
    case 'password':
    case 'signature':
    case 'colour':
      return [];
    default:
      return ['filled', 'empty'];
  }
}

/** Without empty groups, groups of one line, and joins of one thing. */
export function tidy({ join, items }: Condition): Condition {
  const kept = items.flatMap((item): readonly (Line | Group)[] => {
    if (!isGroup(item)) return [item];
    return item.lines.length > 1 ? [item] : item.lines;
  });
  const [only, ...others] = kept;
  if (only === undefined || others.length > 0) return { join, items: kept };
  return isGroup(only) ? { join: only.join, items: only.lines } : { join: 'all', items: kept };
}

export type Comparison = 'more' | 'at-least' | 'less' | 'at-most';

/** What the words of a condition mean, for answers: JSON-Logic must agree. */
export function holdsInWords(condition: Condition, answers: Answers): boolean {
  const { join, items } = tidy(condition);
  const each = items.map((item) =>
    isGroup(item)
      ? together(
          item.join,
          item.lines.map((line) => lineHolds(line, answers)),
        )
      : lineHolds(item, answers),
  );
  return each.length === 0 || together(join, each);
}

const together = (join: Join, each: readonly boolean[]): boolean =>
  join === 'all' ? each.every(Boolean) : each.some(Boolean);

function lineHolds({ field, is, value }: Line, answers: Answers): boolean {
  const answer = Object.hasOwn(answers, field) ? answers[field] : undefined;
  switch (is) {
    case 'is':
      return answer === value;
    case 'is-not':
      return answer !== value;
    case 'among':
      return Array.isArray(value) && value.includes(answer);
    case 'contains':
      return has(answer, value);
    case 'contains-not':
      return !has(answer, value);
    case 'filled':
      return answer !== undefined;
    case 'empty':
      return answer === undefined;
    default:
      return compared(is, answer, value);
  }
}

function has(answer: unknown, value: LineValue): boolean {
  if (typeof value !== 'string') return false;
  return typeof answer === 'string' || Array.isArray(answer) ? answer.includes(value) : false;
}

function compared(is: Comparison, answer: unknown, value: LineValue): boolean {
  const order =
    typeof answer === 'number' && typeof value === 'number'
      ? Math.sign(answer - value)
      : typeof answer === 'string' && typeof value === 'string'
        ? answer < value
          ? -1
          : Number(answer > value)
        : null;
  if (order === null) return false;
  return { more: order > 0, 'at-least': order >= 0, less: order < 0, 'at-most': order <= 0 }[is];
}
