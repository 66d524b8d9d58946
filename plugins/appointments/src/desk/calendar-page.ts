// The calendar of the agendas of an authority: a week or a day, in lists that read aloud, print on a page and need no script.

import type { DeskCtx } from '@parvis/kit';
import { publicHolidays } from '@parvis/scheduling';
import type { Temporal } from 'temporal-polyfill';
import { readAgenda } from '../agenda.ts';
import { sayDay, sayTime, wallClock } from '../french.ts';
import { ALL, type ChosenAgenda, chosenAgenda, HOME, wholeTenant } from './agendas.ts';
import { type BookingRow, bookingsBetween } from './bookings.ts';
import { entriesOfDay } from './calendar-day.ts';
import {
  type AskedCalendar,
  type CalendarSpan,
  type CalendarView,
  calendarAddress,
  calendarSpan,
  dayTitle,
  instantOf,
} from './calendar-span.ts';
import { entryModel } from './calendar-words.ts';
import { type ClosedDays, closedDays } from './closed-days.ts';
import { sayClosedHours } from './closure-words.ts';
import { deskLinks } from './desk-links.ts';

export async function calendarPage(page: DeskCtx, asked: AskedCalendar): Promise<Response> {
  // Whoever may only set motifs and places starts there.
  const { permissions } = page.actor;
  if (!permissions.has('appointments.read') && permissions.has('appointments.settings'))
    return page.seeOther(`${HOME}/motifs`);
  page.demand('appointments.read');
  const chosen = await chosenAgenda(page, asked.agenda);
  const span = calendarSpan(asked, page.now, page.site.zone);
  const agenda = await readAgenda(wholeTenant(page), span);
  const rows = await bookingsBetween(page, chosen.shown, span);
  const closed = await closedDays(page, span.days);
  const model = {
    authority: page.actor.authority.name,
    title: titleOf(span),
    dayTitle: capital(sayDay(span.day)),
    auto: span.asked === null,
    week: span.asked !== 'day',
    columns: columnsOf(page, { agenda, chosen, span, rows, closed }),
    ...navigationOf(span, chosen),
    next: nextToday(rows, span, page),
    agendas: agendasOf(chosen),
    empty: chosen.resources.length === 0,
    start: page.actor.permissions.has('appointments.settings')
      ? { href: `${HOME}/agendas/nouveau`, text: 'Ajouter un agenda' }
      : null,
    action: HOME,
    view: span.asked === null ? '' : span.asked === 'day' ? 'jour' : 'semaine',
    sheet: `${HOME}/liste?${new URLSearchParams({ jour: span.day.toString(), agenda: chosen.key }).toString()}`,
    links: deskLinks(page),
    book: page.actor.permissions.has('appointments.book')
      ? `${HOME}/nouveau${chosen.key === ALL ? '' : `?avec=${chosen.key}`}`
      : null,
  };
  return page.page('desk-calendar', model, { title: `Agenda, ${titleOf(span).toLowerCase()}` });
}

function titleOf({ days, asked, day }: CalendarSpan): string {
  const [first] = days;
  const last = days.at(-1);
  if (asked === 'day' || first === undefined || last === undefined) return capital(sayDay(day));
  return `Semaine du ${first.month === last.month ? first.day : sayShort(first)} au ${sayDay(last).replace(/^\S+ /, '')}`;
}

