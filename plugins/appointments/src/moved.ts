// A request and its appointment end together: a request that is cancelled or refused, by whomever, frees its time in the
// same transaction; one whose appointment is over is done.

import type { Ctx, Events, TxCtx } from '@parvis/kit';
import { release } from './booking.ts';
import { stillPlanned } from './follow-up.ts';
import { OFFER_EARLIER, stopWaiting } from './wait.ts';

export async function onMoved(ctx: TxCtx, { request }: Events['request.moved']): Promise<void> {
  if (request.channel !== 'appointment') return;
  if (request.status !== 'cancelled' && request.status !== 'refused') return;
  const released = await release(ctx, request.id);
  if (released === null) return;
  await stopWaiting(ctx, request.id);
  await ctx.enqueue(OFFER_EARLIER, {});
}

/**
 * Closes the request of an appointment that is over, so that no inbox keeps it. Where an agent has begun to answer, the
 * agent closes it.
 */
export async function onEnded(ctx: Ctx, payload: unknown): Promise<void> {
  const { requestId } = payload as { readonly requestId: string };
  await ctx.write(async (tx) => {
    if (!(await stillPlanned(tx, tx.tx, requestId, payload))) return;
    await tx.requests.move(requestId, ['received'], 'done', 'Le rendez-vous est passé.');
  });
}
