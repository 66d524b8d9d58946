// Which starts of a stay are free: a grid of wall times from the start of the opening, swept against what is taken.

import { DAY, MINUTE } from './calendar-day.ts';
import type { TravelMinutes } from './distance.ts';
import { firstEndingAfter, type Interval, merged } from './interval.ts';
import type { Absence, Busy } from './opening.ts';
import type { Presence } from './presence.ts';
import { instantOf } from './zone.ts';

/** The motif's rules, in milliseconds, and the asked window. */
export interface Cut {
  length: number;
  step: number;
  before: number;
  after: number;
  from: number;
  /** Starts are before this in the zone: the window or the horizon, whichever ends first. */
  until: (zone: string) => number;
}

/**
 * The starts, as half-open intervals of whole milliseconds, at which the slot would touch something taken: for a
 * booking [s, e), every start in (s - length - after, e + before), wider by the road when it is at another venue.
 */
export function refusedStarts(
  taken: readonly (Busy | Absence)[],
  venue: string,
  cut: Cut,
  travel: TravelMinutes | undefined,
): Interval[] {
  return merged(
    taken
      .filter(({ start, end }) => start < end)
      .map((block) => {
        const there = 'venue' in block ? block.venue : undefined;
        const away = travel !== undefined && there !== undefined && there !== venue;
        return {
          start: block.start - (away ? travel(venue, there) * MINUTE : 0) - cut.length - cut.after + 1,
          end: block.end + (away ? travel(there, venue) * MINUTE : 0) + cut.before,
        };
      }),
  );
}

/** The starts on the opening's grid during a stay, in order. */
export function freeStarts({ start, end, day }: Presence, refused: readonly Interval[], cut: Cut): number[] {
  const first = Math.max(start, cut.from);
  const last = Math.min(end - cut.length, cut.until(day.opening.zone) - 1);
  if (first > last) return [];
  return day.offset === null
    ? unevenGrid(day.opening.zone, day.anchor, cut.step).filter(
        (at) => at >= first && at <= last && !covers(refused, at),
      )
    : evenStarts(day.anchor - day.offset, cut.step, first, last, refused);
}

function evenStarts(origin: number, step: number, first: number, last: number, refused: readonly Interval[]) {
  const starts: number[] = [];
  const onGrid = (instant: number) => origin + Math.ceil((instant - origin) / step) * step;
  let index = firstEndingAfter(refused, first);
  let at = onGrid(first);
  while (at <= last) {
    let block = refused[index];
    while (block !== undefined && block.end <= at) {
      index += 1;
      block = refused[index];
    }
    if (block !== undefined && block.start <= at) {
      at = onGrid(block.end);
    } else {
      starts.push(at);
      at += step;
    }
  }
  return starts;
}

/** The instants of a grid of wall times until midnight, on a day when clocks change. */
function unevenGrid(zone: string, anchor: number, step: number): number[] {
  const midnight = (Math.floor(anchor / DAY) + 1) * DAY;
  const length = Math.ceil((midnight - anchor) / step);
  return Array.from({ length }, (_, i) => instantOf(zone, anchor + i * step)).filter((at) => at !== null);
}

function covers(intervals: readonly Interval[], instant: number): boolean {
  const next = intervals[firstEndingAfter(intervals, instant)];
  return next !== undefined && next.start <= instant;
}
