// « Déplacer ce rendez-vous »: another time, at the same place or another, for as long as the appointment is.

import { type PageCtx, PageError } from '@parvis/kit';
import { type Agenda, firstSlots, horizonOf, readAgenda, type SearchOptions } from '../agenda.ts';
import { moveUntil, placeLines } from '../appointment.ts';
import { sayDay, sayShortly, sayTime, sayWhen } from '../french.ts';
import { orderPlaces, positionOf, venuesFor } from '../places.ts';
import type { Venue } from '../schema.ts';
import { readSlotAddress } from '../slot-address.ts';
import { callUs, contactOf } from '../words.ts';
import { changeTime } from './change-time.ts';
import { venueAt } from './chosen-slot.ts';
import { type OwnAppointment, openedBy, refuseTooLate } from './own-appointment.ts';
import { weekModel } from './time-choice.ts';

export interface AskedMove {
  readonly place: string | undefined;
  readonly week: string | undefined;
}

export async function movePage(page: PageCtx, code: string, asked: AskedMove): Promise<Response> {
  const opened = await openedBy(page, code);
  refuseLateMove(page, opened);
  return timesPage(page, opened, asked);
}

async function timesPage(
  page: PageCtx,
  opened: OwnAppointment,
  { place, week, taken = false }: AskedMove & { readonly taken?: boolean },
): Promise<Response> {
  const { detail, code, request } = opened;
  const { motif, appointment } = detail;
  const span = { from: page.now, until: horizonOf([motif], page.now) };
  const [agenda, position] = await Promise.all([readAgenda(page, span), positionOf(page)]);
  const onSite = motif.place === 'on-site';
  const places = orderPlaces(venuesFor(agenda, motif), page.site.authority.insee, position);
  const venue = onSite ? (places.find((one) => one.venue.slug === place)?.venue ?? detail.venue) : undefined;
  const options = movingOptions(opened);
  const shown = { agenda, motif, venue, now: page.now, options: { ...options, ...only(venue) } };
  const base = `/rendez-vous/${code}/deplacement`;
  const model = {
    title: motif.title,
    current: sayWhen(appointment.startsAt, appointment.zone),
    taken,
    ...weekModel(shown, week, { base, query: venue === undefined ? '' : `lieu=${venue.slug}` }),
    places: onSite
      ? otherPlaces(
          agenda,
          opened,
          places.map((one) => one.venue),
          page.now,
        ).filter(({ slug }) => slug !== venue?.slug)
      : [],
    base,
    back: `/suivi/${code}`,
    help: callUs(contactOf(page, request.operatorId)),
  };
  return page.page('move', model, {
    title: 'Déplacer ce rendez-vous',
    breadcrumb: [{ href: `/suivi/${code}`, text: 'Mon rendez-vous' }],
    status: taken ? 409 : 200,
  });
}

function movingOptions({ detail: { appointment } }: OwnAppointment): SearchOptions {
  return {
    ignored: [appointment.occupancyId],
    minutes: Math.round((appointment.endsAt - appointment.startsAt) / 60_000),
  };
}

function only(venue: Venue | undefined): SearchOptions {
  return venue === undefined ? {} : { wishes: { venues: [venue.id] } };
}

function otherPlaces(agenda: Agenda, opened: OwnAppointment, venues: readonly Venue[], now: number) {
  const firsts = firstSlots(agenda, opened.detail.motif, now, movingOptions(opened));
  return venues.flatMap(({ id, slug, name, commune, zone }) => {
    const first = firsts.get(id);
    return first === undefined ? [] : [{ slug, name, commune, first: sayShortly(first.start, zone) }];
  });
}

interface MoveNames {
  readonly code: string;
  readonly venue: string;
  readonly slot: string;
}

export async function confirmMovePage(page: PageCtx, names: MoveNames): Promise<Response> {
  const opened = await openedBy(page, names.code);
  refuseLateMove(page, opened);
  const { detail, code } = opened;
  const { venue, at } = await wantedBy(page, opened, names);
  return page.page(
    'move-confirm',
    {
      title: detail.motif.title,
      before: {
        when: sayWhen(detail.appointment.startsAt, detail.appointment.zone),
        place: placeLines(detail),
      },
      after: {
        when: `${sayDay(at)} à ${sayTime(at)}`,
        place: placeLines({ ...detail, venue }),
      },
      action: `/rendez-vous/${code}/deplacement/${venue.slug}/${names.slot}`,
      change: `/rendez-vous/${code}/deplacement`,
      back: `/suivi/${code}`,
    },
    {
      title: 'Confirmer le nouveau rendez-vous',
      breadcrumb: [
        { href: `/suivi/${code}`, text: 'Mon rendez-vous' },
        { href: `/rendez-vous/${code}/deplacement`, text: 'Déplacer' },
      ],
    },
  );
}

export async function move(page: PageCtx, names: MoveNames): Promise<Response> {
  const opened = await openedBy(page, names.code);
  refuseLateMove(page, opened);
  const { venue } = await wantedBy(page, opened, names);
  const wanted = { motif: opened.detail.motif, venue, slot: names.slot };
  if (await changeTime(page, opened, wanted)) return page.seeOther(`/suivi/${opened.code}`);
  return timesPage(page, opened, { place: venue.slug, week: names.slot.slice(0, 10), taken: true });
}

async function wantedBy(page: PageCtx, { code }: OwnAppointment, names: MoveNames) {
  const at = readSlotAddress(names.slot);
  const venue = await venueAt(page, names.venue);
  if (venue !== null && at !== null) return { venue, at };
  throw new PageError(404, 'Ce créneau n’existe pas', 'L’adresse est peut-être incomplète.', [
    { href: `/rendez-vous/${code}/deplacement`, text: 'Choisir un créneau' },
  ]);
}

function refuseLateMove(page: PageCtx, opened: OwnAppointment): void {
  const { detail, code } = opened;
  if (detail.appointment.status === 'cancelled') {
    throw new PageError(409, 'Ce rendez-vous est annulé', 'Vous pouvez en prendre un autre.', [
      { href: `/rendez-vous/${detail.motif.slug}`, text: 'Prendre un autre rendez-vous' },
      { href: `/suivi/${code}`, text: 'Revenir au rendez-vous' },
    ]);
  }
  const hours = detail.motif.rescheduleHours;
  refuseTooLate(page, opened, { until: moveUntil(detail), hours, what: 'déplacer' });
}
