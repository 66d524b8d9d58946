// Signing up, moving to another session, and giving the place back. All of it happens in the caller's transaction.

import type { Events, Service, TxCtx } from '@parvis/kit';
import { and, eq, inArray, ne, newId } from '@parvis/kit/data';
import { enrolmentOf, nextOf } from './enrolment.ts';
import { planEnd, planReminders } from './follow-up.ts';
import { type PlannedSession, workshopsTag } from './programme.ts';
import { freeSeats, takeSeats } from './seats.ts';
import { STEP } from './steps.ts';
import { type Enrolment, tables, type Workshop } from './tables.ts';
import { offerNext } from './waiting-line.ts';

export interface SignUp {
  readonly workshop: Workshop;
  readonly service: Service;
  /** A session, or those of the series. */
  readonly sessions: readonly PlannedSession[];
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly people: number;
  readonly companions: string | undefined;
  readonly note: string | undefined;
  readonly texts: boolean;
  /** Where it is full: onto the waiting list, rather than not at all. */
  readonly mayWait: boolean;
  /** Makes a double sending one request. */
  readonly once: string;
}

export interface SignedUp {
  readonly requestId: string;
  readonly code: string;
  readonly status: 'booked' | 'waiting';
  readonly fresh: boolean;
}

/**
 * Opens the request, with places at every session or a place on the waiting list.
 *
 * @throws NotAllFree where there are no places and the person would not wait: nothing is kept then
 */
export async function signUp(ctx: TxCtx, wish: SignUp): Promise<SignedUp> {
  const { workshop, service, sessions, name, email, phone, people, texts, once } = wish;
  const known = await ctx.requests.byOnce(once);
  if (known !== null) {
    const code = ctx.requests.codeOf(known.id);
    return { requestId: known.id, code, status: 'booked', fresh: false };
  }
  const ids = sessions.map(({ session }) => session.id);
  const waits = wish.mayWait && (await freeNow(ctx, sessions)) < people;
  if (!waits) await takeSeats(ctx, ids, people);
  const { request, code } = await ctx.requests.open({
    service,
    channel: 'appointment',
    title: `Atelier\u00A0: ${workshop.title}`,
    requester: { name, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) },
    once,
    changes: { step: waits ? STEP.waiting : STEP.booked },
  });
  const row: Enrolment = {
    id: newId(),
    tenantId: ctx.tenant.id,
    requestId: request.id,
    workshopId: workshop.id,
    person: name,
    people,
    companions: wish.companions ?? null,
    phone: phone ?? null,
    note: wish.note ?? null,
    texts,
    status: waits ? 'waiting' : 'booked',
    since: ctx.now,
    notices: 0,
    noticedAt: null,
    offeredUntil: null,
    sequence: 0,
  };
  const { enrolment, seat } = tables.for(ctx.tx);
  await ctx.tx.insert(enrolment).values(row);
  await ctx.tx.insert(seat).values(
    ids.map((sessionId) => ({
      enrolmentId: row.id,
      sessionId,
      tenantId: row.tenantId,
      presence: 'unknown' as const,
    })),
  );
  ctx.touch(workshopsTag(ctx.tenant));
  if (!waits) {
    await planReminders(ctx, row, sessions);
    if (texts) await ctx.requests.send(request.id, 'workshop-booked', { by: 'text' });
  }
  await planEnd(ctx, request.id, sessions);
  return { requestId: request.id, code, status: waits ? 'waiting' : 'booked', fresh: true };
}

/** Free places at all of the sessions, as this transaction sees them. */
async function freeNow(ctx: TxCtx, sessions: readonly PlannedSession[]): Promise<number> {
  const { session } = tables.for(ctx.tx);
  const ids = sessions.map((one) => one.session.id);
  const rows = await ctx.tx
    .select({ capacity: session.capacity, taken: session.taken })
    .from(session)
    .where(ctx.own(session, inArray(session.id, ids)));
  return Math.min(...rows.map((one) => one.capacity - one.taken));
}

/** A request that is cancelled or refused, by whomever, gives its places back in the same transaction. */
export async function onEnrolmentMoved(ctx: TxCtx, { request }: Events['request.moved']): Promise<void> {
  if (request.channel !== 'appointment') return;
  if (request.status !== 'cancelled' && request.status !== 'refused') return;
  const detail = await enrolmentOf(ctx, ctx.tx, request.id);
  if (detail === null || detail.enrolment.status === 'cancelled') return;
  const { id, status, people, sequence, workshopId } = detail.enrolment;
  const { enrolment } = tables.for(ctx.tx);
  await ctx.tx
    .update(enrolment)
    .set({ status: 'cancelled', offeredUntil: null, sequence: sequence + 1 })
    .where(ctx.own(enrolment, and(eq(enrolment.id, id), ne(enrolment.status, 'cancelled'))));
  ctx.touch(workshopsTag(ctx.tenant));
  if (status === 'waiting') return;
  await freeSeats(
    ctx,
    detail.sessions.map(({ session }) => session.id),
    people,
  );
  await offerNext(ctx, workshopId);
}

/**
 * Moves someone to another session of the same workshop. False where they have no place to move.
 *
 * @throws NotAllFree where the other session is full: nothing is changed then
 */
export async function moveToSession(ctx: TxCtx, requestId: string, to: PlannedSession): Promise<boolean> {
  const detail = await enrolmentOf(ctx, ctx.tx, requestId);
  const from = detail === null ? undefined : nextOf(detail, ctx.now);
  if (detail === null || from === undefined || detail.workshop.signUp !== 'session') return false;
  const { enrolment: own, workshop } = detail;
  if (own.status !== 'booked' || to.session.workshopId !== workshop.id || to.session.id === from.session.id)
    return false;
  await takeSeats(ctx, [to.session.id], own.people);
  await freeSeats(ctx, [from.session.id], own.people);
  const { enrolment, seat } = tables.for(ctx.tx);
  await ctx.tx
    .update(seat)
    .set({ sessionId: to.session.id, presence: 'unknown' })
    .where(ctx.own(seat, and(eq(seat.enrolmentId, own.id), eq(seat.sessionId, from.session.id))));
  await ctx.tx
    .update(enrolment)
    .set({ sequence: own.sequence + 1 })
    .where(ctx.own(enrolment, eq(enrolment.id, own.id)));
  await ctx.requests.send(requestId, 'workshop-changed');
  if (own.texts) await ctx.requests.send(requestId, 'workshop-changed', { by: 'text' });
  await planReminders(ctx, own, [to]);
  await planEnd(ctx, requestId, [to]);
  ctx.touch(workshopsTag(ctx.tenant));
  await offerNext(ctx, workshop.id);
  return true;
}
