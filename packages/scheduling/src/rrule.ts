// Recurrences as RFC 5545 text, the form in which they are stored and exchanged. Only the subset that `Recurrence` can
// say is read; the first and last day of a rule, and its hours, are kept beside it and not in the text.

import { WEEKDAYS, type Weekday } from './calendar-day.ts';
import type { MonthlyDay, Recurrence } from './recurrence.ts';
import { SchedulingError } from './scheduling-error.ts';

/** `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE`, `FREQ=MONTHLY;BYDAY=2TU`, or `FREQ=DAILY;COUNT=1` for a single day. */
export function toRRule(recurrence: Recurrence): string {
  if (recurrence.freq === 'once') return 'FREQ=DAILY;COUNT=1';
  const interval = (recurrence.interval ?? 1) === 1 ? '' : `;INTERVAL=${recurrence.interval}`;
  return recurrence.freq === 'weekly'
    ? `FREQ=WEEKLY${interval};BYDAY=${recurrence.byDay.join(',')}`
    : `FREQ=MONTHLY${interval};BYDAY=${recurrence.byDay.map(({ nth, day }) => `${nth}${day}`).join(',')}`;
}

/** @throws SchedulingError PARVIS_SCHEDULING_RECURRENCE when the text says more than a `Recurrence` can, or nothing. */
export function fromRRule(text: string): Recurrence {
  const parts = new Map<string, string>();
  for (const part of text.replace(/^RRULE:/i, '').split(';')) {
    const [name = '', value = '', ...rest] = part.toUpperCase().split('=');
    if (name === '' || value === '' || rest.length > 0 || parts.has(name)) throw unreadable(text);
    parts.set(name, value);
  }
  const take = (name: string): string | undefined => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const freq = take('FREQ');
  const recurrence =
    freq === 'DAILY' ? single(take('COUNT')) : repeated(freq, take('INTERVAL'), take('BYDAY'));
  const weekStart = take('WKST') ?? 'MO';
  if (recurrence === null || parts.size > 0 || weekStart !== 'MO') throw unreadable(text);
  return recurrence;
}

function single(count: string | undefined): Recurrence | null {
  return count === '1' ? { freq: 'once' } : null;
}

function repeated(freq: string | undefined, every = '1', byDay = ''): Recurrence | null {
  if (!/^[1-9]\d{0,2}$/.test(every)) return null;
  const interval = every === '1' ? {} : { interval: Number(every) };
  const days = byDay.split(',');
  if (freq === 'WEEKLY') {
    const weekdays = days.map(toWeekday).filter((day) => day !== null);
    return weekdays.length === days.length ? { freq: 'weekly', ...interval, byDay: weekdays } : null;
  }
  if (freq === 'MONTHLY') {
    const monthly = days.map(toMonthlyDay).filter((day) => day !== null);
    return monthly.length === days.length ? { freq: 'monthly', ...interval, byDay: monthly } : null;
  }
  return null;
}

function toWeekday(text: string): Weekday | null {
  return WEEKDAYS.find((weekday) => weekday === text) ?? null;
}

function toMonthlyDay(text: string): MonthlyDay | null {
  const nth = ([1, 2, 3, 4, 5, -1] as const).find(
    (nth) => String(nth) === text.slice(0, -2).replace(/^\+/, ''),
  );
  const day = toWeekday(text.slice(-2));
  return nth !== undefined && day !== null ? { nth, day } : null;
}

function unreadable(text: string): SchedulingError {
  return new SchedulingError(
    'PARVIS_SCHEDULING_RECURRENCE',
    `The rule "${text}" cannot be read.`,
    'Use FREQ=WEEKLY or FREQ=MONTHLY with BYDAY and an optional INTERVAL, or FREQ=DAILY;COUNT=1.',
  );
}
