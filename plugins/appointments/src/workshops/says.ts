// What screens, mails and calendars say of workshops.

import { saySpan, sayTime, sayWhen, wallClock } from '../french.ts';
import type { Venue } from '../schema.ts';
import type { Access, Level, Presence, Session, Workshop } from './tables.ts';

const NBSP = '\u00A0';

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  beginner: 'Débutants',
  some: 'À l’aise avec les bases',
  any: 'Tous niveaux',
};

export const ACCESS_WORDS: Readonly<Record<Access, string>> = {
  everyone: 'Tout le monde, en ligne',
  agents: 'Sur inscription par un agent seulement',
  prescribers: 'Sur orientation d’un travailleur social ou d’un partenaire seulement',
};

export const PRESENCE_WORDS: Readonly<Record<Presence, string>> = {
  unknown: 'À noter',
  seen: 'Présent',
  excused: 'Excusé',
  noshow: 'Absent',
  revoked: 'Place retirée',
};

/** « mardi 1er décembre 2026 à 14 h, jusqu’à 16 h » */
export function saySession({
  startsAt,
  endsAt,
  zone,
}: Pick<Session, 'startsAt' | 'endsAt' | 'zone'>): string {
  return `${sayWhen(startsAt, zone)}, jusqu’à ${sayTime(wallClock(endsAt, zone))}`;
}

/** « mardi 1er décembre, de 14 h à 16 h » */
export function saySessionShortly({ startsAt, endsAt, zone }: Session): string {
  const start = wallClock(startsAt, zone);
  return `${saySpan(start)}, de ${sayTime(start)} à ${sayTime(wallClock(endsAt, zone))}`;
}

/** Where a session takes place, line by line. */
export function sessionPlace(venue: Venue, { place }: Pick<Workshop, 'place'>): readonly string[] {
  if (place === 'video') return ['En visioconférence'];
  const named = venue.address.some((line) => line.includes(venue.commune));
  return [venue.name, ...venue.address, ...(named ? [] : [venue.commune])];
}

/** « Il reste 4 places », « Complet » */
export function sayFree(free: number): string {
  if (free <= 0) return 'Complet';
  return free === 1 ? `Il reste 1${NBSP}place` : `Il reste ${free}${NBSP}places`;
}

/** « 3 places prises sur 8 » */
export function sayTaken({ taken, capacity }: Pick<Session, 'taken' | 'capacity'>): string {
  return `${taken}${NBSP}${taken < 2 ? 'place prise' : 'places prises'} sur ${capacity}`;
}

/** « 1 personne », « 3 personnes » */
export function sayPeople(people: number): string {
  return people === 1 ? `1${NBSP}personne` : `${people}${NBSP}personnes`;
}

/** « 1re », « 2e » */
export function sayRank(rank: number): string {
  return rank === 1 ? '1re' : `${rank}e`;
}

/** « Inès Roussel et Mathieu Garance » */
export function sayNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
}
