// Why a time cannot be booked, in sentences that name who, where and when: to whoever keeps the agenda. Pure.

import { openHours } from '@parvis/scheduling';
import type { Agenda } from '../agenda.ts';
import { atPlace, saySpan, sayTime, wallClock } from '../french.ts';
import type { Motif } from '../schema.ts';
import { sayClosedHours } from './closure-words.ts';

const MINUTE = 60_000;

export interface WantedTime {
  readonly resource: string;
  readonly venue: string;
  /** Epoch milliseconds, without the time kept free before and after. */
  readonly start: number;
  readonly end: number;
  readonly motif: Pick<Motif, 'id' | 'title' | 'bufferBefore' | 'bufferAfter'>;
  /** Occupancies that do not count: that of the appointment to move. */
  readonly ignored?: readonly string[] | undefined;
}

export interface Conflict {
  /** An agent may pass over a `rule`; what is `taken` stays taken. */
  readonly kind: 'taken' | 'rule';
  readonly text: string;
}

/** All that is in the way, what is taken first; nothing where an agent may book. */
export function conflictsAt(
  agenda: Agenda,
  wanted: WantedTime,
  { now, nameOf }: { readonly now: number; readonly nameOf: (resource: string) => string },
): Conflict[] {
  const { resource, venue, start, end, motif } = wanted;
  const zone = agenda.venues.get(venue)?.zone ?? 'Europe/Paris';
  const who = nameOf(resource);
  const time = (at: number) => sayTime(wallClock(at, zone));
  const day = saySpan(wallClock(start, zone));
  const placeOf = (id: string | undefined) => {
    const found = id === undefined ? undefined : agenda.venues.get(id);
    return found === undefined ? '' : ` ${atPlace(found.commune)}`;
  };
  const from = start - motif.bufferBefore * MINUTE;
  const until = end + motif.bufferAfter * MINUTE;
  const ignored = new Set(wanted.ignored);
  const busy = agenda.busy.filter(
    (one) =>
      one.resource === resource &&
      (one.expires === undefined || one.expires > now) &&
      (one.id === undefined || !ignored.has(one.id)),
  );
  const conflicts: Conflict[] = [];
  if (start < now) conflicts.push({ kind: 'taken', text: 'Cette heure est déjà passée.' });
  for (const one of busy) {
    const away = one.venue === undefined || one.venue === venue ? 0 : agenda.travelMinutes(one.venue, venue);
    const overlaps = one.start < until && one.end > from;
    const tooFar = one.start < until + away * MINUTE && one.end > from - away * MINUTE;
    if (!overlaps && !tooFar) continue;
    const road = away > 0 ? `\u202F; le trajet demande ${away}\u00A0minutes` : '';
    const held = one.expires === undefined ? 'pris' : 'en cours de réservation';
    conflicts.push({
      kind: 'taken',
      text: `${who}\u00A0: ${held} de ${time(one.start)} à ${time(one.end)}${placeOf(one.venue)}${road}.`,
    });
  }
  const absent = agenda.absences.find(
    (one) => one.resource === resource && one.start < until && one.end > from,
  );
  if (absent !== undefined)
    conflicts.push({ kind: 'rule', text: `${who}\u00A0: absence à ce moment, le ${day}.` });
  const own = agenda.openings.filter((one) => one.resource === resource);
  const here = own.filter((one) => one.venue === venue && one.motifs.includes(motif.id));
  const covers = (closures: Agenda['closures']) =>
    openHours({ openings: here, closures }, { start: from, end: Math.max(until, from + 1) }).some(
      (hours) => hours.start <= start && hours.end >= end,
    );
  if (!covers(agenda.closures)) {
    const closed = covers([]);
    conflicts.push({
      kind: 'rule',
      text: closed
        ? `Le lieu est fermé le ${day}${closedHours(agenda, venue, wallClock(start, zone).toPlainDate().toString())}${placeOf(venue)}.`
        : `${who}\u00A0: pas de permanence${placeOf(venue)} de ${time(start)} à ${time(end)} le ${day} pour «\u00A0${motif.title}\u00A0».`,
    });
  }
  return conflicts;
}

/** « , de 8 h à 12 h »: the hours of a closure of that day; empty where a whole day is closed. */
function closedHours({ closures }: Agenda, venue: string, day: string): string {
  const there = closures.filter(
    (one) => (one.venue === undefined || one.venue === venue) && one.from <= day && day <= one.until,
  );
  const hours = there.map(sayClosedHours);
  return hours.length === 0 || hours.includes(null) ? '' : `, ${hours.join(' et ')},`;
}
