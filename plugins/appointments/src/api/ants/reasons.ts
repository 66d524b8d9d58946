// Which motifs collect which titles: a setting of each tenant.

import type { Ctx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { agendaTag } from '../../schema.ts';
import type { SeedTx } from '../../seed.ts';
import { antsTables, type Reason } from './tables.ts';

/**
 * Offers a motif in the national search of appointments for identity cards and passports, for these titles; none takes it out.
 * A motif for people who collect a finished title has none: their number is used up already.
 */
export async function setAntsReasons(
  ctx: SeedTx,
  motifId: string,
  reasons: readonly Reason[],
): Promise<void> {
  const { antsReason } = antsTables.for(ctx.tx);
  await ctx.tx.delete(antsReason).where(eq(antsReason.motifId, motifId));
  const rows = [...new Set(reasons)].map((reason) => ({ motifId, reason, tenantId: ctx.tenant.id }));
  if (rows.length > 0) await ctx.tx.insert(antsReason).values(rows);
  ctx.touch(agendaTag(ctx.tenant));
}

/** The titles of each motif that has some, by id of the motif. One query. */
export async function antsReasons(
  ctx: Pick<Ctx, 'read' | 'own'>,
): Promise<ReadonlyMap<string, ReadonlySet<Reason>>> {
  const { antsReason } = antsTables.for(ctx.read);
  const rows = await ctx.read
    .select({ motifId: antsReason.motifId, reason: antsReason.reason })
    .from(antsReason)
    .where(ctx.own(antsReason));
  const reasons = new Map<string, Set<Reason>>();
  for (const { motifId, reason } of rows)
    reasons.set(motifId, (reasons.get(motifId) ?? new Set()).add(reason));
  return reasons;
}
