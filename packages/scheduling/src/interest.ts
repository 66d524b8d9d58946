// How far a search needs to look at a venue, given what it has found: all the way, or no later than the first slot.

export interface Interest {
  /** Starts from this instant on are of no interest at the venue. */
  until(venue: string): number;
  found(venue: string, start: number): void;
}

/** Every slot. */
export const EVERY: Interest = { until: () => Number.POSITIVE_INFINITY, found: () => {} };

/** The first slot, wherever it is; all who could receive then are still found. */
export function firstAnywhere(): Interest {
  let first = Number.POSITIVE_INFINITY;
  return {
    until: () => first + 1,
    found: (_, start) => {
      first = Math.min(first, start);
    },
  };
}

/** The first slot of each venue. */
export function firstOfEach(): Interest {
  const firstAt = new Map<string, number>();
  const known = (venue: string) => firstAt.get(venue) ?? Number.POSITIVE_INFINITY;
  return {
    until: (venue) => known(venue) + 1,
    found: (venue, start) => {
      firstAt.set(venue, Math.min(known(venue), start));
    },
  };
}
