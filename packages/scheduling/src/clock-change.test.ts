// The days on which clocks change, and the same days where they do not: hours are those on the wall, whatever happens.

import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Opening } from './opening.ts';
import { findSlots, nextSlots } from './slots.ts';

const HOUR = 3_600_000;

/** The slots of an opening of every day, on one local day. */
function slotsOn(
  day: string,
  zone: string,
  hours: { start: string; end: string; minutes: number; step: number },
) {
  const { start, end, minutes, step } = hours;
  const opening: Opening = {
    id: '1',
    resource: 'ada',
    venue: 'hall',
    zone,
    motifs: ['help'],
    start,
    end,
    from: '2000-01-01',
    recurrence: { freq: 'daily' },
  };
  const date = Temporal.PlainDate.from(day);
  const from = date.toZonedDateTime(zone).epochMilliseconds;
  const until = date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const motif = { id: 'help', minutes, step, noticeMinutes: 0, horizonDays: 9 };
  return findSlots({ motif, openings: [opening], now: from - 48 * HOUR, from, until });
}

const wall = (zone: string, instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();

const utc = (instant: number) => new Date(instant).toISOString().slice(8, 16);

describe('an opening of the small hours, on the days when clocks change in Europe', () => {
  const night = { start: '01:00', end: '04:00', minutes: 60, step: 60 };

  it.each([
    ['Europe/Paris', '2026-03-29', ['29T00:00', '29T01:00']],
    ['Europe/Paris', '2026-10-25', ['24T23:00', '25T00:00', '25T02:00']],
    ['Indian/Reunion', '2026-03-29', ['28T21:00', '28T22:00', '28T23:00']],
    ['Indian/Reunion', '2026-10-25', ['24T21:00', '24T22:00', '24T23:00']],
    ['America/Guadeloupe', '2026-03-29', ['29T05:00', '29T06:00', '29T07:00']],
    ['America/Guadeloupe', '2026-10-25', ['25T05:00', '25T06:00', '25T07:00']],
    ['Pacific/Noumea', '2026-03-29', ['28T14:00', '28T15:00', '28T16:00']],
    ['Pacific/Noumea', '2026-10-25', ['24T14:00', '24T15:00', '24T16:00']],
    ['America/Miquelon', '2026-03-29', ['29T03:00', '29T04:00', '29T05:00']],
    ['America/Miquelon', '2026-03-08', ['08T04:00', '08T05:00']],
    ['America/Miquelon', '2026-11-01', ['01T03:00', '01T05:00', '01T06:00']],
  ])('of %s, %s', (zone, day, expected) => {
    expect(slotsOn(day, zone, night).map(({ start }) => utc(start))).toEqual(expected);
  });

  it.each([
    ['half an hour forward', '2026-10-04', ['03T14:30', '03T15:00', '03T15:30']],
    ['half an hour back', '2026-04-05', ['04T14:00', '04T14:30', '04T15:30', '04T16:00']],
  ])('holds where clocks go %s, as on Lord Howe', (_, day, expected) => {
    const hours = { start: '01:00', end: '03:00', minutes: 30, step: 30 };
    expect(slotsOn(day, 'Australia/Lord_Howe', hours).map(({ start }) => utc(start))).toEqual(expected);
  });

  it('starts late where midnight itself does not exist, as in Santiago', () => {
    const hours = { start: '00:00', end: '02:00', minutes: 30, step: 30 };
    const starts = slotsOn('2026-09-06', 'America/Santiago', hours).map(({ start }) => utc(start));
    expect(starts).toEqual(['06T04:00', '06T04:30']);
  });
});

describe('on any day, around any change', () => {
  // The two changes of each zone that has some, and Europe's where there is none.
  const days = fc.constantFrom(
    ...(['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'Pacific/Noumea'] as const).flatMap(
      (zone) => [[zone, '2026-03-29'] as const, [zone, '2026-10-25'] as const],
    ),
    ['America/Miquelon', '2026-03-08'] as const,
    ['America/Miquelon', '2026-11-01'] as const,
    ['Australia/Lord_Howe', '2026-04-05'] as const,
    ['Australia/Lord_Howe', '2026-10-04'] as const,
    ['America/Santiago', '2026-04-04'] as const,
    ['America/Santiago', '2026-09-06'] as const,
  );
  const hours = fc
    .record({
      from: fc.nat(20),
      length: fc.integer({ min: 1, max: 30 }),
      minutes: fc.constantFrom(10, 15, 30, 45, 60),
      step: fc.constantFrom(5, 10, 15, 20, 30, 60),
    })
    .map(({ from, length, minutes, step }) => ({
      start: clock(from * 15),
      end: clock(from * 15 + length * 15),
      minutes,
      step,
    }));

  it('an opening keeps its hours on the wall, and its grid', () => {
    fc.assert(
      fc.property(days, hours, ([zone, day], asked) => {
        const ordinary = new Set(onWall(slotsOn('2026-06-17', zone, { ...asked, minutes: 1 }), zone));
        for (const time of onWall(slotsOn(day, zone, asked), zone)) expect(ordinary).toContain(time);
      }),
      { numRuns: 300 },
    );
  });

  it('no time on the wall is offered twice, and none that does not exist', () => {
    fc.assert(
      fc.property(days, hours, ([zone, day], asked) => {
        const times = onWall(slotsOn(day, zone, asked), zone);
        expect(times).toEqual([...new Set(times)].sort());
        for (const time of times) {
          const plain = Temporal.PlainDate.from(day).toPlainDateTime(time);
          expect(plain.toZonedDateTime(zone).toPlainDateTime().equals(plain)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('every slot lasts its true length, within the opening, and none is lost away from the change', () => {
    fc.assert(
      fc.property(days, hours, ([zone, day], asked) => {
        const found = slotsOn(day, zone, asked);
        for (const { start, end } of found) {
          expect(end - start).toBe(asked.minutes * 60_000);
          expect(
            wall(zone, end - 1)
              .toPlainTime()
              .toString() < `${asked.end}:00`,
          ).toBe(true);
        }
        const midday = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' });
        const before = Temporal.PlainDate.from(day).toZonedDateTime(zone).subtract({ hours: 1 });
        const change = before.getTimeZoneTransition('next');
        const isSteady = change === null || change.epochMilliseconds > midday.epochMilliseconds;
        const usual = onWall(slotsOn('2026-06-17', zone, asked), zone);
        if (isSteady) expect(onWall(found, zone)).toEqual(usual);
        else {
          const late = `${clock(4 * 60)}:00`;
          expect(onWall(found, zone).filter((time) => time >= late)).toEqual(
            usual.filter((time) => time >= late),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the first slot of a year away is on the wall where it should be', () => {
    fc.assert(
      fc.property(days, ([zone, day]) => {
        const opening: Opening = {
          id: '1',
          resource: 'ada',
          venue: 'hall',
          zone,
          motifs: ['help'],
          start: '09:15',
          end: '10:15',
          from: day,
          recurrence: { freq: 'once' },
        };
        const now = Temporal.PlainDate.from(day)
          .subtract({ days: 350 })
          .toZonedDateTime(zone).epochMilliseconds;
        const motif = { id: 'help', minutes: 60, noticeMinutes: 0, horizonDays: 365 };
        const [first] = nextSlots({ motif, openings: [opening], now, from: now });
        expect(wall(zone, first?.start ?? 0).toString()).toBe(`${day}T09:15:00`);
      }),
    );
  });
});

function onWall(slots: readonly { readonly start: number }[], zone: string): string[] {
  return slots.map(({ start }) => wall(zone, start).toPlainTime().toString());
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
