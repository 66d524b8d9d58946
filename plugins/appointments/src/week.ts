// A week of free slots as a page lays it out: a column a day, its times, and the weeks around it.

import type { Slot } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import { saySpan, sayTime, wallClock } from './french.ts';

export interface WeekDay {
  /** « mardi 1er décembre » */
  readonly title: string;
  readonly times: readonly {
    /** « 9 h » */
    readonly text: string;
    readonly href: string;
  }[];
}

export interface WeekSpan {
  readonly monday: Temporal.PlainDate;
  /** Instants of its first Monday and of the next one, in the zone. */
  readonly from: number;
  readonly until: number;
}

/** The week of a day, Monday to Sunday. */
export function weekOf(day: Temporal.PlainDate, zone: string): WeekSpan {
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  return {
    monday,
    from: monday.toZonedDateTime(zone).epochMilliseconds,
    until: monday.add({ days: 7 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

/** The day written in an address, or null for anything else. */
export function readDay(text: string | undefined): Temporal.PlainDate | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}

/** The days that have free times, in order. */
export function daysOfSlots(
  slots: readonly Slot[],
  zone: string,
  addressOf: (slot: Slot) => string,
): WeekDay[] {
  const days = new Map<string, WeekDay['times'][number][]>();
  for (const slot of slots) {
    const local = wallClock(slot.start, zone);
    const title = saySpan(local);
    const time = { text: sayTime(local), href: addressOf(slot) };
    const times = days.get(title);
    if (times === undefined) days.set(title, [time]);
    else times.push(time);
  }
  return [...days].map(([title, times]) => ({ title, times }));
}

/** « Du lundi 30 novembre au dimanche 6 décembre » */
export function weekTitle({ monday }: WeekSpan): string {
  return `Du ${saySpan(monday)} au ${saySpan(monday.add({ days: 6 }))}`;
}
