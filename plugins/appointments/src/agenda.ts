// Everything that decides who is free when, read in three queries, whatever the number of advisors.

import type { Ctx, TxCtx } from '@parvis/kit';
import { and, eq, gt, lt, type Reader } from '@parvis/kit/data';
import {
  type Absence,
  type Busy,
  type Closure,
  estimatedTravel,
  findSlots,
  localDay,
  nextSlot,
  publicHolidays,
  type Slot,
  type SlotQuery,
} from '@parvis/scheduling';
import { keptRoster, type Roster, readRoster, rosterFor } from './roster.ts';
import { type Motif, tables, type Venue } from './schema.ts';

const DAY = 86_400_000;
/** Bookings of the day before and after may cost the road to a venue. */
const MARGIN = DAY;

export interface Agenda extends Roster {
  readonly absences: readonly Absence[];
  readonly busy: readonly Busy[];
  readonly closures: readonly Closure[];
}

interface Span {
  readonly from: number;
  readonly until: number;
}

/** The agenda of the tenant between two instants, for the commune of the site. For pages: what is committed. */
export async function readAgenda(
  ctx: Pick<Ctx, 'own' | 'site' | 'tenant' | 'read'>,
  span: Span,
): Promise<Agenda> {
  return agendaOf(ctx, ctx.read, span, await keptRoster(ctx));
}

/** The same inside a transaction, with what it wrote itself. */
export async function readAgendaIn(ctx: Pick<TxCtx, 'own' | 'site' | 'tx'>, span: Span): Promise<Agenda> {
  return agendaOf(ctx, ctx.tx, span, await readRoster(ctx, ctx.tx));
}

async function agendaOf(
  ctx: Pick<Ctx, 'own' | 'site'>,
  reader: Reader,
  span: Span,
  whole: Roster,
): Promise<Agenda> {
  const roster = rosterFor(whole, ctx.site.authority.insee);
  // One after the other: a transaction has one connection, which answers one query at a time.
  const absences = await absencesIn(ctx, reader, span);
  const busy = await occupanciesIn(ctx, reader, span);
  return { ...roster, absences, busy, closures: holidaysOf([...roster.venues.values()], span) };
}

function absencesIn(ctx: Pick<Ctx, 'own'>, reader: Reader, { from, until }: Span): Promise<Absence[]> {
  const { absence } = tables.for(reader);
  return reader
    .select({ resource: absence.resourceId, start: absence.startsAt, end: absence.endsAt })
    .from(absence)
    .where(ctx.own(absence, gt(absence.endsAt, from - MARGIN), lt(absence.startsAt, until + MARGIN)));
}

function occupanciesIn(ctx: Pick<Ctx, 'own'>, reader: Reader, { from, until }: Span): Promise<Busy[]> {
  const { occupancy } = tables.for(reader);
  const { resourceId, venueId, startsAt, endsAt, active } = occupancy;
  return reader
    .select({ resource: resourceId, venue: venueId, start: startsAt, end: endsAt })
    .from(occupancy)
    .where(
      ctx.own(occupancy, and(eq(active, true), gt(endsAt, from - MARGIN), lt(startsAt, until + MARGIN))),
    );
}

/** Public holidays of the span. They differ between communes: each venue is closed on its own. */
function holidaysOf(venues: readonly Venue[], { from, until }: Span): Closure[] {
  return venues.flatMap(({ id, insee, zone }) => {
    const first = localDay(zone, from);
    const last = localDay(zone, until);
    const years = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1;
    return Array.from({ length: years }, (_, index) => holidaysIn(Number(first.slice(0, 4)) + index, insee))
      .flat()
      .filter((day) => day >= first && day <= last)
      .map((day) => ({ venue: id, from: day, until: day }));
  });
}

const holidays = new Map<string, readonly string[]>();

/** Worked out once a year and département: Easter does not move while the process runs. */
function holidaysIn(year: number, insee: string): readonly string[] {
  const key = `${year} ${insee.slice(0, 3)}`;
  const known = holidays.get(key);
  if (known) return known;
  const made = publicHolidays(year, insee);
  holidays.set(key, made);
  return made;
}

/** How far ahead a motif may be booked, as the end of a window; a day more than its last local day. */
export function horizonOf(motifs: Iterable<Pick<Motif, 'horizonDays'>>, now: number): number {
  return now + (Math.max(0, ...[...motifs].map(({ horizonDays }) => horizonDays)) + 2) * DAY;
}

/** The free slots of a motif that start between two instants. */
export function slotsIn(agenda: Agenda, motif: Motif, now: number, { from, until }: Span): Slot[] {
  return findSlots({ ...queryOf(agenda, motif, now), from, until });
}

/** The first free slot, up to the horizon of the motif or to an earlier end: bookings must have been read that far. */
export function firstSlot(agenda: Agenda, motif: Motif, now: number, until?: number): Slot | null {
  return nextSlot({ ...queryOf(agenda, motif, now), from: now, until });
}

function queryOf(agenda: Agenda, motif: Motif, now: number): Omit<SlotQuery, 'from' | 'until'> {
  const { openings, absences, busy, closures, venues } = agenda;
  return { motif, openings, absences, busy, closures, now, travelMinutes: estimatedTravel(venues) };
}

/**
 * Until when a page that shows free time may be kept: the first free start comes too near to book, or an hour, so that
 * the horizon moves on.
 */
export function freshUntil({ noticeMinutes }: Motif, first: number | null, now: number): number {
  const hour = now + DAY / 24;
  return first === null ? hour : Math.min(first - noticeMinutes * 60_000 + 1, hour);
}
