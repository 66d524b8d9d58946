// Where each resource really is: its opening days, less closures and absences, less the road from the venue before.

import { MINUTE } from './calendar-day.ts';
import type { TravelMinutes } from './distance.ts';
import { type Interval, merged, without } from './interval.ts';
import { type Absence, type Closure, closureIntervals, type OpeningDay } from './opening.ts';

/** An unbroken stay of a resource at a venue, within one opening day. */
export interface Presence extends Interval {
  day: OpeningDay;
}

/** What remains of the opening days of one resource, in order of start. */
export function presencesOf(
  days: readonly OpeningDay[],
  absences: readonly Absence[],
  closedAt: (venue: string, zone: string) => readonly Interval[],
): Presence[] {
  const absent = merged(absences);
  const presences: Presence[] = [];
  for (const day of days) {
    for (const open of without(day, closedAt(day.opening.venue, day.opening.zone))) {
      for (const { start, end } of without(open, absent)) presences.push({ start, end, day });
    }
  }
  return presences.sort((a, b) => a.start - b.start);
}

/**
 * Delays each stay by the road from the venues left before it. Openings that overlap mean "at either": between them
 * only bookings bind, so nothing is cut.
 */
export function afterTravel(presences: readonly Presence[], travel: TravelMinutes): Presence[] {
  const byEnd = presences.toSorted((a, b) => a.end - b.end);
  const leftAt = new Map<string, number>();
  const arrived: Presence[] = [];
  let next = 0;
  for (const presence of presences) {
    for (let left = byEnd[next]; left !== undefined && left.end <= presence.start; left = byEnd[next]) {
      leftAt.set(left.day.opening.venue, left.end);
      next += 1;
    }
    let start = presence.start;
    for (const [venue, end] of leftAt) {
      if (venue !== presence.day.opening.venue) {
        start = Math.max(start, end + travel(venue, presence.day.opening.venue) * MINUTE);
      }
    }
    if (start < presence.end) arrived.push({ ...presence, start });
  }
  return arrived;
}

/** Closures by venue, computed once for each. */
export function closedIntervals(
  closures: readonly Closure[],
): (venue: string, zone: string) => readonly Interval[] {
  const known = new Map<string, readonly Interval[]>();
  return (venue, zone) => {
    const key = `${zone} ${venue}`;
    let intervals = known.get(key);
    if (intervals === undefined) {
      intervals = merged(
        closures
          .filter((closure) => closure.venue === undefined || closure.venue === venue)
          .flatMap((closure) => closureIntervals(closure, zone)),
      );
      known.set(key, intervals);
    }
    return intervals;
  };
}
