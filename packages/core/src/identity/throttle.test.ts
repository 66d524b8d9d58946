import { expect, it } from 'vitest';
import { throttle } from './throttle.ts';

it('stops a key after its failures, forgets them with time, and stays bounded', () => {
  const doors = throttle({ failures: 2, within: 1_000, keys: 2 });
  doors.failed('a', 0);
  expect(doors.allows('a', 1)).toBe(true);
  doors.failed('a', 10);
  expect(doors.allows('a', 11)).toBe(false);
  expect(doors.allows('b', 11)).toBe(true);
  expect(doors.allows('a', 1_001)).toBe(true);
  doors.succeeded('a');
  expect(doors.allows('a', 12)).toBe(true);
  for (const key of ['x', 'y', 'z']) for (const at of [1, 2]) doors.failed(key, at);
  expect(['x', 'y', 'z'].filter((key) => !doors.allows(key, 3))).toEqual(['y', 'z']);
});
