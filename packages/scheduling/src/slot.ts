// A time at which somebody could come.

import type { Interval } from './interval.ts';

export interface Slot extends Interval {
  venue: string;
  /** Who could receive then, by id: any of them, to be tried in turn when booking. */
  resources: string[];
  /** For each further need of the motif, who could come along. */
  companions?: string[][];
  /** Of a workshop: how many more people may come. */
  places?: number;
  /** Of a workshop that is open already: its id, to join it. */
  session?: string;
}

/** By start, then venue. */
export function inOrder(a: Slot, b: Slot): number {
  return a.start - b.start || (a.venue < b.venue ? -1 : 1);
}
