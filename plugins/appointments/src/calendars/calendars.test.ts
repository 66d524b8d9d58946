// Files of appointments in an independent parser and in a strict reader, on the clock of four places; what a calendar program
// makes of a confirmation, an update and a cancellation.

import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { AppointmentDetail } from '../appointment.ts';
import { calendarFile, calendarTypeOf } from '../calendar-file.ts';
import { appointmentDetail } from '../testing/appointment-detail.ts';
import { calendarErrors } from '../testing/strict-calendar.ts';

const ZONES = ['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'Pacific/Noumea'];
const options = {
  now: Date.UTC(2026, 10, 24),
  link: 'https://le-favril.fr/suivi/ABC',
  organizer: { name: 'Communauté de communes; « Entre Beauce et Perche »', email: 'contact@exemple.fr' },
  attendee: { name: 'Zoé, dite "Zozo"', email: 'zoe@exemple.fr' },
  host: 'le-favril.fr',
};

const at = (startsAt: number, zone: string, change: Partial<AppointmentDetail['appointment']> = {}) =>
  appointmentDetail({ startsAt, endsAt: startsAt + 45 * 60_000, zone, ...change });

/** The instants that an independent parser reads, by the VTIMEZONE of the file alone. */
function instantsIn(file: string): readonly [number, number] {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  return [event.startDate.toJSDate().getTime(), event.endDate.toJSDate().getTime()];
}

/** A calendar program that follows RFC 5546: by UID, the highest SEQUENCE counts, what is cancelled goes. */
class CalendarProgram {
  readonly events = new Map<
    string,
    { readonly sequence: number; readonly start: number; readonly summary: string }
  >();

  receive(file: string): void {
    const calendar = new ICAL.Component(ICAL.parse(file));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    const known = this.events.get(event.uid);
    if (known !== undefined && event.sequence <= known.sequence) return;
    if (calendar.getFirstPropertyValue('method') === 'CANCEL') this.events.delete(event.uid);
    else {
      const { sequence, summary } = event;
      this.events.set(event.uid, { sequence, summary, start: instantsIn(file)[0] });
    }
  }
}

describe('the calendar file of an appointment', () => {
  it.each(ZONES)('is strictly right, and at the right instant in %s, on any day and hour', (zone) => {
    const minute = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2032, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, fc.constantFrom(undefined, options.attendee), (minutes, attendee) => {
        const start = minutes * 60_000;
        const file = calendarFile(at(start, zone), { ...options, attendee });
        expect(calendarErrors(file)).toEqual([]);
        // An hour that comes twice is written once: the first of the two is meant.
        const [read] = instantsIn(file);
        if (!isTwice(start, zone)) expect(read).toBe(start);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    // The night of the 29th of March 2026 has no 2 h 30; that of the 25th of October has two.
    [Date.UTC(2026, 2, 29, 0, 30), '20260329T013000'],
    [Date.UTC(2026, 2, 29, 1, 0), '20260329T030000'],
    [Date.UTC(2026, 9, 24, 23, 30), '20261025T013000'],
    [Date.UTC(2026, 9, 25, 2, 0), '20261025T030000'],
  ])('knows the nights on which the clocks of Paris change: %i', (start, wall) => {
    const file = calendarFile(at(start, 'Europe/Paris'), options);
    expect(file).toContain(`DTSTART;TZID=Europe/Paris:${wall}`);
    expect(instantsIn(file)[0]).toBe(start);
  });

  it('folds at 75 octets, never inside a character', () => {
    const accents = 'é'.repeat(40);
    const title = `${accents} ${'😀'.repeat(20)} ${'à\u202F;,\\'.repeat(20)}`;
    const file = calendarFile(appointmentDetail({}, { title, bring: [accents, title] }), options);
    expect(calendarErrors(file)).toEqual([]);
    const calendar = new ICAL.Component(ICAL.parse(file));
    expect(calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('summary')).toBe(title);
  });

  it('replaces the event when it is moved, and strikes it out when it is cancelled', () => {
    const program = new CalendarProgram();
    const first = Date.UTC(2026, 11, 1, 8);
    const second = Date.UTC(2026, 11, 2, 9);
    const booked = calendarFile(at(first, 'Europe/Paris'), options);
    const moved = calendarFile(at(second, 'Europe/Paris', { sequence: 1 }), options);
    const cancelled = calendarFile(at(second, 'Europe/Paris', { sequence: 2, status: 'cancelled' }), options);
    for (const file of [booked, moved, cancelled]) expect(calendarErrors(file)).toEqual([]);
    expect([booked, moved, cancelled].map(calendarTypeOf)).toEqual(
      ['REQUEST', 'REQUEST', 'CANCEL'].map((method) => `text/calendar; charset=utf-8; method=${method}`),
    );
    program.receive(booked);
    program.receive(moved);
    // A mail that arrives late changes nothing.
    program.receive(booked);
    expect([...program.events.values()]).toMatchObject([{ start: second, sequence: 1 }]);
    program.receive(cancelled);
    expect(program.events.size).toBe(0);
  });

  it('is a plain file where nobody can answer', () => {
    const file = calendarFile(appointmentDetail({}), {
      ...options,
      organizer: { name: 'CC' },
      attendee: undefined,
    });
    expect(calendarErrors(file)).toEqual([]);
    expect(calendarTypeOf(file)).toBe('text/calendar; charset=utf-8');
  });
});

/** Whether the wall time of an instant comes again an hour later. */
function isTwice(start: number, zone: string): boolean {
  const wall = (instant: number) => new Date(instant).toLocaleString('fr', { timeZone: zone });
  return wall(start) === wall(start - 3_600_000);
}

describe('the strict reader', () => {
  const right = calendarFile(appointmentDetail({}), options);

  it.each([
    ['a line that is too long', right.replace('SUMMARY:', `SUMMARY:${'é'.repeat(40)}`), 'octets'],
    ['bare line feeds', right.replaceAll('\r\n', '\n'), 'CRLF'],
    ['no UID', right.replace(/UID:.*\r\n/, ''), '0 UID'],
    ['a missing VTIMEZONE', right.replace(/BEGIN:VTIMEZONE[^]*END:VTIMEZONE\r\n/, ''), 'no VTIMEZONE'],
    ['a floating time', right.replace(/DTSTART;TZID=[^:]*:/g, 'DTSTART:'), 'floats'],
    ['no organizer', right.replace(/ORGANIZER[^]*?\r\n(?! )/, ''), 'without ORGANIZER'],
    [
      'a comma that is not escaped',
      right.replace(/LOCATION:.*\r\n/, 'LOCATION:a, b\r\n'),
      'LOCATION cannot be',
    ],
    ['an end before the start', right.replace(/DTEND;([^:]*):2/, 'DTEND;$1:1'), 'before'],
    ['a component without end', right.replace('END:VEVENT\r\n', ''), 'ends nothing'],
  ])('refuses %s', (_, file, error) => {
    expect(calendarErrors(right)).toEqual([]);
    expect(calendarErrors(file).join('; ')).toContain(error);
  });
});
