// Days and hours as people say them, with spaces that do not break.

import { Temporal } from 'temporal-polyfill';

const NBSP = '\u00A0';
const WEEKDAYS = 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' ');
const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

type CalendarDay = Pick<Temporal.PlainDate, 'year' | 'month' | 'day' | 'dayOfWeek'>;

/** The wall clock of `zone` at an instant in epoch milliseconds. */
export function wallClock(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** « mardi 1er décembre 2026 » */
export function sayDay(day: CalendarDay): string {
  return `${saySpan(day)}${NBSP}${day.year}`;
}

/** « mardi 1er décembre » */
export function saySpan(day: CalendarDay): string {
  const number = day.day === 1 ? '1er' : String(day.day);
  return `${WEEKDAYS[day.dayOfWeek - 1]} ${number}${NBSP}${MONTHS[day.month - 1]}`;
}

/** « 9 h », « 14 h 05 » */
export function sayTime(time: { readonly hour: number; readonly minute: number }): string {
  const minutes = time.minute === 0 ? '' : `${NBSP}${String(time.minute).padStart(2, '0')}`;
  return `${time.hour}${NBSP}h${minutes}`;
}

/** « 9 h 30 » of '09:30' */
export function hour(time: string): string {
  const [hours = '', minutes = ''] = time.split(':');
  return sayTime({ hour: Number(hours), minute: Number(minutes) });
}

/** « mardi 1er décembre 2026 à 9 h » */
export function sayWhen(at: number, zone: string): string {
  const local = wallClock(at, zone);
  return `${sayDay(local)} à${NBSP}${sayTime(local)}`;
}

/** « mardi 1er décembre à 9 h » */
export function sayShortly(at: number, zone: string): string {
  const local = wallClock(at, zone);
  return `${saySpan(local)} à${NBSP}${sayTime(local)}`;
}

/** « 45 minutes », « 1 h 30 » */
export function sayLength(minutes: number): string {
  return minutes < 60
    ? `${minutes}${NBSP}minutes`
    : sayTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
}

/** « 4,8 km », « 12 km », « 300 m » */
export function sayDistance(km: number): string {
  if (km < 0.95) return `${Math.max(100, Math.round(km * 10) * 100)}${NBSP}m`;
  const rounded = km < 9.95 ? Math.round(km * 10) / 10 : Math.round(km);
  return `${String(rounded).replace('.', ',')}${NBSP}km`;
}

/** « La Loupe » after « à »: « à La Loupe », « au Favril », « aux Corvées ». */
export function atPlace(commune: string): string {
  if (commune.startsWith('Le ')) return `au ${commune.slice(3)}`;
  if (commune.startsWith('Les ')) return `aux ${commune.slice(4)}`;
  return `à ${commune}`;
}
