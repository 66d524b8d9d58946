// The slot search at the size of an intercommunality, in one call, and how its cost grows.

import { findSlots } from '../src/index.ts';
import { county, median } from './fixture/county.ts';

export default async function slots() {
  return [fiftyAdvisors(), large()];
}

/** 50 advisors between 20 venues. */
function fiftyAdvisors() {
  const query = county({ resources: 50, venues: 20, bookings: 2800, days: 28 });
  const value = median(() => findSlots(query), 60);
  const detail = `${findSlots(query).length} starts from 50 resources over 4 weeks, ${query.busy?.length} bookings, with travel`;
  return { name: 'slots', value, unit: 'ms', goal: 30, better: 'lower', pass: value <= 30, detail } as const;
}

/** The size that issue 5 asks for; then 10 to 1,000 resources, with as many venues and bookings for each. */
function large() {
  const query = county({ resources: 60, venues: 155, bookings: 5000, days: 28 });
  const value = median(() => findSlots(query), 60);
  const starts = findSlots(query).length;
  const table = [10, 30, 100, 300, 1000].map((resources) => {
    const grown = county({
      resources,
      venues: Math.round(resources * 2.6),
      bookings: resources * 83,
      days: 28,
    });
    return `${resources}: ${median(() => findSlots(grown), 15)} ms`;
  });
  const detail =
    `${starts} starts from 60 resources at 155 venues over 4 weeks, 5000 bookings, with travel, in one call; ` +
    `by resources (83 bookings and 2.6 venues each) ${table.join(', ')}`;
  return {
    name: 'slots-large',
    value,
    unit: 'ms',
    goal: 60,
    better: 'lower',
    pass: value <= 60,
    detail,
  } as const;
}
