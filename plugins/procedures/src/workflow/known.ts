// What a workflow may name, and refusing what it names that is not there.

import type { Json, Rule } from '@parvis/forms';
import { COMMON_PLACES, placesIn } from './fill.ts';
import { workflowError } from './workflow-error.ts';

export interface Known {
  readonly statuses: ReadonlySet<string>;
  /** Of the form, of what agents fill in, and of what actions note. */
  readonly fields: ReadonlySet<string>;
  readonly formFields: ReadonlySet<string>;
  readonly letters: ReadonlySet<string>;
  readonly fees: ReadonlySet<string>;
}

/** @throws CodedError PARVIS_WORKFLOW_REFERENCE */
export function need(known: ReadonlySet<string>, id: string, where: string, what: string): void {
  if (known.has(id)) return;
  throw workflowError(
    'PARVIS_WORKFLOW_REFERENCE',
    `${where.charAt(0).toUpperCase()}${where.slice(1)} names the ${what} "${id}", which is not there.`,
    `Known: ${[...known].join(', ')}.`,
  );
}

/** The places of texts are filled by fields, or by what every text may use. */
export function checkTexts(where: string, texts: readonly string[], known: Known): void {
  for (const place of texts.flatMap(placesIn)) {
    if (!(COMMON_PLACES as readonly string[]).includes(place)) need(known.fields, place, where, 'field');
  }
}

export function checkRule(rule: Rule, where: string, known: Known): void {
  for (const id of variablesIn(rule)) need(known.fields, id, where, 'field');
}

function variablesIn(rule: Json | undefined): readonly string[] {
  if (Array.isArray(rule)) return rule.flatMap(variablesIn);
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([operator, operand]) => {
    if (operator !== 'var') return variablesIn(operand);
    const name: unknown = Array.isArray(operand) ? operand[0] : operand;
    return typeof name === 'string' && name !== '' ? [name.split('.')[0] ?? name] : [];
  });
}
