// Taking a slot, and giving it back. Both happen in the caller's transaction; nothing here is ever undone by hand.

import type { TxCtx } from '@parvis/kit';
import { eq, newId } from '@parvis/kit/data';
import { type Busy, daysInterval, type Slot } from '@parvis/scheduling';
import { type Agenda, readAgendaIn, slotsIn } from './agenda.ts';
import { type Appointment, agendaTag, type Motif, tables, type Venue } from './schema.ts';
import { readSlotAddress, slotAt } from './slot-address.ts';

const MINUTE = 60_000;
const WEEK = 7 * 86_400_000;

export type BookingTx = Pick<TxCtx, 'tx' | 'tenant' | 'site' | 'own' | 'now' | 'touch'>;

export interface Wish {
  readonly motif: Motif;
  readonly venue: Venue;
  /** As in the address of the slot's page. */
  readonly slot: string;
  readonly requestId: string;
  readonly person: string;
  readonly phone: string | null;
  readonly note: string | null;
}

/**
 * Books a slot with whoever of the free advisors has the least to do around that day, or returns null where the slot is
 * not offered: taken, past, too near, not on the grid, at another venue. It is the same search that drew the page.
 *
 * Two transactions that see the same free advisor cannot both commit: the guard of `appointments_occupancy` refuses the
 * second with a DbConstraintError of kind `overlap`, and its caller searches again.
 */
export async function takeSlot(ctx: BookingTx, wish: Wish): Promise<Appointment | null> {
  const { motif, venue } = wish;
  const day = readSlotAddress(wish.slot)?.toPlainDate().toString();
  if (day === undefined) return null;
  const { start, end } = daysInterval(venue.zone, day, day);
  const around = { from: start - WEEK, until: end + WEEK };
  const agenda = await readAgendaIn(ctx, around);
  const slots = slotsIn(agenda, motif, ctx.now, { from: start, until: end });
  const slot = slotAt(slots, venue.id, venue.zone, wish.slot);
  if (slot === undefined) return null;
  return insertBooking(ctx, wish, slot, leastLoaded(slot, agenda));
}

/** The resource with the fewest bookings in the agenda; the first by id among equals. */
export function leastLoaded(slot: Pick<Slot, 'resources'>, { busy }: Pick<Agenda, 'busy'>): string {
  const bookingsOf = countByResource(busy);
  const [first, ...others] = slot.resources;
  if (first === undefined) throw new RangeError('a slot always has a resource');
  return others.reduce(
    (best, resource) => ((bookingsOf.get(resource) ?? 0) < (bookingsOf.get(best) ?? 0) ? resource : best),
    first,
  );
}

function countByResource(busy: readonly Busy[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { resource } of busy) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  return counts;
}

async function insertBooking(
  ctx: BookingTx,
  wish: Wish,
  slot: Slot,
  resourceId: string,
): Promise<Appointment> {
  const { tx, tenant } = ctx;
  const { occupancy, appointment } = tables.for(tx);
  const { motif, venue, requestId, person, phone, note } = wish;
  const taken = { tenantId: tenant.id, resourceId, venueId: venue.id };
  const occupancyId = newId();
  await tx.insert(occupancy).values({
    ...taken,
    id: occupancyId,
    startsAt: slot.start - motif.bufferBefore * MINUTE,
    endsAt: slot.end + motif.bufferAfter * MINUTE,
    kind: 'booking',
    active: true,
  });
  const row: Appointment = {
    ...taken,
    id: newId(),
    requestId,
    motifId: motif.id,
    occupancyId,
    startsAt: slot.start,
    endsAt: slot.end,
    zone: venue.zone,
    sequence: 0,
    status: 'booked',
    person,
    phone,
    note,
  };
  await tx.insert(appointment).values(row);
  ctx.touch(agendaTag(tenant));
  return row;
}

/** Cancels the appointment of a request and frees its time. False where there is none, or it is cancelled already. */
export async function release(
  ctx: Pick<BookingTx, 'tx' | 'own' | 'tenant' | 'touch'>,
  requestId: string,
): Promise<boolean> {
  const { appointment, occupancy } = tables.for(ctx.tx);
  const [booked] = await ctx.tx
    .select({ id: appointment.id, occupancyId: appointment.occupancyId, sequence: appointment.sequence })
    .from(appointment)
    .where(ctx.own(appointment, eq(appointment.requestId, requestId), eq(appointment.status, 'booked')));
  if (booked === undefined) return false;
  await ctx.tx
    .update(appointment)
    .set({ status: 'cancelled', sequence: booked.sequence + 1 })
    .where(eq(appointment.id, booked.id));
  await ctx.tx.update(occupancy).set({ active: false }).where(eq(occupancy.id, booked.occupancyId));
  ctx.touch(agendaTag(ctx.tenant));
  return true;
}
