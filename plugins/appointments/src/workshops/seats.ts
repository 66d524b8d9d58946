// Places at sessions. Taking them is one conditional update, so that two people never get the last one: the database counts.

import type { TxCtx } from '@parvis/kit';
import { eq, gt, inArray, lte, plus } from '@parvis/kit/data';
import { tables } from './tables.ts';

export type SeatTx = Pick<TxCtx, 'tx' | 'own' | 'now'>;

/** Not every session has so many places left. Thrown, so that nothing of the transaction stays. */
export class NotAllFree extends Error {}

/**
 * Takes places at every one of the sessions, or at none.
 *
 * @throws NotAllFree where one is full, cancelled or has begun
 */
export async function takeSeats(
  { tx, own, now }: SeatTx,
  sessionIds: readonly string[],
  people: number,
): Promise<void> {
  const { session } = tables.for(tx);
  const { id, taken, capacity, status, startsAt } = session;
  const changed = await tx
    .update(session)
    .set({ taken: plus(taken, people) })
    .where(
      own(
        session,
        inArray(id, [...sessionIds]),
        eq(status, 'planned'),
        gt(startsAt, now),
        lte(plus(taken, people), capacity),
      ),
    )
    .returning({ id });
  if (changed.length !== new Set(sessionIds).size)
    throw new NotAllFree('a session has not so many places left');
}

/** Gives places back at those of the sessions that are still to come. */
export async function freeSeats(
  { tx, own, now }: SeatTx,
  sessionIds: readonly string[],
  people: number,
): Promise<void> {
  if (sessionIds.length === 0) return;
  const { session } = tables.for(tx);
  await tx
    .update(session)
    .set({ taken: plus(session.taken, -people) })
    .where(own(session, inArray(session.id, [...sessionIds]), gt(session.startsAt, now)));
}
