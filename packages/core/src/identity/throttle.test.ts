import { expect, it } from 'vitest';
import { throttle } from './throttle.ts';

it('counts tries before their outcome, and forgets them with time', () => {
  const doors = throttle({ tries: 2, within: 1_000 });
  expect([0, 0, 0].map((at) => doors.attempt('a', at))).toEqual([true, true, false]);
  expect(doors.attempt('b', 0)).toBe(true);
  expect(doors.attempt('a', 999)).toBe(false);
  expect(doors.attempt('a', 1_000)).toBe(true);
});

it('takes back a right try, and no more than that one', () => {
  const doors = throttle({ tries: 2, within: 1_000 });
  doors.attempt('a', 0);
  doors.attempt('a', 0);
  doors.forgive('a');
  expect([1, 1].map((at) => doors.attempt('a', at))).toEqual([true, false]);
  doors.clear('a');
  expect(doors.attempt('a', 2)).toBe(true);
});

it('holds a bounded number of keys: the one left alone longest goes first', () => {
  const doors = throttle({ tries: 1, within: 1_000, keys: 2 });
  for (const key of ['x', 'y', 'z']) doors.attempt(key, 0);
  expect(['z', 'y', 'x'].map((key) => doors.attempt(key, 1))).toEqual([false, false, true]);
});
