// The lines of a condition as boxes of a page, and back: what is said of an answer depends on what the question asks.

import { type Answers, type Field, type FieldError, fieldSet, type Input, readFields } from '@parvis/forms';
import { listIn, numberIn, textIn } from './answers-in.ts';
import { chosen, several, shortText } from './boxes.ts';
import {
  type Condition,
  isGroup,
  type Join,
  type Line,
  type LineValue,
  type Operator,
  operatorsFor,
} from './condition.ts';

const MOST_LINES = 40;

const WORDS: Readonly<Record<Operator, string>> = {
  is: 'est',
  'is-not': 'n’est pas',
  among: 'est une de celles-ci',
  contains: 'contient',
  'contains-not': 'ne contient pas',
  more: 'est plus grand que',
  'at-least': 'est au moins',
  less: 'est plus petit que',
  'at-most': 'est au plus',
  filled: 'a une réponse',
  empty: 'n’a pas de réponse',
};
const DAY_WORDS: Readonly<Partial<Record<Operator, string>>> = {
  more: 'est après le',
  'at-least': 'est le, ou après le',
  less: 'est avant le',
  'at-most': 'est le, ou avant le',
};

/** A line that is being written: its value may lack. `group` 0 is outside every group. */
export interface OpenLine {
  readonly field: Field;
  readonly is: Operator;
  readonly value: LineValue;
  readonly group: number;
}

export interface OpenCondition {
  /** Of the whole, then of each group. */
  readonly joins: readonly Join[];
  readonly lines: readonly OpenLine[];
}

/** The condition as lines over these questions; null where one of them is not there, or compares with what it cannot be. */
export function toLines({ join, items }: Condition, fields: readonly Field[]): OpenCondition | null {
  const joins: Join[] = [join];
  const lines = items.flatMap((item): readonly (OpenLine | null)[] => {
    if (!isGroup(item)) return [toLine(item, 0, fields)];
    const group = joins.push(item.join) - 1;
    return item.lines.map((line) => toLine(line, group, fields));
  });
  return lines.every((one) => one !== null) ? { joins, lines } : null;
}

function toLine({ field: id, is, value }: Line, group: number, fields: readonly Field[]): OpenLine | null {
  const field = fields.find((one) => one.id === id);
  return field && operatorsFor(field).includes(is) && fits(field, value) ? { field, is, value, group } : null;
}

function fits(field: Field, value: LineValue): boolean {
  if (value === null) return true;
  switch (field.type) {
    case 'yes-no':
    case 'tick':
      return typeof value === 'boolean';
    case 'number':
    case 'amount':
      return typeof value === 'number';
    case 'computed':
      return typeof value !== 'object' && typeof value !== 'boolean';
    default:
      return typeof value === 'string' || Array.isArray(value);
  }
}

export function fromLines({ joins, lines }: OpenCondition): Condition {
  const bare = ({ field, is, value }: OpenLine): Line => ({ field: field.id, is, value });
  const groups = joins.slice(1).map((join, at) => ({
    join,
    lines: lines.filter(({ group }) => group === at + 1).map(bare),
  }));
  return {
    join: joins[0] ?? 'all',
    items: [...lines.filter(({ group }) => group === 0).map(bare), ...groups],
  };
}

/** A line that says nothing yet. */
export function openLine(field: Field, group: number): OpenLine {
  return { field, is: operatorsFor(field)[0] ?? 'filled', value: null, group };
}

/** The two boxes of a line: what is said, and of what. */
export function boxesOfLine({ field, is, value }: OpenLine, at: number): readonly Field[] {
  // One answer or several of a list are one thing to say.
  const said = operatorsFor(field).filter((one) => one !== 'among');
  const words = (one: Operator) => (field.type === 'date' && DAY_WORDS[one]) || WORDS[one];
  return [
    chosen(
      `est-${at}`,
      'Ce qu’on en dit',
      is === 'among' ? 'is' : is,
      said.map((one) => [one, words(one)]),
    ),
    ...(said.length > 2 ? [{ ...valueBox(field, value, at), optional: true }] : []),
  ];
}

