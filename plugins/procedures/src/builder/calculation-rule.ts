// Calculations of lines as JSON-Logic, and back: what lines cannot say is not read.

import type { Json } from '@parvis/forms';
import type { Calculation, Operation, Term } from './calculation.ts';

/** The rule that a calculation stands for; null for one without lines. */
export function compileCalculation({ operation, terms }: Calculation): Json {
  const [first = null, ...others] = terms.map(ruleOfTerm);
  if (others.length === 0) return first;
  switch (operation) {
    case 'sum':
      return { '+': [first, ...others] };
    case 'product':
      return { '*': [first, ...others] };
    case 'least':
      return { min: [first, ...others] };
    case 'greatest':
      return { max: [first, ...others] };
    case 'difference':
      return { '-': [first, together('+', others)] };
    case 'quotient':
      return { '/': [first, together('*', others)] };
  }
}

function together(operator: string, rules: readonly Json[]): Json {
  const [only = null, ...more] = rules;
  return more.length === 0 ? only : { [operator]: rules };
}

function ruleOfTerm(term: Term): Json {
  switch (term.is) {
    case 'constant':
      return term.value;
    case 'answer':
      return multiplied({ var: [term.field, 0] }, term.times);
    case 'yes':
      return { if: [{ '===': [{ var: term.field }, true] }, term.worth, 0] };
    case 'choice':
      return {
        if: [
          ...term.worth.flatMap(([value, worth]): readonly Json[] => [
            { '===': [{ var: term.field }, value] },
            worth,
          ]),
          0,
        ],
      };
    case 'count':
      return multiplied(overBlocks(term.block, 1), term.times);
    case 'total':
      return multiplied(overBlocks(term.block, { var: `current.${term.field}` }), term.times);
  }
}

const multiplied = (rule: Json, times: number): Json => (times === 1 ? rule : { '*': [rule, times] });

/** A value of each block, added up. */
const overBlocks = (block: string, each: Json): Json => ({
  reduce: [{ var: [`${block}.items`, []] }, { '+': [{ var: 'accumulator' }, each] }, 0],
});

const READ: ReadonlyMap<string, Operation> = new Map([
  ['+', 'sum'],
  ['-', 'difference'],
  ['*', 'product'],
  ['/', 'quotient'],
  ['min', 'least'],
  ['max', 'greatest'],
]);

/** The calculation that a rule says; null for one that lines cannot say. */
export function readCalculation(rule: Json): Calculation | null {
  if (rule === null) return { operation: 'sum', terms: [] };
  const [operator, operands] = operation(rule);
  const read = READ.get(operator);
  if (read === undefined) {
    const term = readTerm(rule, true);
    return term && { operation: 'sum', terms: [term] };
  }
  const parts = read === 'difference' || read === 'quotient' ? afterFirst(operator, operands) : operands;
  // The smallest of an answer that lacks and a number is none, where the sum of them is the number.
  const nullIsZero = read !== 'least' && read !== 'greatest';
  const terms = parts.map((one) => readTerm(one, nullIsZero));
  return terms.length > 1 && terms.every((one) => one !== null) ? { operation: read, terms } : null;
}

/** What follows the first operand, without the sum or the product around it. */
function afterFirst(
  operator: string,
  [first = null, second = null, ...more]: readonly Json[],
): readonly Json[] {
  if (more.length > 0) return [];
  const [inner, parts] = operation(second);
  // « answer × number » is one term; where the number comes first, it is a term of its own.
  const isTerm = typeof parts[0] !== 'number' && readTerm(second, true) !== null;
  const grouped = inner === (operator === '-' ? '+' : '*') && !isTerm;
  return [first, ...(grouped ? parts : [second])];
}

function readTerm(rule: Json, nullIsZero: boolean): Term | null {
  if (typeof rule === 'number') return { is: 'constant', value: rule };
  const [operator, operands] = operation(rule);
  const [left = null, right = null] = operands;
  if (operator === '*' && operands.length === 2) {
    const [inner, times] = typeof right === 'number' ? [left, right] : [right, left];
    const term = typeof times === 'number' && typeof inner === 'object' ? readTerm(inner, nullIsZero) : null;
    return term && typeof times === 'number' && 'times' in term && term.times === 1
      ? { ...term, times }
      : null;
  }
  if (operator === 'if') return readWorth(operands);
  if (operator === 'reduce') return readBlocks(operands);
  const field = variable(rule, nullIsZero);
  return field === null ? null : { is: 'answer', field, times: 1 };
}

/** « so much if yes », « so much for this answer, so much for that one ». */
function readWorth(operands: readonly Json[]): Term | null {
  if (operands.at(-1) !== 0 || operands.length % 2 === 0 || operands.length < 3) return null;
  const cases = Array.from({ length: (operands.length - 1) / 2 }, (_, at) => {
    const [operator, [left = null, value = null]] = operation(operands[at * 2] ?? null);
    const worth = operands[at * 2 + 1];
    const field = operator === '===' ? variable(left, true) : null;
    return field !== null && typeof worth === 'number' ? { field, value, worth } : null;
  });
  const [first] = cases;
  if (!first || !cases.every((one) => one?.field === first.field)) return null;
  if (cases.length === 1 && first.value === true)
    return { is: 'yes', field: first.field, worth: first.worth };
  const worth = cases.flatMap((one): (readonly [string, number])[] =>
    one && typeof one.value === 'string' ? [[one.value, one.worth]] : [],
  );
  const isWhole =
    worth.length === cases.length && new Set(worth.map(([value]) => value)).size === worth.length;
  return isWhole ? { is: 'choice', field: first.field, worth } : null;
}

function readBlocks([over = null, step = null, start = null, ...more]: readonly Json[]): Term | null {
  const [, [name = null, none = null]] = operation(over);
  const block = typeof name === 'string' ? /^([^.]+)\.items$/.exec(name)?.[1] : undefined;
  const isBare = Array.isArray(none) && none.length === 0 && start === 0 && more.length === 0;
  const [operator, [sofar = null, each = null]] = operation(step);
  const adds = operator === '+' && JSON.stringify(sofar) === '{"var":"accumulator"}';
  if (block === undefined || !isBare || !adds) return null;
  if (each === 1) return { is: 'count', block, times: 1 };
  const [reads, [path = null]] = operation(each);
  const field =
    reads === 'var' && typeof path === 'string' ? /^current\.([^.]+)$/.exec(path)?.[1] : undefined;
  return field === undefined ? null : { is: 'total', block, field, times: 1 };
}

function operation(rule: Json): readonly [string, readonly Json[]] {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return ['', []];
  const [entry, ...others] = Object.entries(rule);
  if (!entry || others.length > 0) return ['', []];
  const [operator, raw = null] = entry;
  return [operator, Array.isArray(raw) ? raw : [raw]];
}

/** The field that is read, zero where it has no answer. */
function variable(rule: Json, nullIsZero: boolean): string | null {
  const [operator, [name = null, none, ...more]] = operation(rule);
  if (operator !== 'var' || typeof name !== 'string' || name.includes('.') || more.length > 0) return null;
  return none === 0 || (none === undefined && nullIsZero) ? name : null;
}
