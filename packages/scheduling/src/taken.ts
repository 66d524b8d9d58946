// What is taken of a resource: appointments, holds, sessions of a workshop, outside calendars, absences.

import type { Absence } from './closure.ts';
import type { Interval } from './interval.ts';

/** Taken time of a resource, buffers included: an appointment, a hold, an outside calendar's event. */
export interface Busy extends Interval {
  resource: string;
  /** Where it takes place; without it, no travel is counted. */
  venue?: string | undefined;
  /** To leave it out of a search: the hold of the citizen who searches, the appointment that is being moved. */
  id?: string | undefined;
  /** A hold frees the time at this instant, if nobody confirms it before. */
  expires?: number | undefined;
  /** A workshop that has places left: whoever books it joins. */
  session?: Session | undefined;
}

/** A start of a workshop that somebody opened, by a booking or by hand. */
export interface Session extends Interval {
  /** One session may take several resources, each with a `Busy` of its own. */
  id: string;
  motif: string;
  zone: string;
  /** How many more people may come. */
  places: number;
}

/** Blocks of one resource by start, with how far those before reach: what may touch a span is found by bisection. */
export interface Taken {
  readonly blocks: readonly (Busy | Absence)[];
  readonly reach: readonly number[];
}

/** The bookings that hold at `now`: no expired hold, none of the ignored ones. */
export function standing(busy: readonly Busy[], now: number, ignored: readonly string[]): readonly Busy[] {
  const without = new Set(ignored);
  return busy.filter(
    ({ id, expires }) => (expires === undefined || expires > now) && (id === undefined || !without.has(id)),
  );
}

export function takenOf(blocks: readonly (Busy | Absence)[]): Taken {
  const sorted = blocks.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  let furthest = Number.NEGATIVE_INFINITY;
  const reach = sorted.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return { blocks: sorted, reach };
}

/** The blocks that may touch a span, by start. */
export function blocksNear({ blocks, reach }: Taken, start: number, end: number): (Busy | Absence)[] {
  let low = 0;
  let high = reach.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((reach[middle] ?? Number.POSITIVE_INFINITY) > start) high = middle;
    else low = middle + 1;
  }
  const near: (Busy | Absence)[] = [];
  for (let block = blocks[low]; block !== undefined && block.start < end; block = blocks[low]) {
    if (block.end > start) near.push(block);
    low += 1;
  }
  return near;
}
