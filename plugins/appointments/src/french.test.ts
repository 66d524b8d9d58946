import { describe, expect, it } from 'vitest';
import { atPlace, sayDistance, sayLength, sayWhen } from './french.ts';

/** Spaces that do not break, made visible. */
const seen = (text: string) => text.replaceAll('\u00A0', '_');

describe('words on screen', () => {
  it.each([
    ['2026-12-01T08:00Z', 'Europe/Paris', 'mardi 1er_décembre_2026 à_9_h'],
    ['2026-11-24T13:05Z', 'Europe/Paris', 'mardi 24_novembre_2026 à_14_h_05'],
    ['2026-11-24T13:05Z', 'Indian/Reunion', 'mardi 24_novembre_2026 à_17_h_05'],
    ['2026-11-24T13:05Z', 'Pacific/Noumea', 'mercredi 25_novembre_2026 à_0_h_05'],
  ])('say %s in %s', (instant, zone, expected) => {
    expect(seen(sayWhen(Date.parse(instant), zone))).toBe(expected);
  });

  it('say lengths, distances and places', () => {
    expect([45, 60, 90].map((minutes) => seen(sayLength(minutes)))).toEqual(['45_minutes', '1_h', '1_h_30']);
    expect([0.02, 0.31, 0.96, 4.84, 9.96, 35.2].map((km) => seen(sayDistance(km)))).toEqual([
      '100_m',
      '300_m',
      '1_km',
      '4,8_km',
      '10_km',
      '35_km',
    ]);
    expect(['La Loupe', 'Le Favril', 'Les Corvées-les-Yys', 'Chartres'].map(atPlace)).toEqual([
      'à La Loupe',
      'au Favril',
      'aux Corvées-les-Yys',
      'à Chartres',
    ]);
  });
});
