// A workflow judged before it is published: everything it names is there, every status can be reached and left, and what
// silence means is stated.

import { type Form, fieldSet } from '@parvis/forms';
import { kindOf, notedBy } from './actions/kinds.ts';
import { isClosed } from './clock.ts';
import { checkFees, FEES } from './fees.ts';
import { checkRule, checkTexts, type Known, need } from './known.ts';
import type { LetterTemplate, Transition, Workflow } from './workflow.ts';
import { workflowError } from './workflow-error.ts';

export interface WorkflowParts {
  readonly form: Form;
  readonly workflow: Workflow;
  readonly letters: readonly LetterTemplate[];
}

/**
 * @throws CodedError PARVIS_WORKFLOW_DUPLICATE, PARVIS_WORKFLOW_REFERENCE, PARVIS_WORKFLOW_UNREACHABLE,
 * PARVIS_WORKFLOW_DEAD_END, PARVIS_WORKFLOW_CLOCK, PARVIS_WORKFLOW_SILENCE, PARVIS_WORKFLOW_FEE; what `fieldSet` throws for what agents fill in
 */
export function checkWorkflow({ form, workflow, letters }: WorkflowParts): void {
  const { statuses, transitions, fees = [] } = workflow;
  const asked = new Set(form.pages.flatMap((page) => page.fields.map((field) => field.id)));
  const filledIn = transitions.flatMap(({ asks = [] }) => asks.map((field) => field.id));
  refuseRepeated(
    'status',
    statuses.map(({ id }) => id),
  );
  refuseRepeated(
    'transition',
    transitions.map(({ id }) => id),
  );
  refuseRepeated(
    'letter',
    letters.map(({ id }) => id),
  );
  refuseRepeated(
    'fee',
    fees.map(({ id }) => id),
  );
  checkFees(fees);
  const met = filledIn.find((id) => asked.has(id)) ?? [...asked, ...filledIn].find((id) => id === FEES);
  if (met !== undefined) throw duplicate('field', met);

  const known: Known = {
    statuses: new Set(statuses.map(({ id }) => id)),
    fields: new Set([
      ...asked,
      ...filledIn,
      ...transitions.flatMap(({ actions = [] }) => actions.flatMap(notedBy)),
      ...(fees.length > 0 ? [FEES] : []),
    ]),
    formFields: asked,
    letters: new Set(letters.map(({ id }) => id)),
    fees: new Set(fees.map(({ id }) => id)),
  };
  for (const transition of transitions) checkTransition(transition, known);
  for (const { id, title, paragraphs } of letters)
    checkTexts(`the letter "${id}"`, [title, ...paragraphs], known);
  checkSilence(workflow, known);
  checkPaths(workflow);
}

function checkTransition(transition: Transition, known: Known): void {
  const where = `the transition "${transition.id}"`;
  for (const status of [...transition.from, transition.to]) need(known.statuses, status, where, 'status');
  if (transition.when !== undefined) checkRule(transition.when, where, known);
  if (transition.asks) fieldSet(transition.asks);
  if (transition.by.kind === 'clock' && !(Number.isInteger(transition.by.days) && transition.by.days >= 1)) {
    throw workflowError(
      'PARVIS_WORKFLOW_CLOCK',
      `The clock of ${where} waits ${transition.by.days} days.`,
      'Give a whole number of days, 1 or more: what happens at once belongs to the transition before.',
    );
  }
  for (const action of transition.actions ?? []) kindOf(action).check(action, where, known);
}

function checkSilence({ silence, statuses }: Workflow, known: Known): void {
  if (silence.means === 'nothing') {
    if (silence.why.trim() !== '') return;
    throw silenceError(
      'It does not say why silence means nothing.',
      'State the reason: there is no default.',
    );
  }
  need(known.statuses, silence.to, 'the silence of the workflow', 'status');
  const target = statuses.find(({ id }) => id === silence.to);
  const expected = silence.means === 'acceptance' ? 'done' : 'refused';
  if (target?.kind !== expected)
    throw silenceError(
      `Silence means ${silence.means}, but leads to a status that is "${target?.kind}".`,
      `Let it lead to one that is "${expected}".`,
    );
  if (!Number.isInteger(silence.months) || silence.months < 1 || silence.law.trim() === '')
    throw silenceError(
      'Silence speaks after no whole number of months, or on no legal basis.',
      'State both.',
    );
}

function silenceError(sentence: string, hint: string): Error {
  return workflowError('PARVIS_WORKFLOW_SILENCE', sentence, hint);
}

/** Every status can be reached from the first, and from every open one some closed one can be. */
function checkPaths({ statuses, transitions, silence }: Workflow): void {
  const edges = [
    ...transitions.flatMap(({ from, to }) => from.map((one) => [one, to] as const)),
    ...(silence.means === 'nothing'
      ? []
      : statuses.filter((one) => !isClosed(one)).map(({ id }) => [id, silence.to] as const)),
  ];
  const first = statuses[0]?.id;
  if (first === undefined)
    throw workflowError('PARVIS_WORKFLOW_REFERENCE', 'The workflow has no status.', 'Give one at least.');
  const reached = reach([first], edges);
  const lost = statuses.find(({ id }) => !reached.has(id));
  if (lost)
    throw workflowError(
      'PARVIS_WORKFLOW_UNREACHABLE',
      `No transition ever leads to the status "${lost.id}".`,
      'Add one, or remove the status.',
    );
  const closed = statuses.filter(isClosed).map(({ id }) => id);
  const canEnd = reach(
    closed,
    edges.map(([from, to]) => [to, from] as const),
  );
  const stuck = statuses.find(({ id }) => !canEnd.has(id));
  if (stuck)
    throw workflowError(
      'PARVIS_WORKFLOW_DEAD_END',
      `A request in the status "${stuck.id}" can never be closed.`,
      'Add a transition towards a status that is done, refused or cancelled.',
    );
}

function reach(from: readonly string[], edges: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const reached = new Set(from);
  // A set may grow while it is walked: what is added is walked too.
  for (const id of reached) for (const [start, end] of edges) if (start === id) reached.add(end);
  return reached;
}

function refuseRepeated(what: string, ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw duplicate(what, id);
    seen.add(id);
  }
}

function duplicate(what: string, id: string): Error {
  return workflowError(
    'PARVIS_WORKFLOW_DUPLICATE',
    `Two of the workflow's ${what}s are named "${id}", or one of them is named like a field of the form.`,
    'Names are permanent: give each its own.',
  );
}