function valueBox(field: Field, value: LineValue, at: number): Field {
  const id = `valeur-${at}`;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  switch (field.type) {
    case 'yes-no':
    case 'tick':
      return chosen(id, 'Réponse', value === null ? '' : value ? 'oui' : 'non', [
        ['oui', 'Oui'],
        ['non', 'Non'],
      ]);
    case 'choice': {
      const values = Array.isArray(value) ? value.map(String) : text === undefined ? [] : [text];
      return several(id, 'Réponse', values, withOthers(field.options, values));
    }
    case 'choices':
      return chosen(id, 'Réponse', text ?? '', withOthers(field.options, text === undefined ? [] : [text]));
    case 'number':
    case 'amount':
      return {
        id,
        type: 'number',
        label: 'Réponse',
        decimals: field.type === 'amount' ? 2 : (field.decimals ?? 0),
        ...(typeof value === 'number' && { default: value }),
      };
    case 'date':
      return { id, type: 'date', label: 'Jour', ...(text !== undefined && { default: text }) };
    default:
      return shortText(id, 'Réponse', text);
  }
}

/** The options, and what is compared with besides: an answer that a person wrote. */
function withOthers(
  options: readonly { readonly value: string; readonly label: string }[],
  values: readonly string[],
): readonly (readonly [string, string])[] {
  const known = new Set(options.map(({ value }) => value));
  return [
    ...options.map(({ value, label }) => [value, label] as const),
    ...values.filter((one) => !known.has(one)).map((one) => [one, one] as const),
  ];
}

export interface ReadLines {
  readonly condition: OpenCondition;
  readonly errors: readonly FieldError[];
  readonly typed: Readonly<Record<string, string | readonly string[]>>;
}

/** What a page of lines sent. Lines about questions that are no longer offered are left out. */
export function readLines(body: Input, fields: readonly Field[], today: string): ReadLines {
  const groups = Math.min(Number(body.get('groupes')) || 0, MOST_LINES);
  const joins = Array.from(
    { length: groups + 1 },
    (_, at): Join => (body.get(`joint-${at}`) === 'any' ? 'any' : 'all'),
  );
  const many = Math.min(Number(body.get('lignes')) || 0, MOST_LINES);
  const named = Array.from({ length: many }, (_, at) => {
    const field = fields.find(({ id }) => id === body.get(`champ-${at}`));
    const group = Number(body.get(`groupe-${at}`)) || 0;
    return field ? [{ field, at, group: group <= groups ? group : 0 }] : [];
  }).flat();
  const boxes = named.flatMap(({ field, at }) => boxesOfLine(openLine(field, 0), at));
  const outcome = readFields(fieldSet(boxes), body, { today });
  const lines = named.map(({ field, at, group }) => ({ ...lineIn(field, outcome.answers, at), group, at }));
  const lacking = lines
    .filter(({ is, value }) => value === null && is !== 'filled' && is !== 'empty')
    .filter(({ at }) => outcome.ok || !outcome.errors.some(({ fieldId }) => fieldId === `valeur-${at}`))
    .map(
      ({ at, field }): FieldError => ({
        fieldId: `valeur-${at}`,
        code: 'missing',
        message: `Dites avec quelle réponse comparer «\u00A0${field.label}\u00A0».`,
        anchor: `champ-valeur-${at}`,
      }),
    );
  return {
    condition: { joins, lines: lines.map(({ at: _at, ...line }) => line) },
    errors: [...(outcome.ok ? [] : outcome.errors), ...lacking],
    typed: outcome.typed,
  };
}

function lineIn(field: Field, answers: Answers, at: number): Omit<OpenLine, 'group'> {
  const is = operatorsFor(field).find((one) => one === textIn(answers, `est-${at}`)) ?? 'filled';
  if (is === 'filled' || is === 'empty') return { field, is, value: null };
  const id = `valeur-${at}`;
  switch (field.type) {
    case 'yes-no':
    case 'tick': {
      const said = textIn(answers, id);
      return { field, is, value: said === '' ? null : said === 'oui' };
    }
    case 'choice': {
      const values = listIn(answers, id);
      const [only = null] = values;
      if (values.length <= 1) return { field, is, value: only };
      // « n’est pas » of several is said by several lines.
      return is === 'is' ? { field, is: 'among', value: values } : { field, is, value: null };
    }
    case 'number':
    case 'amount':
      return { field, is, value: numberIn(answers, id) ?? null };
    case 'computed': {
      const text = textIn(answers, id);
      const number = Number(text.replace(',', '.'));
      return { field, is, value: text === '' ? null : Number.isFinite(number) ? number : text };
    }
    default:
      return { field, is, value: textIn(answers, id) || null };
  }
}
