// Places that are free again go to whoever has waited longest for them: they are held for some hours, in the transaction that
// freed them, so that nobody is quicker. Who does not answer lets the next one pass; after three offers they leave the list.

import type { Ctx, TxCtx } from '@parvis/kit';
import { and, asc, eq, gt, isNull, lt, lte, or } from '@parvis/kit/data';
import { wallClock } from '../french.ts';
import { enrolmentOf } from './enrolment.ts';
import { planEnd, planReminders } from './follow-up.ts';
import { workshopsTag } from './programme.ts';
import { freeSeats, takeSeats } from './seats.ts';
import { STEP } from './steps.ts';
import { type Enrolment, type Session, tables } from './tables.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The jobs that make one more offer, and that end one. */
export const WORKSHOP_OFFER = 'workshop-offer';
export const WORKSHOP_OFFER_ENDED = 'workshop-offer-ended';

/** How long places are held, from the hour at which the person is told. */
const HELD = 12 * HOUR;
/** An offer that leaves less than this to answer is none: the places are then for whoever comes first. */
const LEAST_HELD = 2 * HOUR;
/** Nobody answers later than this before the beginning. */
const LAST_ANSWER = HOUR;
/** A person is offered places so often at most, once a day. */
const MOST_NOTICES = 3;
/** Hours of the day between which people are told, on the clock of the site. */
const MORNING = 8;
const EVENING = 20;
/** How far down the list one run looks. */
const MOST_LOOKED_AT = 100;

/** Holds places for the first on the list whom they suffice, and asks to be run again for the next. */
export async function offerNext(ctx: TxCtx, workshopId: string): Promise<void> {
  const next = await firstToFit(ctx, workshopId);
  if (next === null) return;
  const { enrolment: waiting, sessions, tellAt, until } = next;
  await takeSeats(
    ctx,
    sessions.map(({ id }) => id),
    waiting.people,
  );
  const { enrolment } = tables.for(ctx.tx);
  await ctx.tx
    .update(enrolment)
    .set({ status: 'offered', notices: waiting.notices + 1, noticedAt: ctx.now, offeredUntil: until })
    .where(ctx.own(enrolment, eq(enrolment.id, waiting.id)));
  ctx.touch(workshopsTag(ctx.tenant));
  await ctx.requests.send(waiting.requestId, 'workshop-place', { at: tellAt });
  if (waiting.texts) await ctx.requests.send(waiting.requestId, 'workshop-place', { by: 'text', at: tellAt });
  await ctx.enqueue(WORKSHOP_OFFER_ENDED, { requestId: waiting.requestId }, { at: until });
  await ctx.enqueue(WORKSHOP_OFFER, { workshopId });
}

interface Offer {
  readonly enrolment: Enrolment;
  readonly sessions: readonly Session[];
  /** When the person is told, and until when the places are held. */
  readonly tellAt: number;
  readonly until: number;
}

async function firstToFit(ctx: TxCtx, workshopId: string): Promise<Offer | null> {
  const { enrolment, seat, session } = tables.for(ctx.tx);
  const rows = await ctx.tx
    .select({ enrolment, session })
    .from(enrolment)
    .innerJoin(seat, eq(seat.enrolmentId, enrolment.id))
    .innerJoin(session, eq(session.id, seat.sessionId))
    .where(
      ctx.own(
        enrolment,
        and(
          eq(enrolment.workshopId, workshopId),
          eq(enrolment.status, 'waiting'),
          eq(session.status, 'planned'),
          lt(enrolment.notices, MOST_NOTICES),
          or(isNull(enrolment.noticedAt), lte(enrolment.noticedAt, ctx.now - DAY)),
        ),
      ),
    )
    .orderBy(asc(enrolment.since), asc(enrolment.id), asc(session.startsAt))
    .limit(MOST_LOOKED_AT);
  const waiting = new Map<string, { enrolment: Enrolment; sessions: Session[] }>();
  for (const row of rows) {
    const known = waiting.get(row.enrolment.id) ?? { enrolment: row.enrolment, sessions: [] };
    waiting.set(row.enrolment.id, known);
    known.sessions.push(row.session);
  }
  const tellAt = toldAt(ctx);
  for (const { enrolment: one, sessions } of waiting.values()) {
    const start = Math.min(...sessions.map(({ startsAt }) => startsAt));
    const until = Math.min(tellAt + HELD, start - LAST_ANSWER);
    const fits = sessions.every(({ capacity, taken }) => capacity - taken >= one.people);
    if (fits && until - tellAt >= LEAST_HELD) return { enrolment: one, sessions, tellAt, until };
  }
  return null;
}

