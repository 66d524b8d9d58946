// A request that is paid moves on by itself, once nothing is left to pay.

import type { CitizenRequest, Ctx, TxCtx } from '@parvis/kit';
import { happen } from '../workflow/engine.ts';
import { carryOut } from './carry-out.ts';
import { openCase } from './open-case.ts';

/** The job that goes on where there was nothing to pay. */
export const PAID = 'paid';

/** In the transaction in which the money came in. */
export async function movedByPayment(
  tx: TxCtx,
  { request }: { readonly request: CitizenRequest },
): Promise<void> {
  if (request.channel !== 'form') return;
  const owed = await tx.payments.of(request.id);
  if (owed.some(({ status }) => status === 'due')) return;
  const one = await openCase(tx, request);
  if (!one) return;
  const moment = { now: tx.now, zone: tx.site.zone };
  const step = happen(one.definition.workflow, one.state, one, 'paid', moment);
  if (step) await carryOut(tx, one, step);
}

/** The job `paid`. */
export async function lookIfPaid(ctx: Ctx, payload: unknown): Promise<void> {
  const { requestId } = payload as { readonly requestId: string };
  await ctx.write(async (tx) => {
    const request = await tx.requests.byId(requestId);
    if (request) await movedByPayment(tx, { request });
  });
}
