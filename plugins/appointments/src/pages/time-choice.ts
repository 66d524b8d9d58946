// « Quand »: the first free time at once, then the other days of a place, a week a page. By phone, by video and at home the
// place does not matter: the times of all who could help are put together.

import { type PageCtx, PageError } from '@parvis/kit';
import type { Slot } from '@parvis/scheduling';
import {
  type Agenda,
  firstSlot,
  freshUntil,
  horizonOf,
  readAgenda,
  type SearchOptions,
  slotsIn,
  whyNothing,
} from '../agenda.ts';
import { placeLines, sayKind } from '../appointment.ts';
import { sayWhen, wallClock } from '../french.ts';
import type { Offer } from '../offers.ts';
import { peopleAnswer, peopleQuery } from '../people.ts';
import { venuesFor } from '../places.ts';
import { agendaTag, type Motif, type Venue } from '../schema.ts';
import { toSlotAddress } from '../slot-address.ts';
import { countUnmet, sayUnmet } from '../unmet.ts';
import { daysOfSlots, readDay, type WeekSpan, weekOf, weekTitle } from '../week.ts';
import { type AskedWishes, wishesOf, wishesQuery } from '../wishes.ts';
import { callUs, localAccess } from '../words.ts';
import { motifModel } from './place-choice.ts';

/** What the address asks for, as written: nothing of it is trusted. */
export interface AskedTime {
  /** Slug of a venue; none where the appointment is not at one. */
  readonly place: string | undefined;
  readonly week: string | undefined;
  readonly wishes: AskedWishes;
}

export async function timeChoicePage(page: PageCtx, offer: Offer, asked: AskedTime): Promise<Response> {
  const { motif } = offer;
  const span = { from: page.now, until: horizonOf([motif], page.now) };
  const agenda = await readAgenda(page, span);
  const venue = venuesFor(agenda, motif).find((one) => one.slug === asked.place);
  if (venue === undefined && motif.place === 'on-site') throw noSuchPlace(motif);
  const shown = { agenda, motif, venue, now: page.now, options: optionsOf(asked.wishes, venue, motif) };
  const query = [venue && `lieu=${venue.slug}`, wishesQuery(asked.wishes)].filter(Boolean).join('&');
  const base = `/rendez-vous/${motif.slug}`;
  const people = peopleAnswer(asked.wishes.people);
  const week = weekModel(shown, asked.week, {
    base,
    query,
    slotQuery: peopleQuery(asked.wishes.people ?? 1),
  });
  const first = firstSlot(agenda, motif, page.now, shown.options);
  const reason = first === null ? whyNothing(agenda, motif, page.now, shown.options) : null;
  if (reason !== null) await countUnmet(page, motif, reason);
  const model = {
    ...motifModel(offer, asked.wishes.people),
    ...week,
    nothing: reason === null ? null : sayUnmet(reason),
    filtered:
      wishesOf(asked.wishes) === undefined ? null : addressOf(base, venue && `lieu=${venue.slug}`, people),
    change: motif.place === 'on-site' ? addressOf(base, people) : '/rendez-vous',
    help: callUs(offer.service.operator.contact),
  };
  return page.page('times', model, {
    title: venue === undefined ? motif.title : `${motif.title}\u00A0: ${venue.commune}`,
    breadcrumb: [
      { href: '/rendez-vous', text: 'Rendez-vous' },
      ...(venue === undefined ? [] : [{ href: base, text: motif.title }]),
    ],
    ...(reason === null && {
      cache: {
        tags: [agendaTag(page.tenant)],
        until: freshUntil(agenda, motif, first?.start ?? null, page.now),
      },
    }),
  });
}

function addressOf(base: string, ...query: readonly (string | undefined)[]): string {
  const asked = query.filter(Boolean).join('&');
  return asked === '' ? base : `${base}?${asked}`;
}

function noSuchPlace(motif: Motif): PageError {
  return new PageError(404, 'Personne ne reçoit à cet endroit', 'Le lieu a peut-être changé de nom.', [
    { href: `/rendez-vous/${motif.slug}`, text: 'Choisir un lieu' },
  ]);
}

function optionsOf(asked: AskedWishes, venue: Venue | undefined, motif: Motif): SearchOptions {
  const wishes = wishesOf(asked);
  return {
    wishes: venue === undefined ? wishes : { ...wishes, venues: [venue.id] },
    minutes: motif.minutes * (asked.people ?? 1),
  };
}

/** What times are shown of. */
export interface ShownTimes {
  readonly agenda: Agenda;
  readonly motif: Motif;
  readonly venue: Venue | undefined;
  readonly now: number;
  readonly options: SearchOptions;
}

interface ShownLinks {
  readonly base: string;
  readonly query: string;
  readonly slotQuery?: string;
}

/** The first free time, and a week of the others; `base` is what the addresses of slots begin with, `slotQuery` their end. */
export function weekModel(
  shown: ShownTimes,
  askedWeek: string | undefined,
  { base, query, slotQuery = '' }: ShownLinks,
) {
  const { agenda, motif, venue, now, options } = shown;
  const first = firstSlot(agenda, motif, now, options);
  const zone = zoneOf(shown, first);
  const today = wallClock(now, zone).toPlainDate();
  const firstDay = first === null ? today : wallClock(first.start, zone).toPlainDate();
  const earliest = weekOf(today, zone);
  const latest = weekOf(today.add({ days: motif.horizonDays }), zone);
  const week = clamp(weekOf(readDay(askedWeek) ?? firstDay, zone), earliest, latest);
  const slots = onceEach(slotsIn(agenda, motif, now, week, options));
  const addressOf = (slot: Slot) => {
    const there = agenda.venues.get(slot.venue);
    return there === undefined
      ? base
      : `${base}/${there.slug}/${toSlotAddress(slot.start, there.zone)}${slotQuery}`;
  };
  const page = (monday: string) => `${base}?${query === '' ? '' : `${query}&`}semaine=${monday}#horaires`;
  const beside = (days: number) => page(week.monday.add({ days }).toString());
  return {
    place: venue === undefined ? [sayKind(motif.place)] : placeLines({ venue, motif }),
    access: venue === undefined || motif.place !== 'on-site' ? [] : localAccess(venue),
    some: first !== null,
    // Whoever looks at another week has seen it.
    first:
      first === null || askedWeek !== undefined
        ? null
        : { text: sayWhen(first.start, zone), href: addressOf(first) },
    week: {
      title: weekTitle(week),
      place: venue?.name ?? null,
      commune: venue?.commune ?? null,
      days: daysOfSlots(slots, zone, addressOf),
      previous: week.from > earliest.from ? beside(-7) : null,
      next: week.from < latest.from ? beside(7) : null,
      // Where this week has nothing, the way to the one that has.
      first:
        slots.length > 0 || first === null
          ? null
          : { text: sayWhen(first.start, zone), href: page(firstDay.toString()) },
    },
  };
}

function zoneOf({ agenda, motif, venue }: ShownTimes, first: Slot | null): string {
  const there = venue ?? (first === null ? venuesFor(agenda, motif)[0] : agenda.venues.get(first.venue));
  return there?.zone ?? 'Europe/Paris';
}

/** A start is shown once, whoever may help then. */
function onceEach(slots: readonly Slot[]): Slot[] {
  const starts = new Map(slots.toReversed().map((slot) => [slot.start, slot]));
  return [...starts.values()].sort((a, b) => a.start - b.start);
}

function clamp(week: WeekSpan, earliest: WeekSpan, latest: WeekSpan): WeekSpan {
  if (week.from < earliest.from) return earliest;
  return week.from > latest.from ? latest : week;
}