/** « 30 novembre » */
function sayShort(day: Temporal.PlainDate): string {
  return dayTitle(day).replace(/^\S+ /, '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** How many of today's are named above the calendar. */
const NEXT = 3;

/** « 9 h 30, Mme D. »: who comes next today, where the calendar shows it. */
function nextToday(rows: readonly BookingRow[], { today }: CalendarSpan, { now, site }: DeskCtx) {
  const tonight = instantOf(today.add({ days: 1 }), site.zone);
  return rows
    .filter(({ appointment }) => appointment.startsAt > now && appointment.startsAt < tonight)
    .slice(0, NEXT)
    .map(({ appointment }) => ({
      text: `${sayTime(wallClock(appointment.startsAt, appointment.zone))}, ${appointment.person}`,
      href: `/agent/demandes/${appointment.requestId}`,
    }));
}

interface ColumnsFor {
  readonly agenda: Awaited<ReturnType<typeof readAgenda>>;
  readonly chosen: ChosenAgenda;
  readonly span: CalendarSpan;
  readonly rows: readonly BookingRow[];
  readonly closed: readonly ClosedDays[];
}

/** A column a day; of one day and several agendas, a column each. */
function columnsOf(page: DeskCtx, { agenda, chosen, span, rows, closed }: ColumnsFor) {
  const byPerson = span.asked === 'day' && chosen.shown.length > 1;
  const resources = new Map(chosen.resources.map((one) => [one.id, one]));
  const words = {
    agenda,
    resources,
    zone: page.site.zone,
    now: page.now,
    several: !byPerson && chosen.shown.length > 1,
    mayBook: page.actor.permissions.has('appointments.book'),
  };
  const column = (day: Temporal.PlainDate, shown: ChosenAgenda['resources']) => ({
    notes: notesOf(page, agenda, day, closed),
    today: day.equals(span.today),
    chosen: day.equals(span.day),
    weekend: day.dayOfWeek > 5,
    href: calendarAddress('day', day, chosen.key),
    entries: entriesOfDay({
      agenda,
      rows,
      resources: shown,
      start: instantOf(day, page.site.zone),
      end: instantOf(day.add({ days: 1 }), page.site.zone),
      now: page.now,
    }).map((entry) => entryModel(entry, words)),
  });
  if (byPerson)
    return chosen.shown.map((one) => ({ ...column(span.day, [one]), id: `a-${one.id}`, title: one.name }));
  return (
    span.days
      .map((day) => ({
        ...column(day, chosen.shown),
        id: `j-${day.toString()}`,
        title: columnTitle(day, span),
      }))
      // A weekend on which nobody works takes no room.
      .filter((one) => !one.weekend || one.chosen || one.entries.length > 0)
  );
}

/** Today says so: its month, which the title of the page tells, makes room. */
function columnTitle(day: Temporal.PlainDate, { asked, today }: CalendarSpan): string {
  const title = dayTitle(day);
  return asked !== 'day' && day.equals(today) ? title.replace(/\u00A0.*$/, '') : title;
}

function notesOf(
  page: DeskCtx,
  { venues }: ColumnsFor['agenda'],
  day: Temporal.PlainDate,
  closed: readonly ClosedDays[],
): string[] {
  const iso = day.toString();
  const insees = new Set([
    page.site.authority.insee ?? '28000',
    ...[...venues.values()].map(({ insee }) => insee),
  ]);
  const holiday = [...insees].some((insee) => publicHolidays(day.year, insee).includes(iso));
  return [
    ...(holiday ? ['Jour férié'] : []),
    ...closed
      .filter(({ from, until }) => from <= iso && iso <= until)
      .map(({ where, reason, ...closed }) => {
        const hours = sayClosedHours(closed);
        return `Fermé${hours === null ? '' : ` ${hours}`}\u00A0: ${where}${reason === null ? '' : ` (${reason})`}`;
      }),
  ];
}

function navigationOf(span: CalendarSpan, { key }: ChosenAgenda) {
  const step = span.asked === 'day' ? { days: 1 } : { weeks: 1 };
  const to = (view: CalendarView | null, day: Temporal.PlainDate) => calendarAddress(view, day, key);
  return {
    day: span.day.toString(),
    previous: to(span.asked, span.day.subtract(step)),
    next: to(span.asked, span.day.add(step)),
    previousDay: to(span.asked, span.day.subtract({ days: 1 })),
    nextDay: to(span.asked, span.day.add({ days: 1 })),
    today: to(span.asked, span.today),
    views: [
      { text: 'Jour', href: to('day', span.day), current: span.asked === 'day' },
      { text: 'Semaine', href: to('week', span.day), current: span.asked !== 'day' },
    ],
  };
}

function agendasOf({ resources, key }: ChosenAgenda) {
  return [
    { value: ALL, text: 'Tous les agendas', chosen: key === ALL },
    ...resources.map(({ id, name }) => ({ value: id, text: name, chosen: key === id })),
  ];
}
