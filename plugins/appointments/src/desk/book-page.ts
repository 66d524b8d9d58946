// « Prendre un rendez-vous » for someone on the phone: one page, from the next free times to the name, under a minute.

import type { FieldError, Typed } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { applicationErrors } from '../api/ants/applications.ts';
import { sayLength } from '../french.ts';
import { venueAt } from '../pages/chosen-slot.ts';
import { MOST_PEOPLE, sayPeople } from '../people.ts';
import { orderPlaces, positionOf, venuesFor } from '../places.ts';
import type { Venue } from '../schema.ts';
import { CRUMB, HOME } from './agendas.ts';
import {
  bookControls,
  hourSet,
  lineControls,
  noHour,
  OTHER_HOUR,
  otherHour,
  readBooking,
} from './book-fields.ts';
import { type AskedBooking, type BookingDesk, bookingDesk } from './booking-desk.ts';
import type { Conflict } from './conflict.ts';
import { lineOption, nextLines, pickedStart, readPicked } from './slot-lines.ts';
import { takeDown } from './take-down.ts';
import { whyNot } from './why-not.ts';

const ADDRESS = `${HOME}/nouveau`;

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly chosen?: string | undefined;
  readonly conflicts?: readonly Conflict[];
  readonly token?: string;
}

export async function bookPage(page: DeskCtx, asked: AskedBooking, state: State = {}): Promise<Response> {
  page.demand('appointments.book');
  return drawPage(page, asked, await bookingDesk(page, asked), state);
}

async function drawPage(
  page: DeskCtx,
  asked: AskedBooking,
  desk: BookingDesk,
  state: State,
): Promise<Response> {
  const { offers, offer, agenda, questions, resources, people, minutes } = desk;
  const { motif } = offer;
  const insee = asked.commune ?? page.site.authority.insee;
  const position = await positionOf(inCommune(page, insee));
  const near = orderPlaces(venuesFor(agenda, motif), insee, position);
  const asking = near.find(({ venue }) => venue.slug === asked.venue)?.venue;
  const nameOf = (id: string) => agenda.resources.get(id)?.name ?? '';
  const from = startOf(asked, asking ?? near[0]?.venue, page.now);
  const wished = {
    ...(asking !== undefined && { venues: [asking.id] }),
    ...(agenda.resources.has(asked.resource ?? '') && { resources: [asked.resource ?? ''] }),
  };
  const wanted = { motif, now: page.now, from, near: near[0]?.venue };
  const own = nextLines(agenda, { ...wanted, options: { minutes, wishes: wished } });
  // Where what was asked for has nothing, the rest is offered rather than nothing.
  const lines = own.length > 0 ? own : nextLines(agenda, { ...wanted, options: { minutes } });
  const { errors = [], conflicts = [] } = state;
  const controls = bookControls(questions, state);
  const other = controls.filter(({ name }) => OTHER_HOUR.includes(nameOfField(name)));
  const model = {
    action: ADDRESS,
    motifs: offers.map(({ motif: one }) => ({
      value: one.slug,
      text: one.title,
      chosen: one.id === motif.id,
    })),
    communes: page.authorities
      .flatMap((one) => (one.insee === null ? [] : [{ value: one.insee, text: one.name }]))
      .toSorted((a, b) => a.text.localeCompare(b.text, 'fr'))
      .map((one) => ({ ...one, chosen: one.value === insee })),
    day: localDay(page.site.zone, from),
    motif: { slug: motif.slug, title: motif.title, length: sayLength(minutes), bring: motif.bring },
    commune: insee ?? '',
    people,
    peopleText: people === null ? '' : sayPeople(people),
    counts:
      people === null
        ? []
        : Array.from({ length: MOST_PEOPLE }, (_, index) => ({
            value: index + 1,
            text: sayPeople(index + 1),
            chosen: index + 1 === people,
          })),
    token: state.token ?? newId(),
    elsewhere: own.length === 0 && lines.length > 0 && Object.keys(wished).length > 0,
    lines: lineControls(
      lines.flatMap((slot) => lineOption(slot, agenda, nameOf)),
      state.chosen,
    ),
    who: controls.filter((one) => !other.includes(one)),
    other,
    otherOpen: Boolean(state.typed?.['heure']) || errors.some(({ fieldId }) => OTHER_HOUR.includes(fieldId)),
    errors,
    conflicts: conflicts.map(({ text }) => text),
    mayForce: conflicts.length > 0 && conflicts.every(({ kind }) => kind === 'rule') && resources.length > 0,
    back: HOME,
  };
  const status = conflicts.length > 0 ? 409 : errors.length > 0 ? 422 : 200;
  return page.page('desk-book', model, { title: 'Prendre un rendez-vous', breadcrumb: [CRUMB], status });
}

