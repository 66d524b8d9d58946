// On which days a rule falls. Days come from interval arithmetic inside the asked window: the cost never depends on
// how long ago the rule began.

import {
  firstDayOfMonth,
  fromDayNumber,
  modulo,
  monthOf,
  toDayNumber,
  WEEKDAYS,
  type Weekday,
  weekdayIndex,
} from './calendar-day.ts';
import { SchedulingError } from './scheduling-error.ts';

/** "The nth weekday of the month": 2 with 'TU' is the second Tuesday, -1 with 'FR' the last Friday. */
export interface MonthlyDay {
  nth: 1 | 2 | 3 | 4 | 5 | -1;
  day: Weekday;
}

/**
 * Plain data. Weeks begin on Monday. An interval of n counts from the week, or the month, of the rule's first day;
 * it is 1 when left out. A month without a fifth such weekday is skipped.
 */
export type Recurrence =
  | { freq: 'once' }
  | { freq: 'weekly'; interval?: number; byDay: readonly Weekday[] }
  | { freq: 'monthly'; interval?: number; byDay: readonly MonthlyDay[] };

/** A recurrence with its validity, both ends included; 'YYYY-MM-DD'. */
export interface DatedRecurrence {
  recurrence: Recurrence;
  from: string;
  until?: string | undefined;
}

/**
 * The days, in order and without repeats, on which the rule falls between two days ('YYYY-MM-DD', both included).
 * @throws SchedulingError PARVIS_SCHEDULING_DAY, PARVIS_SCHEDULING_RECURRENCE
 */
export function daysOf(rule: DatedRecurrence, first: string, last: string): string[] {
  return dayNumbersOf(rule, toDayNumber(first), toDayNumber(last)).map(fromDayNumber);
}

/** `daysOf` on day numbers. */
export function dayNumbersOf(rule: DatedRecurrence, first: number, last: number): number[] {
  const from = toDayNumber(rule.from);
  const start = Math.max(first, from);
  const end = rule.until === undefined ? last : Math.min(last, toDayNumber(rule.until));
  if (start > end) return [];
  const { recurrence } = rule;
  if (recurrence.freq === 'once') return start === from ? [from] : [];
  return recurrence.freq === 'weekly'
    ? weeklyDays(recurrence.byDay, stepOf(recurrence.interval), from, start, end)
    : monthlyDays(recurrence.byDay, stepOf(recurrence.interval), from, start, end);
}

function weeklyDays(
  byDay: readonly Weekday[],
  interval: number,
  from: number,
  start: number,
  end: number,
): number[] {
  const offsets = [...new Set(byDay.map((day) => WEEKDAYS.indexOf(day)))].sort((a, b) => a - b);
  const anchor = mondayOf(from);
  const stride = interval * 7;
  const days: number[] = [];
  for (let monday = firstStep(anchor, stride, mondayOf(start)); monday <= end; monday += stride) {
    for (const offset of offsets) {
      const day = monday + offset;
      if (day >= start && day <= end) days.push(day);
    }
  }
  return days;
}

function monthlyDays(
  byDay: readonly MonthlyDay[],
  interval: number,
  from: number,
  start: number,
  end: number,
): number[] {
  const lastMonth = monthOf(end);
  const days = new Set<number>();
  for (
    let month = firstStep(monthOf(from), interval, monthOf(start));
    month <= lastMonth;
    month += interval
  ) {
    for (const rule of byDay) {
      const day = nthWeekday(month, rule);
      if (day !== null && day >= start && day <= end) days.add(day);
    }
  }
  return [...days].sort((a, b) => a - b);
}

function nthWeekday(month: number, { nth, day }: MonthlyDay): number | null {
  const first = firstDayOfMonth(month);
  const next = firstDayOfMonth(month + 1);
  const weekday = WEEKDAYS.indexOf(day);
  if (nth === -1) return next - 1 - modulo(weekdayIndex(next - 1) - weekday, 7);
  const found = first + modulo(weekday - weekdayIndex(first), 7) + (nth - 1) * 7;
  return found < next ? found : null;
}

/** The first `anchor + n × stride`, n ≥ 0, that is not before `wanted`. */
function firstStep(anchor: number, stride: number, wanted: number): number {
  return anchor + Math.max(0, Math.ceil((wanted - anchor) / stride)) * stride;
}

function mondayOf(day: number): number {
  return day - weekdayIndex(day);
}

function stepOf(interval = 1): number {
  if (Number.isInteger(interval) && interval >= 1) return interval;
  throw new SchedulingError(
    'PARVIS_SCHEDULING_RECURRENCE',
    `A rule cannot recur every ${interval} weeks or months.`,
    'Give a whole number, 1 or more.',
  );
}
