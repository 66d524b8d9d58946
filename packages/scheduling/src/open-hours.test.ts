import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { openHours } from './open-hours.ts';
import type { Opening } from './opening.ts';

const PARIS = 'Europe/Paris';

function at(iso: string): number {
  return Temporal.PlainDateTime.from(iso).toZonedDateTime(PARIS).epochMilliseconds;
}

const morning: Opening = {
  id: 'o',
  resource: 'ada',
  venue: 'favril',
  zone: PARIS,
  motifs: ['aide'],
  start: '00:00',
  end: '12:00',
  from: '2026-01-01',
  recurrence: { freq: 'daily' },
};

const day = (iso: string) => ({
  start: at(`${iso}T00:00`),
  end: at(`${iso}T00:00`) + 24 * 3_600_000,
});

const span = (start: string, end: string) => ({ resource: 'ada', start: at(start), end: at(end) });

describe('open hours', () => {
  it('are what absences, closures and appointments leave of the openings', () => {
    const left = openHours(
      {
        openings: [morning],
        absences: [span('2026-11-24T00:00', '2026-11-24T08:00')],
        closures: [
          { venue: 'favril', from: '2026-11-24', until: '2026-11-24', start: '11:00', end: '14:00' },
        ],
        taken: [span('2026-11-24T09:30', '2026-11-24T10:15')],
      },
      day('2026-11-24'),
    );
    expect(left.map(({ start, end }) => [start, end])).toEqual([
      [at('2026-11-24T08:00'), at('2026-11-24T09:30')],
      [at('2026-11-24T10:15'), at('2026-11-24T11:00')],
    ]);
  });

  it('leave nothing of a day on which every place is closed, and what is another’s alone', () => {
    const query = { openings: [morning], closures: [{ from: '2026-12-25', until: '2026-12-25' }] };
    expect(openHours(query, day('2026-12-25'))).toEqual([]);
    const other = { ...span('2026-11-24T00:00', '2026-11-24T12:00'), resource: 'bea' };
    expect(openHours({ openings: [morning], taken: [other] }, day('2026-11-24'))).toHaveLength(1);
  });

  it.each([
    ['2026-03-29', 11],
    ['2026-10-25', 13],
    ['2026-11-24', 12],
  ])('last as long as the clocks say on %s', (iso, hours) => {
    const [only] = openHours({ openings: [morning] }, day(iso));
    expect(only && (only.end - only.start) / 3_600_000).toBe(hours);
  });
});
