// The slot search: a function from openings, absences, closures and bookings to free starts. Per resource it sorts and
// sweeps, O((W + B) log (W + B)) for W stays and B bookings, and does no date arithmetic within an opening day.

import { DAY, MINUTE } from './calendar-day.ts';
import { EVERY, firstAnywhere, firstOfEach } from './interest.ts';
import type { Interval } from './interval.ts';
import { planOf, type SlotQuery } from './plan.ts';
import { slotsBetween } from './search.ts';
import { inOrder, type Slot } from './slot.ts';

/**
 * Every free start, once a venue, by start then venue. A slot lies within one opening; it and its buffers touch no
 * booking or absence of the resource. Starts are on a grid of wall times from the start of the opening: on the days
 * when clocks change, wall times that do not exist are skipped and one that happens twice is offered the first time.
 * A workshop that is open already is offered at its own time, whatever the openings, until it is full.
 * @throws SchedulingError for a rule that cannot be computed.
 */
export function findSlots(query: SlotQuery): Slot[] {
  return slotsBetween(planOf(query), { start: query.from, end: query.until }, EVERY);
}

/** A query whose end may be left out: the search then goes to the motif's horizon. */
export type OpenQuery = Omit<SlotQuery, 'until'> & { until?: number | undefined };

/** The first slot at or after `from`. */
export function nextSlot(query: OpenQuery): Slot | null {
  const plan = planOf(query);
  const interest = firstAnywhere();
  for (const window of windowsOf(query)) {
    const [slot] = slotsBetween(plan, window, interest);
    if (slot !== undefined) return slot;
  }
  return null;
}

/** The first slot at each venue that has one, in one pass over all of them, by start then venue. */
export function nextSlots(query: OpenQuery): Slot[] {
  const plan = planOf(query);
  const interest = firstOfEach();
  const first = new Map<string, Slot>();
  for (const window of windowsOf(query)) {
    for (const slot of slotsBetween(plan, window, interest)) {
      if (!first.has(slot.venue)) first.set(slot.venue, slot);
    }
  }
  return [...first.values()].sort(inOrder);
}

/** Windows that double, so that a near slot is found soon and a far one in one pass. */
function* windowsOf({ now, motif, from, until = Number.POSITIVE_INFINITY }: OpenQuery): Generator<Interval> {
  // Two days more than the horizon: the local day of a zone ends at most a day away from that of another.
  const last = Math.min(until, now + (motif.horizonDays + 2) * DAY);
  let start = Math.max(from, now + motif.noticeMinutes * MINUTE);
  for (let width = 7 * DAY; start < last; width *= 2) {
    const end = Math.min(start + width, last);
    yield { start, end };
    start = end;
  }
}
