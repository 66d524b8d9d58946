// Days as people in France write them, and as they read them.

import { Temporal } from 'temporal-polyfill';
import type { DayLimit } from './field.ts';
import { fold } from './fold.ts';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day of 'YYYY-MM-DD', when there is such a day. */
export function toDay(iso: unknown): Temporal.PlainDate | undefined {
  if (typeof iso !== 'string' || !ISO_DAY.test(iso)) return undefined;
  return dayOf(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8)));
}

/** A day of the calendar, or undefined: 31 February is none. */
export function dayOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** '1980-03-31' as « 31 mars 1980 », '1980-03-01' as « 1er mars 1980 ». */
export function formatDay(iso: string): string {
  const day = toDay(iso);
  return day ? `${dayNumber(day.day)} ${monthName(day.month)} ${day.year}` : iso;
}

/** « 31 », « 1er » */
export function dayNumber(day: number): string {
  return day === 1 ? '1er' : String(day);
}

/** 2 as « février »; a number that is no month comes back as it is. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}

/** « 3 », « 03 », « mars », « MARS », « févr. », « fevrier » as a month from 1; undefined for anything else. */
export function parseMonth(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const word = fold(text).replace(/\.$/, '');
  if (word.length < 3) return undefined;
  const found = MONTHS.map(fold).flatMap((name, index) => (name.startsWith(word) ? [index + 1] : []));
  // « juil » is July, « jui » could be June as well.
  return found.length === 1 ? found[0] : undefined;
}

/** The limit as 'YYYY-MM-DD', seen from `today`. */
export function limitDay(limit: DayLimit, today: string): string {
  if (limit === 'today') return today;
  if (typeof limit === 'string') return limit;
  return Temporal.PlainDate.from(today).add(limit).toString();
}

/** How many days from one to the other, both included: 1 for the same day. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}
