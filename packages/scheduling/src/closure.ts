// When nobody receives: absences of a resource, closures of venues, public holidays.

import { DAY, MINUTE, toDayNumber, toMinutes } from './calendar-day.ts';
import { type Interval, merged } from './interval.ts';
import { boundaryOf } from './zone.ts';

/** Time at which a resource works nowhere. */
export interface Absence extends Interval {
  resource: string;
}

/** Days, 'YYYY-MM-DD' and both included, on which a venue is closed: in whole, or each day between two wall times. */
export interface Closure {
  /** All venues when left out. */
  venue?: string | undefined;
  from: string;
  until: string;
  start?: string | undefined;
  end?: string | undefined;
}

/** When a venue is closed, on the clock of its zone. */
export type ClosedAt = (venue: string, zone: string) => readonly Interval[];

/** Closures by venue, computed once for each. `holidays` are days on which every venue is closed. */
export function closedIntervals(closures: readonly Closure[], holidays: readonly string[]): ClosedAt {
  const everywhere: Closure[] = holidays.map((day) => ({ from: day, until: day }));
  const byVenue = new Map<string, Closure[]>();
  for (const closure of closures) {
    if (closure.venue === undefined) {
      everywhere.push(closure);
      continue;
    }
    const own = byVenue.get(closure.venue);
    if (own === undefined) byVenue.set(closure.venue, [closure]);
    else own.push(closure);
  }
  const known = new Map<string, readonly Interval[]>();
  return (venue, zone) => {
    const own = byVenue.get(venue);
    // Venues without a closure of their own share one list.
    const key = own === undefined ? zone : JSON.stringify([zone, venue]);
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const intervals = merged([...everywhere, ...(own ?? [])].flatMap((closure) => instantsOf(closure, zone)));
    known.set(key, intervals);
    return intervals;
  };
}

function instantsOf(closure: Closure, zone: string): Interval[] {
  const first = toDayNumber(closure.from);
  const last = toDayNumber(closure.until);
  const at = (day: number, minutes: number) => boundaryOf(zone, day * DAY + minutes * MINUTE);
  if (closure.start === undefined && closure.end === undefined) {
    return [{ start: at(first, 0), end: at(last + 1, 0) }];
  }
  const startMinutes = toMinutes(closure.start ?? '00:00');
  const endMinutes = toMinutes(closure.end ?? '24:00');
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({
    start: at(first + i, startMinutes),
    end: at(first + i, endMinutes),
  }));
}

/** The whole local days from one to another, both included, as instants: for an absence given in days. */
export function daysInterval(zone: string, from: string, until: string): Interval {
  return {
    start: boundaryOf(zone, toDayNumber(from) * DAY),
    end: boundaryOf(zone, (toDayNumber(until) + 1) * DAY),
  };
}
