// Putting a workshop in place: what a demonstration, a test or a form of the desk writes.

import type { TxCtx } from '@parvis/kit';
import { newId } from '@parvis/kit/data';
import { agendaTag } from '../schema.ts';
import { workshopsTag } from './programme.ts';
import { tables, type Workshop } from './tables.ts';

export type NewWorkshop = Pick<
  Workshop,
  'authorityId' | 'service' | 'slug' | 'title' | 'summary' | 'audience' | 'theme'
> &
  Partial<Omit<Workshop, 'id' | 'tenantId'>>;

/** A draft for anyone, on site, each session by itself, one person a sign-up, unless told. Returns it. */
export async function addWorkshop(
  ctx: Pick<TxCtx, 'tx' | 'tenant' | 'touch'>,
  wanted: NewWorkshop,
): Promise<Workshop> {
  const row: Workshop = {
    learn: [],
    bring: [],
    level: 'any',
    minAge: null,
    place: 'on-site',
    link: null,
    signUp: 'session',
    mostPeople: 1,
    access: 'everyone',
    communes: [],
    status: 'draft',
    ...wanted,
    id: newId(),
    tenantId: ctx.tenant.id,
  };
  await ctx.tx.insert(tables.for(ctx.tx).workshop).values(row);
  ctx.touch(workshopsTag(ctx.tenant), agendaTag(ctx.tenant));
  return row;
}
