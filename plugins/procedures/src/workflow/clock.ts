// Days and deadlines of a case, by the calendar of its site: a day that the request waited for the citizen does not count.

import { Temporal } from 'temporal-polyfill';
import type { Status, Workflow } from './workflow.ts';

/** Where a request stands in its workflow. */
export interface CaseState {
  readonly status: string;
  /** Epoch milliseconds: when it came. */
  readonly receivedAt: number;
  /** Epoch milliseconds: when its status was entered. */
  readonly enteredAt: number;
  /** Whole days that it waited for the citizen, before its status. */
  readonly stoppedDays: number;
}

/** The clock stands still while the citizen is waited for. */
export const stopsClock = (status: Status): boolean => status.kind === 'waiting';

/** 'YYYY-MM-DD' in a zone. */
export function dayOf(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** The first instant of a day. */
export function startOf(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds;
}

export function daysBetween(from: number, to: number, zone: string): number {
  return dayOf(from, zone).until(dayOf(to, zone)).days;
}

/**
 * The day on which silence speaks, or null where it never does. A delay in months ends on the same date of its last
 * month, on the last day of it where there is no such date, and is over with that day (règlement n° 1182/71, art. 3).
 */
export function silenceDay(
  workflow: Workflow,
  state: CaseState,
  now: number,
  zone: string,
): Temporal.PlainDate | null {
  const { silence } = workflow;
  const status = workflow.statuses.find(({ id }) => id === state.status);
  if (silence.means === 'nothing' || !status || status.decided || isClosed(status)) return null;
  const waiting = stopsClock(status) ? daysBetween(state.enteredAt, now, zone) : 0;
  return dayOf(state.receivedAt, zone)
    .add({ months: silence.months })
    .add({ days: state.stoppedDays + waiting });
}

export function isClosed({ kind }: Status): boolean {
  return kind === 'done' || kind === 'refused' || kind === 'cancelled';
}
