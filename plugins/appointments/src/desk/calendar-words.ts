// An entry of the calendar in words: read aloud, « 9 h 30 à 10 h 15, Mme D., Être aidé par un conseiller… ».

import { formatPhone } from '@parvis/forms';
import type { Agenda } from '../agenda.ts';
import { atPlace, sayTime, wallClock } from '../french.ts';
import type { Resource, Venue } from '../schema.ts';
import { toSlotAddress } from '../slot-address.ts';
import { HOME } from './agendas.ts';
import type { CalendarEntry } from './calendar-day.ts';
import { sayPresence } from './presence-words.ts';

const MINUTE = 60_000;
const LONGEST = 8;

export interface WordsFor {
  readonly agenda: Pick<Agenda, 'venues' | 'travelMinutes'>;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly zone: string;
  readonly now: number;
  /** More than one agenda is shown together: each entry says whose. */
  readonly several: boolean;
  readonly mayBook: boolean;
}

export function entryModel(entry: CalendarEntry, words: WordsFor) {
  const zone = zoneOf(entry, words);
  const { start, end } = entry;
  return {
    kind: entry.kind,
    from: sayTime(wallClock(start, zone)),
    to: sayTime(wallClock(end, zone)),
    machine: wallClock(start, zone).toPlainTime().toString().slice(0, 5),
    // A step a half hour, so that a long one looks long.
    length: Math.min(LONGEST, Math.max(1, Math.round((end - start) / (30 * MINUTE)))),
    who: words.several ? (words.resources.get(entry.resource)?.name ?? null) : null,
    past: end <= words.now,
    ...saidOf(entry, words),
  };
}

function zoneOf(entry: CalendarEntry, { agenda, zone }: WordsFor): string {
  if (entry.kind === 'booking') return entry.row.appointment.zone;
  if (entry.kind === 'away' || entry.venue === undefined) return zone;
  return agenda.venues.get(entry.venue)?.zone ?? zone;
}

function saidOf(entry: CalendarEntry, words: WordsFor) {
  const venue =
    entry.kind === 'away' || entry.venue === undefined ? null : words.agenda.venues.get(entry.venue);
  const place = venue ? venue.commune : null;
  switch (entry.kind) {
    case 'booking': {
      const { appointment, motif, venue: where, attendance } = entry.row;
      const presence = attendance?.presence ?? 'unknown';
      return {
        title: appointment.person,
        href: `/agent/demandes/${appointment.requestId}`,
        lines: [motif.title, motif.place === 'on-site' ? where.commune : otherPlace(motif.place)],
        phone: appointment.phone === null ? null : formatPhone(appointment.phone),
        version: appointment.sequence,
        presence: presence === 'unknown' ? null : sayPresence(presence),
        move:
          words.mayBook && entry.start > words.now ? `${HOME}/${appointment.requestId}/deplacement` : null,
        cancel:
          words.mayBook && entry.start > words.now ? `${HOME}/${appointment.requestId}/annulation` : null,
      };
    }
    case 'free': {
      const bookable = words.mayBook && entry.end > words.now && venue;
      return {
        title: 'Libre',
        lines: place === null ? [] : [place],
        book: bookable ? bookAddress(entry, venue, words.now) : null,
        drop: bookable ? dropTarget(entry, venue) : null,
      };
    }
    case 'road':
      return {
        title: `Trajet de ${Math.round((entry.end - entry.start) / MINUTE)}\u00A0minutes`,
        lines: place === null ? [] : [`pour aller ${atPlace(place)}`],
      };
    case 'held':
      return { title: 'Créneau retenu', lines: ['quelqu’un réserve en ce moment'] };
    case 'taken':
      return { title: 'Occupé', lines: place === null ? [] : [place] };
    case 'away':
      return { title: 'Absence', lines: [] };
  }
}

function otherPlace(place: 'phone' | 'video' | 'home'): string {
  return { phone: 'par téléphone', video: 'en visioconférence', home: 'à domicile' }[place];
}

type FreeEntry = Extract<CalendarEntry, { kind: 'free' | 'road' }>;

function bookAddress({ start, resource }: FreeEntry, venue: Venue, now: number): string {
  const from = toSlotAddress(Math.max(start, now), venue.zone);
  return `${HOME}/nouveau?${new URLSearchParams({ des: from, lieu: venue.slug, avec: resource }).toString()}`;
}

/** Where an appointment that is dragged here begins: `<venue>/<time>/<who>`. */
function dropTarget({ start, resource }: FreeEntry, venue: Venue): string {
  return `${venue.slug}/${toSlotAddress(start, venue.zone)}/${resource}`;
}
