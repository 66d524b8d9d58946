import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANDSCAPES } from '../horizon/landscape.ts';
import {
  type Brand,
  brandTokens,
  contrastFailures,
  defaultBrand,
  faviconDataUri,
  monogram,
  tokensCss,
} from './index.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);
const hard = fc.constantFrom('#ffffff', '#000000', '#ffff00', '#00ff00', '#ff00ff', '#808080', '#0000ff');
const brand: fc.Arbitrary<Brand> = fc.record({
  primary: fc.oneof(colour, hard),
  secondary: fc.oneof(colour, hard),
});

describe('the tokens of a brand', () => {
  it('are readable in light and in dark, whatever the two colours', () => {
    fc.assert(
      fc.property(brand, (one) => {
        const { light, dark } = brandTokens(one);
        expect(contrastFailures(light)).toEqual([]);
        expect(contrastFailures(dark)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('would be found unreadable if one were', () => {
    const { light } = brandTokens({ primary: '#336699', secondary: '#ddbb55' });
    expect(contrastFailures({ ...light, ink: light.paper })).not.toEqual([]);
  });

  it('are declared for both modes', () => {
    const css = tokensCss(brandTokens({ primary: '#336699', secondary: '#ddbb55' }));
    expect(css).toMatch(/^:root\{color-scheme:light;--paper:#/);
    expect(css).toContain('prefers-color-scheme:dark');
  });

  it('start, for neighbours, from brands of one family that are not clones', () => {
    const codes = Array.from({ length: 33 }, (_, i) => String(28_120 + i * 3));
    const brands = codes.map((code) => defaultBrand(code, 'plain'));
    expect(new Set(brands.map((one) => one.primary)).size).toBe(33);
    for (const landscape of LANDSCAPES)
      expect(defaultBrand('28148', landscape).primary).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('refuse what is no colour, with a code', () => {
    expect(() => brandTokens({ primary: 'red', secondary: '#fff' })).toThrow(
      expect.objectContaining({ code: 'PARVIS_BRAND_COLOUR' }),
    );
  });

  it('put the initial of the name in the sign, not that of its article', () => {
    const initial = (name: string) => />(.)<\/text>/.exec(monogram(name))?.[1];
    const names = ['Le Favril', 'Landelles', 'L’Haÿ-les-Roses', 'Les Essarts', 'Lèves', 'Épernon'];
    expect(names.map(initial)).toEqual(['F', 'L', 'H', 'E', 'L', 'É']);
    expect(initial('Communauté de communes Entre Beauce et Perche')).toBe('E');
  });

  it('draw an icon that needs no other file', () => {
    expect(faviconDataUri('Le Favril', { primary: '#336699', secondary: '#ddbb55' })).toMatch(
      /^data:image\/svg\+xml,/,
    );
    expect(faviconDataUri('Le Favril', { primary: '#336699', secondary: '#ddbb55' })).not.toMatch(/["<>]/);
  });
});
