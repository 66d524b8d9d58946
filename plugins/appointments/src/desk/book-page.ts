// « Prendre un rendez-vous » for someone on the phone: one page, from the next free times to the name, under a minute.

import type { FieldError, Typed } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { asc, newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { type Agenda, horizonOf, readAgenda } from '../agenda.ts';
import { sayLength } from '../french.ts';
import { type Offer, offersOf } from '../offers.ts';
import { venueAt } from '../pages/chosen-slot.ts';
import { orderPlaces, positionOf, venuesFor } from '../places.ts';
import { type Resource, tables, type Venue } from '../schema.ts';
import { CRUMB, HOME, resourcesOf } from './agendas.ts';
import {
  type BookQuestions,
  type BookValues,
  bookControls,
  lineControls,
  OTHER_HOUR,
  readBooking,
} from './book-fields.ts';
import type { Conflict } from './conflict.ts';
import { lineOption, nextLines, type PickedTime, pickedStart, readPicked } from './slot-lines.ts';
import { takeDown } from './take-down.ts';
import { whyNot } from './why-not.ts';

const ADDRESS = `${HOME}/nouveau`;

/** As in the address; what is not known is not asked. */
export interface AskedBooking {
  readonly motif: string | undefined;
  /** INSEE code of the commune to start from. */
  readonly commune: string | undefined;
  /** From when on: as in the address of a slot. */
  readonly from: string | undefined;
  readonly venue: string | undefined;
  readonly resource: string | undefined;
}

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly chosen?: string | undefined;
  readonly conflicts?: readonly Conflict[];
  readonly token?: string;
}

interface Desk {
  readonly offers: readonly Offer[];
  readonly offer: Offer;
  readonly agenda: Agenda;
  readonly questions: BookQuestions;
  readonly resources: readonly Resource[];
}

export async function bookPage(page: DeskCtx, asked: AskedBooking, state: State = {}): Promise<Response> {
  page.demand('appointments.book');
  return drawPage(page, asked, await deskOf(page, asked.motif), state);
}

async function drawPage(page: DeskCtx, asked: AskedBooking, desk: Desk, state: State): Promise<Response> {
  const { offers, offer, agenda, questions, resources } = desk;
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
  const own = nextLines(agenda, { ...wanted, options: { wishes: wished } });
  // Where what was asked for has nothing, the rest is offered rather than nothing.
  const lines = own.length > 0 ? own : nextLines(agenda, wanted);
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
    motif: { slug: motif.slug, title: motif.title, length: sayLength(motif.minutes), bring: motif.bring },
    commune: insee ?? '',
    token: state.token ?? newId(),
    elsewhere: own.length === 0 && lines.length > 0 && Object.keys(wished).length > 0,
    lines: lineControls(
      lines.flatMap((slot) => lineOption(slot, agenda, nameOf)),
      state.chosen,
    ),
    who: controls.filter((one) => !other.includes(one)),
    other,
    otherOpen: state.typed?.['heure'] !== undefined && state.typed['heure'] !== '',
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

async function deskOf(page: DeskCtx, slug: string | undefined): Promise<Desk> {
  const offers = await offersOf(page, undefined, 'agents');
  const horizon = horizonOf(
    offers.map(({ motif }) => motif),
    page.now,
  );
  const agenda = await readAgenda(page, { from: page.now, until: horizon });
  const received = offers.filter(({ motif }) => venuesFor(agenda, motif).length > 0);
  const offer = offers.find(({ motif }) => motif.slug === slug) ?? received[0] ?? offers[0];
  if (offer === undefined) {
    throw new PageError(
      404,
      'Aucun motif de rendez-vous n’est proposé ici',
      'Aucune démarche de ce site ne se prend sur rendez-vous. Ajoutez un motif, puis proposez-le dans une démarche.',
      [{ href: HOME, text: 'Revenir à l’agenda' }],
    );
  }
  const resources = await resourcesOf(page);
  const venues = resources.length === 0 ? [] : await venuesOf(page);
  const questions = { motif: offer.motif, texts: page.texts, venues, resources };
  return { offers: unique(offers), offer, agenda, questions, resources };
}

/** A motif that several services lead to is one line of the list. */
function unique(offers: readonly Offer[]): readonly Offer[] {
  return offers.filter(({ motif }, index) => offers.findIndex((one) => one.motif.id === motif.id) === index);
}

export function venuesOf(page: DeskCtx): Promise<Venue[]> {
  const { venue } = tables.for(page.read);
  return page.read.select().from(venue).where(page.own(venue)).orderBy(asc(venue.commune), asc(venue.name));
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
  };
  const desk = await deskOf(page, asked.motif);
  const sent = body.get('envoi') ?? '';
  const token = /^[0-9a-f-]{36}$/.test(sent) ? sent : newId();
  const chosen = body.get('creneau');
  const outcome = readBooking(body, desk.questions, localDay(page.site.zone, page.now));
  if (!outcome.ok) return drawPage(page, asked, desk, { ...outcome, chosen, token });
  const { values, typed } = outcome;
  const picked = otherHour(values) ?? readPicked(chosen);
  const venue = picked === null ? null : await venueAt(page, picked.venue);
  const state = { typed, chosen, token };
  if (picked === null || venue === null) {
    const error = {
      fieldId: 'creneau',
      code: 'missing',
      anchor: 'jour',
      message: 'Choisissez une heure.',
    } as const;
    return drawPage(page, asked, desk, { ...state, errors: [error] });
  }
  const { motif, service } = desk.offer;
  const forced = values.forcer === true && desk.resources.some(({ id }) => id === picked.resource);
  const requestId = await takeDown(page, {
    service,
    motif,
    venue,
    picked,
    forced,
    intake: values.canal === 'counter' ? 'counter' : 'phone',
    once: `desk-appointment:${page.actor.id}:${token}`,
    person: values.nom ?? '',
    phone: values.telephone ?? null,
    email: values.courriel,
    note: values.besoin ?? null,
    home: values.domicile ?? null,
    texts: values.sms === true,
  });
  if (requestId !== null) return page.seeOther(`${HOME}/${requestId}/pris`);
  const conflicts = await whyNot(page, { motif, venue, picked });
  // Read again: the free times are those that are left.
  const left = await deskOf(page, asked.motif);
  return drawPage(page, { ...asked, from: picked.slot }, left, { ...state, conflicts });
}

/** The hour that was typed by hand, where one was. */
export function otherHour({ jour, heure, lieu, avec }: Partial<BookValues>): PickedTime | null {
  if (jour === undefined || heure === undefined || lieu === undefined) return null;
  return { venue: lieu, slot: `${jour}-${heure.replace(':', '')}`, resource: avec };
}
