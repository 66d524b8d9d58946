import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readSlotAddress, toSlotAddress } from './slot-address.ts';
import { daysOfSlots, readDay, weekOf } from './week.ts';

const slot = (iso: string) => {
  const start = Temporal.Instant.from(iso).epochMilliseconds;
  return { start, end: start + 1, venue: 'v', resources: ['a'] };
};

describe('a week of slots', () => {
  it('begins on Monday, at local midnight, and may last an hour less', () => {
    const week = weekOf(Temporal.PlainDate.from('2026-03-29'), 'Europe/Paris');
    expect(week.monday.toString()).toBe('2026-03-23');
    expect((week.until - week.from) / 3_600_000).toBe(167);
  });

  it('groups times by local day', () => {
    const days = daysOfSlots(
      ['2026-11-30T22:30Z', '2026-11-30T23:30Z', '2026-12-01T08:00Z'].map(slot),
      'Europe/Paris',
      ({ start }) => toSlotAddress(start, 'Europe/Paris'),
    );
    expect(days.map(({ times }) => times.map((time) => time.href))).toEqual([
      ['2026-11-30-2330'],
      ['2026-12-01-0030', '2026-12-01-0900'],
    ]);
  });

  it.each([undefined, '', '2026-02-31', '2026-1-1', '2026-11-24T00:00', '<script>'])(
    'reads no day in %s',
    (text) => {
      expect(readDay(text)).toBeNull();
    },
  );
});

describe('the address of a slot', () => {
  it('is its wall time, and reads back', () => {
    const { start } = slot('2026-12-01T08:05Z');
    const address = toSlotAddress(start, 'Europe/Paris');
    expect(address).toBe('2026-12-01-0905');
    expect(readSlotAddress(address)?.toString()).toBe('2026-12-01T09:05:00');
  });

  it.each(['', '2026-02-31-0900', '2026-12-01-2500', '2026-12-01-0960', '2026-12-01-0900/..'])(
    'is not "%s"',
    (text) => {
      expect(readSlotAddress(text)).toBeNull();
    },
  );
});
