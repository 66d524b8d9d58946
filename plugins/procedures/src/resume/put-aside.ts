// Making one draft the one that its person goes on with. The one that stands there is put aside, with a code: neither is lost.

import type { TxCtx } from '@parvis/kit';
import { eq, inArray } from '@parvis/kit/data';
import { tables } from '../schema.ts';
import { giveCode } from './codes.ts';
import { asideFor } from './holders.ts';
import { resumeTables } from './tables.ts';

interface Place {
  readonly siteId: string;
  readonly serviceId: string;
}

/** Puts a draft aside for a holder. */
export async function putAside(tx: TxCtx, place: Place, draftId: string, holder: string): Promise<void> {
  const { draft } = tables.for(tx.tx);
  await tx.tx
    .update(draft)
    .set({ visitor: asideFor(holder, draftId) })
    .where(tx.own(draft, eq(draft.id, draftId)));
  await giveCode(tx, { id: draftId, ...place });
}

/** Gives a draft to a holder whose place is free. Browsers that were opened with its code open it no more by themselves. */
export async function hold(tx: TxCtx, draftIds: readonly string[], holder: string): Promise<void> {
  if (draftIds.length === 0) return;
  const { draft } = tables.for(tx.tx);
  const { draftKey } = resumeTables.for(tx.tx);
  const ids = [...draftIds];
  await tx.tx
    .update(draft)
    .set({ visitor: holder })
    .where(tx.own(draft, inArray(draft.id, ids)));
  await tx.tx
    .delete(draftKey)
    .where(tx.own(draftKey, inArray(draftKey.draftId, ids), eq(draftKey.kind, 'browser')));
}

/** Opens a draft in a browser beside whoever holds it. */
export async function openIn(tx: TxCtx, place: Place, draftId: string, browser: string): Promise<void> {
  const { draftKey } = resumeTables.for(tx.tx);
  const { siteId, serviceId } = place;
  await tx.tx
    .insert(draftKey)
    .values({ tenantId: tx.tenant.id, draftId, siteId, serviceId, kind: 'browser', value: browser })
    .onConflictDoUpdate({
      target: [draftKey.siteId, draftKey.serviceId, draftKey.kind, draftKey.value],
      set: { draftId },
    });
}
