// The time that the events of outside calendars take: recurrences, their exceptions and their moves, whole days, on whatever
// clock. Nothing of what happens then is looked at.

import { type Interval, merged } from '@parvis/scheduling';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { timeZoneComponent } from './time-zone.ts';

/** Occurrences of all events together: a rule that never ends, or comes each second, stops here. */
const MOST_OCCURRENCES = 20_000;
/** Steps of all rules together: two hundred that have come each week for five years. */
const MOST_STEPS = 50_000;
const DAY = 86_400_000;

export class NotACalendar extends Error {}

/**
 * Merged, cut to the span. Events without a zone, and whole days, are on the clock of `zone`. Left out: what is cancelled, what
 * does not take time (TRANSP:TRANSPARENT), what the person declined.
 *
 * @throws NotACalendar
 */
export function busyTimes(
  files: readonly string[],
  { from, until, zone }: { readonly from: number; readonly until: number; readonly zone: string },
): readonly Interval[] {
  const found: Interval[] = [];
  const within = { from, until, zone, steps: { left: MOST_STEPS } };
  for (const file of files) for (const event of eventsIn(file, from)) addReadable(event, within, found);
  return merged(found.map(({ start, end }) => ({ start: Math.max(start, from), end: Math.min(end, until) })));
}

/** Masters, each with the occurrences that were changed. */
function eventsIn(file: string, from: number): readonly ICAL.Event[] {
  const calendar = parse(file);
  const zones = new Map<string, ICAL.Timezone | null>(
    calendar.getAllSubcomponents('vtimezone').map((one) => {
      const zone = new ICAL.Timezone(one);
      return [zone.tzid, zone];
    }),
  );
  const events = calendar.getAllSubcomponents('vevent').map((one) => {
    applyZones(one, zones, from);
    return new ICAL.Event(one);
  });
  const masters = new Map(events.filter((one) => !one.isRecurrenceException()).map((one) => [one.uid, one]));
  for (const changed of events.filter((one) => one.isRecurrenceException())) {
    const master = masters.get(changed.uid);
    if (master === undefined) masters.set(`${changed.uid} ${changed.recurrenceId.toString()}`, changed);
    else master.relateException(changed);
  }
  return [...masters.values()];
}

function parse(file: string): ICAL.Component {
  try {
    const calendar = new ICAL.Component(ICAL.parse(file));
    if (calendar.name === 'vcalendar') return calendar;
  } catch (cause) {
    throw new NotACalendar('the file is no calendar', { cause });
  }
  throw new NotACalendar('the file holds no calendar');
}

/** The zones of the file itself, so that no two files share one; those of the world where it describes none. */
function applyZones(event: ICAL.Component, zones: Map<string, ICAL.Timezone | null>, from: number): void {
  for (const property of event.getAllProperties()) {
    const name = property.getParameter('tzid');
    if (typeof name !== 'string') continue;
    const known = zones.get(name);
    const zone = known === undefined ? zoneOfTheWorld(name, from) : known;
    zones.set(name, zone);
    if (zone === null) continue;
    for (const value of property.getValues()) if (value instanceof ICAL.Time) value.zone = zone;
  }
}

function zoneOfTheWorld(name: string, from: number): ICAL.Timezone | null {
  try {
    return new ICAL.Timezone(new ICAL.Component(ICAL.parse(timeZoneComponent(name, from))));
  } catch {
    return null;
  }
}

interface Within {
  readonly from: number;
  readonly until: number;
  readonly zone: string;
  /** What is left of them, for all events together. */
  readonly steps: { left: number };
}

/** One event that breaks the standard hides none of the others. */
function addReadable(event: ICAL.Event, within: Within, found: Interval[]): void {
  // A rule without a start would be followed for ever.
  if (!(event.component.getFirstPropertyValue('dtstart') instanceof ICAL.Time)) return;
  try {
    addOccurrences(event, within, found);
  } catch {
    // A rule that cannot be followed.
  }
}

function addOccurrences(event: ICAL.Event, within: Within, found: Interval[]): void {
  if (!event.isRecurring() || isTooFine(event))
    return addTime(event, event.startDate, event.endDate, within, found);
  const longest = event.duration.toSeconds() * 1_000 + DAY;
  const steps = event.iterator();
  for (; within.steps.left > 0; within.steps.left -= 1) {
    const next = steps.next();
    if (!next || found.length >= MOST_OCCURRENCES) break;
    // On whatever clock, it is a day away at most: those of years ago cost no more than this.
    const about = Date.UTC(next.year, next.month - 1, next.day, next.hour);
    if (about - DAY > within.until) break;
    if (about + longest < within.from) continue;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    addTime(item, startDate, endDate, within, found);
  }
  // An occurrence may have been moved into the span from outside of it, or past its end.
  for (const moved of Object.values(event.exceptions))
    addTime(moved, moved.startDate, moved.endDate, within, found);
}

/** A rule by the hour or finer is not followed: no meeting comes so, and one that never matches would be looked for for ever. */
function isTooFine({ component }: ICAL.Event): boolean {
  return component.getAllProperties('rrule').some((rule) => {
    const value = rule.getFirstValue();
    return value instanceof ICAL.Recur && /^(HOUR|MINUTE|SECOND)LY$/.test(value.freq);
  });
}

function addTime(
  event: ICAL.Event,
  startDate: ICAL.Time,
  endDate: ICAL.Time,
  { from, until, zone }: Within,
  found: Interval[],
): void {
  if (!takesTime(event.component)) return;
  const start = instantOf(startDate, zone);
  const end = instantOf(endDate, zone);
  if (end > from && start < until && start < end) found.push({ start, end });
}

function takesTime(event: ICAL.Component): boolean {
  const word = (name: string) => String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
  return word('status') !== 'CANCELLED' && word('transp') !== 'TRANSPARENT';
}

/** A time without a zone, or in one that nobody knows, is on the clock of the reader. */
function instantOf(time: ICAL.Time, zone: string): number {
  if (!time.isDate && time.zone !== ICAL.Timezone.localTimezone) return time.toUnixTime() * 1_000;
  const { year, month, day, hour, minute, second } = time;
  const wall = Temporal.PlainDateTime.from({ year, month, day, hour, minute, second });
  return wall.toZonedDateTime(zone).epochMilliseconds;
}
