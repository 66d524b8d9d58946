// Sessions: adding them, changing one, calling one off. Each takes the time of those who lead it, under the guard that keeps
// appointments apart.

import type { TxCtx } from '@parvis/kit';
import { and, eq, gt, inArray, newId, plus } from '@parvis/kit/data';
import { Temporal } from 'temporal-polyfill';
import { agendaTag, type Venue } from '../schema.ts';
import { planReminders } from './follow-up.ts';
import { workshopsTag } from './programme.ts';
import { STEP } from './steps.ts';
import { type Session, tables, type Workshop } from './tables.ts';
import { offerNext } from './waiting-line.ts';

type SessionTx = Pick<TxCtx, 'tx' | 'tenant' | 'own' | 'touch'>;

export interface NewSessions {
  readonly workshop: Pick<Workshop, 'id'>;
  readonly venue: Pick<Venue, 'id' | 'zone'>;
  /** 'YYYY-MM-DD' */
  readonly days: readonly string[];
  /** 'HH:MM', on the clock of the venue. */
  readonly start: string;
  readonly end: string;
  readonly capacity: number;
  /** Ids of those who lead them. */
  readonly leaders: readonly string[];
}

/** The instant of a wall time; one that the clocks skip is an hour later, one that comes twice is its first. */
export function instantAt(day: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}

/**
 * Adds a session a day. The guard of `appointments_occupancy` refuses them all, with a DbConstraintError of kind `overlap`,
 * where someone who would lead one has something else to do then.
 */
export async function addSessions(ctx: SessionTx, wanted: NewSessions): Promise<readonly Session[]> {
  const { workshop, venue, days, start, end, capacity, leaders } = wanted;
  const rows = days.map(
    (day): Session => ({
      id: newId(),
      tenantId: ctx.tenant.id,
      workshopId: workshop.id,
      venueId: venue.id,
      startsAt: instantAt(day, start, venue.zone),
      endsAt: instantAt(day, end, venue.zone),
      zone: venue.zone,
      capacity,
      taken: 0,
      status: 'planned',
      reason: null,
    }),
  );
  if (rows.length === 0) return rows;
  const { session } = tables.for(ctx.tx);
  await ctx.tx.insert(session).values(rows);
  await occupy(ctx, rows, leaders);
  ctx.touch(workshopsTag(ctx.tenant), agendaTag(ctx.tenant));
  return rows;
}

async function occupy(
  ctx: SessionTx,
  sessions: readonly Session[],
  leaders: readonly string[],
): Promise<void> {
  const led = sessions.flatMap((one) =>
    leaders.map((resourceId) => ({ session: one, resourceId, occupancyId: newId() })),
  );
  if (led.length === 0) return;
  const { occupancy, leader } = tables.for(ctx.tx);
  const tenantId = ctx.tenant.id;
  await ctx.tx.insert(occupancy).values(
    led.map(({ session, resourceId, occupancyId: id }) => ({
      id,
      tenantId,
      resourceId,
      venueId: session.venueId,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      kind: 'booking' as const,
      active: true,
    })),
  );
  await ctx.tx.insert(leader).values(
    led.map(({ session, resourceId, occupancyId }) => ({
      sessionId: session.id,
      resourceId,
      occupancyId,
      tenantId,
    })),
  );
}

export interface SessionChange {
  readonly venue: Pick<Venue, 'id' | 'zone'>;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly capacity: number;
  readonly leaders: readonly string[];
}

/**
 * Changes a session and tells those who have a place when it is elsewhere or at another time. False where more places are
 * taken than there would be. The guard may refuse it, as it may refuse a new one.
 */
export async function changeSession(ctx: TxCtx, before: Session, change: SessionChange): Promise<boolean> {
  const { venue, startsAt, endsAt, capacity, leaders } = change;
  const { session, seat } = tables.for(ctx.tx);
  const [current] = await ctx.tx
    .select({ taken: session.taken })
    .from(session)
    .where(ctx.own(session, eq(session.id, before.id), eq(session.status, 'planned')));
  if (current === undefined || current.taken > capacity) return false;
  const [after] = await ctx.tx
    .update(session)
    .set({ venueId: venue.id, zone: venue.zone, startsAt, endsAt, capacity })
    .where(ctx.own(session, eq(session.id, before.id)))
    .returning();
  if (after === undefined) return false;
  await leave(ctx, [before.id]);
  await occupy(ctx, [after], leaders);
  if (
    after.startsAt !== before.startsAt ||
    after.endsAt !== before.endsAt ||
    after.venueId !== before.venueId
  ) {
    await ctx.tx
      .update(seat)
      .set({ presence: 'unknown' })
      .where(ctx.own(seat, eq(seat.sessionId, before.id)));
    await tellChange(ctx, before, after.startsAt === before.startsAt ? undefined : after);
  }
  ctx.touch(workshopsTag(ctx.tenant), agendaTag(ctx.tenant));
  await offerNext(ctx, before.workshopId);
  return true;
}

