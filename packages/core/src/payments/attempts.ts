// Each time that someone was sent to a provider to pay. Whatever comes back, by whichever way and however late, belongs to one.

import { and, asc, eq, gt, inArray, isNull, lt, lte, newId, or, type Reader, type Tx } from '@parvis/db';
import type { PaymentBegun, PaymentMode } from '@parvis/kit';
import { schema } from '../schema.ts';
import type { PaymentRow } from './ledger.ts';

export type AttemptRow = typeof schema.sqlite.paymentAttempt.$inferSelect;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Someone who stopped may still go back in their browser, and pay: an outcome is final so long after the address ended. */
const GRACE = 30 * MINUTE;
/** Days after which a provider is not asked any more. */
const PATIENCE = 8 * DAY;
/** However often it is called, from wherever: a call counts once in so many milliseconds. */
const BETWEEN = 1_000;

export async function attemptsOf(reader: Reader, paymentId: string): Promise<readonly AttemptRow[]> {
  const { paymentAttempt } = schema.for(reader);
  return reader
    .select()
    .from(paymentAttempt)
    .where(eq(paymentAttempt.paymentId, paymentId))
    .orderBy(asc(paymentAttempt.startedAt), asc(paymentAttempt.id));
}

export async function addAttempt(
  tx: Tx,
  payment: PaymentRow,
  { token, url, until }: PaymentBegun,
  { provider, mode, now }: { readonly provider: string; readonly mode: PaymentMode; readonly now: number },
): Promise<void> {
  const { paymentAttempt } = schema.for(tx);
  await tx.insert(paymentAttempt).values({
    id: newId(),
    tenantId: payment.tenantId,
    paymentId: payment.id,
    provider,
    token,
    url,
    until,
    mode,
    status: 'pending',
    startedAt: now,
    checkedAt: 0,
  });
}

/** An attempt that someone may go on with: the same one, so that nobody pays twice. */
export function liveAttempt(attempts: readonly AttemptRow[], now: number): AttemptRow | undefined {
  return attempts.findLast(({ status, until }) => status === 'pending' && until > now + MINUTE);
}

/** Whether there is still something to learn of it. */
export function isOpenAttempt({ status, startedAt, until }: AttemptRow, now: number): boolean {
  if (status === 'pending') return startedAt > now - PATIENCE;
  return (status === 'refused' || status === 'abandoned') && until + GRACE > now;
}

/** When to ask next, by itself: often at first, then less and less. */
export function nextCheck(attempts: readonly AttemptRow[], now: number): number | null {
  const last = attempts.findLast((one) => isOpenAttempt(one, now));
  if (!last) return null;
  const age = now - last.startedAt;
  return now + (age < HOUR ? 5 * MINUTE : age < DAY ? HOUR : DAY / 2);
}

/** Takes the right to ask about these now; those that were asked about a moment ago are left out. */
export async function takeChecks(
  tx: Tx,
  attempts: readonly AttemptRow[],
  { now, between }: { readonly now: number; readonly between: number },
): Promise<readonly AttemptRow[]> {
  const ids = attempts.map(({ id }) => id);
  if (ids.length === 0) return [];
  const { paymentAttempt } = schema.for(tx);
  return tx
    .update(paymentAttempt)
    .set({ checkedAt: now })
    .where(and(inArray(paymentAttempt.id, ids), lte(paymentAttempt.checkedAt, now - between)))
    .returning();
}

/** The provider called. False where nothing is left to learn, or where it called a moment ago: whoever it was. */
export async function noteCall(tx: Tx, paymentId: string, now: number): Promise<boolean> {
  const { paymentAttempt } = schema.for(tx);
  const noted = await tx
    .update(paymentAttempt)
    .set({ calledAt: now })
    .where(
      and(
        eq(paymentAttempt.paymentId, paymentId),
        inArray(paymentAttempt.status, ['pending', 'refused', 'abandoned']),
        gt(paymentAttempt.startedAt, now - PATIENCE),
        or(isNull(paymentAttempt.calledAt), lt(paymentAttempt.calledAt, now - BETWEEN)),
      ),
    )
    .returning({ id: paymentAttempt.id });
  return noted.length > 0;
}
