// In a citizen's own space: the appointments that are still to come.

import type { Ctx, SlotBlock } from '@parvis/kit';
import { asc, eq, gt, inArray } from '@parvis/kit/data';
import { placeLines } from './appointment.ts';
import { sayWhen } from './french.ts';
import { agendaTag, tables } from './schema.ts';

/** Those of the account, soonest first: one query, or none where it has no appointment at all. */
export async function nextOfCitizen(ctx: Ctx): Promise<SlotBlock | null> {
  const requests = (await ctx.requests.mine()).filter(({ channel }) => channel === 'appointment');
  if (requests.length === 0) return null;
  const { appointment, motif, venue } = tables.for(ctx.read);
  const found = await ctx.read
    .select({ appointment, motif, venue })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .where(
      ctx.own(
        appointment,
        inArray(
          appointment.requestId,
          requests.map(({ id }) => id),
        ),
        eq(appointment.status, 'booked'),
        gt(appointment.endsAt, ctx.now),
      ),
    )
    .orderBy(asc(appointment.startsAt));
  if (found.length === 0) return null;
  return {
    html: ctx.view('next', {
      appointments: found.map(({ appointment: { requestId, startsAt, zone }, motif, venue }) => ({
        href: `/mon-espace/demandes/${requestId}`,
        title: motif.title,
        when: sayWhen(startsAt, zone),
        place: placeLines({ motif, venue }).join(', '),
      })),
    }),
    tags: [agendaTag(ctx.tenant)],
  };
}
