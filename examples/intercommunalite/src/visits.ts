// Two invented advisors who go from venue to venue, and the four venues where they receive.

import type { TxCtx } from '@parvis/kit';
import {
  addAdvisor,
  addOpening,
  addVenue,
  locateCommune,
  motifIdOf,
  type NewVenue,
} from '@parvis/plugin-appointments';
import { BAILLEAU_LE_PIN, COURVILLE_SUR_EURE, ILLIERS_COMBRAY, LE_FAVRIL } from './bodies.ts';
import { addOtherWays } from './other-ways.ts';
import { type DemoAgent, ines, mathieu } from './people.ts';
import { POSITIONS } from './positions.ts';

const SINCE = '2026-09-01';
const HELP = 'aide-numerique';

type Weekday = 'MO' | 'TU' | 'WE' | 'TH' | 'FR';
type VenueName = 'courville' | 'illiers' | 'bailleau' | 'favril';

const VENUES: Readonly<Record<VenueName, Omit<NewVenue, 'latitude' | 'longitude'>>> = {
  courville: {
    slug: 'courville-sur-eure',
    name: 'Maison de l’intercommunalité',
    address: ['1 place du Parvis', '28190 Courville-sur-Eure'],
    commune: 'Courville-sur-Eure',
    insee: COURVILLE_SUR_EURE,
    access: 'Au rez-de-chaussée, à droite de l’accueil',
  },
  illiers: {
    slug: 'illiers-combray',
    name: 'Médiathèque',
    address: ['4 rue du Pré Catelan', '28120 Illiers-Combray'],
    commune: 'Illiers-Combray',
    insee: ILLIERS_COMBRAY,
    access: 'Salle du fond, après les romans',
  },
  bailleau: {
    slug: 'bailleau-le-pin',
    name: 'Mairie, salle du conseil',
    address: ['6 rue de la Mairie', '28120 Bailleau-le-Pin'],
    commune: 'Bailleau-le-Pin',
    insee: BAILLEAU_LE_PIN,
  },
  favril: {
    slug: 'le-favril',
    name: 'Mairie, petite salle',
    address: ['14 Grande Rue', '28190 Le Favril'],
    commune: 'Le Favril',
    insee: LE_FAVRIL,
    access: 'Entrée par la cour, une marche à l’entrée',
    wheelchair: false,
  },
};

interface Visit {
  readonly who: DemoAgent;
  readonly venue: VenueName;
  readonly day: Weekday;
  readonly start: string;
  readonly end: string;
}

/** A week of the two advisors. */
const WEEK: readonly Visit[] = [
  { who: ines, venue: 'illiers', day: 'MO', start: '09:00', end: '12:00' },
  { who: ines, venue: 'illiers', day: 'MO', start: '13:30', end: '17:00' },
  { who: ines, venue: 'bailleau', day: 'TU', start: '09:00', end: '12:30' },
  { who: ines, venue: 'favril', day: 'TH', start: '14:00', end: '17:30' },
  { who: ines, venue: 'illiers', day: 'FR', start: '09:00', end: '12:00' },
  { who: mathieu, venue: 'courville', day: 'MO', start: '09:00', end: '12:00' },
  { who: mathieu, venue: 'courville', day: 'TU', start: '13:30', end: '17:30' },
  { who: mathieu, venue: 'favril', day: 'WE', start: '09:00', end: '12:00' },
  { who: mathieu, venue: 'courville', day: 'TH', start: '09:00', end: '12:30' },
  { who: mathieu, venue: 'bailleau', day: 'FR', start: '13:30', end: '17:00' },
];

/** What was put in place: ids of venues by their name here, of advisors by their e-mail. */
export interface Received {
  readonly venues: ReadonlyMap<string, string>;
  readonly advisors: ReadonlyMap<string, string>;
}

/**
 * Puts the venues, the advisors and their week in place. `agents` are the ids of their accounts, by e-mail.
 *
 * One insertion each: the plugin's functions check every one, and there are twenty.
 */
export async function receiveCitizens(
  ctx: TxCtx,
  epciId: string,
  agents: ReadonlyMap<string, string>,
): Promise<Received> {
  for (const [insee, [latitude, longitude]] of Object.entries(POSITIONS)) {
    await locateCommune(ctx, { insee, latitude, longitude });
  }
  const venues = new Map<string, string>();
  for (const [name, venue] of Object.entries(VENUES)) {
    const [latitude, longitude] = POSITIONS[venue.insee] ?? [0, 0];
    venues.set(name, await addVenue(ctx, { ...venue, latitude, longitude }));
  }
  const advisors = new Map<DemoAgent, string>();
  for (const who of [ines, mathieu]) {
    advisors.set(
      who,
      await addAdvisor(ctx, { name: who.name, authorityId: epciId, agentId: agents.get(who.email) }),
    );
  }
  const motifIds = [found(await motifIdOf(ctx, HELP)), ...(await addOtherWays(ctx))];
  for (const { who, venue, day, start, end } of WEEK) {
    await addOpening(ctx, {
      resourceId: found(advisors.get(who)),
      venueId: found(venues.get(venue)),
      motifIds,
      recurrence: { freq: 'weekly', byDay: [day] },
      start,
      end,
      from: SINCE,
    });
  }
  return { venues, advisors: new Map([...advisors].map(([{ email }, id]) => [email, id])) };
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new TypeError('the demonstration names what it does not have');
  return value;
}
