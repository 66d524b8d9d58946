// JSON-Logic as the server interprets it (json-logic-engine): the same values, and an error where it has none.
// Joined into the site's one script; a test holds both against each other.

/** The value of a rule over data. Throws where there is none, as for arithmetic on a text. */
export function evaluate(rule, data) {
  if (Array.isArray(rule)) return rule.map((one) => evaluate(one, data));
  if (rule === null || typeof rule !== 'object') return rule;
  const [operator, ...others] = Object.keys(rule);
  if (operator === undefined) return rule;
  if (others.length > 0) throw new Error('a rule has one operator');
  const raw = rule[operator];
  if (Object.hasOwn(LAZY, operator)) return LAZY[operator](Array.isArray(raw) ? raw : [raw], data, raw);
  if (!Object.hasOwn(EAGER, operator)) throw new Error(`no operator ${operator}`);
  const value = evaluate(raw, data);
  return EAGER[operator](Array.isArray(value) ? value : [value], data);
}

/** Empty lists and empty records are false, '0' is true. */
function truthy(value) {
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}

/** Conditions run their operands only when they need them; iterators, once for each item. */
const LAZY = {
  if: choose,
  '?:': choose,
  and: (rules, data) => firstOr(rules, data, (value) => !truthy(value)),
  or: (rules, data) => firstOr(rules, data, truthy),
  map: ([list, each], data) => items(list, data).map((item) => evaluate(each, item)),
  filter: ([list, each], data) => items(list, data).filter((item) => truthy(evaluate(each, item))),
  all: ([list, each], data) => {
    const all = items(list, data);
    if (Array.isArray(all) && all.length === 0) return false;
    return entries(all).every((item) => truthy(evaluate(each, item)));
  },
  some: ([list, each], data) => entries(items(list, data)).some((item) => truthy(evaluate(each, item))),
  none: ([list, each], data) => !entries(items(list, data)).some((item) => truthy(evaluate(each, item))),
  reduce: ([list, each, start], data) => {
    const add = (accumulator, current) => evaluate(each, { accumulator, current });
    const all = items(list, data);
    return start === undefined ? all.reduce(add) : all.reduce(add, evaluate(start, data));
  },
};

const EAGER = {
  var: ([path, otherwise = null], data) => at(path, data) ?? otherwise,
  missing: (paths, data) => absent(paths.flat(), data),
  missing_some: ([need, paths], data) => {
    const gone = absent(paths, data);
    return paths.length - gone.length >= need ? [] : gone;
  },
  '!': ([value]) => !truthy(value),
  '!!': ([value]) => truthy(value),
  '===': (values) => chain(values, (a, b) => a === b, true),
  '!==': (values) => chain(values, (a, b) => a !== b, true),
  // oxlint-disable-next-line eqeqeq
  '==': (values) => chain(values, (a, b) => a == b),
  // oxlint-disable-next-line eqeqeq
  '!=': (values) => chain(values, (a, b) => a != b),
  '<': (values) => chain(values, (a, b) => a < b),
  '<=': (values) => chain(values, (a, b) => a <= b),
  '>': (values) => chain(values, (a, b) => a > b),
  '>=': (values) => chain(values, (a, b) => a >= b),
  '+': (values) => finite(values.reduce((sum, value) => sum + number(value), 0)),
  '*': (values) => finite(values.reduce((product, value) => product * number(value), 1)),
  '-': ([first, ...rest]) =>
    rest.length === 0 ? -number(first) : rest.reduce((left, value) => left - number(value), number(first)),
  '/': (values) => values.map(number).reduce(divide),
  '%': (values) => finite(values.map(number).reduce((left, value) => left % value)),
  max: (values) => Math.max(...values.map(onlyNumber)),
  min: (values) => Math.min(...values.map(onlyNumber)),
  in: ([item, list]) => (list || []).includes(item),
  cat: (values) => values.map((value) => value ?? '').join(''),
  substr: ([text, from, length]) =>
    length < 0 ? text.substr(from).slice(0, length) : text.substr(from, length),
  merge: (values) => values.flat(),
};

function choose(rules, data) {
  if (rules.length === 1) return evaluate(rules[0], data);
  for (let at = 0; at + 1 < rules.length; at += 2) {
    if (truthy(evaluate(rules[at], data))) return evaluate(rules[at + 1], data);
  }
  return rules.length % 2 === 1 ? evaluate(rules.at(-1), data) : null;
}

function firstOr(rules, data, wanted) {
  let value = null;
  for (const rule of rules) {
    value = evaluate(rule, data);
    if (wanted(value)) break;
  }
  return value;
}

function items(list, data) {
  return evaluate(list, data) || [];
}

/** The letters of a text, as the server goes through them; nothing of what has no length. */
function entries(list) {
  return Array.from({ length: list.length ?? 0 }, (_, index) => list[index]);
}

function at(path, data) {
  if (path === undefined || path === null || path === '') return data;
  const found = String(path)
    .split('.')
    .reduce((value, key) => value?.[key], data);
  return typeof found === 'function' ? null : found;
}

function absent(paths, data) {
  return paths.filter((path) => [undefined, null, ''].includes(at(path, data)));
}

/** Compares each with the next; numbers unless both are texts or nothing. */
function chain(values, holds, strict = false) {
  if (values.length < 2) throw new Error('nothing to compare with');
  return values.slice(1).every((value, index) => {
    const before = values[index];
    if (strict || (isWords(before) && isWords(value))) return holds(before, value);
    return holds(number(before), number(value));
  });
}

function isWords(value) {
  return typeof value === 'string' || value === null;
}

function number(value) {
  if (value !== null && typeof value === 'object') throw new Error('not a number');
  return finite(Number(value));
}

function finite(value) {
  if (Number.isNaN(value)) throw new Error('not a number');
  return value;
}

function onlyNumber(value) {
  if (typeof value !== 'number') throw new Error('not a number');
  return value;
}

function divide(left, right) {
  if (right === 0) throw new Error('division by nothing');
  return left / right;
}
