// Someone's place at a workshop, with all that a page, a mail or a calendar says of it.

import type { Ctx } from '@parvis/kit';
import { and, asc, count, eq, inArray, lt, or, type Reader } from '@parvis/kit/data';
import { leadersOf, type PlannedSession } from './programme.ts';
import { type Enrolment, type Presence, tables, type Workshop } from './tables.ts';

/** A session of an enrolment. It may be past, or cancelled. */
export interface EnrolledSession extends PlannedSession {
  readonly presence: Presence;
}

export interface EnrolmentDetail {
  readonly enrolment: Enrolment;
  readonly workshop: Workshop;
  /** In order of time. */
  readonly sessions: readonly EnrolledSession[];
}

/** The enrolment of a request, or null. Two queries. */
export async function enrolmentOf(
  ctx: Pick<Ctx, 'own'>,
  reader: Reader,
  requestId: string,
): Promise<EnrolmentDetail | null> {
  const [found] = await enrolmentsOf(ctx, reader, [requestId]);
  return found ?? null;
}

/** Those of some requests, the soonest first. Two queries. */
export async function enrolmentsOf(
  ctx: Pick<Ctx, 'own'>,
  reader: Reader,
  requestIds: readonly string[],
): Promise<readonly EnrolmentDetail[]> {
  if (requestIds.length === 0) return [];
  const { enrolment, workshop, seat, session, venue } = tables.for(reader);
  const rows = await reader
    .select({ enrolment, workshop, session, venue, presence: seat.presence })
    .from(enrolment)
    .innerJoin(workshop, eq(workshop.id, enrolment.workshopId))
    .innerJoin(seat, eq(seat.enrolmentId, enrolment.id))
    .innerJoin(session, eq(session.id, seat.sessionId))
    .innerJoin(venue, eq(venue.id, session.venueId))
    .where(ctx.own(enrolment, inArray(enrolment.requestId, [...requestIds])))
    .orderBy(asc(session.startsAt), asc(session.id));
  const ids = [...new Set(rows.map((row) => row.session.id))];
  const leaders = await leadersOf(ctx, reader, ids);
  const found = new Map<string, EnrolmentDetail & { sessions: EnrolledSession[] }>();
  for (const { enrolment: own, workshop: about, session: when, venue: there, presence } of rows) {
    const known = found.get(own.id) ?? { enrolment: own, workshop: about, sessions: [] };
    found.set(own.id, known);
    known.sessions.push({ session: when, venue: there, presence, leaders: leaders.get(when.id) ?? [] });
  }
  return [...found.values()];
}

/** Those of its sessions that take place. */
export function plannedOf({ sessions }: EnrolmentDetail): readonly EnrolledSession[] {
  return sessions.filter(({ session }) => session.status === 'planned');
}

/** The next session that has not begun; undefined where all are past or cancelled. */
export function nextOf(detail: EnrolmentDetail, now: number): EnrolledSession | undefined {
  return plannedOf(detail).find(({ session }) => session.startsAt > now);
}

/** When its last session ends, and when its first one begins; undefined where all are cancelled. */
export function spanOf(
  detail: EnrolmentDetail,
): { readonly start: number; readonly end: number } | undefined {
  const planned = plannedOf(detail);
  const [first] = planned;
  if (first === undefined) return undefined;
  return {
    start: first.session.startsAt,
    end: Math.max(...planned.map(({ session }) => session.endsAt)),
  };
}

/** The place in line, 1 for whoever is next, among those who wait for the same session or the same series. */
export async function rankOf(
  ctx: Pick<Ctx, 'own' | 'now'>,
  reader: Reader,
  { enrolment: own, sessions }: EnrolmentDetail,
): Promise<number> {
  const { enrolment, seat } = tables.for(reader);
  const wanted = sessions
    .filter(({ session }) => session.startsAt > ctx.now)
    .map(({ session }) => session.id);
  if (wanted.length === 0) return 1;
  const ahead = await reader
    .select({ number: count() })
    .from(enrolment)
    .where(
      ctx.own(
        enrolment,
        inArray(enrolment.status, ['waiting', 'offered']),
        or(lt(enrolment.since, own.since), and(eq(enrolment.since, own.since), lt(enrolment.id, own.id))),
        inArray(
          enrolment.id,
          reader
            .select({ id: seat.enrolmentId })
            .from(seat)
            .where(ctx.own(seat, inArray(seat.sessionId, wanted))),
        ),
      ),
    );
  return (ahead[0]?.number ?? 0) + 1;
}

/** How many wait for each session. */
export async function waitingAt(
  ctx: Pick<Ctx, 'own'>,
  reader: Reader,
  sessionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (sessionIds.length === 0) return new Map();
  const { enrolment, seat } = tables.for(reader);
  const rows = await reader
    .select({ sessionId: seat.sessionId, number: count() })
    .from(seat)
    .innerJoin(enrolment, eq(enrolment.id, seat.enrolmentId))
    .where(
      ctx.own(
        seat,
        inArray(seat.sessionId, [...sessionIds]),
        inArray(enrolment.status, ['waiting', 'offered']),
      ),
    )
    .groupBy(seat.sessionId);
  return new Map(rows.map(({ sessionId, number }) => [sessionId, number]));
}
