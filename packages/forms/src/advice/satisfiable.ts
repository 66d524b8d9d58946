// Whether a condition can ever hold: tried over every answer that could make a difference to it.

import type { Field } from '../field.ts';
import { isRecord } from '../own.ts';
import { fieldsReadBy, type Json, type Rule, rulesOf } from '../rule.ts';

/** Operators whose outcome changes only at the constants that answers are compared with. */
const PLAIN: ReadonlySet<string> = new Set('var if ?: == === != !== ! !! or and > >= < <= in'.split(' '));

const MOST_TRIALS = 5000;

/** False only when no answers could make it true; undefined when there are too many to try, or the rule calculates. */
export function canHold(
  rules: readonly Rule[],
  fieldOf: (id: string) => Field | undefined,
): boolean | undefined {
  const ids = [...new Set(rules.flatMap((rule) => [...fieldsReadBy(rule, 'a condition')]))];
  if (!rules.every(isPlain)) return undefined;
  const constants = rules.flatMap(constantsIn);
  const candidates = ids.map((id) => answersThatMatter(fieldOf(id), constants));
  if (candidates.reduce((product, some) => product * some.length, 1) > MOST_TRIALS) return undefined;
  const { holds } = rulesOf();
  return combinations(candidates).some((values) => {
    const data: Record<string, unknown> = Object.create(null);
    for (const [index, id] of ids.entries()) if (values[index] !== undefined) data[id] = values[index];
    return rules.every((rule) => holds(rule, data));
  });
}

/** Only comparisons of an answer with constants: two answers compared with each other are not tried. */
function isPlain(rule: Json): boolean {
  if (Array.isArray(rule)) return rule.every(isPlain);
  if (!isRecord(rule)) return true;
  const [operator = '', operands] = Object.entries(rule)[0] ?? [];
  if (!PLAIN.has(operator)) return false;
  if (operator === 'var') return typeof operands === 'string' && !operands.includes('.');
  const list: readonly Json[] = Array.isArray(operands) ? operands : [operands ?? null];
  const logical = ['and', 'or', '!', '!!', 'if', '?:'].includes(operator);
  const compares = list.filter((one) => isRecord(one) && !Array.isArray(one));
  if (!logical && (compares.length > 1 || compares.some((one) => !isRecord(one) || !('var' in one))))
    return false;
  return list.every(isPlain);
}

function constantsIn(rule: Json): readonly (string | number)[] {
  if (typeof rule === 'string' || typeof rule === 'number') return [rule];
  if (Array.isArray(rule)) return rule.flatMap(constantsIn);
  if (!isRecord(rule) || 'var' in rule) return [];
  return Object.values(rule).flatMap((one) => constantsIn(one ?? null));
}

/** One answer of each sort that the constants tell apart, and none. */
function answersThatMatter(
  field: Field | undefined,
  constants: readonly (string | number)[],
): readonly unknown[] {
  switch (field?.type) {
    case 'yes-no':
      return [undefined, true, false];
    case 'tick':
      return field.optional ? [undefined, true, false] : [undefined, true];
    case 'choice':
      return [
        undefined,
        ...field.options.map((one) => one.value),
        ...(field.other ? ['\u0001', ...constants] : []),
      ];
    case 'choices': {
      const values = field.options.map((one) => one.value);
      if (values.length > 8) return Array.from({ length: MOST_TRIALS + 1 });
      return [
        undefined,
        ...subsets(values),
        ...(field.other ? [['\u0001'], ...constants.map((one) => [one])] : []),
      ];
    }
    case 'number':
    case 'amount': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = field;
      const step = field.type === 'amount' ? 0.01 : 10 ** -(field.decimals ?? 0);
      const numbers = constants.map(Number).filter((one) => Number.isFinite(one));
      const around = [0, 1, ...numbers.flatMap((one) => [one - step, one, one + step]), min, max];
      return [
        undefined,
        ...new Set(around.filter((one) => one >= min && one <= max && Number.isFinite(one))),
      ];
    }
    default:
      return [undefined, '\u0001', '\uFFFF', ...constants, ...constants.map((one) => `${one}\u0001`)];
  }
}

function subsets(values: readonly string[]): readonly (readonly string[])[] {
  return values
    .reduce<readonly (readonly string[])[]>(
      (sets, value) => [...sets, ...sets.map((set) => [...set, value])],
      [[]],
    )
    .filter((set) => set.length > 0);
}

function combinations(lists: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return lists.reduce<readonly (readonly unknown[])[]>(
    (all, list) => all.flatMap((some) => list.map((one) => [...some, one])),
    [[]],
  );
}
