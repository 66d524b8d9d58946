// The days of the weeks that are played, counted in days of work from the one on which the demonstration is founded: whatever
// that day is, nobody works on a Sunday.

import { Temporal } from 'temporal-polyfill';

export const ZONE = 'Europe/Paris';

export interface Calendar {
  /** Epoch milliseconds of the founding: nothing that is played is later. */
  readonly now: number;
  /** So many days of work before today, at an hour of the place: `ago(3, '14:20')`. */
  readonly ago: (days: number, time: string) => number;
  /** So many minutes before the founding. */
  readonly minutesAgo: (minutes: number) => number;
  /** The day so many days after today, as `YYYY-MM-DD`; before it where negative. */
  readonly date: (days: number) => string;
}

export function calendarOf(now: number): Calendar {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(ZONE).toPlainDate();
  return {
    now,
    ago(days, time) {
      let day = today;
      for (let left = days; left > 0; ) {
        day = day.subtract({ days: 1 });
        if (day.dayOfWeek <= 5) left -= 1;
      }
      return day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds;
    },
    minutesAgo: (minutes) => now - minutes * 60_000,
    date: (days) => today.add({ days }).toString(),
  };
}

/** A date as the three boxes of a form take it. */
export function dateBoxes(name: string, date: string): Readonly<Record<string, string>> {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return {
    [`${name}--day`]: String(day),
    [`${name}--month`]: String(month),
    [`${name}--year`]: String(year),
  };
}
