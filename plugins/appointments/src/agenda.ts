// Everything that decides who is free when, read in four queries, whatever the number of advisors.

import type { Ctx, TxCtx } from '@parvis/kit';
import { and, eq, gt, keptRead, type Later, lt, type Reader } from '@parvis/kit/data';
import {
  type Absence,
  type Busy,
  type Closure,
  estimatedTravel,
  findSlots,
  localDay,
  type NoSlotReason,
  nextSlot,
  nextSlots,
  noSlotReason,
  publicHolidays,
  type Slot,
  type SlotQuery,
  type TravelMinutes,
  type Wishes,
} from '@parvis/scheduling';
import { tables as calendarTables } from './calendars/tables.ts';
import { type KeptRoster, keptRoster, type Roster, rosterFor, rosterIn } from './roster.ts';
import { type Motif, tables, type Venue } from './schema.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Bookings of the day before and after may cost the road to a venue. */
const MARGIN = DAY;

export interface Agenda extends Roster {
  readonly absences: readonly Absence[];
  readonly busy: readonly Busy[];
  /** Public holidays among them. */
  readonly closures: readonly Closure[];
  /** By road, between any two of its venues. */
  readonly travelMinutes: TravelMinutes;
}

/** What narrows or widens a search. */
export interface SearchOptions {
  readonly wishes?: Wishes | undefined;
  /** Ids of occupancies that do not count: one's own hold, the appointment to move. */
  readonly ignored?: readonly string[] | undefined;
  /** The true length of an appointment to move. */
  readonly minutes?: number | undefined;
}

