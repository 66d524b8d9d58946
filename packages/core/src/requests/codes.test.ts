import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, newReference, normalisedCode, trackingCode } from './codes.ts';

describe('references and tracking codes', () => {
  it('uses no vowel and no look-alike', () => {
    expect(CODE_ALPHABET).not.toMatch(/[AEIOUY0Z1L2S5B8G6V]/);
    expect(newReference(2026)).toMatch(new RegExp(`^26-[${CODE_ALPHABET}]{4}-[${CODE_ALPHABET}]{4}$`));
  });

  it('derives the same code for the same request, and another under another secret', () => {
    const code = trackingCode('a'.repeat(32), 'request');
    expect(trackingCode('a'.repeat(32), 'request')).toBe(code);
    expect(trackingCode('b'.repeat(32), 'request')).not.toBe(code);
    expect(trackingCode('a'.repeat(32), 'other')).not.toBe(code);
  });

  it('reads a code however it was typed', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('', ' ', '-', '–', ' - '), fc.boolean(), (id, gap, lower) => {
        const code = trackingCode('s'.repeat(32), id);
        const typed = Array.from(code.replaceAll('-', '')).join(gap);
        expect(normalisedCode(lower ? typed.toLowerCase() : typed)).toBe(code);
      }),
    );
  });

  it('refuses what cannot be a code, without looking it up', () => {
    for (const typed of ['', 'KXTM', 'KXTM-97WD-CHPA', '<script>', 'K'.repeat(1000)]) {
      expect(normalisedCode(typed)).toBeNull();
    }
  });
});
