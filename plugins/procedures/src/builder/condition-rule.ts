// Conditions of lines as JSON-Logic, and back: what lines cannot say is not read.

import type { Json, Rule } from '@parvis/forms';
import {
  type Comparison,
  type Condition,
  type Group,
  isGroup,
  type Join,
  type Line,
  type Operator,
  tidy,
} from './condition.ts';

/** The rule that a condition stands for; undefined for one that asks nothing. */
export function compile(condition: Condition): Rule | undefined {
  const { join, items } = tidy(condition);
  const rules = items.map((item) =>
    isGroup(item) ? joined(item.join, item.lines.map(ruleOf)) : ruleOf(item),
  );
  return rules.length === 0 ? undefined : joined(join, rules);
}

function joined(join: Join, rules: readonly Rule[]): Rule {
  const [only, ...others] = rules;
  if (only !== undefined && others.length === 0) return only;
  return join === 'all' ? { and: rules } : { or: rules };
}

const COMPARISONS: Readonly<Record<Comparison, string>> = {
  more: '>',
  'at-least': '>=',
  less: '<',
  'at-most': '<=',
};

export function ruleOf({ field, is, value }: Line): Rule {
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

/** The line that a rule says; null for one that says more, or something else. */
export function readLine(rule: Json): Line | null {
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
