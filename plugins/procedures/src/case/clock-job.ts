// The clock of a case: what happens by itself when its days are over. A job that comes late, or twice, does no harm.

import type { Ctx } from '@parvis/kit';
import { tick } from '../workflow/engine.ts';
import { carryOut } from './carry-out.ts';
import { openCase } from './open-case.ts';

/** The job `clock`. */
export async function wakeClock(ctx: Ctx, payload: unknown): Promise<void> {
  const { requestId } = payload as { readonly requestId: string };
  await ctx.write(async (tx) => {
    const request = await tx.requests.byId(requestId);
    const one = request && (await openCase(tx, request));
    if (!request || !one) return;
    let current = one;
    for (const step of tick(one.definition.workflow, one.state, one, { now: tx.now, zone: tx.site.zone })) {
      await carryOut(tx, current, step);
      current = {
        ...current,
        request: { ...current.request, status: step.status.kind },
        state: step.state,
        work: step.work,
      };
    }
  });
}
