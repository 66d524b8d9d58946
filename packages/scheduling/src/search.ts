// One window of a search that is ready: the free starts of every resource, put together by venue and start.

import { MINUTE } from './calendar-day.ts';
import { companionsIn } from './companions.ts';
import { fittingStarts, freeStarts, refusedStarts } from './grid.ts';
import type { Interest } from './interest.ts';
import type { Interval } from './interval.ts';
import type { Plan, ResourcePlan } from './plan.ts';
import { sessionsIn } from './session.ts';
import { inOrder, type Slot } from './slot.ts';
import { bookable, staysOf } from './stay.ts';

/** Slots by start in minutes: small integers make the fastest keys. */
type SlotsAt = Map<number, Slot>;

/**
 * The slots that start in the window, by start then venue. Those that are of no more interest once others are found may
 * be missing.
 */
export function slotsBetween(plan: Plan, window: Interval, interest: Interest): Slot[] {
  const found = new Map<string, SlotsAt>();
  const slotsOf = (venue: string): SlotsAt => {
    const slots = found.get(venue) ?? new Map<number, Slot>();
    found.set(venue, slots);
    return slots;
  };
  for (const slot of sessionsIn(plan, window)) {
    interest.found(slot.venue, slot.start);
    joinFirst(slotsOf(slot.venue), slot);
  }
  const companionsAt = companionsIn(plan, window);
  for (const lead of plan.leads) {
    const span = spanOf(lead, plan, window, interest);
    for (const stay of span.start < span.end ? staysOf(plan, lead, span) : []) {
      const { opening, number } = stay.day;
      if (!plan.offers(opening)) continue;
      const { venue, zone } = opening;
      const asked = { start: span.start, end: Math.min(span.end, interest.until(venue)) };
      const fitting = fittingStarts(stay, bookable(plan, zone, asked), plan.wished(zone, number), plan.cut);
      if (fitting.start >= fitting.end) continue;
      const refused = refusedStarts(lead.taken, plan.home ?? venue, stay, plan.cut, lead.roads);
      const slots = slotsOf(venue);
      for (const start of freeStarts(stay, fitting, refused, plan.cut)) {
        if (start >= interest.until(venue)) break;
        const companions = companionsAt(venue, start);
        if (companions === null) continue;
        addSlot(slots, start, plan, venue, lead.id, companions);
        // Where several must receive at once, one alone is not a slot yet.
        if (plan.leadCount === 1) interest.found(venue, start);
      }
    }
  }
  return [...found.values()]
    .flatMap((slots) => [...slots.values()])
    .filter((slot) => slot.session !== undefined || slot.resources.length >= plan.leadCount)
    .sort(inOrder);
}

/** As far as any venue of the resource is of interest. */
function spanOf(
  { openings }: ResourcePlan,
  plan: Plan,
  { start, end }: Interval,
  interest: Interest,
): Interval {
  let furthest = Number.NEGATIVE_INFINITY;
  for (const opening of openings) {
    if (plan.offers(opening)) furthest = Math.max(furthest, interest.until(opening.venue));
  }
  return { start, end: Math.min(end, furthest) };
}

function addSlot(
  slots: SlotsAt,
  start: number,
  { cut, motif }: Plan,
  venue: string,
  resource: string,
  companions: string[][],
): void {
  const key = start / MINUTE;
  const slot = slots.get(key);
  if (slot === undefined) {
    const { capacity = 1 } = motif;
    const made: Slot = { start, end: start + cut.length, venue, resources: [resource] };
    if (capacity > 1) made.places = capacity;
    if (companions.length > 0) made.companions = companions;
    slots.set(key, made);
    // Resources come in order: one with two openings that overlap is the last one already. A session has its own.
  } else if (slot.session === undefined && slot.resources.at(-1) !== resource) slot.resources.push(resource);
}

/** Of two open workshops, that with more places is shown. */
function joinFirst(slots: SlotsAt, session: Slot): void {
  const key = session.start / MINUTE;
  if ((slots.get(key)?.places ?? 0) < (session.places ?? 0)) slots.set(key, session);
}
