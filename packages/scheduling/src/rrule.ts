// Recurrences as RFC 5545 text, the form in which calendars exchange them. What a `Recurrence` cannot say is refused:
// hours and minutes are those of the opening.

import {
  DAY,
  fromDayNumber,
  MINUTE,
  toDayNumber,
  toMinutes,
  WEEKDAYS,
  type Weekday,
} from './calendar-day.ts';
import type { NthWeekday, Recurrence } from './recurrence.ts';
import { SchedulingError } from './scheduling-error.ts';
import { instantOf, localDayAt } from './zone.ts';

/** What an UNTIL that is an instant is compared with: when the rule's days begin, and on which clock. */
export interface RuleClock {
  /** 'HH:MM' */
  readonly start: string;
  readonly zone: string;
}

const FREQUENCIES = ['daily', 'weekly', 'monthly', 'yearly'] as const;

/**
 * `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE`, or `FREQ=DAILY;COUNT=1` for a single day. Days given one by one are further
 * lines: `EXDATE;VALUE=DATE:20261225`, `RDATE;VALUE=DATE:20261228`.
 */
export function toRRule(recurrence: Recurrence): string {
  const { freq, interval = 1, weekStart = 'MO', count, until, except = [], also = [] } = recurrence;
  const list = (name: string, values: readonly (number | string)[] | undefined) =>
    values === undefined ? [] : [`${name}=${values.join(',')}`];
  const rule = [
    ...(freq === 'once' ? ['FREQ=DAILY', 'COUNT=1'] : [`FREQ=${freq.toUpperCase()}`]),
    ...(interval === 1 ? [] : [`INTERVAL=${interval}`]),
    ...list('BYMONTH', recurrence.byMonth),
    ...list('BYWEEKNO', recurrence.byWeekNo),
    ...list('BYYEARDAY', recurrence.byYearDay),
    ...list('BYMONTHDAY', recurrence.byMonthDay),
    ...list(
      'BYDAY',
      recurrence.byDay?.map((day) => (typeof day === 'string' ? day : `${day.nth}${day.day}`)),
    ),
    ...list('BYSETPOS', recurrence.bySetPos),
    ...(weekStart === 'MO' ? [] : [`WKST=${weekStart}`]),
    ...(count === undefined ? [] : [`COUNT=${count}`]),
    ...(until === undefined ? [] : [`UNTIL=${compact(until)}`]),
  ].join(';');
  const dates = (name: string, days: readonly string[]) =>
    days.length === 0 ? [] : [`${name};VALUE=DATE:${days.map(compact).join(',')}`];
  const lines = [...dates('EXDATE', except), ...dates('RDATE', also)];
  return lines.length === 0 ? rule : [`RRULE:${rule}`, ...lines].join('\n');
}

/**
 * @param clock Needed for an UNTIL with a time, which calendars write as an instant.
 * @throws SchedulingError PARVIS_SCHEDULING_RECURRENCE when the text says more than a `Recurrence` can, or nothing;
 * PARVIS_SCHEDULING_DAY for a day that does not exist.
 */
export function fromRRule(text: string, clock?: RuleClock): Recurrence {
  const [rule = '', ...lines] = text.toUpperCase().split(/\r?\n/).filter(Boolean);
  const parts = partsOf(rule, text);
  const take = (name: string): string | undefined => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const number = (value: string, most: number, least = 1): number => {
    const read = /^[+-]?\d{1,4}$/.test(value) ? Number(value) : 0;
    if (read === 0 || read > most || read < least) throw unreadable(text);
    return read;
  };
  const numbers = (name: string, most: number, least = -most) =>
    take(name)
      ?.split(',')
      .map((value) => number(value, most, least));
  const weekday = (value: string): Weekday => {
    const found = WEEKDAYS.find((day) => day === value);
    if (found === undefined) throw unreadable(text);
    return found;
  };
  const placed = (value: string): Weekday | NthWeekday => {
    const day = weekday(value.slice(-2));
    return value.length === 2 ? day : { nth: number(value.slice(0, -2), 53, -53), day };
  };

  const named = take('FREQ')?.toLowerCase();
  const freq = FREQUENCIES.find((name) => name === named);
  if (freq === undefined) throw unreadable(text);
  const [interval = 1] = numbers('INTERVAL', 9999, 1) ?? [];
  const [count] = numbers('COUNT', 9999, 1) ?? [];
  const weekStart = weekday(take('WKST') ?? 'MO');
  const until = take('UNTIL');
  const recurrence: Recurrence = {
    freq,
    interval: interval === 1 ? undefined : interval,
    byMonth: numbers('BYMONTH', 12, 1),
    byWeekNo: numbers('BYWEEKNO', 53),
    byYearDay: numbers('BYYEARDAY', 366),
    byMonthDay: numbers('BYMONTHDAY', 31),
    byDay: take('BYDAY')?.split(',').map(placed),
    bySetPos: numbers('BYSETPOS', 366),
    weekStart: weekStart === 'MO' ? undefined : weekStart,
    count,
    until: until === undefined ? undefined : lastDayBefore(until, clock, text),
    except: daysIn(lines, 'EXDATE', text),
    also: daysIn(lines, 'RDATE', text),
  };
  if (parts.size > 0 || !isSound(recurrence)) throw unreadable(text);
  return rule.replace('RRULE:', '') === 'FREQ=DAILY;COUNT=1'
    ? { ...recurrence, freq: 'once', count: undefined }
    : recurrence;
}

