// Slots of several motifs at several venues, in the order in which a citizen looks at them.

import { distance, type Position } from './distance.ts';
import type { Motif, PlaceKind } from './motif.ts';
import type { SlotQuery } from './plan.ts';
import type { Slot } from './slot.ts';
import { findSlots } from './slots.ts';
import type { VenueFacts } from './wishes.ts';

export interface OfferQuery extends Omit<SlotQuery, 'motif' | 'venues'> {
  readonly motifs: readonly Motif[];
  readonly venues: ReadonlyMap<string, Position & VenueFacts>;
  /** Only these kinds of place; all when left out. */
  readonly places?: readonly PlaceKind[] | undefined;
  /** Where the citizen is; without it, places are equally far. */
  readonly position?: Position | undefined;
  readonly order: 'soonest' | 'nearest';
}

export interface Offer extends Slot {
  readonly motif: string;
  readonly place: PlaceKind;
  /** To the venue in a straight line; 0 where nobody has to come. Null where the citizen or the venue is not known. */
  readonly km: number | null;
}

/** Soonest first: by start, then distance. Nearest first: by distance, then start; what is not known comes last. */
export function findOffers({ motifs, places, position, order, ...query }: OfferQuery): Offer[] {
  const offers = motifs
    .filter(({ place = 'on-site' }) => places?.includes(place) ?? true)
    .flatMap((motif) => {
      const { place = 'on-site' } = motif;
      const km = place === 'on-site' ? distances(query.venues, position) : () => 0;
      return findSlots({ ...query, motif }).map(
        (slot): Offer => ({ ...slot, motif: motif.id, place, km: km(slot.venue) }),
      );
    });
  const nearer = (a: Offer, b: Offer) => far(a) - far(b);
  const sooner = (a: Offer, b: Offer) => a.start - b.start;
  return order === 'nearest'
    ? offers.sort((a, b) => nearer(a, b) || sooner(a, b))
    : offers.sort((a, b) => sooner(a, b) || nearer(a, b));
}

/** Half the earth is 20,004 km: no place is further. */
function far({ km }: Offer): number {
  return km ?? 50_000;
}

function distances(
  venues: ReadonlyMap<string, Position>,
  position: Position | undefined,
): (venue: string) => number | null {
  const known = new Map<string, number>();
  if (position !== undefined) for (const [id, venue] of venues) known.set(id, distance(position, venue));
  return (venue) => known.get(venue) ?? null;
}
