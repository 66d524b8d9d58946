// Whether a rule falls on a day: every part that it gives must agree, and what it leaves out comes from its first day.

import { civil, WEEKDAYS, type Weekday, weekdayIndex } from './calendar-day.ts';
import { MONTHS, type Periods, weekYears, YEARS } from './period.ts';
import type { Recurrence } from './recurrence.ts';

type DayTest = (day: number) => boolean;

/** The rule's parts as one test. */
export function dayTest(recurrence: Recurrence, from: number): DayTest {
  const {
    byMonth,
    byMonthDay,
    byYearDay,
    byWeekNo,
    byDay,
    freq,
    weekStart = 'MO',
  } = completed(recurrence, from);
  const tests: DayTest[] = [];
  // Weekdays first: they cost the least and refuse the most.
  if (byDay !== undefined) {
    const within = freq === 'yearly' && byMonth === undefined ? YEARS : MONTHS;
    tests.push(weekdayTest(byDay, within));
  }
  if (byMonth !== undefined) {
    const months = new Set(byMonth);
    tests.push((day) => months.has(civil(day).month));
  }
  if (byMonthDay !== undefined) tests.push(numberTest(byMonthDay, MONTHS, 1));
  if (byYearDay !== undefined) tests.push(numberTest(byYearDay, YEARS, 1));
  if (byWeekNo !== undefined) tests.push(numberTest(byWeekNo, weekYears(WEEKDAYS.indexOf(weekStart)), 7));
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return (day) => tests.every((test) => test(day));
}

/**
 * With what RFC 5545 takes from the first day. As libical does, a day of the month alone is yearly in the month of the
 * first day.
 */
function completed(recurrence: Recurrence, from: number): Recurrence {
  const { freq, byMonth, byMonthDay, byYearDay, byWeekNo, byDay } = recurrence;
  if (byDay !== undefined || byYearDay !== undefined) return recurrence;
  if (freq === 'weekly' || (freq === 'yearly' && byWeekNo !== undefined && byMonthDay === undefined)) {
    return { ...recurrence, byDay: WEEKDAYS.slice(weekdayIndex(from), weekdayIndex(from) + 1) };
  }
  const { month, day } = civil(from);
  if (freq === 'monthly') return byMonthDay === undefined ? { ...recurrence, byMonthDay: [day] } : recurrence;
  if (freq !== 'yearly' || byWeekNo !== undefined) return recurrence;
  return { ...recurrence, byMonth: byMonth ?? [month], byMonthDay: byMonthDay ?? [day] };
}

function weekdayTest(byDay: NonNullable<Recurrence['byDay']>, within: Periods): DayTest {
  const plain = new Set<number>();
  const numbered: { weekday: number; nth: number }[] = [];
  for (const one of byDay) {
    if (typeof one === 'string') plain.add(indexOf(one));
    else numbered.push({ weekday: indexOf(one.day), nth: one.nth });
  }
  if (numbered.length === 0) return (day) => plain.has(weekdayIndex(day));
  return (day) => {
    const weekday = weekdayIndex(day);
    if (plain.has(weekday)) return true;
    const places = numbered.filter((one) => one.weekday === weekday);
    if (places.length === 0) return false;
    const [fromStart, fromEnd] = placeIn(within, day, 7);
    return places.some(({ nth }) => nth === fromStart || nth === fromEnd);
  };
}

function numberTest(numbers: readonly number[], within: Periods, size: 1 | 7): DayTest {
  const wanted = new Set(numbers);
  return (day) => placeIn(within, day, size).some((place) => wanted.has(place));
}

/** Which day, or which seven days, of its period a day is in: from the start, 1 and up, and from the end, -1 and down. */
function placeIn(within: Periods, day: number, size: 1 | 7): [fromStart: number, fromEnd: number] {
  const period = within.of(day);
  const left = within.first(period + 1) - 1 - day;
  return [Math.floor((day - within.first(period)) / size) + 1, -Math.floor(left / size) - 1];
}

function indexOf(day: Weekday): number {
  return WEEKDAYS.indexOf(day);
}
