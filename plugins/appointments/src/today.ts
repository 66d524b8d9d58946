// On the home page: the next free appointment of the site, in one line.

import type { Ctx, SlotBlock } from '@parvis/kit';
import type { Slot } from '@parvis/scheduling';
import { type Agenda, firstSlot, freshUntil, readAgenda } from './agenda.ts';
import { offersOf } from './offers.ts';
import { agendaTag, type Motif, type Venue } from './schema.ts';
import { toSlotAddress } from './slot-address.ts';
import { whenAndWhere } from './words.ts';

/** How far the first look goes, then the second, in days: most days have a free time within the first. */
const NEAR = 4;
const FAR = 56;

/** Four queries, or none where the site offers no appointment; two more when nothing is free for days. */
export async function nextFreeToday(ctx: Ctx): Promise<SlotBlock | null> {
  const slugs = new Set((await offersOf(ctx)).map(({ motif }) => motif.slug));
  if (slugs.size === 0) return null;
  const found = (await firstWithin(ctx, slugs, NEAR)) ?? (await firstWithin(ctx, slugs, FAR));
  if (found === null) return null;
  const { agenda, motif, slot, venue } = found;
  return {
    html: ctx.view('today', {
      receivedBy: motif.receivedBy,
      when: whenAndWhere(slot.start, venue),
      href: `/rendez-vous/${motif.slug}/${venue.slug}/${toSlotAddress(slot.start, venue.zone)}`,
      all: `/rendez-vous/${motif.slug}`,
    }),
    tags: [agendaTag(ctx.tenant)],
    until: freshUntil(agenda, motif, slot.start, ctx.now),
  };
}

/** The first free slot of any of the motifs in so many days. */
async function firstWithin(ctx: Ctx, slugs: ReadonlySet<string>, days: number) {
  const span = { from: ctx.now, until: ctx.now + days * 86_400_000 };
  const agenda = await readAgenda(ctx, span);
  let found: {
    readonly agenda: Agenda;
    readonly motif: Motif;
    readonly slot: Slot;
    readonly venue: Venue;
  } | null = null;
  for (const motif of agenda.motifs.values()) {
    if (!slugs.has(motif.slug)) continue;
    // Of what is found, only sooner is better.
    const slot = firstSlot(agenda, motif, ctx.now, { until: found?.slot.start ?? span.until });
    const venue = slot === null ? undefined : agenda.venues.get(slot.venue);
    if (slot !== null && venue !== undefined) found = { agenda, motif, slot, venue };
  }
  return found;
}
