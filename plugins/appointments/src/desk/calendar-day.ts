// One day of the agendas, in order of time: what is free, booked, held, taken, on the road, and who is away.

import { openHours } from '@parvis/scheduling';
import type { Agenda } from '../agenda.ts';
import type { BookingRow } from './bookings.ts';

interface Timed {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly resource: string;
}

export type CalendarEntry =
  | (Timed & { readonly kind: 'booking'; readonly venue: string; readonly row: BookingRow })
  | (Timed & { readonly kind: 'free' | 'road'; readonly venue: string })
  /** `held`: someone is booking it at this moment. `taken`: a workshop, or what an outside calendar says. */
  | (Timed & { readonly kind: 'held' | 'taken'; readonly venue: string | undefined })
  | (Timed & { readonly kind: 'away' });

export interface DayQuery {
  readonly agenda: Agenda;
  readonly rows: readonly BookingRow[];
  readonly resources: readonly { readonly id: string }[];
  readonly start: number;
  readonly end: number;
  readonly now: number;
}

export function entriesOfDay(query: DayQuery): CalendarEntry[] {
  const { agenda, resources, start, end } = query;
  const ids = new Set(resources.map(({ id }) => id));
  const here = (one: Timed) => ids.has(one.resource) && one.start < end && one.end > start;
  const busy = agenda.busy.filter(here).filter(({ expires }) => expires === undefined || expires > query.now);
  const free = openHours(
    {
      openings: agenda.openings.filter(({ resource }) => ids.has(resource)),
      absences: agenda.absences.filter(here),
      closures: agenda.closures,
      taken: busy,
    },
    { start, end },
  ).map(({ opening, ...span }): CalendarEntry => {
    const { resource, venue } = opening;
    return { ...span, kind: 'free', resource, venue };
  });
  const booked = new Set(query.rows.map(({ appointment }) => appointment.occupancyId));
  const bookings = query.rows
    .map((row): CalendarEntry => {
      const { startsAt, endsAt, resourceId, venueId } = row.appointment;
      return { kind: 'booking', start: startsAt, end: endsAt, resource: resourceId, venue: venueId, row };
    })
    .filter(here);
  const others = busy
    .filter(({ id }) => id === undefined || !booked.has(id))
    .map(
      (one): CalendarEntry => ({
        kind: one.expires === undefined ? 'taken' : 'held',
        start: one.start,
        end: one.end,
        resource: one.resource,
        venue: one.venue,
      }),
    );
  const away = agenda.absences.filter(here).map(
    (one): CalendarEntry => ({
      kind: 'away',
      start: Math.max(one.start, start),
      end: Math.min(one.end, end),
      resource: one.resource,
    }),
  );
  const stays = [...free, ...bookings, ...others];
  return [...stays, ...away, ...roadsBetween(stays, agenda)].sort(byTime);
}

function byTime(a: CalendarEntry, b: CalendarEntry): number {
  return a.start - b.start || a.end - b.end || (a.resource < b.resource ? -1 : 1);
}

/** The roads of the day, each just before the stay that it leads to. */
function roadsBetween(stays: readonly CalendarEntry[], { travelMinutes }: Agenda): CalendarEntry[] {
  const roads: CalendarEntry[] = [];
  const last = new Map<string, string>();
  for (const stay of stays.toSorted(byTime)) {
    const venue = stay.kind === 'away' ? undefined : stay.venue;
    if (venue === undefined) continue;
    const from = last.get(stay.resource);
    last.set(stay.resource, venue);
    if (from === undefined || from === venue) continue;
    const minutes = travelMinutes(from, venue);
    if (minutes === 0) continue;
    const { resource, start } = stay;
    roads.push({ kind: 'road', start: start - minutes * 60_000, end: start, resource, venue });
  }
  return roads;
}
