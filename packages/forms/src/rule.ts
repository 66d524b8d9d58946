// Conditions are JSON-Logic. The engine interprets them: no rule ever becomes JavaScript source.

import { LogicEngine } from 'json-logic-engine';
import { FormError } from './form-error.ts';
import { isRecord } from './own.ts';

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * A JSON-Logic rule over answers: `{'===': [{var: 'lives-here'}, false]}`, `{in: ['dog', {var: 'pets'}]}`. What was not
 * answered is null, and the engine's `==` takes null for false: compare with `===`.
 */
export type Rule = boolean | { readonly [operator: string]: Json | undefined };

// The operators of jsonlogic.com. The engine has more (throw, keys, eachKey…), which no condition needs.
const OPERATORS: ReadonlySet<string> = new Set(
  'var missing missing_some if ?: == === != !== ! !! or and > >= < <= max min + - * / % map filter reduce all none some merge in cat substr'.split(
    ' ',
  ),
);

// Their second argument runs over each item, so `var` means something else there.
const ITERATORS: ReadonlySet<string> = new Set(['map', 'filter', 'reduce', 'all', 'none', 'some']);

const MAX_DEPTH = 32;

/** The value of a rule over data, once. For a form's own rules see `rulesOf`. */
export function evaluate(rule: Json, data: unknown): unknown {
  return new LogicEngine().run(rule, data);
}

/** JSON-Logic's truth: an empty list is false, '0' is true. */
export function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

export interface Rules {
  readonly holds: (rule: Rule | undefined, data: unknown) => boolean;
  /** The value of a calculation, or undefined when it cannot be told. */
  readonly value: (rule: Json, data: unknown) => unknown;
}

/**
 * Decides conditions and calculates over answers, keeping the plan of each rule after its first use. One a form: the engine
 * stops keeping plans once it has met several hundred unknown rules in a row.
 */
export function rulesOf(): Rules {
  const engine = new LogicEngine();
  const value = (rule: Json, data: unknown): unknown => {
    try {
      return engine.run(rule, data);
    } catch {
      // Arithmetic on a text: the engine throws where there is no value.
      return undefined;
    }
  };
  return {
    holds: (rule, data) => {
      if (rule === undefined || rule === true) return true;
      return rule === false ? false : isTrue(value(rule, data));
    },
    value,
  };
}

/** The field ids that a rule reads. Throws PARVIS_FORM_BAD_RULE, naming `where`, on what could not be analysed. */
export function fieldsReadBy(rule: Json, where: string): ReadonlySet<string> {
  const ids = new Set<string>();
  collect(rule, where, ids, 0);
  return ids;
}

function collect(rule: Json, where: string, ids: Set<string>, depth: number): void {
  if (depth > MAX_DEPTH) throw badRule(where, `is deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(rule)) {
    for (const item of rule) collect(item, where, ids, depth + 1);
    return;
  }
  if (!isRecord(rule)) return;
  const [operator, ...others] = Object.keys(rule);
  if (operator === undefined || others.length > 0) throw badRule(where, 'has not exactly one operator');
  if (!OPERATORS.has(operator)) throw badRule(where, `uses the unknown operator "${operator}"`);
  const raw = rule[operator] ?? null;
  const operands: readonly Json[] = Array.isArray(raw) ? raw : [raw];
  if (operator === 'var') ids.add(variableOf(operands[0], where));
  else if (operator === 'missing') for (const name of operands) ids.add(variableOf(name, where));
  else if (operator === 'missing_some')
    for (const name of listOf(operands[1])) ids.add(variableOf(name, where));
  else if (ITERATORS.has(operator)) collect(operands[0] ?? null, where, ids, depth + 1);
  else for (const operand of operands) collect(operand, where, ids, depth + 1);
}

/** The rule with other names for the fields it reads; what iterators name inside stays. */
export function rewriteVariables<R extends Json>(rule: R, rename: (fieldId: string) => string): R;
export function rewriteVariables(rule: Json, rename: (fieldId: string) => string): Json {
  if (Array.isArray(rule)) return rule.map((one: Json) => rewriteVariables(one, rename));
  if (!isRecord(rule)) return rule;
  const [operator = '', operands] = Object.entries(rule)[0] ?? [];
  const list: readonly Json[] = Array.isArray(operands) ? operands : [operands ?? null];
  const path = (name: Json): Json => (typeof name === 'string' ? renamed(name, rename) : name);
  const [first = null, ...rest] = list;
  if (operator === 'var') return { var: [path(first), ...rest.map((one) => rewriteVariables(one, rename))] };
  if (operator === 'missing') return { missing: list.map(path) };
  if (operator === 'missing_some') return { missing_some: [first, listOf(rest[0]).map(path)] };
  if (ITERATORS.has(operator)) return { [operator]: [rewriteVariables(first, rename), ...rest] };
  return { [operator]: rewriteVariables(operands ?? null, rename) };
}

function renamed(path: string, rename: (fieldId: string) => string): string {
  const [id = '', ...rest] = path.split('.');
  return [rename(id), ...rest].join('.');
}

function variableOf(name: Json | undefined, where: string): string {
  const id = typeof name === 'string' ? name.split('.')[0] : undefined;
  if (!id) throw badRule(where, 'reads a variable that is not the id of a field');
  return id;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function badRule(where: string, what: string): FormError {
  return new FormError(
    'PARVIS_FORM_BAD_RULE',
    `The rule of ${where} ${what}.`,
    'Write it with the operators of jsonlogic.com, reading answers as {"var": "field-id"}.',
  );
}
