// Where each resource really is: its opening days, less closures and absences, less the road from the venue before.

import type { ClosedAt } from './closure.ts';
import { eachLeft, type Interval } from './interval.ts';
import type { OpeningDay } from './opening.ts';
import type { Road, Roads } from './road.ts';

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
    eachLeft(day, closedAt(day.opening.venue, day.opening.zone), (open, close) => {
      eachLeft({ start: open, end: close }, absent, (start, end) => presences.push({ start, end, day }));
    });
  }
  return presences.sort((a, b) => a.start - b.start);
}

/**
 * Delays each stay by the road from the venues left before it. Openings that overlap mean "at either": between them
 * only bookings bind, so nothing is cut.
 */
export function afterTravel(presences: readonly Presence[], { road, longest }: Roads): Presence[] {
  const byEnd = presences.toSorted((a, b) => a.end - b.end);
  const arrived: Presence[] = [];
  let left = 0;
  for (const presence of presences) {
    const { venue } = presence.day.opening;
    while ((byEnd[left]?.end ?? Number.POSITIVE_INFINITY) <= presence.start) left += 1;
    let { start } = presence;
    for (let index = left - 1; index >= 0; index -= 1) {
      const before = byEnd[index];
      // What was left so long before is near enough, wherever it is.
      if (before === undefined || before.end + longest <= presence.start) break;
      start = Math.max(start, before.end + road(before.day.opening.venue, venue));
    }
    if (start === presence.start) arrived.push(presence);
    else if (start < presence.end) arrived.push({ ...presence, start });
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
