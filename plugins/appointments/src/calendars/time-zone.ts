// The clock of a place as a calendar reads it (VTIMEZONE, RFC 5545, 3.6.5), worked out from the zone database that comes with
// the process: a rule where the changes of the coming years follow one, each change by itself where they do not.

import { Temporal } from 'temporal-polyfill';

const YEARS = 5;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Change {
  readonly at: Temporal.ZonedDateTime;
  /** The offsets before and after it, in minutes. */
  readonly from: number;
  readonly to: number;
}

/** The component for events that begin at or after an instant, in epoch milliseconds; lines end in CRLF. */
export function timeZoneComponent(zone: string, since: number): string {
  const start = Temporal.Instant.fromEpochMilliseconds(since).toZonedDateTimeISO(zone);
  const changes = changesAround(start);
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances(start, changes), 'END:VTIMEZONE'];
  return lines.join('\r\n');
}

function observances(start: Temporal.ZonedDateTime, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) {
    const offset = minutesOf(start);
    return observance('STANDARD', { from: offset, to: offset, starts: '19700101T000000', more: [] });
  }
  const summers = changes.filter(({ from, to }) => to > from);
  const winters = changes.filter(({ from, to }) => to < from);
  return [summers, winters].flatMap((list) => {
    const kind = list === summers ? 'DAYLIGHT' : 'STANDARD';
    const [first] = list;
    if (first === undefined) return [];
    const rule = ruleOf(list);
    if (rule !== null)
      return observance(kind, { ...first, starts: wallTime(first), more: [`RRULE:${rule}`] });
    return list.flatMap((change) => observance(kind, { ...change, starts: wallTime(change), more: [] }));
  });
}

function observance(
  kind: 'DAYLIGHT' | 'STANDARD',
  {
    from,
    to,
    starts,
    more,
  }: Pick<Change, 'from' | 'to'> & { readonly starts: string; readonly more: string[] },
): readonly string[] {
  return [
    `BEGIN:${kind}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `DTSTART:${starts}`,
    ...more,
    `END:${kind}`,
  ];
}

/** The last change before, so that the offset of the start is known, and those of the years after. */
function changesAround(start: Temporal.ZonedDateTime): readonly Change[] {
  const until = start.add({ years: YEARS });
  const changes: Change[] = [];
  let at = start.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  // One more back, so that both halves of a year are known.
  at = at?.getTimeZoneTransition('previous') ?? at;
  for (; at !== null && Temporal.ZonedDateTime.compare(at, until) < 0; at = at.getTimeZoneTransition('next'))
    changes.push({ at, from: minutesOf(at.subtract({ nanoseconds: 1 })), to: minutesOf(at) });
  // A zone that changed long ago, and not since, has one offset.
  const recent = start.subtract({ years: 2 });
  return changes.some((change) => Temporal.ZonedDateTime.compare(change.at, recent) > 0) ? changes : [];
}

/** « FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU » where all of these changes follow it, at the same time of the day. */
function ruleOf(changes: readonly Change[]): string | null {
  const [first] = changes;
  if (first === undefined || changes.length < YEARS - 1) return null;
  const time = wallTime(first).slice(8);
  const rules = [byEnd, byBegin].map((place) => changes.map((change) => ruleIn(change, place)));
  const known = rules.find((list) => list.every((rule) => rule === list[0]));
  const sameTime = changes.every((change) => wallTime(change).slice(8) === time);
  const sameOffsets = changes.every(({ from, to }) => from === first.from && to === first.to);
  return (sameTime && sameOffsets && known?.[0]) || null;
}

function ruleIn(change: Change, place: (day: Temporal.PlainDateTime) => number): string {
  const day = localBefore(change);
  return `FREQ=YEARLY;BYMONTH=${day.month};BYDAY=${place(day)}${WEEKDAYS[day.dayOfWeek - 1]}`;
}

const byEnd = (day: Temporal.PlainDateTime) => -Math.ceil((day.daysInMonth - day.day + 1) / 7);
const byBegin = (day: Temporal.PlainDateTime) => Math.ceil(day.day / 7);

/** On the clock that was right until then (RFC 5545, 3.6.5: in TZOFFSETFROM). */
function localBefore({ at, from }: Change): Temporal.PlainDateTime {
  return at.toInstant().toZonedDateTimeISO('UTC').add({ minutes: from }).toPlainDateTime();
}

function wallTime(change: Change): string {
  return localBefore(change).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

function minutesOf(at: Temporal.ZonedDateTime): number {
  return Math.round(at.offsetNanoseconds / 60e9);
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}
