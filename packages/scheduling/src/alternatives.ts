// What to offer instead of a slot that somebody else took a moment ago.

import { MINUTE } from './calendar-day.ts';
import type { TravelMinutes } from './distance.ts';
import type { Slot } from './slot.ts';

/** A minute on the road weighs as much as this many minutes earlier or later. */
const ROAD_WEIGHT = 60;

/**
 * The free slots that come closest to the lost one in time and place, best first: 40 minutes of road weigh as much as
 * 40 hours of waiting. The lost slot itself is left out.
 *
 * @param slots As of `findSlots`, from some days around the lost one.
 */
export function alternatives(
  slots: readonly Slot[],
  lost: Pick<Slot, 'start' | 'venue'>,
  count: number,
  travelMinutes: TravelMinutes = () => 0,
): Slot[] {
  return slots
    .filter(({ start, venue }) => start !== lost.start || venue !== lost.venue)
    .map((slot) => {
      const road = slot.venue === lost.venue ? 0 : travelMinutes(lost.venue, slot.venue);
      return { slot, cost: Math.abs(slot.start - lost.start) / MINUTE + road * ROAD_WEIGHT };
    })
    .sort((a, b) => a.cost - b.cost || a.slot.start - b.slot.start)
    .slice(0, count)
    .map(({ slot }) => slot);
}