function partsOf(rule: string, text: string): Map<string, string> {
  const parts = new Map<string, string>();
  // Some calendars end a rule with a semicolon.
  for (const part of rule
    .replace(/^RRULE:/, '')
    .replace(/;$/, '')
    .split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    if (name === '' || value === '' || rest.length > 0 || parts.has(name)) throw unreadable(text);
    parts.set(name, value);
  }
  return parts;
}

/** What RFC 5545 (3.3.10) says must not stand together. */
function isSound({
  freq,
  byMonthDay,
  byYearDay,
  byWeekNo,
  byDay,
  bySetPos,
  count,
  until,
}: Recurrence): boolean {
  const isYearly = freq === 'yearly';
  const isNumbered = byDay?.some((day) => typeof day !== 'string') ?? false;
  return (
    (isYearly || (byYearDay === undefined && byWeekNo === undefined)) &&
    (freq !== 'weekly' || byMonthDay === undefined) &&
    (!isNumbered || (isYearly && byWeekNo === undefined) || freq === 'monthly') &&
    (bySetPos === undefined || [byDay, byMonthDay, byYearDay, byWeekNo].some((part) => part !== undefined)) &&
    (count === undefined || until === undefined)
  );
}

/** The last day whose start is not after an UNTIL. */
function lastDayBefore(until: string, clock: RuleClock | undefined, text: string): string {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/.exec(until);
  if (match === null) throw unreadable(text);
  const [, year, month, day, hour, minute, second, utc] = match;
  const number = toDayNumber(`${year}-${month}-${day}`);
  if (hour === undefined) return fromDayNumber(number);
  if (clock === undefined) throw unreadable(text);
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const start = toMinutes(clock.start) * MINUTE;
  if (utc === '') return fromDayNumber(start <= time ? number : number - 1);
  const instant = number * DAY + time;
  const local = localDayAt(clock.zone, instant);
  const starts = instantOf(clock.zone, local * DAY + start);
  return fromDayNumber(starts !== null && starts <= instant ? local : local - 1);
}

/** The days of lines such as `EXDATE;TZID=Europe/Paris:20261225T090000,20270101T090000`: their times are the rule's. */
function daysIn(lines: readonly string[], name: 'EXDATE' | 'RDATE', text: string): string[] | undefined {
  const found: string[] = [];
  for (const line of lines) {
    const [property = '', values = ''] = line.split(/:(.*)/s);
    const own = property.split(';')[0];
    if (own !== 'EXDATE' && own !== 'RDATE') throw unreadable(text);
    if (own !== name) continue;
    for (const value of values.split(',')) {
      const match = /^(\d{4})(\d{2})(\d{2})(?:T\d{6})?$/.exec(value);
      // An instant in UTC may be another day on the clock of the rule.
      if (match === null) throw unreadable(text);
      found.push(fromDayNumber(toDayNumber(`${match[1]}-${match[2]}-${match[3]}`)));
    }
  }
  return found.length === 0 ? undefined : found;
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function unreadable(text: string): SchedulingError {
  return new SchedulingError(
    'PARVIS_SCHEDULING_RECURRENCE',
    `The rule "${text}" cannot be read.`,
    'Use the parts of RFC 5545 down to the day, each once: hours are those of the opening.',
  );
}