export interface Span {
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
export async function readAgendaIn(
  ctx: Pick<TxCtx, 'own' | 'site' | 'tenant' | 'tx'>,
  span: Span,
  kept?: KeptRoster,
): Promise<Agenda> {
  return agendaOf(ctx, ctx.tx, span, await rosterIn(ctx, kept));
}

/** What decides whether one start is free, and no more of the agenda than that. */
export async function readAgendaAt(
  ctx: Pick<TxCtx, 'own' | 'site' | 'tenant' | 'tx'>,
  { start, motif, minutes }: { readonly start: number; readonly motif: Motif; readonly minutes: number },
  kept?: KeptRoster,
): Promise<Agenda> {
  const whole = await rosterIn(ctx, kept);
  const margin = (minutes + motif.bufferBefore + motif.bufferAfter + longestRoadOf(whole)) * MINUTE;
  return agendaOf(ctx, ctx.tx, { from: start, until: start + MINUTE }, whole, margin);
}

const longestRoads = new WeakMap<Roster, number>();

/** Minutes between the two venues that are furthest apart, worked out once a roster. */
function longestRoadOf(roster: Roster): number {
  const known = longestRoads.get(roster);
  if (known !== undefined) return known;
  const travel = estimatedTravel(roster.venues);
  const ids = [...roster.venues.keys()];
  let longest = 0;
  for (const [index, from] of ids.entries())
    for (const to of ids.slice(index + 1)) longest = Math.max(longest, travel(from, to));
  longestRoads.set(roster, longest);
  return longest;
}

/** `margin`, in milliseconds: how far from the span a booking may still be in the way. */
async function agendaOf(
  ctx: Pick<Ctx, 'site' | 'tenant'>,
  reader: Reader,
  span: Span,
  whole: Roster,
  margin = MARGIN,
): Promise<Agenda> {
  const roster = rosterFor(whole, ctx.site.authority.insee);
  const wide = { tenantId: ctx.tenant.id, from: span.from - margin, until: span.until + margin };
  // One after the other: a transaction has one connection, which answers one query at a time.
  const absences = [...(await absencesIn(reader, wide)), ...(await externalIn(reader, wide))];
  const taken = await takenIn(reader, wide);
  return {
    ...roster,
    absences,
    busy: taken.map(toBusy),
    closures: [...roster.closures, ...holidaysOf([...roster.venues.values()], span)],
    travelMinutes: estimatedTravel(roster.venues),
  };
}

type InSpan = Later<'tenantId' | 'from' | 'until'>;

const absencesIn = keptRead((reader, later: InSpan) => {
  const { absence } = tables.for(reader);
  const { tenantId, resourceId, startsAt, endsAt } = absence;
  return reader
    .select({ resource: resourceId, start: startsAt, end: endsAt })
    .from(absence)
    .where(and(eq(tenantId, later('tenantId')), gt(endsAt, later('from')), lt(startsAt, later('until'))));
});

/** What outside calendars take: the person is away, as far as a booking is concerned. */
const externalIn = keptRead((reader, later: InSpan) => {
  const { external } = calendarTables.for(reader);
  const { tenantId, resourceId, startsAt, endsAt } = external;
  return reader
    .select({ resource: resourceId, start: startsAt, end: endsAt })
    .from(external)
    .where(and(eq(tenantId, later('tenantId')), gt(endsAt, later('from')), lt(startsAt, later('until'))));
});

const takenIn = keptRead((reader, later: InSpan) => {
  const { occupancy } = tables.for(reader);
  const { id, tenantId, resourceId, venueId, startsAt, endsAt, active, expiresAt } = occupancy;
  return reader
    .select({ id, resource: resourceId, venue: venueId, start: startsAt, end: endsAt, expires: expiresAt })
    .from(occupancy)
    .where(
      and(
        eq(tenantId, later('tenantId')),
        eq(active, true),
        and(gt(endsAt, later('from')), lt(startsAt, later('until'))),
      ),
    );
});

const toBusy = ({ expires, ...row }: Awaited<ReturnType<typeof takenIn>>[number]): Busy =>
  expires === null ? row : { ...row, expires };

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
export function slotsIn(
  agenda: Agenda,
  motif: Motif,
  now: number,
  { from, until }: Span,
  options: SearchOptions = {},
): Slot[] {
  return findSlots({ ...queryOf(agenda, motif, now, options), from, until });
}

/** The first free slot, up to the horizon of the motif or to an earlier end: bookings must have been read that far. */
export function firstSlot(
  agenda: Agenda,
  motif: Motif,
  now: number,
  { from = now, until, ...options }: SearchOptions & Partial<Span> = {},
): Slot | null {
  return nextSlot({ ...queryOf(agenda, motif, now, options), from, until });
}

/** The first free slot of each venue that has one, in one pass over all of them. */
export function firstSlots(
  agenda: Agenda,
  motif: Motif,
  now: number,
  options: SearchOptions = {},
): ReadonlyMap<string, Slot> {
  const found = nextSlots({ ...queryOf(agenda, motif, now, options), from: now });
  return new Map(found.map((slot) => [slot.venue, slot]));
}

/** Why nothing is free up to the horizon; null where something is. */
export function whyNothing(
  agenda: Agenda,
  motif: Motif,
  now: number,
  options: SearchOptions = {},
): NoSlotReason | null {
  const until = horizonOf([motif], now);
  return noSlotReason({ ...queryOf(agenda, motif, now, options), from: now, until });
}

function queryOf(
  { openings, absences, busy, closures, venues, travelMinutes }: Agenda,
  motif: Motif,
  now: number,
  options: SearchOptions,
): Omit<SlotQuery, 'from' | 'until'> {
  return { motif, openings, absences, busy, closures, venues, now, travelMinutes, ...options };
}

/**
 * Until when a page that shows free time may be kept: the first free start comes too near to book, a hold ends, or an
 * hour, so that the horizon moves on.
 */
export function freshUntil(
  { busy }: Pick<Agenda, 'busy'>,
  { noticeMinutes }: Motif,
  first: number | null,
  now: number,
): number {
  const holds = busy.flatMap(({ expires }) => (expires === undefined || expires <= now ? [] : [expires]));
  const near = first === null ? Number.POSITIVE_INFINITY : first - noticeMinutes * 60_000 + 1;
  return Math.min(near, now + DAY / 24, ...holds);
}
