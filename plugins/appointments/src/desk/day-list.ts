// « Liste du jour »: who comes on a day, with a place to tick on paper, and one press each to say who came.

import { formatPhone } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { sayDay, sayTime, wallClock } from '../french.ts';
import type { Presence } from '../workshops/tables.ts';
import { type ChosenAgenda, CRUMB, chosenAgenda, HOME, notHere } from './agendas.ts';
import { type BookingRow, bookingOf, bookingsBetween } from './bookings.ts';
import { calendarAddress, calendarSpan, dayTitle } from './calendar-span.ts';
import { markPresence } from './mark-presence.ts';
import { sayPresence } from './presence-words.ts';

/** What one press says, by its word in the form. */
const PRESSES = [
  { word: 'venu', presence: 'seen', text: 'Venu' },
  { word: 'excuse', presence: 'excused', text: 'Excusé' },
  { word: 'absent', presence: 'noshow', text: 'Pas venu' },
] as const satisfies readonly { readonly word: string; readonly presence: Presence; readonly text: string }[];

/** Takes what was said back. */
const UNDO = { word: 'effacer', presence: 'unknown', text: 'Corriger' } as const;

export interface AskedDay {
  readonly day: string | undefined;
  readonly agenda: string | undefined;
}

interface Listed {
  readonly chosen: ChosenAgenda;
  readonly span: ReturnType<typeof calendarSpan>;
  readonly rows: readonly BookingRow[];
}

async function listed(page: DeskCtx, { day, agenda }: AskedDay): Promise<Listed> {
  const chosen = await chosenAgenda(page, agenda);
  const span = calendarSpan({ view: 'jour', day, agenda }, page.now, page.site.zone);
  return { chosen, span, rows: await bookingsBetween(page, chosen.shown, span) };
}

export async function dayListPage(page: DeskCtx, asked: AskedDay): Promise<Response> {
  page.demand('appointments.read');
  const { chosen, span, rows } = await listed(page, asked);
  const mayMark = page.actor.permissions.has('appointments.book');
  const to = (day: typeof span.day) => addressOf(day.toString(), chosen.key);
  const model = {
    title: dayTitle(span.day),
    who: chosen.shown.length === 1 ? (chosen.shown[0]?.name ?? '') : page.actor.authority.name,
    several: chosen.shown.length > 1,
    rows: rows.map((row) => rowModel(row, page, mayMark)),
    action: `${HOME}/liste`,
    day: span.day.toString(),
    agenda: chosen.key,
    agendas: [
      { value: 'tous', text: 'Tous les agendas', chosen: chosen.key === 'tous' },
      ...chosen.resources.map(({ id, name }) => ({ value: id, text: name, chosen: id === chosen.key })),
    ],
    allCame: mayMark && rows.some((row) => isOpen(row, page.now)) ? `${HOME}/liste/tous-venus` : null,
    previous: to(span.day.subtract({ days: 1 })),
    next: to(span.day.add({ days: 1 })),
    today: to(span.today),
    calendar: calendarAddress('day', span.day, chosen.key),
  };
  return page.page('desk-day-list', model, {
    title: `Liste du ${sayDay(span.day)}`,
    breadcrumb: [CRUMB],
  });
}

function addressOf(day: string, agenda: string): string {
  return `${HOME}/liste?${new URLSearchParams({ jour: day, agenda }).toString()}`;
}

/** Nobody said yet whether they came, and it has begun. */
function isOpen({ appointment, attendance }: BookingRow, now: number): boolean {
  return appointment.startsAt <= now && (attendance?.presence ?? 'unknown') === 'unknown';
}

function rowModel(row: BookingRow, page: DeskCtx, mayMark: boolean) {
  const { appointment, motif, venue, resource, attendance } = row;
  const { startsAt, endsAt, zone, requestId } = appointment;
  const presence = attendance?.presence ?? 'unknown';
  const known = presence !== 'unknown';
  return {
    from: sayTime(wallClock(startsAt, zone)),
    to: sayTime(wallClock(endsAt, zone)),
    person: appointment.person,
    href: `/agent/demandes/${requestId}`,
    phone: appointment.phone === null ? null : formatPhone(appointment.phone),
    note: appointment.note,
    home: appointment.home,
    motif: motif.title,
    place: motif.place === 'on-site' ? `${venue.commune}, ${venue.name}` : null,
    advisor: resource.name,
    presence: known ? sayPresence(presence) : null,
    tone: presence === 'seen' ? 'ok' : 'neutral',
    action: `${HOME}/${requestId}/presence`,
    presses: !mayMark || !mayBeMarked(row, page.now) ? [] : known ? [UNDO] : PRESSES,
  };
}

/** From the morning of its day on: someone may say on the phone that they will not come. */
function mayBeMarked({ appointment }: BookingRow, now: number): boolean {
  return wallClock(appointment.startsAt, appointment.zone).startOfDay().epochMilliseconds <= now;
}

export async function savePresence(page: DeskCtx, requestId: string): Promise<Response> {
  page.demand('appointments.book');
  const row = await bookingOf(page, requestId);
  if (row === null || row.appointment.status !== 'booked') throw notHere('Ce rendez-vous');
  const word = (await page.body()).get('venue');
  const press = [...PRESSES, UNDO].find((one) => one.word === word);
  if (press === undefined || !mayBeMarked(row, page.now)) {
    throw new PageError(409, 'Ce rendez-vous n’a pas encore eu lieu', 'Revenez le jour du rendez-vous.', [
      { href: HOME, text: 'Revenir à l’agenda' },
    ]);
  }
  await mark(page, [row], press.presence);
  return page.seeOther(backTo(row, (await page.body()).get('agenda')));
}

function backTo({ appointment }: BookingRow, agenda = 'tous'): string {
  return addressOf(wallClock(appointment.startsAt, appointment.zone).toPlainDate().toString(), agenda);
}

/** « Tous venus »: those of the day who have begun and of whom nobody said anything else. */
export async function allCame(page: DeskCtx): Promise<Response> {
  page.demand('appointments.book');
  const body = await page.body();
  const asked = { day: body.get('jour'), agenda: body.get('agenda') };
  const { rows, span, chosen } = await listed(page, asked);
  const open = rows.filter((row) => isOpen(row, page.now));
  if (open.length > 0) await mark(page, open, 'seen');
  return page.seeOther(addressOf(span.day.toString(), chosen.key));
}

/** On the citizen's page, that it took place or that it is over: never that someone failed. */
async function mark(page: DeskCtx, rows: readonly BookingRow[], presence: Presence): Promise<void> {
  const ids = rows.map(({ appointment }) => appointment.requestId);
  await page.write(async (ctx) => {
    await markPresence(ctx, page.actor, ids, presence);
    // One after the other: each request has its own timeline and its own line in the audit log, and a day has few of them.
    for (const id of ids) {
      await ctx.record('presence', { kind: 'request', id, details: { presence } });
      if (presence === 'unknown') continue;
      const text = presence === 'seen' ? 'Le rendez-vous a eu lieu.' : 'Le rendez-vous est clos.';
      await ctx.requests.move(id, ['received', 'in-progress', 'waiting'], 'done', text);
    }
  });
}
