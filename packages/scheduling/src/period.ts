// The periods that a rule counts in, numbered one after the other: days, weeks, months, years, and years of whole weeks.

import {
  civil,
  dayNumberOf,
  firstDayOfMonth,
  modulo,
  monthOf,
  WEEKDAYS,
  weekdayIndex,
} from './calendar-day.ts';
import type { Recurrence } from './recurrence.ts';

export interface Periods {
  /** The number of the period of a day. */
  of(day: number): number;
  /** The first day of a period. */
  first(period: number): number;
}

export function periodsOf({ freq, byWeekNo, weekStart = 'MO' }: Recurrence): Periods {
  const start = WEEKDAYS.indexOf(weekStart);
  if (freq === 'weekly') return WEEKS[start] ?? DAYS;
  if (freq === 'monthly') return MONTHS;
  if (freq === 'yearly') return byWeekNo === undefined ? YEARS : weekYears(start);
  return DAYS;
}

const DAYS: Periods = { of: (day) => day, first: (period) => period };

export const MONTHS: Periods = { of: monthOf, first: firstDayOfMonth };

export const YEARS: Periods = {
  of: (day) => civil(day).year,
  first: (year) => dayNumberOf(year, 1, 1),
};

/** Weeks by the day on which they begin. 1970-01-01 was a Thursday. */
const WEEKS: readonly Periods[] = WEEKDAYS.map((_, start) => ({
  of: (day) => Math.floor((day + 3 - start) / 7),
  first: (week) => week * 7 - 3 + start,
}));

/** Years of whole weeks: the first one is that of 4 January, whatever day weeks begin on (RFC 5545, BYWEEKNO). */
export function weekYears(start: number): Periods {
  const first = (year: number) => {
    const fourth = dayNumberOf(year, 1, 4);
    return fourth - modulo(weekdayIndex(fourth) - start, 7);
  };
  return {
    first,
    of: (day) => {
      const { year } = civil(day);
      if (day < first(year)) return year - 1;
      return day < first(year + 1) ? year : year + 1;
    },
  };
}
