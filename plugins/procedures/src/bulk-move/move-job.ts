// Moving many open requests to the version in use: a few in each transaction, each looked at again where it is moved.

import type { Ctx } from '@parvis/kit';
import { adoptionOf } from '../pooling/adoption.ts';
import { moveRequest } from '../pooling/move-request.ts';
import { olderCases, sortCases } from './older-cases.ts';

/** The job. */
export const MOVE_OPEN = 'move-open';
/** Open requests that are looked at in one transaction. */
const AT_ONCE = 20;

export interface MoveOpen {
  readonly slug: string;
  /** The body whose requests they are. */
  readonly operatorId: string;
  readonly after?: string;
}

/** The job `move-open`. Run again, it finds nothing to do: who was moved is on the version in use. */
export async function moveOpen(ctx: Ctx, payload: unknown): Promise<void> {
  const { slug, operatorId, after } = payload as MoveOpen;
  await ctx.write(async (tx) => {
    const adoption = await adoptionOf(tx, slug, operatorId);
    if (!adoption) return;
    const { cases, last } = await olderCases(tx, adoption, operatorId, { after, limit: AT_ONCE });
    for (const sorted of sortCases(cases, tx.site.zone)) {
      if ('plan' in sorted) await moveRequest(tx, sorted.older.one, sorted.older.to, sorted.plan);
    }
    if (last !== null) await tx.enqueue(MOVE_OPEN, { slug, operatorId, after: last });
  });
}
