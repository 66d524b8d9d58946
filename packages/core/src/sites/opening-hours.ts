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
  return `${day} à ${sayTime(then.toPlainTime())}`;
}

export interface WeekLine {
  readonly day: string;
  readonly text: string;
  readonly today: boolean;
}

/** The seven days, from Monday: « de 9 h à 12 h et de 14 h à 17 h », or « Fermée ». */
export function weekOf(hours: readonly CounterHours[], zone: string, now: number): readonly WeekLine[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).dayOfWeek;
  return DAYS.map((name, index) => {
    const spans = hours
      .filter((span) => span.day === index + 1)
      .sort((a, b) => (a.from < b.from ? -1 : 1))
      .map((span) => `de ${sayTime(span.from)} à ${sayTime(span.to)}`);
    return { day: name, text: spans.join(' et ') || 'Fermé', today: index + 1 === today };
  });
}
