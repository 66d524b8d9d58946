// Conditions as people write them: lines about answers, joined by « toutes » or « au moins une », with groups one level deep.
// Compiled to JSON-Logic, and read back from it.

import type { Answers, Field, Json, Rule } from '@parvis/forms';

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

/** The rule that a condition stands for; undefined for one that asks nothing. */
export function compile(condition: Condition): Rule | undefined {
  const { join, items } = tidy(condition);
  const rules = items.map((item) =>
    isGroup(item) ? joined(item.join, item.lines.map(ruleOf)) : ruleOf(item),
  );
  return rules.length === 0 ? undefined : joined(join, rules);
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

function joined(join: Join, rules: readonly Rule[]): Rule {
  const [only, ...others] = rules;
  if (only !== undefined && others.length === 0) return only;
  return join === 'all' ? { and: rules } : { or: rules };
}

const COMPARISONS = { more: '>', 'at-least': '>=', less: '<', 'at-most': '<=' } as const;

function ruleOf({ field, is, value }: Line): Rule {
  const answer = { var: field };
  const operand: Json = value;
  switch (is) {
    case 'is':
      return { '===': [answer, operand] };
    case 'is-not':
      return { '!==': [answer, operand] };
    case 'among':
      return { in: [answer, operand] };
    case 'contains':
      return { in: [operand, answer] };
    case 'contains-not':
      return { '!': [{ in: [operand, answer] }] };
    case 'filled':
      return { '!==': [answer, null] };
    case 'empty':
      return { '===': [answer, null] };
    default:
      // What was not answered is null, which JSON-Logic counts as zero.
      return { and: [{ '!==': [answer, null] }, { [COMPARISONS[is]]: [answer, operand] }] };
  }
}

/** The condition that a rule says; null for one that lines and groups cannot say. */
export function readCondition(rule: Rule): Condition | null {
  const item = readItem(rule);
  if (item) return isGroup(item) ? { join: item.join, items: item.lines } : { join: 'all', items: [item] };
  const [join, parts] = partsOf(rule) ?? [];
  if (!join || !parts) return null;
  const items = parts.map(readItem);
  return items.every((one) => one !== null) ? { join, items } : null;
}

function readItem(rule: Json): Line | Group | null {
  const line = readLine(rule);
  if (line) return line;
  const [join, parts] = partsOf(rule) ?? [];
  if (!join || !parts || parts.length < 2) return null;
  const lines = parts.map(readLine);
  return lines.every((one) => one !== null) ? { join, lines } : null;
}

function partsOf(rule: Json): readonly [Join, readonly Json[]] | null {
  const [operator, operands] = operation(rule);
  if (operator !== 'and' && operator !== 'or') return null;
  return operands.length === 0 ? null : [operator === 'and' ? 'all' : 'any', operands];
}

function operation(rule: Json): readonly [string, readonly Json[]] {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return ['', []];
  const [entry, ...others] = Object.entries(rule);
  if (!entry || others.length > 0) return ['', []];
  const [operator, raw = null] = entry;
  return [operator, Array.isArray(raw) ? raw : [raw]];
}

function readLine(rule: Json): Line | null {
  const [operator, operands] = operation(rule);
  const [left = null, right = null] = operands;
  const field = variable(left);
  switch (operator) {
    case '===':
    case '!==':
      return field === null || operands.length !== 2 ? null : equality(field, operator === '===', right);
    case 'in':
      return readIn(left, right);
    case '!':
      return negated(left);
    case 'and':
      return guarded(left, right, operands.length);
    case '>':
    case '>=':
      // Without an answer, null counts as zero: only limits above it say the same.
      return field !== null && (typeof right === 'string' || (typeof right === 'number' && right > 0))
        ? { field, is: operator === '>' ? 'more' : 'at-least', value: right }
        : null;
    default:
      return null;
  }
}

function equality(field: string, same: boolean, value: Json): Line | null {
  if (value === null) return { field, is: same ? 'empty' : 'filled', value: null };
  return isPlain(value) ? { field, is: same ? 'is' : 'is-not', value } : null;
}

function readIn(left: Json, right: Json): Line | null {
  const needle = variable(left);
  if (needle !== null && Array.isArray(right)) {
    const values = right.filter((one): one is string => typeof one === 'string');
    return values.length === right.length && values.length > 0
      ? { field: needle, is: 'among', value: values }
      : null;
  }
  const hay = variable(right);
  return hay !== null && typeof left === 'string' ? { field: hay, is: 'contains', value: left } : null;
}

function negated(rule: Json): Line | null {
  const line = readLine(rule);
  switch (line?.is) {
    case 'is':
      return { ...line, is: 'is-not' };
    case 'is-not':
      return { ...line, is: 'is' };
    case 'contains':
      return { ...line, is: 'contains-not' };
    case 'filled':
      return { ...line, is: 'empty' };
    case 'empty':
      return { ...line, is: 'filled' };
    default:
      return null;
  }
}

const READ_COMPARISONS: ReadonlyMap<string, Operator> = new Map([
  ['>', 'more'],
  ['>=', 'at-least'],
  ['<', 'less'],
  ['<=', 'at-most'],
]);

/** « and » of « has an answer » and a comparison of the same answer. */
function guarded(first: Json, second: Json, many: number): Line | null {
  const [operator, [left = null, right = null]] = operation(second);
  const is = READ_COMPARISONS.get(operator);
  const field = variable(left);
  const guard = many === 2 && is !== undefined ? readLine(first) : null;
  if (!is || field === null || guard?.is !== 'filled' || guard.field !== field) return null;
  return typeof right === 'number' || typeof right === 'string' ? { field, is, value: right } : null;
}

function variable(value: Json): string | null {
  const [operator, [name, ...rest]] = operation(value);
  return operator === 'var' && typeof name === 'string' && rest.length === 0 && !name.includes('.')
    ? name
    : null;
}

const isPlain = (value: Json): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

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

function compared(is: keyof typeof COMPARISONS, answer: unknown, value: LineValue): boolean {
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
