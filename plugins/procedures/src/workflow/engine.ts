// What a workflow does: from a state and something that happens to the next state, with what must be done about it. Pure:
// the plugin stores the state and carries out the effects in one transaction.

import { type Answers, evaluate, isTrue, type Rule } from '@parvis/forms';
import type { Role } from '@parvis/kit';
import { type CaseState, dayOf, daysBetween, silenceDay, startOf, stopsClock } from './clock.ts';
import type { Action, Event, Status, Transition, Workflow } from './workflow.ts';

/** What a case knows: the answers of the form, and what agents filled in. Their ids never meet. */
export interface CaseData {
  readonly answers: Answers;
  readonly work: Answers;
}

export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
}

export interface Step {
  readonly state: CaseState;
  /** What was filled in and set, with what was there before. */
  readonly work: Answers;
  readonly status: Status;
  /** Null where the case started, or where silence spoke. */
  readonly transition: Transition | null;
  /** To be carried out, in this order. `set` is done already. */
  readonly actions: readonly Action[];
}

export type Actor =
  | { readonly kind: 'agent'; readonly roles: readonly Role[] }
  | { readonly kind: 'citizen' }
  /** Nobody: something happened elsewhere. */
  | { readonly kind: 'event'; readonly event: Event };

/** A case on its first day. */
export function startCase(workflow: Workflow, { now }: Moment): Step {
  const [status] = workflow.statuses;
  if (!status) throw new TypeError('a workflow has at least one status');
  const state = { status: status.id, receivedAt: now, enteredAt: now, stoppedDays: 0 };
  return { state, work: {}, status, transition: null, actions: [] };
}

/** The transitions that someone may take from here, in the workflow's order. */
export function offered(
  workflow: Workflow,
  state: CaseState,
  data: CaseData,
  actor: Actor,
): readonly Transition[] {
  return workflow.transitions.filter(
    (one) => one.from.includes(state.status) && mayTake(one, actor) && holds(one.when, data),
  );
}

function mayTake({ by }: Transition, actor: Actor): boolean {
  switch (actor.kind) {
    case 'agent':
      return by.kind === 'agent' && (!by.roles || by.roles.some((role) => actor.roles.includes(role)));
    case 'citizen':
      return by.kind === 'citizen';
    case 'event':
      return by.kind === actor.event;
  }
}

function holds(when: Rule | undefined, { answers, work }: CaseData): boolean {
  if (when === undefined || when === true) return true;
  return when !== false && isTrue(evaluate(when, { ...answers, ...work }));
}

/** Takes a transition. Null where it is not offered (any more) to this actor. */
export function take(
  workflow: Workflow,
  state: CaseState,
  data: CaseData,
  {
    transition: id,
    actor,
    filled = {},
    moment,
  }: {
    readonly transition: string;
    readonly actor: Actor;
    readonly filled?: Answers;
    readonly moment: Moment;
  },
): Step | null {
  const transition = offered(workflow, state, data, actor).find((one) => one.id === id);
  return transition
    ? go(workflow, state, { ...data, work: { ...data.work, ...filled } }, transition, moment)
    : null;
}

/** Takes the first transition that waits for this event. Null where none does: the request has moved on, or never will by it. */
export function happen(
  workflow: Workflow,
  state: CaseState,
  data: CaseData,
  event: Event,
  moment: Moment,
): Step | null {
  const [transition] = offered(workflow, state, data, { kind: 'event', event });
  return transition ? go(workflow, state, data, transition, moment) : null;
}

/** What the clock does by itself until now: one step after the other, the earliest first. */
export function tick(workflow: Workflow, state: CaseState, data: CaseData, moment: Moment): readonly Step[] {
  const steps: Step[] = [];
  let current = { state, work: data.work };
  for (;;) {
    const next = nextByItself(workflow, current.state, { ...data, work: current.work }, moment);
    if (!next || next.at > moment.now) return steps;
    const at = { now: next.at, zone: moment.zone };
    const step = next.transition
      ? go(workflow, current.state, { ...data, work: current.work }, next.transition, at)
      : silence(workflow, current.state, current.work, at);
    steps.push(step);
    current = step;
  }
}

export interface Due {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null where it is silence that will speak. */
  readonly transition: Transition | null;
}

/** What happens next if nobody does anything, and when: what a job is planned for. */
export function nextByItself(
  workflow: Workflow,
  state: CaseState,
  data: CaseData,
  { now, zone }: Moment,
): Due | null {
  const dues: Due[] = workflow.transitions.flatMap((transition) => {
    const { by } = transition;
    if (by.kind !== 'clock' || !transition.from.includes(state.status) || !holds(transition.when, data))
      return [];
    const since = by.since === 'status' ? state.enteredAt : state.receivedAt;
    const stopped = by.since === 'received' ? state.stoppedDays : 0;
    const day = dayOf(since, zone).add({ days: by.days + stopped });
    return [{ at: Math.max(startOf(day, zone), state.enteredAt), transition }];
  });
  const day = silenceDay(workflow, state, now, zone);
  const current = workflow.statuses.find(({ id }) => id === state.status);
  // While the citizen is waited for, the day of silence goes away as fast as time comes.
  if (day && current && !stopsClock(current))
    dues.push({ at: startOf(day.add({ days: 1 }), zone), transition: null });
  return dues.toSorted((a, b) => a.at - b.at)[0] ?? null;
}

function go(
  workflow: Workflow,
  state: CaseState,
  data: CaseData,
  transition: Transition,
  moment: Moment,
): Step {
  const work: Record<string, Answers[string]> = { ...data.work };
  for (const action of transition.actions ?? []) {
    if (action.do === 'set') work[action.field] = valueOf(action.value, { ...data.answers, ...work });
  }
  const actions = (transition.actions ?? []).filter((action) => action.do !== 'set');
  return { ...enter(workflow, state, transition.to, moment), work, transition, actions };
}

function silence(workflow: Workflow, state: CaseState, work: Answers, moment: Moment): Step {
  const rule = workflow.silence;
  if (rule.means === 'nothing') throw new TypeError('silence means nothing in this workflow');
  return { ...enter(workflow, state, rule.to, moment), work, transition: null, actions: [] };
}

function enter(workflow: Workflow, state: CaseState, id: string, { now, zone }: Moment) {
  const [from, status] = [state.status, id].map((name) => workflow.statuses.find((one) => one.id === name));
  if (!from || !status) throw new TypeError(`the workflow has no status "${id}"`);
  const stopped = stopsClock(from) ? daysBetween(state.enteredAt, now, zone) : 0;
  return {
    status,
    state: { ...state, status: id, enteredAt: now, stoppedDays: state.stoppedDays + stopped },
  };
}

function valueOf(value: Rule | string | number, data: Answers): Answers[string] {
  const result = typeof value === 'object' ? evaluate(value, data) : value;
  return typeof result === 'string' || typeof result === 'number' || typeof result === 'boolean'
    ? result
    : '';
}
