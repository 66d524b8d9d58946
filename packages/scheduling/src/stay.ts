// The stays of one resource in a window, and when a slot may start during one.

import type { Interval } from './interval.ts';
import { type Opening, type OpeningDay, openingDays } from './opening.ts';
import type { Plan, ResourcePlan } from './plan.ts';
import { afterTravel, aroundVisit, type Presence, presencesOf } from './presence.ts';
import { localDayAt } from './zone.ts';

/** Where a resource is during the window, in order of start. */
export function staysOf(plan: Plan, { openings, absent, roads }: ResourcePlan, window: Interval): Presence[] {
  const days: OpeningDay[] = [];
  for (const opening of openings) days.push(...daysIn(opening, plan, window, roads !== undefined));
  const present = presencesOf(days, absent, plan.closedAt);
  if (roads === undefined) return present;
  const arrived = afterTravel(present, roads);
  return plan.home === undefined ? arrived : aroundVisit(arrived, plan.home, roads.road);
}

function daysIn(opening: Opening, plan: Plan, window: Interval, travels: boolean): OpeningDay[] {
  const { start, end } = bookable(plan, opening.zone, window);
  if (start >= end) return [];
  const first = localDayAt(opening.zone, start);
  // The venue where the day before ended may be a road away at midnight.
  return openingDays(opening, travels ? first - 1 : first, localDayAt(opening.zone, end - 1));
}

/** The part of a window after the notice and before the horizon. */
export function bookable({ cut }: Plan, zone: string, { start, end }: Interval): Interval {
  return { start: Math.max(start, cut.earliest), end: Math.min(end, cut.horizon(zone)) };
}
