import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOKEN_NAMES } from '../brand/index.ts';
import { HEAVIEST, horizon } from './horizon.ts';
import { LANDSCAPES, type Place } from './landscape.ts';
import { MOMENTS } from './moment.ts';

const place: fc.Arbitrary<Place> = fc.record(
  {
    insee: fc.stringMatching(/^\d{5}$/),
    name: fc.constantFrom('Le Favril', 'Chamonix', 'Barfleur', 'Courville-sur-Eure', 'L’Haÿ'),
    department: fc.constantFrom('28', '74', '50', '83', '67', '2A', '29', '974', '75', '971'),
    population: fc.integer({ min: 0, max: 3_000_000 }),
    landscape: fc.constantFrom(...LANDSCAPES),
  },
  { requiredKeys: ['insee', 'name', 'department', 'population'] },
);

describe('the horizon of a commune', () => {
  it('stays light, whole, and in the tokens of the page, for any commune at any hour', () => {
    fc.assert(
      fc.property(
        place,
        fc.constantFrom(...MOMENTS),
        fc.array(place, { maxLength: 12 }),
        (where, moment, members) => {
          for (const options of [{ moment }, { moment, kind: 'epci' as const, members }]) {
            const svg = horizon(where, options);
            expect(svg.length).toBeLessThanOrEqual(HEAVIEST);
            expect(svg).not.toMatch(/NaN|undefined|Infinity| id=|style=/);
            const used = [...svg.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name);
            expect(used.filter((name) => !TOKEN_NAMES.has(name ?? ''))).toEqual([]);
            expect(svg.match(/<g\b/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same each time, and another for each commune', () => {
    const favril = { insee: '28148', name: 'Le Favril', department: '28', population: 360 };
    const draw = (one: Place) => horizon(one, { moment: 'day' });
    expect(draw(favril)).toBe(draw({ ...favril }));
    const neighbours = Array.from({ length: 33 }, (_, i) => draw({ ...favril, insee: String(28_100 + i) }));
    expect(new Set(neighbours).size).toBe(33);
  });

  it('is decoration: screen readers pass it by', () => {
    expect(
      horizon({ insee: '28148', name: 'Le Favril', department: '28', population: 360 }, { moment: 'night' }),
    ).toContain('aria-hidden="true"');
  });

  it('lights the mairie at night, and only then', () => {
    const favril = { insee: '28148', name: 'Le Favril', department: '28', population: 360 };
    const lit = (moment: 'day' | 'night') =>
      horizon(favril, { moment }).includes(`stroke="var(--${moment}-glow)" stroke-width="4"`);
    expect(lit('night')).toBe(true);
    expect(lit('day')).toBe(false);
  });

  it('keeps the houses where they are from hour to hour', () => {
    const favril = { insee: '28148', name: 'Le Favril', department: '28', population: 360 };
    const walls = (moment: 'dawn' | 'night') =>
      [...horizon(favril, { moment }).matchAll(/fill="var\(--\w+-wall\)" d="([^"]+)"/g)].map(
        ([, path]) => path,
      );
    expect(walls('dawn')).toEqual(walls('night'));
    expect(walls('dawn').length).toBeGreaterThan(1);
  });
});
