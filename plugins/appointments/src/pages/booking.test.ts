import { describe, expect, it } from 'vitest';
import { nearestSlots } from './booking.ts';

const HOUR = 3_600_000;
const slot = (venue: string, hours: number) => ({
  venue,
  start: hours * HOUR,
  end: (hours + 1) * HOUR,
  resources: ['ada'],
});

describe('nearestSlots', () => {
  it('prefers the wanted place, where another day is as good as another place, and goes by time', () => {
    const here = [1, 2, 26, 30, 60].map((hours) => slot('here', hours));
    const there = [0, 3, 25].map((hours) => slot('there', hours));
    const nearest = nearestSlots([...there, ...here], { start: 2 * HOUR, venue: 'here' });
    expect(nearest.map(({ venue, start }) => `${venue} ${start / HOUR}`)).toEqual([
      'there 0',
      'here 1',
      'here 2',
      'there 3',
      'here 26',
      'here 30',
    ]);
  });
});
