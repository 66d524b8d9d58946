// The road between the places of a resource's round, in milliseconds, asked once a pair.

import { MINUTE } from './calendar-day.ts';
import type { TravelMinutes } from './distance.ts';

export type Road = (from: string, to: string) => number;

/** The road as one resource takes it. */
export interface Roads {
  readonly road: Road;
  /** Between any two of its places. */
  readonly longest: number;
}

export function roadOf(travel: TravelMinutes): Road {
  const known = new Map<string, Map<string, number>>();
  return (from, to) => {
    if (from === to) return 0;
    let roads = known.get(from);
    if (roads === undefined) {
      roads = new Map();
      known.set(from, roads);
    }
    let road = roads.get(to);
    if (road === undefined) {
      road = travel(from, to) * MINUTE;
      roads.set(to, road);
    }
    return road;
  };
}

/** The longest road, either way, between any two of the places. */
export function longestRoad(road: Road, places: Iterable<string>): number {
  const all = [...new Set(places)];
  let longest = 0;
  for (const from of all) for (const to of all) longest = Math.max(longest, road(from, to));
  return longest;
}
