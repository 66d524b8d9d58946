// Everything that decides who is free when, read in three queries, whatever the number of advisors.

import { and, eq, gt, gte, isNull, lt, or, type Reader } from '@parvis/db';
import type { Ctx } from '@parvis/kit';
import {
  type Absence,
  type Busy,
  type Closure,
  estimatedTravel,
  findSlots,
  nextSlot,
  type Opening,
  publicHolidays,
  type Slot,
  type SlotQuery,
} from '@parvis/scheduling';
import { localDay } from './french.ts';
import { type Motif, type Resource, tables, type Venue } from './schema.ts';

const DAY = 86_400_000;
/** Bookings of the day before and after may cost the road to a venue. */
const MARGIN = DAY;

/** For which tenant, and for the citizens of which site. */
export type AgendaCtx = Pick<Ctx, 'own' | 'site'>;

export interface Agenda {
  readonly motifs: ReadonlyMap<string, Motif>;
  readonly venues: ReadonlyMap<string, Venue>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly openings: readonly Opening[];
  readonly absences: readonly Absence[];
  readonly busy: readonly Busy[];
  readonly closures: readonly Closure[];
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/** The agenda of the tenant between two instants, for the commune of the site. */
export async function readAgenda(ctx: AgendaCtx, reader: Reader, span: Span): Promise<Agenda> {
  // One after the other: a transaction has one connection, which answers one query at a time.
  const rows = await openingRows(ctx, reader, span);
  const absences = await absencesIn(ctx, reader, span);
  const busy = await occupanciesIn(ctx, reader, span);
  const serving = rows.filter(({ resource }) => serves(resource, ctx.site.authority.insee));
  const venues = new Map(serving.map(({ venue }) => [venue.id, venue]));
  return {
    motifs: new Map(serving.map(({ motif }) => [motif.id, motif])),
    venues,
    resources: new Map(serving.map(({ resource }) => [resource.id, resource])),
    openings: openingsOf(serving),
    absences,
    busy,
    closures: holidaysOf([...venues.values()], span),
  };
}

/** Whether citizens of a commune may be received: an agenda without communes serves the whole tenant. */
function serves({ communes }: Resource, insee: string | null): boolean {
  return communes.length === 0 || insee === null || communes.includes(insee);
}

type OpeningRow = Awaited<ReturnType<typeof openingRows>>[number];

function openingRows(ctx: AgendaCtx, reader: Reader, { from }: Span) {
  const { motif, venue, resource, opening, openingMotif } = tables.for(reader);
  const day = localDay(from - MARGIN, ctx.site.zone);
  return reader
    .select({ motif, venue, resource, opening })
    .from(openingMotif)
    .innerJoin(opening, eq(opening.id, openingMotif.openingId))
    .innerJoin(motif, eq(motif.id, openingMotif.motifId))
    .innerJoin(venue, eq(venue.id, opening.venueId))
    .innerJoin(resource, eq(resource.id, opening.resourceId))
    .where(ctx.own(openingMotif, or(isNull(opening.lastDay), gte(opening.lastDay, day))));
}

function absencesIn(ctx: AgendaCtx, reader: Reader, { from, until }: Span): Promise<Absence[]> {
  const { absence } = tables.for(reader);
  return reader
    .select({ resource: absence.resourceId, start: absence.startsAt, end: absence.endsAt })
    .from(absence)
    .where(ctx.own(absence, gt(absence.endsAt, from - MARGIN), lt(absence.startsAt, until + MARGIN)));
}

function occupanciesIn(ctx: AgendaCtx, reader: Reader, { from, until }: Span): Promise<Busy[]> {
  const { occupancy } = tables.for(reader);
  const { resourceId, venueId, startsAt, endsAt, active } = occupancy;
  return reader
    .select({ resource: resourceId, venue: venueId, start: startsAt, end: endsAt })
    .from(occupancy)
    .where(
      ctx.own(occupancy, and(eq(active, true), gt(endsAt, from - MARGIN), lt(startsAt, until + MARGIN))),
    );
}

/** One opening for each stored one, whatever the number of its motifs. */
function openingsOf(rows: readonly OpeningRow[]): Opening[] {
  const openings = new Map<string, Opening>();
  for (const { opening, venue, motif } of rows) {
    const known = openings.get(opening.id);
    openings.set(opening.id, {
      id: opening.id,
      resource: opening.resourceId,
      venue: opening.venueId,
      zone: venue.zone,
      motifs: [...(known?.motifs ?? []), motif.id],
      start: opening.startTime,
      end: opening.endTime,
      from: opening.firstDay,
      until: opening.lastDay ?? undefined,
      recurrence: opening.recurrence,
    });
  }
  return [...openings.values()];
}

/** Public holidays differ between communes: each venue is closed on its own. */
function holidaysOf(venues: readonly Venue[], { from, until }: Span): Closure[] {
  return venues.flatMap(({ id, insee, zone }) => {
    const first = Number(localDay(from, zone).slice(0, 4));
    const last = Number(localDay(until, zone).slice(0, 4));
    const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    return years
      .flatMap((year) => publicHolidays(year, insee))
      .map((day) => ({ venue: id, from: day, until: day }));
  });
}

/** How far ahead a motif may be booked, as the end of a window; a day more than its last local day. */
export function horizonOf(motifs: Iterable<Pick<Motif, 'horizonDays'>>, now: number): number {
  return now + (Math.max(0, ...[...motifs].map(({ horizonDays }) => horizonDays)) + 2) * DAY;
}

/** The free slots of a motif that start between two instants. */
export function slotsIn(agenda: Agenda, motif: Motif, now: number, { from, until }: Span): Slot[] {
  return findSlots({ ...queryOf(agenda, motif, now), from, until });
}

export function firstSlot(agenda: Agenda, motif: Motif, now: number): Slot | null {
  return nextSlot({ ...queryOf(agenda, motif, now), from: now });
}

function queryOf(agenda: Agenda, motif: Motif, now: number): Omit<SlotQuery, 'from' | 'until'> {
  const { openings, absences, busy, closures, venues } = agenda;
  return { motif, openings, absences, busy, closures, now, travelMinutes: estimatedTravel(venues) };
}

/** The first instant at which what a page shows of free time is wrong: a slot comes too near, or the day ends. */
export function freshUntil(motif: Motif, first: Slot | null, now: number): number {
  return first === null
    ? now + DAY / 24
    : Math.min(first.start - motif.noticeMinutes * 60_000 + 1, now + DAY / 24);
}
