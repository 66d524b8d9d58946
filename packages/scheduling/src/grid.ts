// Which starts of a stay are free: a grid of wall times from the start of the opening, swept against what is taken.

import { DAY } from './calendar-day.ts';
import { eachLeft, firstEndingAfter, type Interval, merged } from './interval.ts';
import type { Cut } from './motif.ts';
import type { Presence } from './presence.ts';
import type { Roads } from './road.ts';
import { blocksNear, type Taken } from './taken.ts';
import { instantOf } from './zone.ts';

/**
 * The starts during a stay, as half-open intervals of whole milliseconds, at which the slot would touch something
 * taken: for a booking [s, e), every start in (s - length - after, e + before), wider by the road when it is elsewhere.
 */
export function refusedStarts(
  taken: Taken,
  place: string,
  { start, end }: Interval,
  cut: Cut,
  roads: Roads | undefined,
): Interval[] {
  const margin = roads?.longest ?? 0;
  const near = blocksNear(taken, start - cut.before - margin, end + cut.after + margin);
  const refused = near.map((block) => {
    const there = 'venue' in block ? block.venue : undefined;
    const isAway = roads !== undefined && there !== undefined && there !== place;
    return {
      start: block.start - (isAway ? roads.road(place, there) : 0) - cut.length - cut.after + 1,
      end: block.end + (isAway ? roads.road(there, place) : 0) + cut.before,
    };
  });
  return refused.length > 1 ? merged(refused) : refused;
}

/** The starts that fit into a stay and into two spans, as one interval; empty when none does. */
export function fittingStarts(stay: Interval, asked: Interval, wished: Interval, cut: Cut): Interval {
  return {
    start: Math.max(stay.start, asked.start, wished.start),
    end: Math.min(stay.end - cut.length + 1, asked.end, wished.end),
  };
}

/** All free starts, on a grid or not: for a resource that comes along, and does not set the times. */
export function freeSpans(starts: Interval, refused: readonly Interval[]): Interval[] {
  const spans: Interval[] = [];
  eachLeft(starts, refused, (start, end) => spans.push({ start, end }));
  return spans;
}

/** The free starts on the grid of the opening, in order. */
export function freeStarts(
  { day }: Presence,
  { start, end }: Interval,
  refused: readonly Interval[],
  cut: Cut,
): number[] {
  if (start >= end) return [];
  return day.offset === null
    ? unevenGrid(day.opening.zone, day.anchor, cut.step).filter(
        (at) => at >= start && at < end && !covers(refused, at),
      )
    : evenStarts(day.anchor - day.offset, cut.step, { start, end }, refused);
}

function evenStarts(origin: number, step: number, { start, end }: Interval, refused: readonly Interval[]) {
  const starts: number[] = [];
  let index = firstEndingAfter(refused, start);
  let at = onGrid(start, origin, step);
  while (at < end) {
    let block = refused[index];
    while (block !== undefined && block.end <= at) {
      index += 1;
      block = refused[index];
    }
    if (block !== undefined && block.start <= at) {
      at = onGrid(block.end, origin, step);
    } else {
      starts.push(at);
      at += step;
    }
  }
  return starts;
}

function onGrid(instant: number, origin: number, step: number): number {
  return origin + Math.ceil((instant - origin) / step) * step;
}

/** The instants of a grid of wall times until midnight, on a day when clocks change. */
function unevenGrid(zone: string, anchor: number, step: number): number[] {
  const midnight = (Math.floor(anchor / DAY) + 1) * DAY;
  const length = Math.ceil((midnight - anchor) / step);
  return Array.from({ length }, (_, i) => instantOf(zone, anchor + i * step)).filter((at) => at !== null);
}

export function covers(intervals: readonly Interval[], instant: number): boolean {
  const next = intervals[firstEndingAfter(intervals, instant)];
  return next !== undefined && next.start <= instant;
}
