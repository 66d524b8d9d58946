// The slot search: a function from openings, absences, closures and bookings to free starts. Per resource it sorts and
// sweeps, O((W + B) log (W + B)) for W stays and B bookings, and does no date arithmetic within an opening day.

import { byResource } from './by-resource.ts';
import { DAY, MINUTE } from './calendar-day.ts';
import type { TravelMinutes } from './distance.ts';
import { type Cut, freeStarts, refusedStarts } from './grid.ts';
import type { Interval } from './interval.ts';
import {
  type Absence,
  type Busy,
  type Closure,
  holidayClosure,
  type Motif,
  type Opening,
  openingDays,
} from './opening.ts';
import { afterTravel, closedIntervals, type Presence, presencesOf } from './presence.ts';
import { SchedulingError } from './scheduling-error.ts';
import { boundaryOf, localDayAt } from './zone.ts';

/** Instants are epoch milliseconds. */
export interface SlotQuery {
  motif: Motif;
  openings: readonly Opening[];
  now: number;
  /** Slots start in [from, until). */
  from: number;
  until: number;
  /** The true length when it is not the motif's: several people, or an appointment to move. The grid is unchanged. */
  minutes?: number | undefined;
  /** For all resources at once, in any order; what lies outside the window is harmless. */
  busy?: readonly Busy[] | undefined;
  absences?: readonly Absence[] | undefined;
  closures?: readonly Closure[] | undefined;
  /** Days, 'YYYY-MM-DD', on which every venue is closed. */
  holidays?: readonly string[] | undefined;
  /** Whole minutes that a resource needs between two different venues. None when left out. */
  travelMinutes?: TravelMinutes | undefined;
}

export interface Slot {
  start: number;
  end: number;
  venue: string;
  /** Who could receive then, by id: any of them, to be tried in turn when booking. */
  resources: string[];
}

/**
 * Every free start, once a venue, by start then venue. A slot lies within one opening; it and its buffers touch no
 * booking or absence of the resource. Starts are on a grid of wall times from the start of the opening: on the days
 * when clocks change, wall times that do not exist are skipped and one that happens twice is offered the first time.
 * @throws SchedulingError for a rule that cannot be computed.
 */
export function findSlots(query: SlotQuery): Slot[] {
  const cut = cutOf(query);
  const closedAt = closedIntervals([
    ...(query.closures ?? []),
    ...(query.holidays ?? []).map(holidayClosure),
  ]);
  const busyOf = byResource(query.busy ?? []);
  const absencesOf = byResource(query.absences ?? []);
  const found: Found = new Map();
  for (const [resource, openings] of usefulOpenings(query)) {
    const absences = absencesOf.get(resource) ?? [];
    const taken = [...(busyOf.get(resource) ?? []), ...absences];
    const days = openings.flatMap((opening) => daysInWindow(opening, cut, query.travelMinutes));
    const present = presencesOf(days, absences, closedAt);
    const arrived = query.travelMinutes === undefined ? present : afterTravel(present, query.travelMinutes);
    const refusedAt = new Map<string, Interval[]>();
    for (const presence of arrived) {
      const { opening } = presence.day;
      if (!opening.motifs.includes(query.motif.id)) continue;
      const refused =
        refusedAt.get(opening.venue) ?? refusedStarts(taken, opening.venue, cut, query.travelMinutes);
      refusedAt.set(opening.venue, refused);
      const startsOfVenue = startsAt(found, opening.venue);
      for (const start of freeStarts(presence, refused, cut)) addSlot(startsOfVenue, start, cut, presence);
    }
  }
  return [...found.values()]
    .flatMap((slots) => [...slots.values()])
    .sort((a, b) => a.start - b.start || (a.venue < b.venue ? -1 : 1));
}

/** The first slot at or after `from`; without `until`, the search goes to the motif's horizon. */
export function nextSlot(query: Omit<SlotQuery, 'until'> & { until?: number | undefined }): Slot | null {
  // Two days more than the horizon: the local day of a zone ends at most a day away from that of another.
  const end = Math.min(
    query.until ?? Number.POSITIVE_INFINITY,
    query.now + (query.motif.horizonDays + 2) * DAY,
  );
  let from = Math.max(query.from, query.now + query.motif.noticeMinutes * MINUTE);
  for (let width = 7 * DAY; from < end; width *= 2) {
    const until = Math.min(from + width, end);
    const [slot] = findSlots({ ...query, from, until });
    if (slot !== undefined) return slot;
    from = until;
  }
  return null;
}

function cutOf({ motif, minutes = motif.minutes, from, until, now }: SlotQuery): Cut {
  const step = motif.step ?? motif.minutes;
  const { bufferBefore = 0, bufferAfter = 0, noticeMinutes, horizonDays } = motif;
  const wholes = [minutes, step, bufferBefore, bufferAfter, noticeMinutes, horizonDays];
  if (minutes < 1 || step < 1 || !wholes.every((value) => Number.isInteger(value) && value >= 0)) {
    throw new SchedulingError(
      'PARVIS_SCHEDULING_MOTIF',
      `The motif "${motif.id}" cannot be cut into slots.`,
      'Its length and step are whole minutes, 1 or more; buffers, notice and horizon are whole, 0 or more.',
    );
  }
  const ends = new Map<string, number>();
  return {
    length: minutes * MINUTE,
    step: step * MINUTE,
    before: bufferBefore * MINUTE,
    after: bufferAfter * MINUTE,
    from: Math.max(from, now + noticeMinutes * MINUTE),
    until: (zone) => {
      const known = ends.get(zone);
      if (known !== undefined) return known;
      const end = Math.min(until, boundaryOf(zone, (localDayAt(zone, now) + horizonDays + 1) * DAY));
      ends.set(zone, end);
      return end;
    },
  };
}

/** Openings of those who receive for the motif, by resource in order of id; their other openings only cost travel. */
function usefulOpenings({ openings, motif, travelMinutes }: SlotQuery): [resource: string, Opening[]][] {
  const receiving = new Set(
    openings.filter(({ motifs }) => motifs.includes(motif.id)).map(({ resource }) => resource),
  );
  const useful = openings.filter(({ resource, motifs }) =>
    travelMinutes === undefined ? motifs.includes(motif.id) : receiving.has(resource),
  );
  return [...byResource(useful)].sort(([a], [b]) => (a < b ? -1 : 1));
}

function daysInWindow(opening: Opening, cut: Cut, travel: TravelMinutes | undefined) {
  const until = cut.until(opening.zone);
  if (cut.from >= until) return [];
  const first = localDayAt(opening.zone, cut.from);
  // The venue where the day before ended may be a road away at midnight.
  return openingDays(opening, travel === undefined ? first : first - 1, localDayAt(opening.zone, until - 1));
}

/** Slots by venue, then by start in minutes: small integers make the fastest keys. */
type Found = Map<string, Map<number, Slot>>;

function startsAt(found: Found, venue: string): Map<number, Slot> {
  const known = found.get(venue);
  if (known !== undefined) return known;
  const slots = new Map<number, Slot>();
  found.set(venue, slots);
  return slots;
}

function addSlot(slots: Map<number, Slot>, start: number, cut: Cut, { day }: Presence): void {
  const { venue, resource } = day.opening;
  const slot = slots.get(start / MINUTE);
  if (slot === undefined)
    slots.set(start / MINUTE, { start, end: start + cut.length, venue, resources: [resource] });
  // Two openings of one resource may overlap; resources come in order, so a repeat is the last one.
  else if (slot.resources.at(-1) !== resource) slot.resources.push(resource);
}
