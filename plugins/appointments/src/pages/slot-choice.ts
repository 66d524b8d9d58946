// « Où et quand »: the places of a motif, nearest first, and a week of free times at one of them. Links only: it works
// without a script, and one copy serves everyone.

import type { PageCtx } from '@parvis/kit';
import { type Agenda, firstSlot, freshUntil, horizonOf, readAgenda, slotsIn } from '../agenda.ts';
import { sayDistance, sayLength, sayShortly, sayWhen, wallClock } from '../french.ts';
import { type Offer, offerAt } from '../offers.ts';
import { orderPlaces, type Place, positionOf, venuesFor } from '../places.ts';
import { agendaTag, type Motif, type Venue } from '../schema.ts';
import { toSlotAddress } from '../slot-address.ts';
import { daysOfSlots, readDay, type WeekSpan, weekOf, weekTitle } from '../week.ts';
import { callUs, localAccess, whenAndWhere } from '../words.ts';

/** What the address asks for, as written: nothing of it is trusted. */
export interface Asked {
  readonly place: string | undefined;
  readonly week: string | undefined;
}

export async function slotChoicePage(page: PageCtx, slug: string, asked: Asked): Promise<Response> {
  const offer = await offerAt(page, slug);
  const { motif } = offer;
  const span = { from: page.now, until: horizonOf([motif], page.now) };
  const [agenda, position] = await Promise.all([readAgenda(page, span), positionOf(page)]);
  const places = orderPlaces(venuesFor(agenda, motif), page.site.authority.insee, position).map((one) => ({
    ...one,
    first: firstAt(agenda, motif, one.venue, page.now),
  }));
  const first = earliest(places);
  const place = chosenPlace(places, asked.place);
  const model = {
    ...motifModel(offer),
    first: first === null ? null : firstModel(motif, first),
    places: places.map((one) => ({
      ...placeModel(one),
      current: one === place,
      href: `/rendez-vous/${motif.slug}?lieu=${one.venue.slug}#horaires`,
      first: one.first === null ? null : sayShortly(one.first, one.venue.zone),
    })),
    week:
      place === undefined
        ? null
        : weekModel(agenda, motif, place.venue, { asked: asked.week, now: page.now }),
    help: callUs(offer.service.operator.contact),
  };
  return page.page('slots', model, {
    title: motif.title,
    description: motif.summary,
    breadcrumb: [{ href: '/rendez-vous', text: 'Rendez-vous' }],
    cache: { tags: [agendaTag(page.tenant)], until: freshUntil(motif, first?.first ?? null, page.now) },
  });
}

function motifModel({ motif, service }: Offer) {
  return {
    title: motif.title,
    summary: motif.summary,
    length: sayLength(motif.minutes),
    receivedBy: motif.receivedBy,
    bring: motif.bring,
    by: service.operator.name,
  };
}

/** A place with the first free start there. */
interface OpenPlace extends Place {
  readonly first: number | null;
}

/** The place that is free first; among equals, the nearest. */
function earliest(places: readonly OpenPlace[]): (OpenPlace & { readonly first: number }) | null {
  return places.reduce<(OpenPlace & { readonly first: number }) | null>(
    (best, { first, ...place }) =>
      first !== null && (best === null || first < best.first) ? { ...place, first } : best,
    null,
  );
}

function firstModel(motif: Motif, { first, venue }: { readonly first: number; readonly venue: Venue }) {
  return {
    text: whenAndWhere(first, venue),
    href: `/rendez-vous/${motif.slug}/${venue.slug}/${toSlotAddress(first, venue.zone)}`,
  };
}

function placeModel({ venue, km }: Place) {
  return {
    name: venue.name,
    commune: venue.commune,
    address: venue.address,
    access: localAccess(venue),
    distance: km === null ? null : sayDistance(km),
  };
}

/** The first free start at one venue. */
function firstAt(agenda: Agenda, motif: Motif, venue: Venue, now: number): number | null {
  const here = agenda.openings.map((opening) =>
    // Openings elsewhere stay: they cost the road, and offer nothing.
    opening.venue === venue.id ? opening : { ...opening, motifs: [] },
  );
  return firstSlot({ ...agenda, openings: here }, motif, now)?.start ?? null;
}

/** The asked place, else the nearest one with something free, else the nearest. */
function chosenPlace(places: readonly OpenPlace[], asked: string | undefined): OpenPlace | undefined {
  return (
    places.find(({ venue }) => venue.slug === asked) ??
    places.find(({ first }) => first !== null) ??
    places[0]
  );
}

function weekModel(
  agenda: Agenda,
  motif: Motif,
  venue: Venue,
  { asked, now }: { readonly asked: string | undefined; readonly now: number },
) {
  const { zone } = venue;
  const today = wallClock(now, zone).toPlainDate();
  const first = firstAt(agenda, motif, venue, now);
  const wanted = readDay(asked) ?? (first === null ? today : wallClock(first, zone).toPlainDate());
  const earliest = weekOf(today, zone);
  const latest = weekOf(today.add({ days: motif.horizonDays }), zone);
  const week = clamp(weekOf(wanted, zone), earliest, latest);
  const slots = slotsIn(agenda, motif, now, week).filter((slot) => slot.venue === venue.id);
  const address = (monday: string) =>
    `/rendez-vous/${motif.slug}?lieu=${venue.slug}&semaine=${monday}#horaires`;
  const beside = (days: number) => address(week.monday.add({ days }).toString());
  return {
    title: weekTitle(week),
    place: venue.name,
    commune: venue.commune,
    base: `/rendez-vous/${motif.slug}/${venue.slug}/`,
    days: daysOfSlots(slots, zone),
    previous: week.from > earliest.from ? beside(-7) : null,
    next: week.from < latest.from ? beside(7) : null,
    // Where this week has nothing, the way to the one that has.
    first:
      slots.length > 0 || first === null
        ? null
        : { text: sayWhen(first, zone), href: address(wallClock(first, zone).toPlainDate().toString()) },
  };
}

function clamp(week: WeekSpan, earliest: WeekSpan, latest: WeekSpan): WeekSpan {
  if (week.from < earliest.from) return earliest;
  return week.from > latest.from ? latest : week;
}
