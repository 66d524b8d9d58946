// Taking a slot, moving to another one, and giving it back. All of it happens in the caller's transaction; nothing here is
// ever undone by hand.

import { and, eq, newId } from '@parvis/kit/data';
import type { Slot } from '@parvis/scheduling';
import { type BookingTx, findFreeSlot, receivers, toOccupancy, type WantedSlot } from './free-slot.ts';
import { dropHolds } from './hold.ts';
import { lastReceiver } from './person.ts';
import { type Appointment, agendaTag, tables } from './schema.ts';
import { countBooked } from './statistics/count-booked.ts';

const MINUTE = 60_000;

export interface Wish extends WantedSlot {
  readonly requestId: string;
  /** Who comes, for the advisor's list. */
  readonly person: string;
  readonly phone: string | null;
  readonly note: string | null;
  readonly home: string | null;
  readonly texts: boolean;
  /** As of `personKeys`: the first is kept. */
  readonly keys: readonly string[];
  /** Whose holds end with the booking. */
  readonly holder?: string | undefined;
}

/**
 * Books a slot with whom the person knows, else with whoever has the least to do in that week. Null where the slot is not
 * offered: taken, past, too near, not on the grid, at another venue. It is the same search that drew the page.
 *
 * Two transactions that see the same free advisor cannot both commit: the guard of `appointments_occupancy` refuses the
 * second with a DbConstraintError of kind `overlap`, and its caller searches again.
 */
export async function takeSlot(ctx: BookingTx, wish: Wish): Promise<Appointment | null> {
  const [held] = await dropHolds(ctx, wish.holder);
  const slot = await findFreeSlot(ctx, wish);
  if (slot === null) return null;
  const known = await lastReceiver(ctx, wish.keys, slot.resources);
  const [resourceId = ''] = await receivers(ctx, slot, known ?? held);
  return insertBooking(ctx, wish, slot, resourceId);
}

/** Books a time with someone, without asking whether it is offered: the guard alone refuses what is taken. */
export async function insertBooking(
  ctx: BookingTx,
  wish: Wish,
  slot: Pick<Slot, 'start' | 'end'>,
  resourceId: string,
): Promise<Appointment> {
  const { tx, tenant } = ctx;
  const { occupancy, appointment } = tables.for(tx);
  const { motif, venue, requestId, person, phone, note, home, texts, keys } = wish;
  const occupancyId = newId();
  await tx
    .insert(occupancy)
    .values({ ...toOccupancy(ctx, wish, slot, resourceId), id: occupancyId, kind: 'booking' });
  const row: Appointment = {
    id: newId(),
    tenantId: tenant.id,
    requestId,
    motifId: motif.id,
    venueId: venue.id,
    resourceId,
    occupancyId,
    startsAt: slot.start,
    endsAt: slot.end,
    zone: venue.zone,
    sequence: 0,
    status: 'booked',
    person,
    phone,
    note,
    home,
    texts,
    personKey: keys[0] ?? null,
  };
  await tx.insert(appointment).values(row);
  await countBooked(ctx, { motif, venue });
  ctx.touch(agendaTag(tenant));
  return row;
}

/**
 * Moves a booked appointment to another slot, with the same person where that is possible, and counts its SEQUENCE up. Null
 * where the slot is not offered, or the appointment was moved or cancelled meanwhile. The guard may refuse it, as it may
 * refuse a booking.
 */
export async function moveAppointment(
  ctx: BookingTx,
  appointment: Appointment,
  wanted: WantedSlot,
  holder?: string,
): Promise<Appointment | null> {
  const [held] = await dropHolds(ctx, holder);
  const slot = await findFreeSlot(ctx, wanted, {
    ignored: [appointment.occupancyId],
    minutes: Math.round((appointment.endsAt - appointment.startsAt) / MINUTE),
  });
  if (slot === null) return null;
  const known = slot.resources.includes(appointment.resourceId) ? appointment.resourceId : held;
  const [resourceId = ''] = await receivers(ctx, slot, known);
  return moveTo(ctx, appointment, wanted, slot, resourceId);
}

/** The move itself, without asking whether the time is offered. Null where the appointment was changed meanwhile. */
export async function moveTo(
  ctx: BookingTx,
  appointment: Appointment,
  wanted: WantedSlot,
  slot: Pick<Slot, 'start' | 'end'>,
  resourceId: string,
): Promise<Appointment | null> {
  const table = tables.for(ctx.tx);
  const { tenantId, ...taken } = toOccupancy(ctx, wanted, slot, resourceId);
  const [moved] = await ctx.tx
    .update(table.appointment)
    .set({
      venueId: wanted.venue.id,
      resourceId,
      startsAt: slot.start,
      endsAt: slot.end,
      zone: wanted.venue.zone,
      sequence: appointment.sequence + 1,
    })
    .where(
      and(
        eq(table.appointment.id, appointment.id),
        eq(table.appointment.tenantId, tenantId),
        eq(table.appointment.sequence, appointment.sequence),
        eq(table.appointment.status, 'booked'),
      ),
    )
    .returning();
  if (moved === undefined) return null;
  await ctx.tx.update(table.occupancy).set(taken).where(eq(table.occupancy.id, appointment.occupancyId));
  ctx.touch(agendaTag(ctx.tenant));
  return moved;
}

/** Cancels the appointment of a request and frees its time. Null where there is none, or it is cancelled already. */
export async function release(
  ctx: Pick<BookingTx, 'tx' | 'own' | 'tenant' | 'touch'>,
  requestId: string,
): Promise<Appointment | null> {
  const { appointment, occupancy } = tables.for(ctx.tx);
  const [booked] = await ctx.tx
    .select()
    .from(appointment)
    .where(ctx.own(appointment, eq(appointment.requestId, requestId), eq(appointment.status, 'booked')));
  if (booked === undefined) return null;
  await ctx.tx
    .update(appointment)
    .set({ status: 'cancelled', sequence: booked.sequence + 1 })
    .where(eq(appointment.id, booked.id));
  await ctx.tx.update(occupancy).set({ active: false }).where(eq(occupancy.id, booked.occupancyId));
  ctx.touch(agendaTag(ctx.tenant));
  return booked;
}
