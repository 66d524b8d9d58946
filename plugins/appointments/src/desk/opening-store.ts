// Openings as they are stored: read with the border of the agent's body, written with all that hangs on them.

import type { DeskCtx, TxCtx } from '@parvis/kit';
import { asc, eq } from '@parvis/kit/data';
import { rosterChanged } from '../roster.ts';
import { type StoredOpening, tables } from '../schema.ts';
import { OFFER_EARLIER } from '../wait.ts';
import { notHere } from './agendas.ts';
import type { Kept } from './opening-change.ts';

export interface OpeningRow {
  readonly opening: StoredOpening;
  readonly motifs: readonly string[];
}

/** The openings of the people of the agent's body, in order of their first day. */
export async function openingRows(page: DeskCtx): Promise<OpeningRow[]> {
  const { opening, openingMotif, resource } = tables.for(page.read);
  const rows = await page.read
    .select({ opening, motif: openingMotif.motifId })
    .from(opening)
    .innerJoin(resource, eq(resource.id, opening.resourceId))
    .innerJoin(openingMotif, eq(openingMotif.openingId, opening.id))
    .where(page.own(opening, eq(resource.authorityId, page.actor.authority.id)))
    .orderBy(asc(opening.firstDay), asc(opening.startTime), asc(opening.id));
  const found = new Map<string, OpeningRow>();
  for (const row of rows) {
    const known = found.get(row.opening.id);
    found.set(row.opening.id, { opening: row.opening, motifs: [...(known?.motifs ?? []), row.motif] });
  }
  return [...found.values()];
}

/** @throws PageError where there is none in the agendas of the agent's body */
export async function openingRow(page: DeskCtx, id: string): Promise<OpeningRow> {
  const found = (await openingRows(page)).find(({ opening }) => opening.id === id);
  if (found === undefined) throw notHere('Cette permanence');
  return found;
}

/** What is stored of an opening but its place in the tenant, or only its days. */
export type OpeningChanges = Partial<Omit<StoredOpening, 'id' | 'tenantId' | 'recurrence'>> &
  Partial<Pick<Kept, 'recurrence'>>;

export async function updateOpening(
  ctx: TxCtx,
  id: string,
  changes: OpeningChanges,
  motifIds?: readonly string[],
): Promise<void> {
  const { opening, openingMotif } = tables.for(ctx.tx);
  await ctx.tx
    .update(opening)
    .set(changes)
    .where(ctx.own(opening, eq(opening.id, id)));
  if (motifIds !== undefined) {
    await ctx.tx.delete(openingMotif).where(ctx.own(openingMotif, eq(openingMotif.openingId, id)));
    const tenantId = ctx.tenant.id;
    await ctx.tx
      .insert(openingMotif)
      .values(motifIds.map((motifId) => ({ openingId: id, motifId, tenantId })));
  }
  await changed(ctx, id);
}

export async function removeOpening(ctx: TxCtx, id: string): Promise<void> {
  const { opening } = tables.for(ctx.tx);
  await ctx.tx.delete(opening).where(ctx.own(opening, eq(opening.id, id)));
  await changed(ctx, id);
}

async function changed(ctx: TxCtx, id: string): Promise<void> {
  await rosterChanged(ctx);
  await ctx.record('opening', { kind: 'opening', id });
  await ctx.enqueue(OFFER_EARLIER, {});
}
