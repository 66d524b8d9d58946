// The national search of appointments for identity cards and passports calls these three. Anyone may come to any mairie that
// collects applications, so that all venues of the tenant answer, on whichever of its sites.

import type { ApiCtx, Endpoint } from '@parvis/kit';
import { daysInterval, localDay, type Slot } from '@parvis/scheduling';
import { horizonOf, readAgenda, slotsIn } from '../../agenda.ts';
import { peopleQuery } from '../../people.ts';
import { keptRoster, type Roster } from '../../roster.ts';
import type { Motif, Venue } from '../../schema.ts';
import { toSlotAddress } from '../../slot-address.ts';
import { type Origins, originsOf } from '../site-of-venue.ts';
import { addressOf, venueName } from '../venue-address.ts';
import { readApplicationIds } from './application-id.ts';
import { comingWith } from './applications.ts';
import { FOR_ANTS, invalid, readSlotSearch, type SlotSearch } from './caller.ts';
import { toAntsTime } from './local-time.ts';
import { REASONS, type Reason } from './tables.ts';

const text = { type: 'string' };
const texts = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, text]));

export const managedMeetingPoints: Endpoint = {
  ...FOR_ANTS,
  summary: 'ANTS\u00A0: les lieux où l’on dépose une demande de carte d’identité ou de passeport',
  schema: {
    type: 'array',
    items: {
      type: 'object',
      properties: {
        ...texts(['id', 'name', 'public_entry_address', 'zip_code', 'city_name', 'website']),
        longitude: { type: 'number' },
        latitude: { type: 'number' },
      },
      required: ['id', 'name', 'longitude', 'latitude', 'public_entry_address', 'zip_code', 'city_name'],
    },
  },
  async answer(ctx) {
    const roster = await keptRoster(ctx);
    const motifs = motifsFor(roster, REASONS);
    const ids = new Set(motifs.map(({ id }) => id));
    const open = roster.openings.filter((opening) => opening.motifs.some((id) => ids.has(id)));
    const used = new Set(open.map(({ venue }) => venue));
    const { originOf } = await originsOf(ctx);
    const venues = [...roster.venues.values()].filter(({ id }) => used.has(id));
    return { body: venues.flatMap((venue) => meetingPoint(ctx, venue, originOf(venue))) };
  },
};

/** One whose postal code nobody knows is left out: ANTS refuses the whole list for it. */
function meetingPoint({ authorities }: ApiCtx, venue: Venue, website: string): readonly object[] {
  const address = addressOf(venue, authorities);
  if (address === null) return [];
  return [
    {
      id: venue.id,
      name: venueName(venue),
      longitude: venue.longitude,
      latitude: venue.latitude,
      public_entry_address: address.street,
      zip_code: address.postalCode,
      city_name: venue.commune,
      website,
    },
  ];
}

/** Those received at a venue for one of these titles. */
function motifsFor(
  { motifs, named }: Pick<Roster, 'motifs' | 'named'>,
  wanted: readonly Reason[],
): readonly Motif[] {
  return [...motifs.values()].filter(
    ({ slug, place }) => place === 'on-site' && wanted.some((one) => named.motifs.get(slug)?.titles.has(one)),
  );
}

export const availableTimeSlots: Endpoint = {
  ...FOR_ANTS,
  summary: 'ANTS\u00A0: les créneaux libres de lieux, à l’heure du lieu malgré le «\u00A0Z\u00A0»',
  parameters: {
    meeting_point_ids: { description: 'Identifiants de lieux', required: true, repeated: true, schema: text },
    start_date: { description: 'Premier jour', required: true, schema: { type: 'string', format: 'date' } },
    end_date: {
      description: 'Dernier jour, compris',
      required: true,
      schema: { type: 'string', format: 'date' },
    },
    reason: {
      description: 'Le ou les titres demandés',
      required: true,
      schema: { type: 'string', enum: REASONS },
    },
    documents_number: {
      description: 'Combien de personnes déposent une demande',
      schema: { type: 'integer', minimum: 1, default: 1 },
    },
  },
  schema: {
    type: 'object',
    additionalProperties: {
      type: 'array',
      items: {
        type: 'object',
        properties: texts(['datetime', 'callback_url']),
        required: ['datetime', 'callback_url'],
      },
    },
  },
  async answer(ctx) {
    const search = readSlotSearch(ctx.query);
    return { body: await freeTimes(ctx, search) };
  },
};

