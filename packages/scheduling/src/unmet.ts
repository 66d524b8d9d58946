// Why a search found nothing, for the page that says so and for the statistics of unmet demand.

import { DAY } from './calendar-day.ts';
import type { SlotQuery } from './plan.ts';
import { nextSlot, type OpenQuery } from './slots.ts';
import type { Busy } from './taken.ts';

/** In the order in which they are looked for. */
export const NO_SLOT_REASONS = [
  /** There is something, but not as wished: another day, time, place, advisor. */
  'wishes',
  /** Someone could receive, but a room or a second person lacks. */
  'companions',
  /** The time is free, but spent on the road between venues. */
  'road',
  /** Everything is taken. */
  'booked',
  /** Only sooner than the notice allows. */
  'notice',
  /** Only later than the horizon allows. */
  'horizon',
  /** Only on days when the venue is closed, public holidays included. */
  'closed',
  /** Whoever receives is absent. */
  'absent',
  /** The openings are shorter than the appointment, or the workshop smaller than the group. */
  'length',
  /** Nobody receives for the motif then. */
  'no-opening',
] as const;
export type NoSlotReason = (typeof NO_SLOT_REASONS)[number];

/** Lifts what stands in the way, one thing after the other. */
const LIFTED: readonly (readonly [NoSlotReason, (query: OpenQuery) => OpenQuery])[] = [
  ['wishes', (query) => ({ ...query, wishes: undefined })],
  [
    'companions',
    ({ motif, ...query }) => ({ ...query, motif: { ...motif, needs: motif.needs?.slice(0, 1) } }),
  ],
  ['road', (query) => ({ ...query, travelMinutes: undefined })],
  ['booked', (query) => ({ ...query, busy: emptied(query) })],
  ['notice', ({ motif, ...query }) => ({ ...query, motif: { ...motif, noticeMinutes: 0 } })],
  ['horizon', ({ motif, ...query }) => ({ ...query, motif: { ...motif, horizonDays: daysUntil(query) } })],
  ['closed', (query) => ({ ...query, closures: [], holidays: [] })],
  ['absent', (query) => ({ ...query, absences: [] })],
  ['length', (query) => ({ ...query, people: 1, minutes: 1 })],
];

/**
 * The first reason whose lifting, with those before it, would have shown a slot in the asked window; null when there is
 * one anyway.
 */
export function noSlotReason(query: SlotQuery): NoSlotReason | null {
  if (nextSlot(query) !== null) return null;
  let lifted: OpenQuery = query;
  for (const [reason, lift] of LIFTED) {
    lifted = lift(lifted);
    if (nextSlot(lifted) !== null) return reason;
  }
  return 'no-opening';
}

/** Workshops are still held, with places enough; all else is free. */
function emptied({ busy = [], motif }: OpenQuery): Busy[] {
  return busy.flatMap(({ session, ...block }) =>
    session?.motif === motif.id
      ? [{ ...block, session: { ...session, places: Number.POSITIVE_INFINITY } }]
      : [],
  );
}

/** A horizon that the whole window is before. */
function daysUntil({ now, until = now }: Pick<OpenQuery, 'now' | 'until'>): number {
  return Math.max(0, Math.ceil((until - now) / DAY)) + 2;
}
