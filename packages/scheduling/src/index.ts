// Openings, recurrences, slots and time zones: pure functions from values to values.

export { WEEKDAYS, type Weekday } from './calendar-day.ts';
export {
  distance,
  estimatedTravel,
  nearestFirst,
  type Position,
  type TravelMinutes,
  travelTable,
} from './distance.ts';
export { publicHolidays } from './holidays.ts';
export { type Absence, type Busy, type Closure, daysInterval, type Motif, type Opening } from './opening.ts';
export { type DatedRecurrence, daysOf, type NthWeekday, type Recurrence } from './recurrence.ts';
export { fromRRule, type RuleClock, toRRule } from './rrule.ts';
export { SchedulingError, type SchedulingErrorCode } from './scheduling-error.ts';
export { findSlots, nextSlot, type Slot, type SlotQuery } from './slots.ts';
export { localDay } from './zone.ts';
