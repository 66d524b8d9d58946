// Which motifs collect which titles: a setting of each tenant.

import { eq } from '@parvis/kit/data';
import { rosterChanged } from '../../roster.ts';
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
  await rosterChanged(ctx);
}
