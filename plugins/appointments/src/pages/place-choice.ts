// « Où »: the places and the other ways of a motif, nearest or soonest first, each with its first free time. Links and one
// form without a script; one copy serves everyone.

import type { PageCtx } from '@parvis/kit';
import { withArticle } from '@parvis/territory';
import { type Agenda, firstSlots, freshUntil, horizonOf, readAgenda, whyNothing } from '../agenda.ts';
import { sayKind } from '../appointment.ts';
import { sayDistance, sayLength, sayShortly } from '../french.ts';
import type { Offer, OfferWithOthers } from '../offers.ts';
import { peopleQuery, sayPeople } from '../people.ts';
import { orderPlaces, type Place, positionOf, venuesFor } from '../places.ts';
import { agendaTag, type Motif, type Venue } from '../schema.ts';
import { toSlotAddress } from '../slot-address.ts';
import { countUnmet, sayUnmet } from '../unmet.ts';
import { type AskedWishes, wishesModel, wishesOf, wishesQuery } from '../wishes.ts';
import { callUs, localAccess, whenAndWhere } from '../words.ts';

export async function placeChoicePage(
  page: PageCtx,
  offer: OfferWithOthers,
  asked: AskedWishes,
): Promise<Response> {
  const { motif, others, service } = offer;
  const span = { from: page.now, until: horizonOf([motif, ...others], page.now) };
  const [agenda, position] = await Promise.all([readAgenda(page, span), positionOf(page)]);
  const people = asked.people ?? 1;
  const options = { wishes: wishesOf(asked), minutes: motif.minutes * people };
  const firsts = firstSlots(agenda, motif, page.now, options);
  const near = orderPlaces(venuesFor(agenda, motif), page.site.authority.insee, position)
    .filter(({ venue }) => !asked.wheelchair || venue.wheelchair)
    .map((place): OpenPlace => ({ ...place, first: firsts.get(place.venue.id)?.start ?? null }));
  const places = asked.order === 'soonest' ? near.toSorted(sooner) : near;
  const first = near.reduce<OpenPlace | null>(
    (best, one) => (one.first !== null && (best === null || sooner(one, best) < 0) ? one : best),
    null,
  );
  const reason = first === null ? whyNothing(agenda, motif, page.now, options) : null;
  if (reason !== null) await countUnmet(page, motif, reason);
  const query = wishesQuery(asked);
  const model = {
    ...motifModel(offer, asked.people),
    action: `/rendez-vous/${motif.slug}`,
    wishes: wishesModel(asked),
    first: first?.first == null ? null : slotModel(motif, first.venue, first.first, people),
    nothing: reason === null ? null : { text: sayUnmet(reason), filtered: reason === 'wishes' },
    places: places.map((one) => ({
      ...placeModel(one),
      href: `/rendez-vous/${motif.slug}?lieu=${one.venue.slug}${query === '' ? '' : `&${query}`}`,
      first: one.first === null ? null : slotModel(motif, one.venue, one.first, people),
    })),
    others: others.map((other) => otherModel(agenda, other, page.now)),
    help: callUs(service.operator.contact),
  };
  return page.page('places', model, {
    title: motif.title,
    description: motif.summary,
    breadcrumb: [{ href: '/rendez-vous', text: 'Rendez-vous' }],
    // A search without a slot is counted each time.
    ...(reason === null && {
      cache: {
        tags: [agendaTag(page.tenant)],
        until: freshUntil(agenda, motif, first?.first ?? null, page.now),
      },
    }),
  });
}

/** `people`: how many come, once they said so; null where it was not asked. */
export function motifModel({ motif, service }: Offer, people: number | null) {
  return {
    steps: stepsOf(people !== null),
    people:
      people === null ? null : { text: `Pour ${sayPeople(people)}`, change: `/rendez-vous/${motif.slug}` },
    title: motif.title,
    summary: motif.summary,
    length: sayLength(motif.minutes * (people ?? 1)),
    receivedBy: motif.receivedBy,
    bring: motif.bring,
    by: withArticle(service.operator),
  };
}

/** Where someone stands between the reason and the confirmation: one step more where the number of people is asked. */
export function stepsOf(askPeople: boolean) {
  const of = askPeople ? 5 : 4;
  return {
    people: { step: 2, of: 5 },
    place: { step: of - 2, of },
    time: { step: of - 1, of },
    person: { step: of, of },
  };
}

/** A place with the first free start there. */
interface OpenPlace extends Place {
  readonly first: number | null;
}

/** What is not free comes last; equals stay in the order of their distance. */
function sooner(a: OpenPlace, b: OpenPlace): number {
  if (a.first === null || b.first === null) return Number(a.first === null) - Number(b.first === null);
  return a.first - b.first;
}

function slotModel(motif: Motif, venue: Venue, start: number, people = 1) {
  return {
    text: whenAndWhere(start, venue),
    short: sayShortly(start, venue.zone),
    href: `/rendez-vous/${motif.slug}/${venue.slug}/${toSlotAddress(start, venue.zone)}${peopleQuery(people)}`,
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

/** Another way to the same help: by phone, by video, at home. */
function otherModel(agenda: Agenda, motif: Motif, now: number) {
  const [first] = firstSlots(agenda, motif, now).values();
  const venue = first === undefined ? undefined : agenda.venues.get(first.venue);
  return {
    kind: sayKind(motif.place),
    title: motif.title,
    length: sayLength(motif.minutes),
    href: `/rendez-vous/${motif.slug}`,
    first: first === undefined || venue === undefined ? null : slotModel(motif, venue, first.start),
  };
}
