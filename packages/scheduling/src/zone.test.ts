import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { DAY } from './calendar-day.ts';
import { boundaryOf, instantOf, localDay, localDayAt, steadyOffset } from './zone.ts';

const zones = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Guadeloupe',
  'Pacific/Noumea',
  'America/Miquelon',
  'Pacific/Marquesas',
];

/** Local milliseconds of an ISO wall time. */
const wall = (iso: string) => Temporal.Instant.from(`${iso}Z`).epochMilliseconds;
const instant = (iso: string) => Temporal.Instant.from(iso).epochMilliseconds;

describe('instantOf', () => {
  it.each([
    ['Europe/Paris', '2026-03-29T01:59', '2026-03-29T00:59Z'],
    ['Europe/Paris', '2026-03-29T03:00', '2026-03-29T01:00Z'],
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:30Z'],
    ['Europe/Paris', '2026-10-25T03:00', '2026-10-25T02:00Z'],
    ['America/Miquelon', '2026-11-01T01:30', '2026-11-01T03:30Z'],
    ['Indian/Reunion', '2026-03-29T02:30', '2026-03-28T22:30Z'],
    ['America/Guadeloupe', '2026-03-29T02:30', '2026-03-29T06:30Z'],
    ['Pacific/Noumea', '2026-10-25T02:30', '2026-10-24T15:30Z'],
  ])('puts %s at %s on %s', (zone, local, expected) => {
    expect(instantOf(zone, wall(local))).toBe(instant(expected));
  });

  it('has no instant for a wall time that clocks jump over, whose boundary is the jump', () => {
    expect(instantOf('Europe/Paris', wall('2026-03-29T02:00'))).toBeNull();
    expect(instantOf('Europe/Paris', wall('2026-03-29T02:59'))).toBeNull();
    expect(boundaryOf('Europe/Paris', wall('2026-03-29T02:30'))).toBe(instant('2026-03-29T01:00Z'));
  });

  it('agrees with Temporal everywhere', () => {
    const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2032, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const local = minute * 60_000;
        const plain = Temporal.Instant.fromEpochMilliseconds(local)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        const exact = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
        expect(instantOf(zone, local)).toBe(
          exact.toPlainDateTime().equals(plain) ? exact.epochMilliseconds : null,
        );
        const steady = steadyOffset(zone, local, local + DAY / 2);
        if (steady !== null) expect(local - steady).toBe(exact.epochMilliseconds);
      }),
      { numRuns: 300 },
    );
  });

  it('knows the local day', () => {
    expect(localDay('Europe/Paris', instant('2026-11-24T22:59Z'))).toBe('2026-11-24');
    expect(localDay('Europe/Paris', instant('2026-11-24T23:00Z'))).toBe('2026-11-25');
    expect(localDay('Pacific/Noumea', instant('2026-11-24T13:00Z'))).toBe('2026-11-25');
  });

  it('refuses a zone that does not exist, more than once', () => {
    for (let again = 0; again < 2; again += 1) {
      expect(() => localDayAt('Europe/Le_Favril', 0)).toThrow(
        expect.objectContaining({ code: 'PARVIS_SCHEDULING_ZONE' }),
      );
    }
  });
});
