// A question of a procedure by its path: `quoi` of the form, `enfants.prenom` in a block of it, `refuser:motif-refus` that agents
// fill in on a step.

import type { Field, FormPage } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import type { Transition } from '../workflow/workflow.ts';
import { type Direction, fieldAt, moved, moveField, withField } from './outline.ts';

/** A field, with the page or the step it stands on, and the block. */
export interface Placed {
  readonly field: Field;
  readonly page: FormPage | null;
  readonly within: Extract<Field, { readonly type: 'repeat' }> | null;
  readonly step: Transition | null;
}

/** The step and the id of a question that agents fill in; null for one of the form. */
export function stepPath(path: string): readonly [step: string, id: string] | null {
  const [step = '', id, ...more] = path.split(':');
  return id === undefined || more.length > 0 ? null : [step, id];
}

export function placed({ form, workflow }: Definition, path: string): Placed | null {
  const asked = stepPath(path);
  if (!asked) {
    const found = fieldAt(form, path);
    if (!found) return null;
    const within = found.within?.type === 'repeat' ? found.within : null;
    return { field: found.field, page: found.page, within, step: null };
  }
  const [stepId, id] = asked;
  const step = workflow.transitions.find((one) => one.id === stepId);
  const field = step?.asks?.find((one) => one.id === id);
  return step && field ? { field, page: null, within: null, step } : null;
}

/** The fields among which it stands: of the form, of its block, of its step. */
export function siblingsOf({ form }: Definition, { within, step }: Placed): readonly Field[] {
  if (step) return step.asks ?? [];
  return within ? within.fields : form.pages.flatMap(({ fields }) => fields);
}

/**
 * The procedure with another field of the same id in its place. Steps that ask for the same thing under the same name go on doing
 * so: what agents fill in is kept once.
 */
export function withPlaced(definition: Definition, path: string, becomes: Field): Definition {
  const asked = stepPath(path);
  if (!asked) return { ...definition, form: withField(definition.form, path, becomes) };
  const [, id] = asked;
  return withSteps(definition, (step) =>
    step.asks?.some((one) => one.id === id)
      ? { ...step, asks: step.asks.map((one) => (one.id === id ? becomes : one)) }
      : step,
  );
}

/** The procedure without a field of a step. */
export function withoutAsked(definition: Definition, stepId: string, id: string): Definition {
  return withSteps(definition, (step) => {
    if (step.id !== stepId) return step;
    const { asks = [], ...rest } = step;
    const left = asks.filter((one) => one.id !== id);
    return left.length > 0 ? { ...rest, asks: left } : rest;
  });
}

/** The procedure with a field more, last on a step. */
export function withAsked(definition: Definition, stepId: string, field: Field): Definition {
  return withSteps(definition, (step) =>
    step.id === stepId ? { ...step, asks: [...(step.asks ?? []), field] } : step,
  );
}

/** The procedure with a field one place up or down. */
export function withMoved(definition: Definition, path: string, direction: Direction): Definition {
  const asked = stepPath(path);
  if (!asked) return { ...definition, form: moveField(definition.form, path, direction) };
  const [stepId, id] = asked;
  return withSteps(definition, (step) =>
    step.id === stepId && step.asks ? { ...step, asks: moved(step.asks, id, direction) } : step,
  );
}

export function withSteps(definition: Definition, change: (step: Transition) => Transition): Definition {
  const { workflow } = definition;
  return { ...definition, workflow: { ...workflow, transitions: workflow.transitions.map(change) } };
}

/** Everything that agents fill in, once each. */
export function askedByAgents({ workflow }: Pick<Definition, 'workflow'>): readonly Field[] {
  const all = workflow.transitions.flatMap(({ asks = [] }) => asks);
  return [...new Map(all.map((field) => [field.id, field])).values()];
}
