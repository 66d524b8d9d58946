import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from './fold-text.ts';

describe('foldText', () => {
  it.each([
    ['Élise', 'elise'],
    ['  SŒUR   Æmilia ', 'soeur aemilia'],
    ['L’Haÿ-les-Roses', "l'hay-les-roses"],
    ['Straße ﬁn', 'strasse fin'],
    ['ÇA VA\u00a0?', 'ca va ?'],
  ])('makes %j into %j', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('leaves folded text as it is, whatever it came from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
  });
});
