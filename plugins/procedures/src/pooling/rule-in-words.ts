// Conditions in plain French, for those who decide about a form without reading code.

import { type Field, type Form, type Json, type Rule, summarise } from '@parvis/forms';

const NBSP = '\u00A0';

/** « Si « Habitez-vous ici ? » est « Oui » » */
export function ruleInWords(rule: Rule, fields: readonly Field[]): string {
  if (rule === true) return 'toujours';
  if (rule === false) return 'jamais';
  return `si ${clause(rule, fields)}`;
}

function clause(rule: Json, fields: readonly Field[]): string {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return valueWords(rule, undefined);
  const [operator = '', raw = null] = Object.entries(rule)[0] ?? [];
  const operands: readonly Json[] = Array.isArray(raw) ? raw : [raw ?? null];
  const [left = null, right = null] = operands;
  const field = fieldIn(left, fields) ?? fieldIn(right, fields);
  const compared = (verb: string): string =>
    `${operand(left, field, fields)} ${verb} ${operand(right, field, fields)}`;
  switch (operator) {
    case 'and':
      return operands.map((one) => inner(one, 'or', fields)).join(' et ');
    case 'or':
      return operands.map((one) => inner(one, 'and', fields)).join(' ou ');
    case '!':
      return isVariable(left)
        ? `${operand(left, field, fields)} est ${quoted('Non')}, ou sans réponse`
        : `il est faux que ${clause(left, fields)}`;
    case '!!':
      return isVariable(left) ? `${operand(left, field, fields)} a une réponse` : clause(left, fields);
    case '==':
    case '===':
      return right === null ? `${operand(left, field, fields)} n’a pas de réponse` : compared('est');
    case '!=':
    case '!==':
      return right === null ? `${operand(left, field, fields)} a une réponse` : compared('n’est pas');
    case '>':
      return compared('dépasse');
    case '>=':
      return compared('vaut au moins');
    case '<':
      return compared('est moins que');
    case '<=':
      return compared('vaut au plus');
    case 'in':
      return Array.isArray(right)
        ? `${operand(left, field, fields)} est ${right.map((one: Json) => valueWords(one, field)).join(' ou ')}`
        : `${operand(right, field, fields)} comprend ${operand(left, field, fields)}`;
    default:
      return 'un calcul sur les réponses le dit';
  }
}

/** In brackets, where « et » and « ou » would otherwise mix. */
function inner(rule: Json, mixing: string, fields: readonly Field[]): string {
  const text = clause(rule, fields);
  const mixes = typeof rule === 'object' && rule !== null && Object.hasOwn(rule, mixing);
  return mixes ? `(${text})` : text;
}

function operand(value: Json, field: Field | undefined, fields: readonly Field[]): string {
  const own = fieldIn(value, fields);
  if (own) return quoted(own.label);
  if (isVariable(value)) return 'une réponse';
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return 'un calcul';
  return valueWords(value, field);
}

/** A value as its question would show it: the label of an option, « Oui ». */
function valueWords(value: Json, field: Field | undefined): string {
  if (field && typeof value !== 'object') {
    const text = shown(field, value);
    if (text !== null) return quoted(text);
  }
  return typeof value === 'boolean'
    ? quoted(value ? 'Oui' : 'Non')
    : quoted(typeof value === 'object' ? 'rien' : String(value));
}

function shown(field: Field, value: string | number | boolean): string | null {
  const one = field.type === 'choices' ? [String(value)] : value;
  const form: Form = { pages: [{ id: 'p', title: '', fields: [{ ...field, when: true }] }] };
  try {
    const [page] = summarise(form, { [field.id]: one });
    return page?.rows[0] ? [page.rows[0].text].flat().join(', ') : null;
  } catch {
    // A rule may compare with what its question would refuse.
    return null;
  }
}

function fieldIn(value: Json, fields: readonly Field[]): Field | undefined {
  if (!isVariable(value)) return undefined;
  const name = Array.isArray(value.var) ? value.var[0] : value.var;
  return fields.find(({ id }) => id === String(name).split('.')[0]);
}

function isVariable(value: Json): value is { readonly var: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'var');
}

const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`;
