// Who of those who are free should receive: the advisor whom the citizen knows, else the one with the least to do.

import type { Interval } from './interval.ts';
import type { Slot } from './slot.ts';
import type { Busy } from './taken.ts';

export interface Fairness {
  /** What is taken around that day, for all resources. */
  readonly busy: readonly Busy[];
  /** Whom the citizen saw last time. */
  readonly previous?: string | undefined;
  /** Only bookings that touch this time count: the week of the slot. All of them when left out. */
  readonly within?: Interval | undefined;
}

/**
 * The resources in the order in which to try them: the previous one, then by time taken, then by id. The first may have
 * been taken meanwhile: the next one is for that.
 */
export function fairOrder(resources: readonly string[], { busy, previous, within }: Fairness): string[] {
  const load = new Map(resources.map((id) => [id, 0]));
  for (const { resource, start, end } of busy) {
    const known = load.get(resource);
    const counted =
      within === undefined ? end - start : Math.min(end, within.end) - Math.max(start, within.start);
    if (known !== undefined) load.set(resource, known + Math.max(0, counted));
  }
  const rank = (id: string) => (id === previous ? -1 : (load.get(id) ?? 0));
  return resources.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * All that a slot of the motif needs at once: of each kind, the first in fair order, as many as the motif names it.
 * @param needs As in the motif.
 */
export function fairTeam(slot: Slot, needs: readonly string[], fairness: Fairness): string[] {
  const lists = [slot.resources, ...(slot.companions ?? [])];
  const kinds = [...new Set(needs)];
  return lists.flatMap((list, index) => {
    const count = needs.filter((need) => need === kinds[index]).length;
    return fairOrder(list, fairness).slice(0, Math.max(1, count));
  });
}
