// What the citizen asks for: a day, a time, a place that they can enter.

import { DAY, MINUTE, toMinutes, WEEKDAYS, type Weekday, weekdayIndex } from './calendar-day.ts';
import type { Interval } from './interval.ts';
import type { Opening } from './opening.ts';
import { boundaryOf } from './zone.ts';

/** Each part narrows the search; an empty one does not. */
export interface Wishes {
  /** Only these days of the week. */
  readonly weekdays?: readonly Weekday[] | undefined;
  /** Starts in [after, before), 'HH:MM' on the clock of the venue. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** Only at these venues. */
  readonly venues?: readonly string[] | undefined;
  /** Only where a wheelchair can enter, for appointments at the venue. */
  readonly wheelchair?: boolean | undefined;
  /** Only with these resources: the same advisor as last time. */
  readonly resources?: readonly string[] | undefined;
}

/** What is known of a venue. */
export interface VenueFacts {
  readonly wheelchair?: boolean | undefined;
}

/** Whether an opening may offer slots at all. */
export function openingTest(
  wishes: Wishes,
  venues: ReadonlyMap<string, VenueFacts> | undefined,
  isOnSite: boolean,
): (opening: Pick<Opening, 'venue' | 'resource'>) => boolean {
  const at = wishes.venues === undefined ? null : new Set(wishes.venues);
  const by = wishes.resources === undefined ? null : new Set(wishes.resources);
  const accessible = wishes.wheelchair === true && isOnSite;
  return ({ venue, resource }) =>
    (at?.has(venue) ?? true) &&
    (by?.has(resource) ?? true) &&
    (!accessible || venues?.get(venue)?.wheelchair === true);
}

const ALWAYS: Interval = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
const NEVER: Interval = { start: 0, end: 0 };

/** When slots may start on a day, in a zone; never is an empty interval. */
export type StartsWished = (zone: string, day: number) => Interval;

export function startsWished({ weekdays, after, before }: Wishes): StartsWished {
  const wanted = weekdays === undefined ? null : new Set(weekdays.map((day) => WEEKDAYS.indexOf(day)));
  const first = after === undefined ? null : toMinutes(after);
  const end = before === undefined ? null : toMinutes(before);
  const at = (zone: string, day: number, minutes: number) => boundaryOf(zone, day * DAY + minutes * MINUTE);
  return (zone, day) => {
    if (wanted?.has(weekdayIndex(day)) === false) return NEVER;
    if (first === null && end === null) return ALWAYS;
    return {
      start: first === null ? ALWAYS.start : at(zone, day, first),
      end: end === null ? ALWAYS.end : at(zone, day, end),
    };
  };
}
