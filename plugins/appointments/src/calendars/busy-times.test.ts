import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busyTimes, NotACalendar } from './busy-times.ts';
import { timeZoneComponent } from './time-zone.ts';

const DAY = 86_400_000;
const MONDAY = Date.UTC(2026, 2, 23);
const span = { from: MONDAY, until: MONDAY + 14 * DAY, zone: 'Europe/Paris' };

const file = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]) => [
  'BEGIN:VEVENT',
  ...(lines.some((line) => line.startsWith('UID')) ? [] : ['UID:a']),
  'DTSTAMP:20260101T000000Z',
  ...lines,
  'END:VEVENT',
];
const timesOf = (...lines: readonly string[]) =>
  busyTimes([file(...lines)], span).map(({ start, end }) => [
    new Date(start).toISOString().slice(0, 16),
    new Date(end).toISOString().slice(0, 16),
  ]);

describe('busyTimes', () => {
  it('follows a weekly event over the night when the clocks change, on its own clock', () => {
    const weekly = ['DTSTART;TZID=Europe/Paris:20260105T090000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'];
    const expected = [
      ['2026-03-23T08:00', '2026-03-23T09:00'],
      ['2026-03-30T07:00', '2026-03-30T08:00'],
    ];
    expect(timesOf(timeZoneComponent('Europe/Paris', MONDAY), ...event(...weekly))).toEqual(expected);
    // Many programs name a zone and do not describe it.
    expect(timesOf(...event(...weekly))).toEqual(expected);
  });

  it('knows a zone by the name that its file gives it', () => {
    const zone = timeZoneComponent('America/Guadeloupe', MONDAY).replace('America/Guadeloupe', 'SA Western');
    expect(timesOf(zone, ...event('DTSTART;TZID=SA Western:20260324T080000', 'DURATION:PT30M'))).toEqual([
      ['2026-03-24T12:00', '2026-03-24T12:30'],
    ]);
  });

  it('leaves out what was cancelled or excepted, and finds what was moved', () => {
    const rule = ['DTSTART:20260302T090000Z', 'DTEND:20260302T100000Z', 'RRULE:FREQ=WEEKLY'];
    expect(
      timesOf(
        ...event(...rule, 'EXDATE:20260323T090000Z'),
        ...event('RECURRENCE-ID:20260330T090000Z', 'DTSTART:20260401T150000Z', 'DTEND:20260401T160000Z'),
        // Moved into the span from far after it.
        ...event('RECURRENCE-ID:20260601T090000Z', 'DTSTART:20260325T090000Z', 'DTEND:20260325T093000Z'),
      ),
    ).toEqual([
      ['2026-03-25T09:00', '2026-03-25T09:30'],
      ['2026-04-01T15:00', '2026-04-01T16:00'],
    ]);
  });

  it('takes whole days on the clock of the reader, merges what overlaps, and cuts at the span', () => {
    expect(timesOf(...event('DTSTART;VALUE=DATE:20260325', 'DTEND;VALUE=DATE:20260326'))).toEqual([
      ['2026-03-24T23:00', '2026-03-25T23:00'],
    ]);
    expect(
      timesOf(
        ...event('UID:b', 'DTSTART:20260320T090000Z', 'DTEND:20260323T090000Z'),
        ...event('UID:c', 'DTSTART:20260323T080000Z', 'DTEND:20260323T120000Z'),
        ...event('UID:d', 'DTSTART:20260324T100000', 'DURATION:PT1H'),
      ),
    ).toEqual([
      ['2026-03-23T00:00', '2026-03-23T12:00'],
      ['2026-03-24T09:00', '2026-03-24T10:00'],
    ]);
  });

  it('does not count what takes no time', () => {
    for (const line of ['TRANSP:TRANSPARENT', 'STATUS:CANCELLED'])
      expect(timesOf(...event('DTSTART:20260324T090000Z', 'DTEND:20260324T100000Z', line))).toEqual([]);
  });

  it.each([
    'FREQ=SECONDLY',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=DAILY;COUNT=999999999',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  ])('ends, whatever a rule says: %s', (rule) => {
    const started = performance.now();
    timesOf(...event('DTSTART:19000101T000000Z', 'DURATION:PT1S', `RRULE:${rule}`));
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('refuses what is no calendar, and nothing else breaks it', () => {
    for (const text of ['', '<html></html>', 'BEGIN:VCARD\r\nEND:VCARD\r\n'])
      expect(() => busyTimes([text], span)).toThrow(NotACalendar);
    const line = fc.constantFrom(
      'DTSTART:20260324T090000Z',
      'DTSTART;TZID=Nowhere/At-all:20260324T090000',
      'DTEND:20260101T000000Z',
      'RRULE:FREQ=DAILY;UNTIL=20200101',
      'RECURRENCE-ID:20260324T090000Z',
      'EXDATE:rien',
      'DURATION:-PT1H',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        try {
          for (const { start, end } of busyTimes([file(...event(...lines))], span))
            expect(span.from <= start && start < end && end <= span.until).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(NotACalendar);
        }
      }),
      { numRuns: 40 },
    );
  });
});
