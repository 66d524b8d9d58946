// What follows from where a case stands: its step and its deadline in the inbox, and the job that wakes its clock.

import type { Answers } from '@parvis/forms';
import type { CitizenRequest, RequestChanges, TxCtx } from '@parvis/kit';
import { type CaseState, dayOf, silenceDay, startOf } from '../workflow/clock.ts';
import { nextByItself, type Step } from '../workflow/engine.ts';
import type { Status, Workflow } from '../workflow/workflow.ts';

export interface StandingCase {
  readonly workflow: Workflow;
  readonly answers: Answers;
}

/** After a step: shows it on the request, where nothing else does, and plans what the clock will do next. */
export async function standAt(
  tx: TxCtx,
  request: CitizenRequest,
  { workflow, answers }: StandingCase,
  step: Step,
): Promise<void> {
  const { zone } = tx.site;
  const next = nextByItself(workflow, step.state, { answers, work: step.work }, { now: tx.now, zone });
  if (next) await tx.enqueue('clock', { requestId: request.id }, { at: next.at });
}

/** How a step shows in every inbox. */
export function changesOf(workflow: Workflow, step: Step, now: number, zone: string): RequestChanges {
  return { step: step.status.label, dueAt: deadline(workflow, step.status, step.state, now, zone) };
}

/** By when something must be done: the body's own delay, or the day before silence speaks, whichever comes first. */
export function deadline(
  workflow: Workflow,
  status: Status,
  state: CaseState,
  now: number,
  zone: string,
): number | null {
  const own = status.within === undefined ? null : dayOf(state.enteredAt, zone).add({ days: status.within });
  const days = [own, status.kind === 'waiting' ? null : silenceDay(workflow, state, now, zone)];
  const instants = days.flatMap((day) => (day ? [startOf(day, zone)] : []));
  return instants.length > 0 ? Math.min(...instants) : null;
}
