import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';

describe('newId', () => {
  it('makes version 7 UUIDs that hold the time they were made', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const millis = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    expect(millis - before).toBeGreaterThanOrEqual(0);
    expect(millis - before).toBeLessThan(1000);
  });

  it('makes ids that sort in the order they were made, faster than the clock ticks', () => {
    const ids = Array.from({ length: 50_000 }, newId);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
