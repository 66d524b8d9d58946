// Where a question is used: by conditions, calculations, texts and whoever must be told who asks. What is used stays.

import type { Field, Json } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { placesIn } from '../workflow/fill.ts';
import type { Action, Transition } from '../workflow/workflow.ts';
import { askedByAgents, stepPath, withoutAsked } from './field-place.ts';
import { fieldAt, fieldsOf, withField } from './outline.ts';
import { bareTitle } from './places.ts';

/** « la condition de « À quel étage ? » »: none for a question that can go. */
export function usesOf(definition: Definition, path: string): readonly string[] {
  const asked = stepPath(path);
  if (asked) return usesOfAsked(definition, asked);
  const [id = '', inner] = path.split('.');
  if (inner !== undefined) {
    const block = fieldAt(definition.form, id)?.field;
    if (block?.type !== 'repeat') return [];
    const totals = fieldsOf(definition.form).filter(
      (field) => field.type === 'computed' && readsInside(field.rule, id, inner),
    );
    return [...usesAmong(block.fields, inner), ...totals.map(({ label }) => `le calcul de ${quoted(label)}`)];
  }
  const { form, requester, workflow, letters } = definition;
  return [
    ...usesAmong(fieldsOf(form), id),
    ...form.pages
      .filter(({ when }) => reads(when, id))
      .map(({ title }) => `la condition de la page ${quoted(title)}`),
    ...([...requester.name, requester.email, requester.phone].includes(id)
      ? [`${quoted('Qui demande')}\u00A0: elle dit le nom de la personne, ou comment lui répondre`]
      : []),
    ...workflow.transitions.flatMap((one) => usesInTransition(one, id)),
    ...usesInLetters(letters, id),
  ];
}

/** Of what agents fill in, where no other step asks for it too. */
function usesOfAsked(definition: Definition, [stepId, id]: readonly [string, string]): readonly string[] {
  const { workflow, letters } = definition;
  const elsewhere = withoutAsked(definition, stepId, id);
  if (askedByAgents(elsewhere).some((one) => one.id === id)) return [];
  return [...workflow.transitions.flatMap((one) => usesInTransition(one, id)), ...usesInLetters(letters, id)];
}

function usesInLetters(letters: Definition['letters'], id: string): readonly string[] {
  return letters
    .filter(({ title, paragraphs }) => [title, ...paragraphs].flatMap(placesIn).includes(id))
    .map(({ title }) => `la lettre ${quoted(bareTitle(title))}`);
}

function usesAmong(fields: readonly Field[], id: string): readonly string[] {
  return fields.flatMap((field) => {
    if (field.id === id) return [];
    if (reads(field.when, id)) return [`la condition de ${quoted(field.label)}`];
    if (field.type === 'computed' && reads(field.rule, id)) return [`le calcul de ${quoted(field.label)}`];
    if (field.type === 'signature' && (field.email === id || field.phone === id))
      return [`la signature ${quoted(field.label)}`];
    return [];
  });
}

function usesInTransition({ label, when, actions = [] }: Transition, id: string): readonly string[] {
  return [
    ...(reads(when, id) ? [`la condition du bouton ${quoted(label)}`] : []),
    ...(actions.some((action) => namedBy(action, id)) ? [`ce que fait le bouton ${quoted(label)}`] : []),
  ];
}

/** Whether an action could not do without it: lists of questions may lose one, unless it is the last. */
function namedBy(action: Action, id: string): boolean {
  const { fields, ...rest } = action as Action & { readonly fields?: readonly string[] };
  return fields?.length === 1 && fields[0] === id ? true : names(rest, id);
}

function names(value: unknown, id: string): boolean {
  if (typeof value === 'string') return placesIn(value).includes(id);
  if (Array.isArray(value)) return value.some((one) => names(one, id));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, one]) => (key === 'var' ? isVariable(one, id) : names(one, id)));
}

/** Whether a rule goes over blocks and reads what is asked in each. */
export function readsInside(rule: Json, blockId: string, inner: string): boolean {
  return (
    names(rule, blockId) && names(rule, 'current') && JSON.stringify(rule).includes(`"current.${inner}"`)
  );
}

export const reads = (rule: Json | undefined, id: string): boolean => rule !== undefined && names(rule, id);

export function isVariable(value: unknown, id: string): boolean {
  const name: unknown = Array.isArray(value) ? value[0] : value;
  return typeof name === 'string' && name.split('.')[0] === id;
}

/** The definition without a question that nothing uses: lists of questions and the answers of scenarios forget it too. */
export function withoutField(definition: Definition, path: string): Definition {
  const asked = stepPath(path);
  if (asked) return withoutFilled(withoutAsked(definition, ...asked), asked[1]);
  const form = withField(definition.form, path, null);
  if (path.includes('.')) return { ...definition, form };
  const without = <T>(answers: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(answers).filter(([key]) => key !== path));
  return {
    ...definition,
    form,
    workflow: {
      ...definition.workflow,
      transitions: definition.workflow.transitions.map((one) =>
        one.actions ? { ...one, actions: one.actions.map((action) => withoutIn(action, path)) } : one,
      ),
    },
    scenarios: definition.scenarios.map((one) => ({
      ...one,
      answers: without(one.answers),
      steps: one.steps.map((step) =>
        'citizen' in step && step.changes ? { ...step, changes: without(step.changes) } : step,
      ),
    })),
  };
}

/** Scenarios fill in only what some step asks for. */
function withoutFilled(definition: Definition, id: string): Definition {
  if (askedByAgents(definition).some((one) => one.id === id)) return definition;
  const scenarios = definition.scenarios.map((one) => ({
    ...one,
    steps: one.steps.map((step) =>
      'press' in step && step.filled
        ? { ...step, filled: Object.fromEntries(Object.entries(step.filled).filter(([key]) => key !== id)) }
        : step,
    ),
  }));
  return { ...definition, scenarios };
}

function withoutIn(action: Action, id: string): Action {
  return 'fields' in action && action.fields
    ? { ...action, fields: action.fields.filter((one) => one !== id) }
    : action;
}

/** A question that was added may be asked for again, like those that are there. */
export function correctable({ workflow, ...rest }: Definition, field: Field): Definition {
  if (['info', 'computed', 'hidden', 'signature'].includes(field.type)) return { workflow, ...rest };
  const transitions = workflow.transitions.map((one) =>
    one.actions
      ? {
          ...one,
          actions: one.actions.map((action) =>
            action.do === 'correction' ? { ...action, fields: [...action.fields, field.id] } : action,
          ),
        }
      : one,
  );
  return { ...rest, workflow: { ...workflow, transitions } };
}
