// A slot as an address names it, found again by the same search that drew the page, inside a transaction.

import type { TxCtx } from '@parvis/kit';
import { and, count, eq, gt, inLaterList, keptRead, type Later, lt } from '@parvis/kit/data';
import { fairOrder, type Slot } from '@parvis/scheduling';
import { readAgendaAt, type SearchOptions, slotsIn } from './agenda.ts';
import type { KeptRoster } from './roster.ts';
import { type Motif, tables, type Venue } from './schema.ts';
import { readSlotAddress, slotAt } from './slot-address.ts';

const MINUTE = 60_000;
const WEEK = 7 * 86_400_000;

export type BookingTx = Pick<TxCtx, 'tx' | 'tenant' | 'site' | 'own' | 'now' | 'touch'>;

/** A time at a place, for a reason. It may not be free, nor even exist. */
export interface WantedSlot {
  readonly motif: Motif;
  readonly venue: Venue;
  /** As in the address of the slot's page. */
  readonly slot: string;
  /** How long it takes; the length of the motif unless told. */
  readonly minutes?: number | undefined;
  /** As of `keptRevision`: spares the transaction to read it. */
  readonly kept?: KeptRoster | undefined;
}

/**
 * Null where the slot is not offered: taken, past, too near, not on the grid, at another venue. Of a wall time that comes
 * twice, the first is meant; one that the clocks skip is never found.
 */
export async function findFreeSlot(
  ctx: BookingTx,
  { motif, venue, slot: address, minutes = motif.minutes, kept }: WantedSlot,
  { ignored, wishes, minutes: length = minutes }: SearchOptions = {},
): Promise<Slot | null> {
  const start = readSlotAddress(address)?.toZonedDateTime(venue.zone).epochMilliseconds;
  if (start === undefined) return null;
  const options = { ignored, wishes, minutes: length };
  const agenda = await readAgendaAt(ctx, { start, motif, minutes: length }, kept);
  const slots = slotsIn(agenda, motif, ctx.now, { from: start, until: start + MINUTE }, options);
  return slotAt(slots, venue.id, venue.zone, address) ?? null;
}

/**
 * Whom to try, in order: whoever the person knows, then whoever has the fewest bookings around that day. One query, or none
 * where only one person could receive.
 */
export async function receivers(
  { tx, tenant }: Pick<BookingTx, 'tx' | 'tenant'>,
  slot: Slot,
  previous: string | undefined,
): Promise<string[]> {
  if (slot.resources.length < 2) return slot.resources;
  const around = { from: slot.start - WEEK / 2, until: slot.start + WEEK / 2 };
  const loads = await loadsOf(tx, { tenantId: tenant.id, resources: slot.resources, ...around });
  const busy = loads.map(({ resource, number }) => ({ resource, start: 0, end: number }));
  return fairOrder(slot.resources, { busy, previous });
}

const loadsOf = keptRead((reader, later: Later<'tenantId' | 'resources' | 'from' | 'until'>) => {
  const { occupancy } = tables.for(reader);
  const { tenantId, resourceId, startsAt, active } = occupancy;
  return reader
    .select({ resource: resourceId, number: count() })
    .from(occupancy)
    .where(
      and(
        eq(tenantId, later('tenantId')),
        inLaterList(reader.engine, resourceId, later('resources')),
        and(eq(active, true), gt(startsAt, later('from')), lt(startsAt, later('until'))),
      ),
    )
    .groupBy(resourceId);
});

/** The row that takes a slot's time, without what kind it is. */
export function toOccupancy(
  { tenant }: Pick<BookingTx, 'tenant'>,
  { motif, venue }: WantedSlot,
  slot: Pick<Slot, 'start' | 'end'>,
  resourceId: string,
) {
  return {
    tenantId: tenant.id,
    resourceId,
    venueId: venue.id,
    startsAt: slot.start - motif.bufferBefore * MINUTE,
    endsAt: slot.end + motif.bufferAfter * MINUTE,
    active: true,
  };
}