/** `jour--day` is a part of the field `jour`. */
function nameOfField(name: string): string {
  return name.split('--')[0] ?? name;
}

function inCommune(page: DeskCtx, insee: string | null): Pick<DeskCtx, 'read' | 'own' | 'site'> {
  const { read, site } = page;
  return {
    read,
    own: (table, ...conditions) => page.own(table, ...conditions),
    site: { ...site, authority: { ...site.authority, insee } },
  };
}

function startOf(asked: AskedBooking, venue: Venue | undefined, now: number): number {
  if (asked.from === undefined || venue === undefined) return now;
  const slot = /^\d{4}-\d{2}-\d{2}$/.test(asked.from) ? `${asked.from}-0000` : asked.from;
  return Math.max(now, pickedStart({ venue: venue.slug, slot, resource: undefined }, venue.zone));
}

export async function saveBooking(page: DeskCtx): Promise<Response> {
  page.demand('appointments.book');
  const body = await page.body();
  const asked: AskedBooking = {
    motif: body.get('motif'),
    commune: body.get('commune') || undefined,
    from: undefined,
    venue: undefined,
    resource: undefined,
    people: body.get('personnes'),
  };
  const desk = await bookingDesk(page, asked);
  const sent = body.get('envoi') ?? '';
  const token = /^[0-9a-f-]{36}$/.test(sent) ? sent : newId();
  const chosen = body.get('creneau');
  const once = `desk-appointment:${page.actor.id}:${token}`;
  // The same form twice: its numbers are declared already, by itself.
  const known = await page.requests.byOnce(once);
  if (known !== null) return page.seeOther(`${HOME}/${known.id}/pris`);
  const outcome = readBooking(body, desk.questions, localDay(page.site.zone, page.now));
  if (!outcome.ok) return drawPage(page, asked, desk, { ...outcome, chosen, token });
  const { values, typed, applicationIds } = outcome;
  const picked = otherHour(values) ?? readPicked(chosen);
  const venue = picked === null ? null : await venueAt(page, picked.venue);
  const state = { typed, chosen, token };
  if (picked === null || venue === null)
    return drawPage(page, asked, desk, { ...state, errors: [noHour(hourSet(desk.questions))] });
  const errors = await applicationErrors(page, applicationIds);
  if (errors.length > 0) return drawPage(page, asked, desk, { ...state, errors });
  const { motif, service } = desk.offer;
  const forced = values.forcer === true && desk.resources.some(({ id }) => id === picked.resource);
  const requestId = await takeDown(page, {
    service,
    motif,
    venue,
    picked,
    forced,
    intake: values.canal === 'counter' ? 'counter' : 'phone',
    minutes: desk.minutes,
    applicationIds,
    once,
    person: values.nom ?? '',
    phone: values.telephone ?? null,
    email: values.courriel,
    note: values.besoin ?? null,
    home: values.domicile ?? null,
    texts: values.sms === true,
  });
  if (requestId !== null) return page.seeOther(`${HOME}/${requestId}/pris`);
  const conflicts = await whyNot(page, { motif, venue, picked, minutes: desk.minutes });
  // Read again: the free times are those that are left.
  const left = await bookingDesk(page, asked);
  return drawPage(page, { ...asked, from: picked.slot }, left, { ...state, conflicts });
}
