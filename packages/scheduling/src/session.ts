// Workshops that are open already: a start with people in it, and places left.

import type { Interval } from './interval.ts';
import type { Plan } from './plan.ts';
import type { Slot } from './slot.ts';
import { bookable } from './stay.ts';
import { localDayAt } from './zone.ts';

/** The sessions that start in the window, each once, with all that it takes. */
export function sessionsIn(plan: Plan, window: Interval): Slot[] {
  const found = new Map<string, Slot>();
  for (const { session, venue, resource } of plan.sessions) {
    if (session === undefined || venue === undefined) continue;
    const known = found.get(session.id);
    if (known !== undefined) {
      known.resources.push(resource);
      continue;
    }
    const { id, start, end, zone, places } = session;
    const asked = bookable(plan, zone, window);
    const wished = plan.wished(zone, localDayAt(zone, start));
    if (start < Math.max(asked.start, wished.start) || start >= Math.min(asked.end, wished.end)) continue;
    found.set(id, { start, end, venue, resources: [resource], places, session: id });
  }
  return [...found.values()];
}
