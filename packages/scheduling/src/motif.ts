// A reason to come: how long it takes, for how many, how soon and how late it may be booked.

import { DAY, MINUTE } from './calendar-day.ts';
import { SchedulingError } from './scheduling-error.ts';
import { boundaryOf, localDayAt } from './zone.ts';

/** At the venue, or from there: by phone, by video, or at the citizen's home. */
export type PlaceKind = 'on-site' | 'phone' | 'video' | 'home';

/** A reason to book. */
export interface Motif {
  id: string;
  /** For one person; those of several add up, but in a workshop. */
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
  /** On site when left out. */
  place?: PlaceKind | undefined;
  /** How many people share a start: more than 1 makes it a workshop. */
  capacity?: number | undefined;
  /**
   * Kinds of resource that are needed at once, at one venue: ['advisor', 'room']. The first one receives and sets the grid;
   * a kind named twice is needed twice. Whoever has an opening receives alone when left out.
   */
  needs?: readonly string[] | undefined;
}

/** A motif's rules, in milliseconds. */
export interface Cut {
  readonly length: number;
  readonly step: number;
  readonly before: number;
  readonly after: number;
  /** The first instant that may be booked. */
  readonly earliest: number;
  /** The end of the last local day that may be booked. */
  readonly horizon: (zone: string) => number;
}

/** What decides the length and the bounds of a slot. */
interface Asked {
  readonly motif: Motif;
  readonly now: number;
  readonly people?: number | undefined;
  readonly minutes?: number | undefined;
}

/** @throws SchedulingError PARVIS_SCHEDULING_MOTIF */
export function cutOf({ motif, now, people = 1, minutes }: Asked): Cut {
  const { bufferBefore = 0, bufferAfter = 0, noticeMinutes, horizonDays, capacity = 1 } = motif;
  const length = minutes ?? (capacity > 1 ? motif.minutes : motif.minutes * people);
  const step = motif.step ?? motif.minutes;
  const wholes = [length, step, capacity, people, bufferBefore, bufferAfter, noticeMinutes, horizonDays];
  if (Math.min(length, step, capacity, people) < 1 || !wholes.every((n) => Number.isInteger(n) && n >= 0)) {
    throw new SchedulingError(
      'PARVIS_SCHEDULING_MOTIF',
      `The motif "${motif.id}" cannot be cut into slots.`,
      'Its length, step and capacity and the number of people are whole, 1 or more; buffers, notice and horizon 0 or more.',
    );
  }
  const ends = new Map<string, number>();
  return {
    length: length * MINUTE,
    step: step * MINUTE,
    before: bufferBefore * MINUTE,
    after: bufferAfter * MINUTE,
    earliest: now + noticeMinutes * MINUTE,
    horizon: (zone) => {
      const known = ends.get(zone);
      if (known !== undefined) return known;
      const end = boundaryOf(zone, (localDayAt(zone, now) + horizonDays + 1) * DAY);
      ends.set(zone, end);
      return end;
    },
  };
}
