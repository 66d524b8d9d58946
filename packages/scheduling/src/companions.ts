// Who and what must be free besides whoever receives: a room, a second agent, an interpreter.

import { covers, fittingStarts, freeSpans, refusedStarts } from './grid.ts';
import { type Interval, merged } from './interval.ts';
import type { Plan, ResourcePlan } from './plan.ts';
import { bookable, staysOf } from './stay.ts';

/** Those who could come along to a venue at a start, a list for each need; null when one of them lacks. */
export type CompanionsAt = (venue: string, start: number) => string[][] | null;

const NOBODY: string[][] = [];

export function companionsIn(plan: Plan, window: Interval): CompanionsAt {
  if (plan.companions.length === 0) return () => NOBODY;
  const needs = plan.companions.map(({ count, resources }) => {
    const free = resources.map((resource) => ({ id: resource.id, spans: freeIn(plan, resource, window) }));
    return { count, free };
  });
  return (venue, start) => {
    const lists: string[][] = [];
    for (const { count, free } of needs) {
      const ids = free.filter(({ spans }) => covers(spans.get(venue) ?? [], start)).map(({ id }) => id);
      if (ids.length < count) return null;
      lists.push(ids);
    }
    return lists;
  };
}

/** When the appointment could start for a resource that does not set the grid, by venue. */
function freeIn(plan: Plan, resource: ResourcePlan, window: Interval): Map<string, Interval[]> {
  const spans = new Map<string, Interval[]>();
  for (const stay of staysOf(plan, resource, window)) {
    const { opening } = stay.day;
    if (!opening.motifs.includes(plan.motif.id)) continue;
    const starts = fittingStarts(stay, bookable(plan, opening.zone, window), stay, plan.cut);
    const refused = refusedStarts(resource.taken, opening.venue, stay, plan.cut, resource.roads);
    spans.set(opening.venue, [...(spans.get(opening.venue) ?? []), ...freeSpans(starts, refused)]);
  }
  return new Map([...spans].map(([venue, free]) => [venue, merged(free)]));
}
