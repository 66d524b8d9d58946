// What is planned when someone gets a place: a reminder two days before each session, and the end.

import type { Ctx, TxCtx } from '@parvis/kit';
import type { EnrolledSession, EnrolmentDetail } from './enrolment.ts';
import { enrolmentOf, spanOf } from './enrolment.ts';
import type { PlannedSession } from './programme.ts';
import { STEP } from './steps.ts';
import type { Enrolment } from './tables.ts';

const HOUR = 3_600_000;
const REMINDED = 48 * HOUR;
/** Whoever signed up less than this before the reminder still remembers. */
const REMEMBERS = 6 * HOUR;

/** The job that closes what is over. */
export const WORKSHOP_ENDED = 'workshop-ended';

type PlanTx = Pick<TxCtx, 'enqueue' | 'requests' | 'now'>;

/** Reminders of some sessions; the plans of a session that is moved meanwhile are void. */
export async function planReminders(
  ctx: PlanTx,
  { requestId, texts }: Pick<Enrolment, 'requestId' | 'texts'>,
  sessions: readonly Pick<PlannedSession, 'session'>[],
): Promise<void> {
  // A job each, of which the queue takes one at a time; a series has a dozen sessions.
  for (const { session } of sessions) {
    const at = session.startsAt - REMINDED;
    if (at < ctx.now + REMEMBERS) continue;
    const about = { sessionId: session.id, startsAt: session.startsAt };
    await ctx.requests.send(requestId, 'workshop-reminder', { at, about });
    if (texts) await ctx.requests.send(requestId, 'workshop-reminder', { by: 'text', at, about });
  }
}

/** Looks again when the last session ends. */
export async function planEnd(
  ctx: Pick<TxCtx, 'enqueue'>,
  requestId: string,
  sessions: readonly Pick<PlannedSession, 'session'>[],
): Promise<void> {
  const at = Math.max(...sessions.map(({ session }) => session.endsAt));
  await ctx.enqueue(WORKSHOP_ENDED, { requestId }, { at });
}

/** The session that a plan is for, where it still takes place at that time. */
export function plannedSession({ sessions }: EnrolmentDetail, plan: unknown): EnrolledSession | null {
  if (typeof plan !== 'object' || plan === null || !('sessionId' in plan) || !('startsAt' in plan))
    return null;
  const found = sessions.find(({ session }) => session.id === plan.sessionId);
  if (found?.session.status !== 'planned' || found.session.startsAt !== plan.startsAt) return null;
  return found;
}

/**
 * Closes the request of someone whose workshop is over, and of someone who waited for it in vain once it begins. Where it is
 * not over yet, because a session was moved, it looks again then.
 */
export async function onWorkshopEnded(ctx: Ctx, payload: unknown): Promise<void> {
  const { requestId } = payload as { readonly requestId: string };
  await ctx.write(async (tx) => {
    const detail = await enrolmentOf(tx, tx.tx, requestId);
    const span = detail === null ? undefined : spanOf(detail);
    if (detail === null || span === undefined || detail.enrolment.status === 'cancelled') return;
    const booked = detail.enrolment.status === 'booked';
    const due = booked ? span.end : span.start;
    if (tx.now < due) return tx.enqueue(WORKSHOP_ENDED, { requestId }, { at: due });
    if (booked)
      await tx.requests.move(requestId, ['received'], 'done', 'L’atelier est passé.', { step: STEP.over });
    else
      await tx.requests.move(
        requestId,
        ['received', 'in-progress'],
        'cancelled',
        'L’atelier a commencé sans qu’une place se libère.',
        { step: STEP.cancelled },
      );
  });
}
