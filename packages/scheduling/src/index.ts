// Openings, recurrences, slots and time zones: pure functions from values to values.

export { alternatives } from './alternatives.ts';
export { type Fairness, fairOrder, fairTeam } from './assignment.ts';
export { WEEKDAYS, type Weekday } from './calendar-day.ts';
export { type Absence, type Closure, daysInterval } from './closure.ts';
export {
  distance,
  estimatedTravel,
  nearestFirst,
  type Position,
  type TravelMinutes,
  travelTable,
} from './distance.ts';
export { publicHolidays } from './holidays.ts';
export { type Interval, merged } from './interval.ts';
export type { Motif, PlaceKind } from './motif.ts';
export { findOffers, type Offer, type OfferQuery } from './offers.ts';
export { type OpenHours, openHours } from './open-hours.ts';
export type { Opening } from './opening.ts';
export type { SlotQuery } from './plan.ts';
export { type DatedRecurrence, daysOf, type NthWeekday, type Recurrence } from './recurrence.ts';
export { fromRRule, type RuleClock, toRRule } from './rrule.ts';
export { SchedulingError, type SchedulingErrorCode } from './scheduling-error.ts';
export type { Slot } from './slot.ts';
export { findSlots, nextSlot, nextSlots, type OpenQuery } from './slots.ts';
export type { Busy, Session } from './taken.ts';
export { NO_SLOT_REASONS, type NoSlotReason, noSlotReason } from './unmet.ts';
export type { VenueFacts, Wishes } from './wishes.ts';
export { localDay } from './zone.ts';
