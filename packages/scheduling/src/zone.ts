// From wall time to instants. A zone is cut into eras of constant offset, found once with Temporal and kept:
// within an era, local time is plain arithmetic.

import { Temporal } from 'temporal-polyfill';
import { DAY, fromDayNumber } from './calendar-day.ts';
import { SchedulingError } from './scheduling-error.ts';

/** The half-open span of instants, in epoch milliseconds, during which a zone keeps one offset to UTC. */
interface Era {
  start: number;
  end: number;
  offset: number;
}

const erasOfZone = new Map<string, Era[]>();

/** What the clocks of `zone` are ahead of UTC at `instant`, in milliseconds. */
function offsetAt(zone: string, instant: number): number {
  return eraAt(zone, instant).offset;
}

/** The day number at `instant` in `zone`. */
export function localDayAt(zone: string, instant: number): number {
  return Math.floor((instant + offsetAt(zone, instant)) / DAY);
}

/** The day, 'YYYY-MM-DD', at `instant` in `zone`. */
export function localDay(zone: string, instant: number): string {
  return fromDayNumber(localDayAt(zone, instant));
}

/**
 * The offset that holds in `zone` during the whole local span, or null when clocks change within it or near it.
 * Local times here are milliseconds since 1970-01-01T00:00 on the wall.
 */
export function steadyOffset(zone: string, localStart: number, localEnd: number): number | null {
  const era = eraAt(zone, localStart - DAY);
  return localEnd + DAY < era.end ? era.offset : null;
}

/**
 * The instant of a wall time. A wall time that happens twice is its first occurrence.
 * One that does not exist, because clocks jump over it, gives null (RFC 5545, 3.3.10: it is skipped).
 */
export function instantOf(zone: string, local: number): number | null {
  const before = local - eraAt(zone, local - DAY).offset;
  const after = local - eraAt(zone, local + DAY).offset;
  const first = Math.min(before, after);
  if (first + offsetAt(zone, first) === local) return first;
  const second = Math.max(before, after);
  return second + offsetAt(zone, second) === local ? second : null;
}

/** Like `instantOf`, but a wall time that does not exist is the instant at which clocks jump over it. */
export function boundaryOf(zone: string, local: number): number {
  return instantOf(zone, local) ?? eraAt(zone, local - DAY).end;
}

function eraAt(zone: string, instant: number): Era {
  let eras = erasOfZone.get(zone);
  if (eras === undefined) {
    eras = [];
    const first = findEra(zone, instant);
    erasOfZone.set(zone, eras);
    eras.push(first);
    return first;
  }
  for (const era of eras) {
    if (instant >= era.start && instant < era.end) return era;
  }
  const era = findEra(zone, instant);
  eras.push(era);
  return era;
}

function findEra(zone: string, instant: number): Era {
  const at = zoned(zone, instant);
  // "previous" is strictly earlier: one millisecond on, an instant that is itself a transition begins its era.
  const previous = zoned(zone, instant + 1).getTimeZoneTransition('previous');
  const next = at.getTimeZoneTransition('next');
  return {
    start: previous?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    end: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: at.offsetNanoseconds / 1e6,
  };
}

function zoned(zone: string, instant: number): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new SchedulingError(
      'PARVIS_SCHEDULING_ZONE',
      `"${zone}" is not a time zone.`,
      'Use a name of the IANA database, for example Europe/Paris or Indian/Reunion.',
    );
  }
}
