import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, estimatedTravel, nearestFirst, travelTable } from './distance.ts';

const chartres = { name: 'Chartres', latitude: 48.4469, longitude: 1.4892 };
const laLoupe = { name: 'La Loupe', latitude: 48.4722, longitude: 1.0164 };
const leFavril = { name: 'Le Favril', latitude: 48.4558, longitude: 1.0767 };
const position = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('distance', () => {
  it('is 35 km from Chartres to La Loupe', () => {
    expect(distance(chartres, laLoupe)).toBeCloseTo(35, 0);
  });

  it('is the same both ways, and at most half the earth round', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(distance(a, b)).toBeCloseTo(distance(b, a), 6);
        expect(distance(a, b)).toBeLessThanOrEqual(20_016);
        expect(distance(a, a)).toBe(0);
      }),
    );
  });
});

describe('nearestFirst', () => {
  it('puts the nearest venue first and says how far it is', () => {
    const sorted = nearestFirst([chartres, laLoupe], leFavril);
    expect(sorted.map(({ place }) => place.name)).toEqual(['La Loupe', 'Chartres']);
    expect(sorted[0]?.km).toBeCloseTo(4.8, 1);
  });
});

describe('travel', () => {
  it('is read from a table both ways', () => {
    const travel = travelTable([['a', 'b', 20]], 45);
    expect([travel('a', 'b'), travel('b', 'a'), travel('a', 'c'), travel('a', 'a')]).toEqual([20, 20, 45, 0]);
  });

  it('is estimated from positions in steps of five minutes, and is nothing to an unknown place', () => {
    const travel = estimatedTravel(
      new Map([
        ['chartres', chartres],
        ['la-loupe', laLoupe],
      ]),
    );
    expect(travel('chartres', 'la-loupe')).toBe(70);
    expect(travel('chartres', 'elsewhere')).toBe(0);
    expect(travel('chartres', 'chartres')).toBe(0);
  });
});
