// When a request is cancelled or refused, by whomever, its appointment is too: the time is free again in the same
// transaction.

import type { Events, TxCtx } from '@parvis/kit';
import { release } from './booking.ts';

export async function onMoved(ctx: TxCtx, { request }: Events['request.moved']): Promise<void> {
  if (request.channel !== 'appointment') return;
  if (request.status !== 'cancelled' && request.status !== 'refused') return;
  await release(ctx, request.id);
}
