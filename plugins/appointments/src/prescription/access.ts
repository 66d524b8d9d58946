// Who may book a motif by themselves: everyone, agents, or those who orient people only.

import type { TxCtx } from '@parvis/kit';
import { eq, type Reader } from '@parvis/kit/data';
import { rosterChanged } from '../roster.ts';
import type { Access } from '../workshops/tables.ts';
import { prescriptionTables } from './tables.ts';

export type { Access } from '../workshops/tables.ts';

/** A row for each motif that is not for everyone. */
export function motifAccessIn(reader: Reader) {
  return prescriptionTables.for(reader).motifAccess;
}

const RANK: Readonly<Record<Access, number>> = { everyone: 0, agents: 1, prescribers: 2 };

/** Whether someone may book what is open to `access`: an agent what is for everyone, a prescriber anything. */
export function mayBook(who: Access, access: Access | null): boolean {
  return RANK[who] >= RANK[access ?? 'everyone'];
}

/** Says who may book a motif. */
export async function openMotifTo(
  ctx: Pick<TxCtx, 'tx' | 'tenant' | 'own' | 'touch'>,
  motifId: string,
  access: Access,
): Promise<void> {
  const { motifAccess } = prescriptionTables.for(ctx.tx);
  if (access === 'everyone')
    await ctx.tx.delete(motifAccess).where(ctx.own(motifAccess, eq(motifAccess.motifId, motifId)));
  else
    await ctx.tx
      .insert(motifAccess)
      .values({ motifId, tenantId: ctx.tenant.id, access })
      .onConflictDoUpdate({ target: motifAccess.motifId, set: { access } });
  await rosterChanged(ctx);
}
