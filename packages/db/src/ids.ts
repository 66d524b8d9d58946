/** Identifiers that sort by the time they were made (UUID version 7, RFC 9562). */

import { randomFillSync } from 'node:crypto';

const COUNTER_LIMIT = 0x1000;
const pool = Buffer.alloc(16 * 128);
let poolOffset = pool.length;
let lastMillis = 0;
let counter = 0;

/** A new UUID v7: 48 bits of milliseconds, a 12-bit counter within the millisecond, 62 random bits. */
export function newId(): string {
  const random = takeRandom();
  const now = Date.now();
  if (now > lastMillis) {
    lastMillis = now;
    // Half of the range is left above the seed, so that a burst in one millisecond still counts up.
    counter = random.readUInt16BE(6) & 0x7ff;
  } else if (++counter === COUNTER_LIMIT) {
    lastMillis += 1;
    counter = 0;
  }
  random.writeUIntBE(lastMillis, 0, 6);
  random.writeUInt16BE(0x7000 | counter, 6);
  random.writeUInt8(0x80 | (random.readUInt8(8) & 0x3f), 8);
  const hex = random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function takeRandom(): Buffer {
  if (poolOffset === pool.length) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  poolOffset += 16;
  return pool.subarray(poolOffset - 16, poolOffset);
}
