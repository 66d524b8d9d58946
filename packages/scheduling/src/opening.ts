// When a resource receives, and where, and for what: hours on the wall of a venue, and the instants that they are on a day.

import { DAY, MINUTE, toMinutes } from './calendar-day.ts';
import type { Interval } from './interval.ts';
import { dayNumbersOf, type Recurrence } from './recurrence.ts';
import { SchedulingError } from './scheduling-error.ts';
import { boundaryOf, steadyOffset } from './zone.ts';

/** Hours during which a resource (an agent, a desk, a room) receives at a venue, as wall time there. */
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

/** One day of an opening, as instants. */
export interface OpeningDay extends Interval {
  opening: Opening;
  /** The day number. */
  number: number;
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
  const { startMinutes, endMinutes } = hoursOf(opening);
  return dayNumbersOf(opening, first, last).map((day) => {
    const anchor = day * DAY + startMinutes * MINUTE;
    const localEnd = day * DAY + endMinutes * MINUTE;
    const offset = steadyOffset(opening.zone, anchor, localEnd);
    return offset === null
      ? {
          opening,
          number: day,
          anchor,
          offset,
          start: boundaryOf(opening.zone, anchor),
          end: boundaryOf(opening.zone, localEnd),
        }
      : { opening, number: day, anchor, offset, start: anchor - offset, end: localEnd - offset };
  });
}

interface Hours {
  readonly written: Pick<Opening, 'start' | 'end'>;
  readonly startMinutes: number;
  readonly endMinutes: number;
}

const known = new WeakMap<Opening, Hours>();

/** The hours of an opening in minutes, read once. @throws SchedulingError */
function hoursOf(opening: Opening): Hours {
  const { start, end } = opening;
  const kept = known.get(opening);
  if (kept?.written.start === start && kept.written.end === end) return kept;
  const startMinutes = toMinutes(start);
  const endMinutes = toMinutes(end);
  if (startMinutes >= endMinutes) {
    throw new SchedulingError(
      'PARVIS_SCHEDULING_OPENING',
      `The opening "${opening.id}" ends at ${end}, not after its start at ${start}.`,
      'Cut an opening that passes midnight in two.',
    );
  }
  const made = { written: { start, end }, startMinutes, endMinutes };
  known.set(opening, made);
  return made;
}
