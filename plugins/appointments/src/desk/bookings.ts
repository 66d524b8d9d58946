// The appointments in the agendas of an authority, with all that its agents read of them.

import type { DeskCtx } from '@parvis/kit';
import { and, asc, eq, gt, inArray, lt } from '@parvis/kit/data';
import type { Resource } from '../schema.ts';
import { tables } from './tables.ts';

export type BookingRow = Awaited<ReturnType<typeof bookingRows>>[number];

interface Between {
  /** Epoch milliseconds: what touches [from, until). */
  readonly from: number;
  readonly until: number;
}

/** Booked appointments with these people, in order. The page says that it showed them. */
export async function bookingsBetween(
  page: DeskCtx,
  resources: readonly Pick<Resource, 'id'>[],
  between: Between,
): Promise<BookingRow[]> {
  const rows = await bookingRows(page, resources, between);
  page.looked(
    'request',
    rows.map((row) => row.appointment.requestId),
  );
  return rows;
}

/** The same for a page that shows some of them only, and says itself which. */
export async function bookingRows(
  page: DeskCtx,
  resources: readonly Pick<Resource, 'id'>[],
  { from, until }: Between,
) {
  if (resources.length === 0) return [];
  const { appointment } = tables.for(page.read);
  return ofOwnBody(
    page,
    eq(appointment.status, 'booked'),
    inArray(
      appointment.resourceId,
      resources.map(({ id }) => id),
    ),
    and(gt(appointment.endsAt, from), lt(appointment.startsAt, until)),
  ).orderBy(asc(appointment.startsAt), asc(appointment.id));
}

/** The appointment of a request where it is in an agenda of the agent's body; null elsewhere. */
export async function bookingOf(page: DeskCtx, requestId: string): Promise<BookingRow | null> {
  const { appointment } = tables.for(page.read);
  const [found] = await ofOwnBody(page, eq(appointment.requestId, requestId));
  if (found === undefined) return null;
  page.looked('request', [requestId]);
  return found;
}

function ofOwnBody(page: DeskCtx, ...conditions: readonly ReturnType<typeof and>[]) {
  const { appointment, motif, venue, resource, attendance } = tables.for(page.read);
  return page.read
    .select({ appointment, motif, venue, resource, attendance })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .innerJoin(resource, eq(resource.id, appointment.resourceId))
    .leftJoin(attendance, eq(attendance.requestId, appointment.requestId))
    .where(page.own(appointment, ...conditions, eq(resource.authorityId, page.actor.authority.id)));
}
