import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypted, encrypted, FileDamaged, fileKey } from './cipher.ts';

const KEY = fileKey('un secret d’au moins trente-deux signes', 'tenant');

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

const lock = (plain: Buffer, piece = 10_000) => whole(encrypted(KEY, 'a/1', pieces(plain, piece)));
const open = (stored: Buffer, { key = KEY, place = 'a/1', piece = 7_777 } = {}) =>
  whole(decrypted(key, place, pieces(stored, piece)));

describe('a file at rest', () => {
  it('comes back as it was, whatever its size and however it streams', async () => {
    const sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001];
    for (const size of sizes) {
      const plain = Buffer.alloc(size, 'parvis');
      expect((await open(await lock(plain))).equals(plain), String(size)).toBe(true);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, inPieces, outPieces) => {
          const stored = await lock(Buffer.from(bytes), inPieces);
          expect((await open(stored, { piece: outPieces })).equals(Buffer.from(bytes))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('shows nothing of itself', async () => {
    const stored = await lock(Buffer.from('Jeanne Martin, née le 31 mars 1980'));
    expect(stored.toString('latin1')).not.toContain('Jeanne');
  });

  it('does not open under another key, or in another place', async () => {
    const stored = await lock(Buffer.from('texte'));
    const other = fileKey('un secret d’au moins trente-deux signes', 'voisine');
    await expect(open(stored, { key: other })).rejects.toThrow(FileDamaged);
    await expect(open(stored, { place: 'a/2' })).rejects.toThrow(FileDamaged);
  });

  it('does not open when a bit was changed, or when it was cut at any place', async () => {
    const stored = await lock(Buffer.alloc(70_000, 7));
    const places = [0, 4, 11, 500, 65_547, 65_563, 65_564, stored.length - 1];
    for (const place of places) {
      const changed = Buffer.from(stored);
      changed[place] = (changed[place] ?? 0) ^ 1;
      await expect(open(changed), `bit at ${place}`).rejects.toThrow(FileDamaged);
      await expect(open(stored.subarray(0, place)), `cut at ${place}`).rejects.toThrow(FileDamaged);
    }
    // The first chunk alone is whole, but it is not the last one.
    await expect(open(stored.subarray(0, 11 + 65_552))).rejects.toThrow(FileDamaged);
    await expect(open(Buffer.concat([stored, Buffer.alloc(20)]))).rejects.toThrow(FileDamaged);
  });

  it('gives out no byte of a chunk that was changed', async () => {
    const stored = await lock(Buffer.alloc(140_000, 7));
    stored[70_000] = (stored[70_000] ?? 0) ^ 1;
    let given = 0;
    await expect(async () => {
      for await (const part of decrypted(KEY, 'a/1', pieces(stored, 1_000))) given += part.length;
    }).rejects.toThrow(FileDamaged);
    expect(given).toBe(65_536);
  });
});
