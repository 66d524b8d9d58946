// One window of a search that is ready: the free starts of every resource, put together by venue and start.

import { MINUTE } from './calendar-day.ts';
import { companionsIn } from './companions.ts';
import { fittingStarts, freeStarts, refusedStarts } from './grid.ts';
import type { Interval } from './interval.ts';
import type { Plan } from './plan.ts';
import { sessionsIn } from './session.ts';
import { inOrder, type Slot } from './slot.ts';
import { bookable, staysOf } from './stay.ts';

/** Slots by start in minutes: small integers make the fastest keys. */
type SlotsAt = Map<number, Slot>;

/** The slots that start in the window, by start then venue; only at the wanted venues. */
export function slotsBetween(plan: Plan, window: Interval, isWanted = (_venue: string) => true): Slot[] {
  const found = new Map<string, SlotsAt>();
  const slotsOf = (venue: string): SlotsAt => {
    const slots = found.get(venue) ?? new Map<number, Slot>();
    found.set(venue, slots);
    return slots;
  };
  const canOpen = plan.people <= (plan.motif.capacity ?? plan.people);
  for (const lead of canOpen ? plan.leads : []) {
    if (!lead.openings.some((opening) => plan.offers(opening) && isWanted(opening.venue))) continue;
    for (const stay of staysOf(plan, lead, window)) {
      const { opening } = stay.day;
      if (!plan.offers(opening) || !isWanted(opening.venue)) continue;
      const span = fittingStarts(
        stay,
        [bookable(plan, opening.zone, window), plan.wished(opening.zone, stay.day.number)],
        plan.cut,
      );
      if (span.start >= span.end) continue;
      const refused = refusedStarts(lead.taken, plan.home ?? opening.venue, stay, plan.cut, lead.roads);
      const slots = slotsOf(opening.venue);
      for (const start of freeStarts(stay, span, refused, plan.cut)) {
        addSlot(slots, start, plan, opening.venue, lead.id);
      }
    }
  }
  completeTeams(found, plan, window);
  for (const slot of sessionsIn(plan, window)) {
    if (isWanted(slot.venue)) joinFirst(slotsOf(slot.venue), slot);
  }
  return [...found.values()].flatMap((slots) => [...slots.values()]).sort(inOrder);
}

function addSlot(slots: SlotsAt, start: number, { cut, motif }: Plan, venue: string, resource: string): void {
  const key = start / MINUTE;
  const slot = slots.get(key);
  if (slot === undefined) {
    const { capacity = 1 } = motif;
    const made: Slot = { start, end: start + cut.length, venue, resources: [resource] };
    slots.set(key, capacity > 1 ? { ...made, places: capacity } : made);
    // Two openings of one resource may overlap; resources come in order, so a repeat is the last one.
  } else if (slot.resources.at(-1) !== resource) slot.resources.push(resource);
}

/** An open workshop takes the place of one that could be opened; of two, that with more places is shown. */
function joinFirst(slots: SlotsAt, session: Slot): void {
  const key = session.start / MINUTE;
  const shown = slots.get(key);
  const isBetter = shown?.session === undefined || (shown.places ?? 0) < (session.places ?? 0);
  if (isBetter) slots.set(key, session);
}

/** Leaves out the slots for which somebody or something that is needed is missing. */
function completeTeams(found: ReadonlyMap<string, SlotsAt>, plan: Plan, window: Interval): void {
  if (plan.leadCount === 1 && plan.companions.length === 0) return;
  const companionsAt = companionsIn(plan, window);
  for (const [venue, slots] of found) {
    for (const [key, slot] of slots) {
      const companions = companionsAt(venue, slot.start);
      if (slot.resources.length < plan.leadCount || companions === null) slots.delete(key);
      else if (companions.length > 0) slot.companions = companions;
    }
  }
}
