// Whether someone came: kept beside the appointment, and corrected as often as an agent was wrong.

import type { AgentActor, TxCtx } from '@parvis/kit';
import type { Presence } from '../workshops/tables.ts';
import { tables } from './tables.ts';

export async function markPresence(
  ctx: Pick<TxCtx, 'tx' | 'tenant' | 'now'>,
  { name }: Pick<AgentActor, 'name'>,
  requestIds: readonly string[],
  presence: Presence,
): Promise<void> {
  const { attendance } = tables.for(ctx.tx);
  const marked = { presence, markedAt: ctx.now, markedBy: name };
  await ctx.tx
    .insert(attendance)
    .values(
      requestIds.map((requestId) => ({ requestId, tenantId: ctx.tenant.id, outside: false, ...marked })),
    )
    .onConflictDoUpdate({ target: attendance.requestId, set: marked });
}
