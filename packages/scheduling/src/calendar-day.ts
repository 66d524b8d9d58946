// Days and wall times as integers, so that rules expand by arithmetic instead of by date objects.
// A day number counts days since 1970-01-01 in the proleptic Gregorian calendar, in no time zone.

import { SchedulingError } from './scheduling-error.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Monday is 0, Sunday is 6. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_PATTERN = /^(\d{2}):(\d{2})$/;

/** The day number of 'YYYY-MM-DD'. @throws SchedulingError PARVIS_SCHEDULING_DAY when there is no such day. */
export function toDayNumber(day: string): number {
  const match = DAY_PATTERN.exec(day);
  if (match !== null) {
    const month = Number(match[2]);
    const number = dayNumberOf(Number(match[1]), month, Number(match[3]));
    // 31 February overflows to 3 March: only a day that reads back the same exists.
    if (month >= 1 && month <= 12 && fromDayNumber(number) === day) return number;
  }
  throw new SchedulingError(
    'PARVIS_SCHEDULING_DAY',
    `There is no day "${day}".`,
    'Write it as YYYY-MM-DD, for example 2026-11-24.',
  );
}

export function fromDayNumber(number: number): string {
  const { year, month, day } = civil(number);
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day that is `count` days after another, 'YYYY-MM-DD'; before it when negative. */
export function addDays(day: string, count: number): string {
  return fromDayNumber(toDayNumber(day) + count);
}

/** `month` from 1 to 12; a day past the end of the month overflows into the next one. */
export function dayNumberOf(year: number, month: number, day: number): number {
  // Years here begin in March, so that the leap day comes last; 400 of them are 146,097 days.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * modulo(month - 3, 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Months since January of year 0, for arithmetic on months. */
export function monthOf(number: number): number {
  const { year, month } = civil(number);
  return year * 12 + month - 1;
}

export function firstDayOfMonth(month: number): number {
  return dayNumberOf(Math.floor(month / 12), modulo(month, 12) + 1, 1);
}

/** The inverse of `dayNumberOf`. */
export function civil(number: number): { year: number; month: number; day: number } {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = modulo(shiftedMonth + 2, 12) + 1;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Monday is 0. 1970-01-01 was a Thursday. */
export function weekdayIndex(day: number): number {
  return modulo(day + 3, 7);
}

/**
 * Minutes since midnight of 'HH:MM', from '00:00' to '24:00'.
 * @throws SchedulingError PARVIS_SCHEDULING_TIME otherwise.
 */
export function toMinutes(time: string): number {
  const match = TIME_PATTERN.exec(time);
  if (match !== null) {
    const minutes = Number(match[1]) * 60 + Number(match[2]);
    if (Number(match[2]) < 60 && minutes <= 1440) return minutes;
  }
  throw new SchedulingError(
    'PARVIS_SCHEDULING_TIME',
    `There is no time "${time}".`,
    'Write it as HH:MM, from 00:00 to 24:00.',
  );
}

/** The remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
