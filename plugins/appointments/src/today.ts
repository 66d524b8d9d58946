// On the home page: the next free appointment of the site, in one line.

import type { Ctx, SlotBlock } from '@parvis/kit';
import { firstSlot, freshUntil, horizonOf, readAgenda } from './agenda.ts';
import { motifSlugOfService } from './offers.ts';
import { agendaTag } from './schema.ts';
import { toSlotAddress } from './slot-address.ts';
import { whenAndWhere } from './words.ts';

/** The longest horizon looked at for one line of the home page, in days. */
const FAR = [{ horizonDays: 56 }];

/** Three queries, or none where the site offers no appointment. */
export async function nextFreeToday(ctx: Ctx): Promise<SlotBlock | null> {
  const slugs = new Set(ctx.services.map(motifSlugOfService));
  slugs.delete(undefined);
  if (slugs.size === 0) return null;
  const span = { from: ctx.now, until: horizonOf(FAR, ctx.now) };
  const agenda = await readAgenda(ctx, ctx.read, span);
  const found = [...agenda.motifs.values()]
    .filter(({ slug }) => slugs.has(slug))
    .flatMap((motif) => {
      const slot = firstSlot(agenda, motif, ctx.now);
      return slot === null ? [] : [{ motif, slot }];
    })
    .sort((a, b) => a.slot.start - b.slot.start);
  const [first] = found;
  const venue = first && agenda.venues.get(first.slot.venue);
  if (first === undefined || venue === undefined) return null;
  const { motif, slot } = first;
  return {
    html: ctx.view('today', {
      receivedBy: motif.receivedBy,
      when: whenAndWhere(slot.start, venue),
      href: `/rendez-vous/${motif.slug}/${venue.slug}/${toSlotAddress(slot.start, venue.zone)}`,
      all: `/rendez-vous/${motif.slug}`,
    }),
    tags: [agendaTag(ctx.tenant)],
    until: freshUntil(motif, slot, ctx.now),
  };
}
