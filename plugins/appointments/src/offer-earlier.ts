// Time that is free again goes to whoever has waited longest: it is held for one person at a time, for some hours, and they
// are told. When they do not want it, it goes to the next.

import type { TxCtx } from '@parvis/kit';
import { and, asc, eq, gt, isNull, lt, lte, newId, or } from '@parvis/kit/data';
import { firstSlot, readAgendaIn } from './agenda.ts';
import { receivers, toOccupancy } from './free-slot.ts';
import { wallClock } from './french.ts';
import { dropHolds } from './hold.ts';
import { type Appointment, agendaTag, type Motif, tables, type Wait } from './schema.ts';
import { OFFER_EARLIER, waitHolder } from './wait.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a slot is held for someone on the list: enough to read a mail. */
const HELD = 4 * HOUR;
/** A person is told so often at most, once a day. */
const MOST_NOTICES = 3;
/** An offer is worth a mail when it is so much earlier. */
const LEAST_GAIN = DAY;
/** Hours of the day between which people are told, on the clock of the site. */
const MORNING = 8;
const EVENING = 20;
/** How far down the list one run looks. */
const MOST_LOOKED_AT = 100;

interface Waiting {
  readonly wait: Wait;
  readonly appointment: Appointment;
  readonly motif: Motif;
}

/** Makes one offer, if there is something to offer, and asks to be run again for the next. */
export async function offerEarlier(ctx: TxCtx): Promise<void> {
  const local = wallClock(ctx.now, ctx.site.zone);
  if (local.hour < MORNING || local.hour >= EVENING) {
    const day = local.hour < MORNING ? local : local.add({ days: 1 });
    const at = day.with({ hour: MORNING, minute: 0, second: 0, millisecond: 0 }).epochMilliseconds;
    return ctx.enqueue(OFFER_EARLIER, {}, { at });
  }
  await dropHolds(ctx, undefined);
  const waiting = await thoseWaiting(ctx);
  if (waiting.length === 0) return;
  const until = Math.max(...waiting.map(({ appointment }) => appointment.startsAt));
  const agenda = await readAgendaIn(ctx, { from: ctx.now, until });
  for (const { wait, appointment, motif } of waiting) {
    const slot = firstSlot(agenda, motif, ctx.now, {
      // Whoever accepts at the last moment must still be in time.
      from: ctx.now + HELD + motif.noticeMinutes * MINUTE,
      until: appointment.startsAt - LEAST_GAIN,
      minutes: Math.round((appointment.endsAt - appointment.startsAt) / MINUTE),
      wishes: wait.venueId === null ? undefined : { venues: [wait.venueId] },
    });
    const venue = slot === null ? undefined : agenda.venues.get(slot.venue);
    if (slot === null || venue === undefined) continue;
    const [resourceId = ''] = await receivers(ctx, slot, appointment.resourceId);
    const wanted = { motif, venue, slot: '' };
    const id = newId();
    const { wait: table, occupancy } = tables.for(ctx.tx);
    await ctx.tx.insert(occupancy).values({
      ...toOccupancy(ctx, wanted, slot, resourceId),
      id,
      kind: 'hold',
      expiresAt: ctx.now + HELD,
      holder: waitHolder(wait.requestId),
    });
    await ctx.tx
      .update(table)
      .set({
        notices: wait.notices + 1,
        noticedAt: ctx.now,
        heldId: id,
        heldStart: slot.start,
        heldUntil: ctx.now + HELD,
      })
      .where(ctx.own(table, eq(table.requestId, wait.requestId)));
    ctx.touch(agendaTag(ctx.tenant));
    await ctx.requests.send(wait.requestId, 'earlier');
    if (appointment.texts) await ctx.requests.send(wait.requestId, 'earlier', { by: 'text' });
    await ctx.enqueue(OFFER_EARLIER, {});
    return ctx.enqueue(OFFER_EARLIER, {}, { at: ctx.now + HELD });
  }
}

/** Who may be told of an earlier time now, those who have waited longest first. */
function thoseWaiting(ctx: TxCtx): Promise<Waiting[]> {
  const { wait, appointment, motif } = tables.for(ctx.tx);
  return ctx.tx
    .select({ wait, appointment, motif })
    .from(wait)
    .innerJoin(appointment, eq(appointment.requestId, wait.requestId))
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .where(
      ctx.own(
        wait,
        and(
          eq(appointment.status, 'booked'),
          gt(appointment.startsAt, ctx.now),
          lt(wait.notices, MOST_NOTICES),
          or(isNull(wait.noticedAt), lte(wait.noticedAt, ctx.now - DAY)),
          or(isNull(wait.heldUntil), lte(wait.heldUntil, ctx.now)),
        ),
      ),
    )
    .orderBy(asc(wait.since), asc(wait.requestId))
    .limit(MOST_LOOKED_AT);
}
