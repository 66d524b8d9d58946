import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { absenceFault, absenceSpans } from './absence-form.ts';

const PARIS = 'Europe/Paris';
const say = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(PARIS)
    .toPlainDateTime()
    .toString()
    .slice(0, 16);

describe('an absence', () => {
  it('takes whole days, or hours of the first and the last one', () => {
    const days = { qui: 'r', debut: '2026-11-24', fin: '2026-11-25' };
    expect(absenceSpans(days, PARIS).map(({ start, end }) => [say(start), say(end)])).toEqual([
      ['2026-11-24T00:00', '2026-11-26T00:00'],
    ]);
    const hours = { qui: 'r', debut: '2026-11-24', de: '14:00', a: '15:30' };
    expect(absenceSpans(hours, PARIS).map(({ start, end }) => [say(start), say(end)])).toEqual([
      ['2026-11-24T14:00', '2026-11-24T15:30'],
    ]);
  });

  it('comes again at the same hour on the wall, through the change of clocks', () => {
    const weekly = {
      qui: 'r',
      debut: '2026-10-20',
      de: '09:00',
      a: '10:00',
      repete: 'semaine',
      jusqua: '2026-11-03',
    };
    expect(absenceSpans(weekly, PARIS).map(({ start, end }) => [say(start), say(end)])).toEqual([
      ['2026-10-20T09:00', '2026-10-20T10:00'],
      ['2026-10-27T09:00', '2026-10-27T10:00'],
      ['2026-11-03T09:00', '2026-11-03T10:00'],
    ]);
    expect(absenceSpans({ ...weekly, repete: 'quinzaine' }, PARIS)).toHaveLength(2);
  });

  it.each([
    ['fin', { fin: '2026-11-20' }],
    ['a', { de: '10:00', a: '09:00' }],
    ['jusqua', { repete: 'semaine' }],
    ['jusqua', { repete: 'semaine', jusqua: '2028-01-01' }],
    ['fin', { repete: 'semaine', jusqua: '2026-12-24', fin: '2026-12-10' }],
  ])('says at « %s » what contradicts itself', (field, changed) => {
    const values = { qui: 'r', debut: '2026-11-24' };
    expect(absenceFault({ ...values, ...changed })?.field).toBe(field);
    expect(absenceFault(values)).toBeNull();
  });
});
