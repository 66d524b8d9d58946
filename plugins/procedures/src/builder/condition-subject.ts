// What a condition may be about: a question, a page, a button; which answers it may read, and how it is written back.

import type { Field, Rule } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { askedByAgents } from './field-place.ts';
import { fieldAt, fieldsOf, withField, withPage } from './outline.ts';
import { addressOf, type Plan } from './plans.ts';
import { withProperties } from './question-boxes.ts';
import { gone } from './standing.ts';
import { PAGE, QUESTION, STEP, type Thing } from './things.ts';

/** What a condition is about. */
export interface Subject {
  /** « Montrer cette question si… » */
  readonly title: string;
  readonly name: string;
  readonly when: Rule | undefined;
  /** « Toujours montrer » */
  readonly always: string;
  /** Questions whose answers it may read. */
  readonly reads: readonly Field[];
  readonly action: string;
  readonly back: string;
  readonly apply: (when: Rule | undefined) => Definition;
}

/** A sort of thing that conditions are about. */
export interface SubjectKind {
  readonly thing: Thing;
  readonly of: (plan: Plan, name: string) => Subject;
}

function subjectQuestion(plan: Plan, path: string): Subject {
  const { definition } = plan;
  const found = fieldAt(definition.form, path);
  if (!found) throw gone(plan, 'Cette question');
  const { field, within, page } = found;
  const rank = definition.form.pages.indexOf(page);
  const others =
    within?.type === 'repeat'
      ? within.fields
      : definition.form.pages.slice(0, rank + 1).flatMap(({ fields }) => fields);
  return {
    title: 'Montrer cette question si…',
    name: field.label,
    when: field.when,
    always: 'Toujours la montrer',
    reads: others.filter((one) => one.id !== field.id),
    action: addressOf(plan, 'questions', path, 'condition'),
    back: addressOf(plan, 'questions', path),
    apply: (when) => ({
      ...definition,
      form: withField(definition.form, path, withProperties(field, { when })),
    }),
  };
}

function subjectPage(plan: Plan, pageId: string): Subject {
  const { definition } = plan;
  const rank = definition.form.pages.findIndex(({ id }) => id === pageId);
  const page = definition.form.pages[rank];
  if (!page) throw gone(plan, 'Cette page');
  return {
    title: page.stop ? 'Arrêter la démarche ici si…' : 'Montrer cette page si…',
    name: page.title,
    when: page.when,
    always: page.stop ? 'Toujours arrêter ici' : 'Toujours la montrer',
    reads: definition.form.pages.slice(0, rank).flatMap(({ fields }) => fields),
    action: addressOf(plan, 'pages', pageId, 'condition'),
    back: addressOf(plan, 'pages', pageId),
    apply: (when) => {
      const { when: _when, ...rest } = page;
      const changed = { ...rest, ...(when !== undefined && { when }) };
      return { ...definition, form: withPage(definition.form, pageId, changed) };
    },
  };
}

function subjectTransition(plan: Plan, id: string): Subject {
  const { definition } = plan;
  const { workflow } = definition;
  const one = workflow.transitions.find((other) => other.id === id);
  if (!one) throw gone(plan, 'Cette étape');
  return {
    title: 'Proposer ce bouton si…',
    name: one.label,
    when: one.when,
    always: 'Toujours le proposer',
    reads: [...fieldsOf(definition.form), ...askedByAgents(definition)],
    action: addressOf(plan, 'etapes', id, 'condition'),
    back: addressOf(plan, 'etapes', id),
    apply: (when) => {
      const { when: _when, ...rest } = one;
      const changed = { ...rest, ...(when !== undefined && { when }) };
      const transitions = workflow.transitions.map((other) => (other === one ? changed : other));
      return { ...definition, workflow: { ...workflow, transitions } };
    },
  };
}

export const QUESTION_CONDITION: SubjectKind = { thing: QUESTION, of: subjectQuestion };
export const PAGE_CONDITION: SubjectKind = { thing: PAGE, of: subjectPage };
export const STEP_CONDITION: SubjectKind = { thing: STEP, of: subjectTransition };
