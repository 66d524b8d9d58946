// In a citizen's own space: the forms that they have begun on this site and not sent.

import type { Ctx, SlotBlock } from '@parvis/kit';
import { desc, eq, or, startsWithFolded } from '@parvis/kit/data';
import { ERASE, formAddress } from '../form-way.ts';
import { tables } from '../schema.ts';
import { draftCode } from './codes.ts';
import { accountHolder, asideOf, keptUntil } from './holders.ts';

export async function begunBy(ctx: Ctx): Promise<SlotBlock | null> {
  if (ctx.actor.kind !== 'citizen' || ctx.actor.id === null) return null;
  const mine = accountHolder(ctx.actor.id);
  const { draft } = tables.for(ctx.read);
  const rows = await ctx.read
    .select({ id: draft.id, serviceId: draft.serviceId, savedAt: draft.savedAt, holder: draft.visitor })
    .from(draft)
    .where(
      ctx.own(
        draft,
        eq(draft.siteId, ctx.site.id),
        or(eq(draft.visitor, mine), startsWithFolded(draft.visitor, asideOf(mine))),
      ),
    )
    .orderBy(desc(draft.savedAt))
    .limit(20);
  const drafts = rows.flatMap(({ id, serviceId, savedAt, holder }) => {
    const service = ctx.services.find((one) => one.id === serviceId);
    if (!service) return [];
    const address = formAddress(service);
    const here = holder === mine;
    return [
      {
        title: service.title,
        savedAt,
        until: keptUntil(savedAt),
        resume: here ? address : `/reprendre/${draftCode(ctx, id)}`,
        erase: here ? `${address}/${ERASE}` : null,
      },
    ];
  });
  if (drafts.length === 0) return null;
  return { html: ctx.view('begun', { drafts, zone: ctx.site.zone }), tags: [] };
}
