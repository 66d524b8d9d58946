// Calculations in plain French, as one would write them on paper.

import type { Field, Json, Rule } from '@parvis/forms';
import { ruleInWords } from './rule-in-words.ts';

const NBSP = '\u00A0';
const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`;
const NUMBERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 6 });
const SIGNS: Readonly<Record<string, string>> = { '+': '+', '-': '−', '*': '×', '/': '÷', '%': 'modulo' };

/** « Tables » × 3 + « Chaises » × 0,5 » */
export function calculationInWords(rule: Json, fields: readonly Field[]): string {
  if (rule === null) return 'rien encore';
  if (typeof rule === 'number') return NUMBERS.format(rule).replace('-', '−');
  if (typeof rule === 'string') return quoted(rule);
  if (typeof rule === 'boolean') return rule ? 'oui' : 'non';
  const [operator, operands] = operation(rule);
  const words = operands.map((one) => calculationInWords(one, fields));
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      if (operands.length === 1) return operator === '-' ? `−${NBSP}${words[0]}` : (words[0] ?? '');
      return operands
        .map((one, at) => (isMixed(one, operator, at) ? `(${words[at]})` : words[at]))
        .join(`${NBSP}${SIGNS[operator]} `);
    case 'min':
      return `la plus petite valeur de (${words.join('\u202F; ')})`;
    case 'max':
      return `la plus grande valeur de (${words.join('\u202F; ')})`;
    case 'var':
      return variableWords(operands[0] ?? null, fields);
    case 'if':
    case '?:':
      return choiceWords(operands, fields);
    case 'cat':
      return `le texte ${words.join(' suivi de ')}`;
    case 'reduce':
      return blockWords(operands, fields);
    default:
      return CONDITIONS.has(operator) && isRule(rule)
        ? `oui ${ruleInWords(rule, fields)}`
        : 'un calcul avancé';
  }
}

const CONDITIONS: ReadonlySet<string> = new Set('and or ! !! == === != !== > >= < <= in'.split(' '));

const isRule = (value: Json): value is Exclude<Rule, boolean> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where it would be read otherwise without brackets. */
function isMixed(rule: Json, around: string, at: number): boolean {
  const [operator, operands] = operation(rule);
  if (operator === 'if' || operator === '?:') return true;
  if (!(operator in SIGNS) || operands.length < 2) return false;
  const isSum = operator === '+' || operator === '-';
  if (around === '+') return false;
  if (around === '-') return isSum && at > 0;
  return isSum || (around === '/' && at > 0) || around === '%';
}

/** « selon « Salle » : 100 pour « Grande », 50 pour « Petite » », where all compare one answer. */
function pricesIn(operands: readonly Json[], fields: readonly Field[]): string | null {
  if (operands.length < 5 || operands.length % 2 === 0 || operands.at(-1) !== 0) return null;
  const cases = operands.slice(0, -1);
  const found = cases.flatMap((one, at) => {
    const [operator, [left = null, value]] = operation(one);
    const [reads, [name]] = operation(left);
    const field = fields.find(({ id }) => id === name);
    if (at % 2 === 1 || operator !== '===' || reads !== 'var' || field?.type !== 'choice') return [];
    const label = field.options.find((option) => option.value === value)?.label;
    const worth = calculationInWords(cases[at + 1] ?? null, fields);
    return label === undefined ? [] : [{ field, text: `${worth} pour ${quoted(label)}` }];
  });
  const [first] = found;
  if (!first || found.length !== cases.length / 2 || found.some(({ field }) => field !== first.field))
    return null;
  return `selon ${quoted(first.field.label)}${NBSP}: ${found.map(({ text }) => text).join(', ')}`;
}

function choiceWords(operands: readonly Json[], fields: readonly Field[]): string {
  const prices = pricesIn(operands, fields);
  if (prices !== null) return prices;
  const cases: string[] = [];
  let at = 0;
  for (; at + 1 < operands.length; at += 2) {
    const [when = null, then = null] = operands.slice(at, at + 2);
    const condition = isRule(when) ? ruleInWords(when, fields) : 'si un calcul le dit';
    cases.push(`${calculationInWords(then, fields)} ${condition}`);
  }
  const last = operands.length > at ? calculationInWords(operands[at] ?? null, fields) : 'rien';
  return `${cases.join(', ')}, sinon ${last}`;
}

/** « le nombre de « Enfants » », « le total de « Âge » dans « Enfants » » */
function blockWords([over = null, step = null]: readonly Json[], fields: readonly Field[]): string {
  const [, [path = null]] = operation(over);
  const block = fields.find(({ id }) => typeof path === 'string' && path.split('.')[0] === id);
  const [operator, [, each = null]] = operation(step);
  if (block?.type !== 'repeat' || operator !== '+') return 'un calcul avancé sur des blocs';
  if (each === 1) return `le nombre de blocs ${quoted(block.label)}`;
  const inner = block.fields.map((one) => ({ ...one, id: `current.${one.id}` }));
  return `le total, pour chaque bloc de ${quoted(block.label)}, de (${calculationInWords(each, inner)})`;
}

function variableWords(name: Json, fields: readonly Field[]): string {
  const text = typeof name === 'string' ? name : JSON.stringify(name);
  const field = fields.find(({ id }) => id === text) ?? fields.find(({ id }) => id === text.split('.')[0]);
  return field ? quoted(field.label) : `une réponse (${text})`;
}

function operation(rule: Json): readonly [string, readonly Json[]] {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return ['', []];
  const [entry] = Object.entries(rule);
  if (!entry) return ['', []];
  const [operator, raw = null] = entry;
  return [operator, Array.isArray(raw) ? raw : [raw]];
}
