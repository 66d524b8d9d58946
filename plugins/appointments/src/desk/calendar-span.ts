// Which days a calendar shows, as its address says, and the addresses around it.

import type { Temporal } from 'temporal-polyfill';
import { saySpan, wallClock } from '../french.ts';
import { readDay } from '../week.ts';
import { ALL, HOME } from './agendas.ts';

export type CalendarView = 'day' | 'week';

export interface AskedCalendar {
  readonly view: string | undefined;
  readonly day: string | undefined;
  readonly agenda: string | undefined;
}

export interface CalendarSpan {
  /** Null where the address does not say: a week, of which narrow screens show the day. */
  readonly asked: CalendarView | null;
  readonly today: Temporal.PlainDate;
  readonly day: Temporal.PlainDate;
  readonly days: readonly Temporal.PlainDate[];
  /** Epoch milliseconds of the first day's midnight, and of that after the last. */
  readonly from: number;
  readonly until: number;
}

export function calendarSpan(asked: AskedCalendar, now: number, zone: string): CalendarSpan {
  const today = wallClock(now, zone).toPlainDate();
  const day = readDay(asked.day) ?? today;
  const view = asked.view === 'jour' ? 'day' : asked.view === 'semaine' ? 'week' : null;
  const first = view === 'day' ? day : day.subtract({ days: day.dayOfWeek - 1 });
  const days = Array.from({ length: view === 'day' ? 1 : 7 }, (_, index) => first.add({ days: index }));
  return {
    asked: view,
    today,
    day,
    days,
    from: instantOf(first, zone),
    until: instantOf(first.add({ days: days.length }), zone),
  };
}

export function instantOf(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}

/** An address that shows the same for whoever opens it. */
export function calendarAddress(
  view: CalendarView | null,
  day: Temporal.PlainDate,
  agenda: string = ALL,
): string {
  const query = new URLSearchParams();
  if (view !== null) query.set('vue', view === 'day' ? 'jour' : 'semaine');
  query.set('jour', day.toString());
  query.set('agenda', agenda);
  return `${HOME}?${query.toString()}`;
}

/** « Mardi 24 novembre » */
export function dayTitle(day: Parameters<typeof saySpan>[0]): string {
  const said = saySpan(day);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
