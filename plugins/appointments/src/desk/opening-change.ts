// Changing an opening from a day on, or on one day alone: what becomes of the old one, and where the new one begins. Pure.

import { daysOf, type Recurrence } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';

export interface Kept {
  readonly recurrence: Recurrence;
  /** 'YYYY-MM-DD' */
  readonly firstDay: string;
  readonly lastDay: string | null;
}

/** Two years on: the longest that a rhythm of the form leaves between two days. */
const FAR = 732;

/** The days of a rule on or after a day, the first one; null where it has ended. */
function nextDay({ recurrence, firstDay, lastDay }: Kept, day: string): string | null {
  const last = Temporal.PlainDate.from(day).add({ days: FAR }).toString();
  const rule = { recurrence, from: firstDay, ...(lastDay !== null && { until: lastDay }) };
  return daysOf(rule, day, last)[0] ?? null;
}

export interface Split {
  /** The old one as it stays; null where nothing of it is left. */
  readonly before: Kept | null;
  /** The first day of the new one: in the week of the old rhythm, so that every other week stays the same weeks. */
  readonly from: string;
}

/** Null where the rule has no day any more on or after it. */
export function splitFrom(kept: Kept, day: string): Split | null {
  const next = nextDay(kept, day);
  if (next === null) return null;
  const date = Temporal.PlainDate.from(next);
  const monday = date.subtract({ days: date.dayOfWeek - 1 }).toString();
  return { before: endBefore(kept, day), from: monday > day ? monday : day };
}

/** The rule up to the day before; null where nothing is left of it. */
export function endBefore(kept: Kept, day: string): Kept | null {
  const last = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
  if (last < kept.firstDay) return null;
  return { ...kept, lastDay: kept.lastDay !== null && kept.lastDay < last ? kept.lastDay : last };
}

/** The rule without one of its days; null where it does not fall on it. */
export function without(kept: Kept, day: string): Kept | null {
  if (nextDay(kept, day) !== day) return null;
  const except = [...(kept.recurrence.except ?? []), day];
  return { ...kept, recurrence: { ...kept.recurrence, except } };
}

export interface Hours extends Kept {
  /** 'HH:MM' */
  readonly startTime: string;
  readonly endTime: string;
}

/** The first day, from one on, on which two openings have hours in common; null where there is none within two years. */
export function meetingDay(one: Hours, other: Hours, from: string): string | null {
  if (one.startTime >= other.endTime || other.startTime >= one.endTime) return null;
  const last = Temporal.PlainDate.from(from).add({ days: FAR }).toString();
  const of = ({ recurrence, firstDay, lastDay }: Kept) =>
    daysOf({ recurrence, from: firstDay, ...(lastDay !== null && { until: lastDay }) }, from, last);
  const days = new Set(of(other));
  return of(one).find((day) => days.has(day)) ?? null;
}
