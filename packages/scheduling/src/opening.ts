// What a slot search starts from: who receives, where, when and for what.

import { DAY, fromDayNumber, MINUTE, toDayNumber, toMinutes } from './calendar-day.ts';
import type { Interval } from './interval.ts';
import { dayNumbersOf, type Recurrence } from './recurrence.ts';
import { SchedulingError } from './scheduling-error.ts';
import { boundaryOf, steadyOffset } from './zone.ts';

/** Hours during which a resource (an agent, a desk) receives at a venue, as wall time there. */
export interface Opening {
  id: string;
  resource: string;
  venue: string;
  /** Name in the IANA database. */
  zone: string;
  /** Ids of the motifs received then. */
  motifs: readonly string[];
  /** 'HH:MM'. */
  start: string;
  /** 'HH:MM', after `start`; '24:00' is the end of the day. */
  end: string;
  /** First day, 'YYYY-MM-DD': it anchors the recurrence. */
  from: string;
  /** Last day, included; none when left out. */
  until?: string | undefined;
  recurrence: Recurrence;
}

/** A reason to book. */
export interface Motif {
  id: string;
  minutes: number;
  /** Minutes between two starts of the grid, `minutes` when left out. */
  step?: number | undefined;
  /** Minutes kept free before and after the appointment. They may overflow the opening. */
  bufferBefore?: number | undefined;
  bufferAfter?: number | undefined;
  /** The least time between now and a slot. */
  noticeMinutes: number;
  /** How many local days after today may be booked; 0 is today only. */
  horizonDays: number;
}

/** Taken time of a resource, buffers included: an appointment, a hold, an outside calendar's event. */
export interface Busy extends Interval {
  resource: string;
  /** Where it takes place; without it, no travel is counted. */
  venue?: string | undefined;
}

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

/** One day of an opening, as instants. */
export interface OpeningDay extends Interval {
  opening: Opening;
  /** Local milliseconds (`zone.ts`) of the written start: the origin of the grid, even if no clock shows it that day. */
  anchor: number;
  /** The zone's offset, or null when clocks change about then. */
  offset: number | null;
}

/**
 * The days of an opening between two day numbers, both included.
 * @throws SchedulingError PARVIS_SCHEDULING_OPENING when it ends before it starts, and for an unreadable day or time.
 */
export function openingDays(opening: Opening, first: number, last: number): OpeningDay[] {
  const startMinutes = toMinutes(opening.start);
  const endMinutes = toMinutes(opening.end);
  if (startMinutes >= endMinutes) {
    throw new SchedulingError(
      'PARVIS_SCHEDULING_OPENING',
      `The opening "${opening.id}" ends at ${opening.end}, not after its start at ${opening.start}.`,
      'Cut an opening that passes midnight in two.',
    );
  }
  return dayNumbersOf(opening, first, last).map((day) => {
    const anchor = day * DAY + startMinutes * MINUTE;
    const localEnd = day * DAY + endMinutes * MINUTE;
    const offset = steadyOffset(opening.zone, anchor, localEnd);
    return offset === null
      ? {
          opening,
          anchor,
          offset,
          start: boundaryOf(opening.zone, anchor),
          end: boundaryOf(opening.zone, localEnd),
        }
      : { opening, anchor, offset, start: anchor - offset, end: localEnd - offset };
  });
}

/** The instants of a closure in the zone of a venue that it closes. */
export function closureIntervals(closure: Closure, zone: string): Interval[] {
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

/** A public holiday closes every venue for its local day. */
export function holidayClosure(day: string): Closure {
  return { from: fromDayNumber(toDayNumber(day)), until: day };
}