/** Now by day, the next morning by night. */
function toldAt({ now, site }: Pick<TxCtx, 'now' | 'site'>): number {
  const local = wallClock(now, site.zone);
  if (local.hour >= MORNING && local.hour < EVENING) return now;
  const day = local.hour < MORNING ? local : local.add({ days: 1 });
  return day.with({ hour: MORNING, minute: 0, second: 0, millisecond: 0 }).epochMilliseconds;
}

/** Takes what is held for the person. False where nothing is held any more. */
export async function acceptOffer(ctx: TxCtx, requestId: string): Promise<boolean> {
  const { enrolment } = tables.for(ctx.tx);
  const [taken] = await ctx.tx
    .update(enrolment)
    .set({ status: 'booked', offeredUntil: null })
    .where(
      ctx.own(
        enrolment,
        and(
          eq(enrolment.requestId, requestId),
          eq(enrolment.status, 'offered'),
          gt(enrolment.offeredUntil, ctx.now),
        ),
      ),
    )
    .returning();
  const detail = taken === undefined ? null : await enrolmentOf(ctx, ctx.tx, requestId);
  if (taken === undefined || detail === null) return false;
  await ctx.requests.move(requestId, ['received'], 'received', 'Place confirmée.', { step: STEP.booked });
  await ctx.requests.send(requestId, 'workshop-booked');
  if (taken.texts) await ctx.requests.send(requestId, 'workshop-booked', { by: 'text' });
  await planReminders(ctx, taken, detail.sessions);
  await planEnd(ctx, requestId, detail.sessions);
  ctx.touch(workshopsTag(ctx.tenant));
  return true;
}

/** Passes on what is held for the person, who stays on the list; after the last offer they leave it. */
export async function passOffer(ctx: TxCtx, requestId: string): Promise<void> {
  const detail = await enrolmentOf(ctx, ctx.tx, requestId);
  if (detail?.enrolment.status !== 'offered') return;
  const { id, people, notices, noticedAt, workshopId } = detail.enrolment;
  const { enrolment } = tables.for(ctx.tx);
  if (notices >= MOST_NOTICES) {
    // Whoever moves it frees the places, as for anyone who cancels.
    await ctx.requests.move(
      requestId,
      ['received', 'in-progress'],
      'cancelled',
      'Trois places proposées, sans réponse\u00A0: vous n’êtes plus sur la liste d’attente.',
      { step: STEP.cancelled },
    );
    return;
  }
  await ctx.tx
    .update(enrolment)
    .set({ status: 'waiting', offeredUntil: null })
    .where(ctx.own(enrolment, eq(enrolment.id, id)));
  await freeSeats(
    ctx,
    detail.sessions.map(({ session }) => session.id),
    people,
  );
  ctx.touch(workshopsTag(ctx.tenant));
  // Their own next turn comes a day after they were told, if there still is a place.
  await ctx.enqueue(WORKSHOP_OFFER, { workshopId }, { at: (noticedAt ?? ctx.now) + DAY });
  await offerNext(ctx, workshopId);
}

export async function onWorkshopOffer(ctx: Ctx, payload: unknown): Promise<void> {
  const { workshopId } = payload as { readonly workshopId: string };
  await ctx.write((tx) => offerNext(tx, workshopId));
}

/** Passes the places on where the person let the time go by. */
export async function onWorkshopOfferEnded(ctx: Ctx, payload: unknown): Promise<void> {
  const { requestId } = payload as { readonly requestId: string };
  await ctx.write(async (tx) => {
    const detail = await enrolmentOf(tx, tx.tx, requestId);
    const until = detail?.enrolment.offeredUntil ?? null;
    if (detail?.enrolment.status !== 'offered' || until === null || until > tx.now) return;
    await passOffer(tx, requestId);
  });
}
