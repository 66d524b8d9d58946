// On which days a rule falls. Days come from arithmetic on periods inside the asked window: the cost never depends on
// how long ago the rule began. A rule that ends after a number of days is given its last day once.

import { fromDayNumber, toDayNumber, type Weekday } from './calendar-day.ts';
import { dayTest } from './day-test.ts';
import { periodsOf } from './period.ts';
import { SchedulingError } from './scheduling-error.ts';

/** "The nth weekday of the month or year": 2 with 'TU' is the second Tuesday, -1 with 'FR' the last Friday. */
export interface NthWeekday {
  readonly nth: number;
  readonly day: Weekday;
}

/**
 * A rule of RFC 5545 (3.3.10) down to the day: its hours are those of the opening. Plain data, to be stored as it is.
 * What is left out is taken from the rule's first day, as the RFC says; `once` is that day alone.
 */
export interface Recurrence {
  readonly freq: 'once' | 'daily' | 'weekly' | 'monthly' | 'yearly';
  /** Counts from the period of the first day; 1 when left out. */
  readonly interval?: number | undefined;
  /** 1 to 12. */
  readonly byMonth?: readonly number[] | undefined;
  /** Yearly only: 1 to 53, or from the end of the year, -1 to -53. The year is then that of its weeks (ISO 8601). */
  readonly byWeekNo?: readonly number[] | undefined;
  /** Yearly only: 1 to 366, or -1 to -366. */
  readonly byYearDay?: readonly number[] | undefined;
  /** Not weekly: 1 to 31, or -1 to -31. */
  readonly byMonthDay?: readonly number[] | undefined;
  readonly byDay?: readonly (Weekday | NthWeekday)[] | undefined;
  /** Of the days of each period, these: 1 is the first, -1 the last. */
  readonly bySetPos?: readonly number[] | undefined;
  /** On which day weeks begin; Monday when left out. */
  readonly weekStart?: Weekday | undefined;
  /** How many days in all, those of `except` included. */
  readonly count?: number | undefined;
  /** The rule's last day, 'YYYY-MM-DD', included. */
  readonly until?: string | undefined;
  /** Days, 'YYYY-MM-DD', on which it does not fall after all (EXDATE), and days more (RDATE). */
  readonly except?: readonly string[] | undefined;
  readonly also?: readonly string[] | undefined;
}

/** A recurrence with its validity, both ends included; 'YYYY-MM-DD'. Nothing falls outside. */
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
  const { recurrence } = rule;
  const { from, until } = validityOf(rule);
  const start = Math.max(first, from);
  const end = Math.min(last, until);
  const days = daysBetween(recurrence, from, start, Math.min(end, lastDayOf(recurrence, from)));
  if (recurrence.except === undefined && recurrence.also === undefined) return days;
  const also = (recurrence.also ?? []).map(toDayNumber).filter((day) => day >= start && day <= end);
  const except = new Set((recurrence.except ?? []).map(toDayNumber));
  return [...new Set([...days, ...also])].filter((day) => !except.has(day)).sort((a, b) => a - b);
}

interface Validity {
  readonly written: Pick<DatedRecurrence, 'from' | 'until'>;
  readonly from: number;
  readonly until: number;
}

const validities = new WeakMap<DatedRecurrence, Validity>();

/** The first and the last day of a rule, read once: a search asks for them at each window. */
function validityOf(rule: DatedRecurrence): Validity {
  const { from, until } = rule;
  const known = validities.get(rule);
  if (known?.written.from === from && known.written.until === until) return known;
  const made = {
    written: { from, until },
    from: toDayNumber(from),
    until: until === undefined ? Number.POSITIVE_INFINITY : toDayNumber(until),
  };
  validities.set(rule, made);
  return made;
}

/** The days of the rule itself, without those given one by one. `start` is not before `from`. */
function daysBetween(recurrence: Recurrence, from: number, start: number, end: number): number[] {
  const interval = stepOf(recurrence.interval);
  if (start > end) return [];
  if (recurrence.freq === 'once') return start === from ? [from] : [];
  const periods = periodsOf(recurrence);
  const falls = dayTest(recurrence, from);
  const positions = recurrence.bySetPos;
  const lastPeriod = periods.of(end);
  const days: number[] = [];
  for (
    let period = firstStep(periods.of(from), interval, periods.of(start));
    period <= lastPeriod;
    period += interval
  ) {
    const first = periods.first(period);
    const next = periods.first(period + 1);
    if (positions !== undefined) {
      // Positions are counted in the whole period, whatever was asked.
      const all = Array.from({ length: next - first }, (_, index) => first + index).filter(falls);
      days.push(...atPositions(all, positions).filter((day) => day >= start && day <= end));
      continue;
    }
    const stop = Math.min(next - 1, end);
    for (let day = Math.max(first, start); day <= stop; day += 1) if (falls(day)) days.push(day);
  }
  return days;
}

function atPositions(days: readonly number[], positions: readonly number[]): number[] {
  const wanted = new Set(positions.map((position) => (position > 0 ? position - 1 : days.length + position)));
  return days.filter((_, index) => wanted.has(index));
}

/** Where a rule with a count ends. A rule that runs out of days in one whole cycle of the calendar ends there. */
const CYCLE = 146_097;
const lastDays = new WeakMap<Recurrence, { readonly from: number; readonly last: number }>();

function lastDayOf(recurrence: Recurrence, from: number): number {
  const until = recurrence.until === undefined ? Number.POSITIVE_INFINITY : toDayNumber(recurrence.until);
  const { count } = recurrence;
  if (count === undefined) return until;
  const known = lastDays.get(recurrence);
  if (known?.from === from) return known.last;
  const last = Math.min(until, dayOfCount(recurrence, from, count));
  lastDays.set(recurrence, { from, last });
  return last;
}

function dayOfCount(recurrence: Recurrence, from: number, count: number): number {
  if (!Number.isInteger(count) || count < 1) {
    throw unreadableNumber(`A rule cannot fall ${count} times.`);
  }
  let left = count;
  let start = from;
  for (let width = 366; start <= from + CYCLE; width *= 2) {
    const days = daysBetween(recurrence, from, start, start + width - 1);
    const last = days[left - 1];
    if (last !== undefined) return last;
    left -= days.length;
    start += width;
  }
  return start;
}

/** The first `anchor + n × stride`, n ≥ 0, that is not before `wanted`. */
function firstStep(anchor: number, stride: number, wanted: number): number {
  return anchor + Math.max(0, Math.ceil((wanted - anchor) / stride)) * stride;
}

function stepOf(interval = 1): number {
  if (Number.isInteger(interval) && interval >= 1) return interval;
  throw unreadableNumber(`A rule cannot recur every ${interval} days, weeks, months or years.`);
}

function unreadableNumber(sentence: string): SchedulingError {
  return new SchedulingError('PARVIS_SCHEDULING_RECURRENCE', sentence, 'Give a whole number, 1 or more.');
}
