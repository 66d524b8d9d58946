// When a counter is open, as people say it. Pure: hours are local wall times, moments are epoch milliseconds.

import type { CounterHours } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const NBSP = '\u00A0';

/** The calendar day at a moment, `YYYY-MM-DD`. */
export function localDay(zone: string, now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate().toString();
}

export type OpeningState =
  | { readonly open: true; readonly until: number }
  | { readonly open: false; readonly next: number | null };

/** Open or closed at a moment, and until when; `next` is null for a counter that publishes no hours. */
export function openingState(hours: readonly CounterHours[], zone: string, now: number): OpeningState {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  let next: number | null = null;
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = today.add({ days: ahead });
    for (const span of hours) {
      if (span.day !== day.dayOfWeek) continue;
      const from = wallTime(day, span.from, zone);
      const to = wallTime(day, span.to, zone);
      if (from <= now && now < to) return { open: true, until: to };
      if (from > now && (next === null || from < next)) next = from;
    }
    if (next !== null) break;
  }
  return { open: false, next };
}

function wallTime(day: Temporal.PlainDate, time: string, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
}

/** « 9 h », « 14 h 30 ». */
export function sayTime(time: Temporal.PlainTime | string): string {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return minute === 0 ? `${hour}${NBSP}h` : `${hour}${NBSP}h${NBSP}${String(minute).padStart(2, '0')}`;
}

/** « aujourd’hui à 14 h », « demain à 9 h », « jeudi à 9 h ». */
export function sayNext(next: number, zone: string, now: number): string {
  const then = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO(zone);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const ahead = today.until(then.toPlainDate()).days;
  const day = ahead === 0 ? 'aujourd’hui' : ahead === 1 ? 'demain' : DAYS[then.dayOfWeek - 1];
  return `${day} à${NBSP}${sayTime(then.toPlainTime())}`;
}

export interface WeekLine {
  readonly day: string;
  readonly text: string;
  readonly today: boolean;
}

/**
 * A line for the days that open at the same hours, from Monday: « du lundi au jeudi de 9 h à 12 h et de 14 h à 17 h »,
 * « vendredi de 9 h à 12 h ».
 */
export function sayHours(hours: readonly CounterHours[]): readonly string[] {
  const alike = new Map<string, number[]>();
  for (const index of DAYS.keys()) {
    const text = spansOf(hours, index + 1);
    if (text !== '') alike.set(text, [...(alike.get(text) ?? []), index]);
  }
  return [...alike].map(([text, days]) => `${sayDays(days)} ${text}`);
}

/** « lundi », « lundi et jeudi », « du lundi au jeudi »; days in order, 0 for Monday. */
function sayDays(days: readonly number[]): string {
  const names = days.flatMap((day) => DAYS[day] ?? []);
  const last = names.at(-1);
  const inARow = days.every((day, index) => index === 0 || day - 1 === days[index - 1]);
  if (names.length > 2 && inARow) return `du ${names[0]} au ${last}`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${last}` : (last ?? '');
}

/** « de 9 h à 12 h et de 14 h à 17 h »; empty for a day, 1 for Monday, that does not open. */
function spansOf(hours: readonly CounterHours[], day: number): string {
  return hours
    .filter((span) => span.day === day)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map((span) => `de ${sayTime(span.from)} à${NBSP}${sayTime(span.to)}`)
    .join(' et ');
}

/** The seven days, from Monday: « de 9 h à 12 h et de 14 h à 17 h », or « Fermée ». */
export function weekOf(hours: readonly CounterHours[], zone: string, now: number): readonly WeekLine[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).dayOfWeek;
  return DAYS.map((day, index) => ({
    day,
    text: spansOf(hours, index + 1) || 'Fermé',
    today: index + 1 === today,
  }));
}