/** Each point of the tenant that was asked for, even those with no time left. Four queries and one search a motif. */
async function freeTimes(ctx: ApiCtx, search: SlotSearch): Promise<object> {
  const roster = await keptRoster(ctx);
  const venues = search.points.flatMap((id) => roster.venues.get(id) ?? []);
  const motifs = motifsFor(roster, [search.reason]);
  const days = venues.map(({ zone }) => daysInterval(zone, search.from, search.to));
  const from = Math.max(ctx.now, Math.min(...days.map(({ start }) => start)));
  const until = Math.min(horizonOf(motifs, ctx.now), Math.max(...days.map(({ end }) => end)));
  if (venues.length === 0 || motifs.length === 0 || from >= until)
    return Object.fromEntries(venues.map(({ id }) => [id, []]));
  const agenda = await readAgenda(everywhere(ctx), { from, until });
  const origins = await originsOf(ctx);
  const found = new Map(venues.map(({ id }) => [id, new Map<string, string>()]));
  for (const motif of motifs) {
    const slots = slotsIn(
      agenda,
      motif,
      ctx.now,
      { from, until },
      {
        wishes: { venues: venues.map(({ id }) => id) },
        minutes: motif.minutes * search.documents,
      },
    );
    for (const slot of slots)
      addTime(found, { slot, motif, search, origins, venue: roster.venues.get(slot.venue) });
  }
  return Object.fromEntries([...found].map(([id, times]) => [id, inOrder(times)]));
}

/** The search of a site is for its commune; this one is for the whole country. */
function everywhere(ctx: ApiCtx): ApiCtx {
  return { ...ctx, site: { ...ctx.site, authority: { ...ctx.site.authority, insee: null } } };
}

interface FoundTime {
  readonly slot: Slot;
  readonly venue: Venue | undefined;
  readonly motif: Motif;
  readonly search: SlotSearch;
  readonly origins: Origins;
}

/** Each time of a venue once: the motif that comes first. */
function addTime(
  found: ReadonlyMap<string, Map<string, string>>,
  { slot, venue, motif, search, origins }: FoundTime,
): void {
  if (venue === undefined) return;
  const day = localDay(venue.zone, slot.start);
  if (day < search.from || day > search.to) return;
  const times = found.get(venue.id);
  const time = toAntsTime(slot.start, venue.zone);
  if (times === undefined || times.has(time)) return;
  const page = `/rendez-vous/${motif.slug}/${venue.slug}/${toSlotAddress(slot.start, venue.zone)}`;
  times.set(time, origins.originOf(venue) + page + peopleQuery(search.documents));
}

function inOrder(times: ReadonlyMap<string, string>) {
  return [...times]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([datetime, callback_url]) => ({ datetime, callback_url }));
}

/** ANTS asks for a few at a time. */
const MOST_APPLICATIONS = 100;

export const searchApplicationIds: Endpoint = {
  ...FOR_ANTS,
  summary: 'ANTS\u00A0: les rendez-vous pris avec des numéros de pré-demande',
  parameters: {
    application_ids: {
      description: 'Numéros de pré-demande, dix lettres et chiffres',
      required: true,
      repeated: true,
      schema: text,
    },
  },
  schema: {
    type: 'object',
    additionalProperties: {
      type: 'array',
      items: {
        type: 'object',
        properties: texts(['meeting_point', 'datetime', 'management_url']),
        required: ['meeting_point', 'datetime', 'management_url'],
      },
    },
  },
  async answer(ctx) {
    const ids = readApplicationIds(ctx.query.getAll('application_ids').join(' '));
    if (ids === null || ids.length === 0 || ids.length > MOST_APPLICATIONS) throw invalid('application_ids');
    return { body: await appointmentsOf(ctx, ids) };
  },
};

/** Those to come, by number; a number without any has an empty list. One query. */
async function appointmentsOf(ctx: ApiCtx, ids: readonly string[]): Promise<object> {
  const coming = await comingWith(ctx, ids);
  return Object.fromEntries(
    ids.map((id) => [
      id,
      coming
        .filter(({ application }) => application.applicationId === id)
        .map((row) => ({
          meeting_point: venueName(row.venue),
          datetime: toAntsTime(row.appointment.startsAt, row.appointment.zone),
          management_url: row.application.managementUrl,
        })),
    ]),
  );
}
