// Where each resource really is: its opening days, less closures and absences, less the road from the venue before.

import type { ClosedAt } from './closure.ts';
import { type Interval, without } from './interval.ts';
import type { OpeningDay } from './opening.ts';
import type { Road } from './road.ts';

/** An unbroken stay of a resource at a venue, within one opening day. */
export interface Presence extends Interval {
  day: OpeningDay;
}

/** What remains of the opening days of one resource, in order of start. `absent` must be merged. */
export function presencesOf(
  days: readonly OpeningDay[],
  absent: readonly Interval[],
  closedAt: ClosedAt,
): Presence[] {
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
export function afterTravel(presences: readonly Presence[], road: Road): Presence[] {
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
      start = Math.max(start, end + road(venue, presence.day.opening.venue));
    }
    if (start < presence.end) arrived.push({ ...presence, start });
  }
  return arrived;
}

/** A visit at home starts and ends at the venue of the opening: what is left of a stay after both roads. */
export function aroundVisit(presences: readonly Presence[], home: string, road: Road): Presence[] {
  return presences
    .map(({ start, end, day }) => ({
      start: start + road(day.opening.venue, home),
      end: end - road(home, day.opening.venue),
      day,
    }))
    .filter(({ start, end }) => start < end);
}
