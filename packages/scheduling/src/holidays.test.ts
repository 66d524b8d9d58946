import { describe, expect, it } from 'vitest';
import { publicHolidays } from './holidays.ts';

describe('publicHolidays', () => {
  it('are eleven in Le Favril in 2026', () => {
    expect(publicHolidays(2026, '28148')).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  it.each([
    [1961, '1961-04-03'],
    [2000, '2000-04-24'],
    [2024, '2024-04-01'],
    [2038, '2038-04-26'],
  ])('put Easter Monday of %i on %s', (year, day) => {
    expect(publicHolidays(year, '75056')).toContain(day);
  });

  it.each([
    ['Strasbourg', '67482', ['2026-04-03', '2026-12-26']],
    ['Pointe-à-Pitre', '97120', ['2026-05-27']],
    ['Saint-Denis de La Réunion', '97411', ['2026-12-20']],
    ['Metz', '57463', ['2026-04-03', '2026-12-26']],
    ['Fort-de-France', '97209', ['2026-05-22']],
    ['Cayenne', '97302', ['2026-06-10']],
    ['Mamoudzou', '97611', ['2026-04-27']],
    ['Saint-Pierre-et-Miquelon', '97502', []],
    ['Saint-Barthélemy', '97701', ['2026-10-09']],
    ['Saint-Martin', '97801', ['2026-05-28']],
    ['Mata-Utu', '98613', ['2026-04-28', '2026-07-29']],
    ['Papeete', '98735', ['2026-03-05', '2026-04-03', '2026-11-20']],
    ['Nouméa', '98818', ['2026-09-24']],
    ['Ajaccio', '2A004', []],
  ])('add those of %s', (_, insee, more) => {
    const mainland = new Set(publicHolidays(2026, '28148'));
    expect(publicHolidays(2026, insee).filter((day) => !mainland.has(day))).toEqual(more);
  });

  it('name a day once when two meet', () => {
    expect(publicHolidays(1997, '28148').filter((day) => day === '1997-05-08')).toHaveLength(1);
  });
});
