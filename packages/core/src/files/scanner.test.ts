// Viruses, as a real clamd finds them.

import { type Clamd, EICAR, freePort, startClamd, VIRUS_MARK, withoutClamd } from '@parvis/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clamdScanner } from './scanner.ts';

describe.skipIf(withoutClamd)('clamd', () => {
  let clamd: Clamd;
  beforeAll(async () => {
    clamd = await startClamd();
  }, 30_000);
  afterAll(() => clamd.stop());

  it('finds what it knows, anywhere in a file, and nothing in a clean one', async () => {
    const scanner = clamdScanner(clamd.address);
    expect(await scanner.scan(Buffer.from('bonjour'))).toBe('clean');
    expect(await scanner.scan(Buffer.from(EICAR))).toBe('infected');
    const deep = Buffer.concat([Buffer.alloc(3_000_000, 'a'), Buffer.from(VIRUS_MARK), Buffer.alloc(1_000)]);
    expect(await scanner.scan(deep)).toBe('infected');
    expect(await Promise.all(Array.from({ length: 5 }, () => scanner.scan(Buffer.alloc(100_000))))).toEqual(
      Array.from({ length: 5 }, () => 'clean'),
    );
  });
});

describe('a scanner that is away', () => {
  it('is waited for', async () => {
    expect(await clamdScanner(`127.0.0.1:${await freePort()}`).scan(Buffer.from('bonjour'))).toBe('waiting');
  });
});
