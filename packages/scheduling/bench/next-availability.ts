// The first free slot of a year, when there is none for eleven months: the longest pass that the horizon allows.

import { nextSlot, nextSlots, type SlotQuery } from '../src/index.ts';
import { county, DAY, MONDAY, median } from './fixture/county.ts';

export default async function nextAvailability() {
  const busy = county({ resources: 60, venues: 155, bookings: 5000, days: 28 });
  const away = { from: '2026-11-30', until: '2027-10-31' };
  const query = { ...busy, until: undefined, closures: [...(busy.closures ?? []), away] };
  const value = median(() => nextSlot(query), 60);
  const days = Math.floor(((nextSlot(query)?.start ?? Number.NaN) - MONDAY) / DAY);
  const full = { ...query, closures: busy.closures, busy: fullDays() };
  const detail =
    `60 resources, 155 venues, 5000 bookings, closed for ${days} days; ` +
    `${nextSlots(query).length} venues at once ${median(() => nextSlots(query), 30)} ms; ` +
    `booked instead of closed, ${full.busy.length} bookings: ${median(() => nextSlot(full), 30)} ms`;
  return {
    name: 'next-availability',
    value,
    unit: 'ms',
    goal: 20,
    better: 'lower',
    pass: value <= 20,
    detail,
  } as const;
}

/** Each day of each resource as one booking, for 330 days. */
function fullDays(): NonNullable<SlotQuery['busy']> {
  return Array.from({ length: 60 * 330 }, (_, index) => {
    const morning = MONDAY + Math.floor(index / 60) * DAY + DAY / 3;
    return { resource: `advisor-${index % 60}`, start: morning, end: morning + DAY / 2 };
  });
}