/** Frees the time of those who lead some sessions, who lead them no more. */
async function leave(ctx: SessionTx, sessionIds: readonly string[]): Promise<void> {
  const { leader } = tables.for(ctx.tx);
  const led = await ctx.tx
    .delete(leader)
    .where(ctx.own(leader, inArray(leader.sessionId, [...sessionIds])))
    .returning({ id: leader.occupancyId });
  if (led.length === 0) return;
  const { occupancy } = tables.for(ctx.tx);
  await ctx.tx.delete(occupancy).where(
    ctx.own(
      occupancy,
      inArray(
        occupancy.id,
        led.map(({ id }) => id),
      ),
    ),
  );
}

/** Counts the SEQUENCE of all who have a place up, writes to them, and plans their reminder where it moved. */
async function tellChange(ctx: TxCtx, { id }: Session, moved?: Session): Promise<void> {
  const { enrolment, seat } = tables.for(ctx.tx);
  const booked = await ctx.tx
    .update(enrolment)
    .set({ sequence: plus(enrolment.sequence, 1) })
    .where(
      ctx.own(
        enrolment,
        eq(enrolment.status, 'booked'),
        inArray(
          enrolment.id,
          ctx.tx.select({ id: seat.enrolmentId }).from(seat).where(eq(seat.sessionId, id)),
        ),
      ),
    )
    .returning({ requestId: enrolment.requestId, texts: enrolment.texts });
  // A job each: as many as a room holds.
  for (const one of booked) {
    await ctx.requests.send(one.requestId, 'workshop-changed');
    if (one.texts) await ctx.requests.send(one.requestId, 'workshop-changed', { by: 'text' });
    if (moved !== undefined) await planReminders(ctx, one, [{ session: moved }]);
  }
}

/**
 * Calls a session off. Whoever signed up for it alone has their request cancelled, with other dates in the letter; whoever is
 * in a series is told, and keeps the rest. False where it is called off already, or has begun.
 */
export async function callOff(ctx: TxCtx, { id, workshopId }: Session, reason: string): Promise<boolean> {
  const { session, seat, enrolment, workshop, leader, occupancy } = tables.for(ctx.tx);
  const [cancelled] = await ctx.tx
    .update(session)
    .set({ status: 'cancelled', reason })
    .where(
      ctx.own(session, and(eq(session.id, id), eq(session.status, 'planned'), gt(session.startsAt, ctx.now))),
    )
    .returning();
  if (cancelled === undefined) return false;
  await ctx.tx
    .update(occupancy)
    .set({ active: false })
    .where(
      ctx.own(
        occupancy,
        inArray(
          occupancy.id,
          ctx.tx.select({ id: leader.occupancyId }).from(leader).where(eq(leader.sessionId, id)),
        ),
      ),
    );
  ctx.touch(workshopsTag(ctx.tenant), agendaTag(ctx.tenant));
  const [about] = await ctx.tx
    .select({ signUp: workshop.signUp })
    .from(workshop)
    .where(ctx.own(workshop, eq(workshop.id, workshopId)));
  const [left] = await ctx.tx
    .select({ id: session.id })
    .from(session)
    .where(ctx.own(session, eq(session.workshopId, workshopId), eq(session.status, 'planned')))
    .limit(1);
  if (about?.signUp === 'series' && left !== undefined) {
    await tellChange(ctx, cancelled);
    return true;
  }
  const enrolled = await ctx.tx
    .select({ requestId: enrolment.requestId })
    .from(enrolment)
    .innerJoin(seat, eq(seat.enrolmentId, enrolment.id))
    .where(
      ctx.own(enrolment, eq(seat.sessionId, id), inArray(enrolment.status, ['booked', 'waiting', 'offered'])),
    );
  // Each is a request of its own, with its timeline, its letter and its line in the audit log: as many as a room holds.
  for (const { requestId } of enrolled)
    await ctx.requests.move(
      requestId,
      ['received', 'in-progress'],
      'cancelled',
      `L’atelier n’aura pas lieu. ${reason}`,
      { step: STEP.cancelled },
    );
  return true;
}
