// A search made ready: everything that does not depend on the window is sorted and indexed once, so that a search over a
// year in several windows costs one pass.

import { byResource } from './by-resource.ts';
import { type Absence, type ClosedAt, type Closure, closedIntervals } from './closure.ts';
import type { TravelMinutes } from './distance.ts';
import { type Interval, merged } from './interval.ts';
import { type Cut, cutOf, type Motif } from './motif.ts';
import type { Opening } from './opening.ts';
import { longestRoad, type Roads, roadOf } from './road.ts';
import { type Busy, standing, type Taken, takenOf } from './taken.ts';
import { openingTest, type StartsWished, startsWished, type VenueFacts, type Wishes } from './wishes.ts';

/** Instants are epoch milliseconds. */
export interface SlotQuery {
  motif: Motif;
  openings: readonly Opening[];
  now: number;
  /** Slots start in [from, until). */
  from: number;
  until: number;
  /** How many come; 1 when left out. */
  people?: number | undefined;
  /** The true length when it is not the motif's, as for an appointment to move. The grid is unchanged. */
  minutes?: number | undefined;
  /** For all resources at once, in any order; what lies outside the window is harmless. */
  busy?: readonly Busy[] | undefined;
  /** Ids of `busy` that do not count: the citizen's own hold, the appointment that is being moved. */
  ignored?: readonly string[] | undefined;
  absences?: readonly Absence[] | undefined;
  closures?: readonly Closure[] | undefined;
  /** Days, 'YYYY-MM-DD', on which every venue is closed. */
  holidays?: readonly string[] | undefined;
  /** Whole minutes that a resource needs between two different venues. None when left out. */
  travelMinutes?: TravelMinutes | undefined;
  /** What kind each resource is, for a motif with `needs`. */
  resources?: ReadonlyMap<string, { readonly kind: string }> | undefined;
  /** For the wish of a wheelchair. */
  venues?: ReadonlyMap<string, VenueFacts> | undefined;
  wishes?: Wishes | undefined;
  /** For a visit at home: where that is, as a place that `travelMinutes` knows. */
  home?: string | undefined;
}

export interface Plan {
  readonly motif: Motif;
  readonly people: number;
  readonly cut: Cut;
  /** Who could receive, in order of id. */
  readonly leads: readonly ResourcePlan[];
  /** How many of the leads are needed at once. */
  readonly leadCount: number;
  /** Who must come along. */
  readonly companions: readonly Companions[];
  readonly closedAt: ClosedAt;
  readonly home: string | undefined;
  /** Whether the opening offers slots; other openings of a resource only cost travel. */
  readonly offers: (opening: Opening) => boolean;
  readonly wished: StartsWished;
  /** Blocks of the workshops that may be joined. */
  readonly sessions: readonly Busy[];
}

interface Companions {
  readonly count: number;
  readonly resources: readonly ResourcePlan[];
}

export interface ResourcePlan {
  readonly id: string;
  readonly openings: readonly Opening[];
  readonly absent: readonly Interval[];
  readonly taken: Taken;
  readonly roads: Roads | undefined;
}

/** @throws SchedulingError PARVIS_SCHEDULING_MOTIF */
export function planOf(query: Omit<SlotQuery, 'from' | 'until'>): Plan {
  const { motif, people = 1, wishes = {}, home, travelMinutes } = query;
  const cut = cutOf(query);
  const busy = standing(query.busy ?? [], query.now, query.ignored ?? []);
  const busyOf = byResource(busy);
  const absencesOf = byResource(query.absences ?? []);
  const openingsOf = byResource(query.openings);
  const road = travelMinutes === undefined ? undefined : roadOf(travelMinutes);
  const fits = openingTest(wishes, query.venues, (motif.place ?? 'on-site') === 'on-site');
  const serves = ({ motifs }: Opening) => motifs.includes(motif.id);

  const planFor = (id: string, openings: readonly Opening[]): ResourcePlan => {
    const absences = absencesOf.get(id) ?? [];
    const blocks = busyOf.get(id) ?? [];
    return {
      id,
      openings: road === undefined ? openings.filter(serves) : openings,
      absent: merged(absences),
      taken: takenOf([...blocks, ...absences]),
      roads:
        road === undefined
          ? undefined
          : { road, longest: longestRoad(road, placesOf(openings, blocks, home)) },
    };
  };
  const isOf = (kind: string | undefined, id: string) =>
    kind === undefined || query.resources?.get(id)?.kind === kind;
  const ofKind = (kind: string | undefined, offers: (opening: Opening) => boolean) =>
    [...openingsOf]
      .filter(([id, openings]) => isOf(kind, id) && openings.some(offers))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, openings]) => planFor(id, openings));

  const [leadKind, ...others] = countByKind(motif.needs ?? []);
  const offers = (opening: Opening) => serves(opening) && fits(opening);
  const leads = ofKind(leadKind?.kind, offers);
  return {
    motif,
    people,
    cut,
    // A workshop takes no more people than its places.
    leads: isTooMany(motif, people) ? [] : leads,
    leadCount: leadKind?.count ?? 1,
    companions: others.map(({ kind, count }) => ({ count, resources: ofKind(kind, serves) })),
    closedAt: closedIntervals(query.closures ?? [], query.holidays ?? []),
    home: motif.place === 'home' ? home : undefined,
    offers,
    wished: startsWished(wishes),
    sessions: busy.filter(
      ({ session, venue, resource }) =>
        session?.motif === motif.id &&
        session.places >= people &&
        venue !== undefined &&
        isOf(leadKind?.kind, resource) &&
        fits({ venue, resource }),
    ),
  };
}

function isTooMany({ capacity = 1 }: Motif, people: number): boolean {
  return capacity > 1 && people > capacity;
}

/** Everywhere that a resource may have to go. */
function placesOf(
  openings: readonly Opening[],
  blocks: readonly Busy[],
  home: string | undefined,
): Set<string> {
  const places = new Set(openings.map(({ venue }) => venue));
  for (const { venue } of blocks) if (venue !== undefined) places.add(venue);
  if (home !== undefined) places.add(home);
  return places;
}

function countByKind(needs: readonly string[]): { kind: string; count: number }[] {
  return [...new Set(needs)].map((kind) => ({ kind, count: needs.filter((need) => need === kind).length }));
}
