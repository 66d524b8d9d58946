// The hours of openings as a calendar draws them: where and when a resource receives, less absences, closures and what is
// taken. A motif's rules (notice, steps, roads) do not count here: they are those of a search.

import { byResource } from './by-resource.ts';
import { type Absence, type Closure, closedIntervals } from './closure.ts';
import { eachLeft, type Interval, merged } from './interval.ts';
import { type Opening, openingDays } from './opening.ts';
import { localDayAt } from './zone.ts';

export interface OpenHours extends Interval {
  opening: Opening;
}

export interface OpenHoursQuery {
  openings: readonly Opening[];
  absences?: readonly Absence[] | undefined;
  closures?: readonly Closure[] | undefined;
  /** What is taken, of any kind. */
  taken?: readonly (Interval & { resource: string })[] | undefined;
}

/** What is left of the openings in a window, in order of start. Openings that overlap are each given. */
export function openHours(query: OpenHoursQuery, window: Interval): OpenHours[] {
  const { openings, absences = [], closures = [], taken = [] } = query;
  const awayOf = byResource([...absences, ...taken]);
  const closedAt = closedIntervals(closures, []);
  const found: OpenHours[] = [];
  for (const opening of openings) {
    const { resource, venue, zone } = opening;
    const cuts = merged([...(awayOf.get(resource) ?? []), ...closedAt(venue, zone)]);
    const first = localDayAt(zone, window.start);
    for (const { start, end } of openingDays(opening, first, localDayAt(zone, window.end - 1))) {
      const inside = { start: Math.max(start, window.start), end: Math.min(end, window.end) };
      if (inside.start >= inside.end) continue;
      eachLeft(inside, cuts, (from, until) => found.push({ opening, start: from, end: until }));
    }
  }
  return found.sort((a, b) => a.start - b.start || (a.opening.id < b.opening.id ? -1 : 1));
}
