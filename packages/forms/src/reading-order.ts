// In which order the questions of a page, or of a block, can be decided: each after those that its rules read.

import type { Field } from './field.ts';
import { FormError } from './form-error.ts';
import { fieldsReadBy, type Json } from './rule.ts';

/** The fields of a page, each after those that its condition reads. Throws PARVIS_FORM_CYCLE, naming the round. */
export function inReadingOrder(fields: readonly Field[]): readonly Field[] {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const ordered = new Set<Field>();
  const visit = (field: Field, trail: readonly string[]): void => {
    if (ordered.has(field)) return;
    if (trail.includes(field.id)) throw cycle([...trail.slice(trail.indexOf(field.id)), field.id]);
    for (const id of fieldsReadBy(rulesIn(field), `field "${field.id}"`)) {
      const needed = byId.get(id);
      if (needed) visit(needed, [...trail, field.id]);
    }
    ordered.add(field);
  };
  for (const field of fields) visit(field, []);
  return [...ordered];
}

/** The condition of a field and its calculation, in a list. */
export function rulesIn(field: Field): readonly Json[] {
  return [
    ...(field.when === undefined ? [] : [field.when]),
    ...(field.type === 'computed' ? [field.rule] : []),
  ];
}

function cycle(trail: readonly string[]): FormError {
  return new FormError(
    'PARVIS_FORM_CYCLE',
    `These rules go round: ${trail.join(' → ')}.`,
    'Remove one of them, so that one question can be asked first.',
  );
}
