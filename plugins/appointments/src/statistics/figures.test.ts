import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counted, FEW, medianOf, mondayOf, OTHERS, percent, withoutFew } from './figures.ts';

describe('withoutFew', () => {
  const rows = fc.array(fc.record({ name: fc.uuid(), number: fc.integer({ min: 0, max: 30 }) }), {
    maxLength: 12,
  });

  it('shows nothing under five, and nothing that the whole would give away', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const sorted = list.toSorted((a, b) => b.number - a.number);
        const shown = withoutFew(sorted);
        for (const { number } of shown) if (number !== null) expect(number).toBeGreaterThanOrEqual(FEW);
        const whole = list.reduce((sum, { number }) => sum + number, 0);
        const visible = shown.reduce((sum, { number }) => sum + (number ?? 0), 0);
        // Whoever knows the whole learns nothing small: all of it is there, or what lacks is all that there is.
        expect(visible === whole || (visible === 0 && whole < FEW)).toBe(true);
      }),
    );
  });

  it('leaves what is large as it is', () => {
    expect(
      withoutFew([
        { name: 'a', number: 9 },
        { name: 'b', number: 5 },
      ]),
    ).toEqual([
      { name: 'a', number: 9 },
      { name: 'b', number: 5 },
    ]);
    expect(
      withoutFew([
        { name: 'a', number: 9 },
        { name: 'b', number: 6 },
        { name: 'c', number: 1 },
      ]),
    ).toEqual([
      { name: 'a', number: 9 },
      { name: OTHERS, number: 7 },
    ]);
    expect(withoutFew([{ name: 'a', number: 2 }])).toEqual([{ name: OTHERS, number: null }]);
  });
});

describe('figures', () => {
  it('are counted by name, largest first', () => {
    const rows = [
      { n: 'b', x: 2 },
      { n: 'a', x: 1 },
      { n: 'b', x: 3 },
      { n: 'é', x: 1 },
    ];
    expect(
      counted(
        rows,
        ({ n }) => n,
        ({ x }) => x,
      ),
    ).toEqual([
      { name: 'b', number: 5 },
      { name: 'a', number: 1 },
      { name: 'é', number: 1 },
    ]);
  });

  it.each([
    ['2026-11-24', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ])('know that %s is in the week of %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });

  it('have a middle and a share, or none', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1]), medianOf([])]).toEqual([2, 1, null]);
    expect([percent(1, 3), percent(1, 0)]).toEqual([33, null]);
  });
});
