// The slot search at the size of an intercommunality: 50 advisors over 4 weeks, each between two venues.

import { type Busy, findSlots, type Opening, type SlotQuery, type Weekday } from '../src/index.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 10, 30);

/** Milliseconds of one search: the median of 60 after 20 to warm up. */
export default async function slots() {
  const query = fiftyAdvisors();
  let count = 0;
  const times: number[] = [];
  for (let run = 0; run < 80; run += 1) {
    const start = performance.now();
    count = findSlots(query).length;
    if (run >= 20) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const value = Math.round((times[30] ?? Number.NaN) * 100) / 100;
  const detail = `${count} starts from 50 resources over 4 weeks, ${query.busy?.length} bookings, with travel`;
  return { name: 'slots', value, unit: 'ms', goal: 30, better: 'lower', pass: value <= 30, detail } as const;
}

function fiftyAdvisors(): SlotQuery {
  const openings: Opening[] = [];
  const busy: Busy[] = [];
  const weekdays: Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];
  for (let advisor = 0; advisor < 50; advisor += 1) {
    const resource = `advisor-${advisor}`;
    const morning = `venue-${advisor % 20}`;
    const afternoon = `venue-${(advisor + 7) % 20}`;
    const rule = { resource, zone: 'Europe/Paris', motifs: ['help'], from: '2021-01-04' };
    const recurrence = { freq: 'weekly', byDay: weekdays } as const;
    openings.push(
      { ...rule, id: `${resource}-am`, venue: morning, start: '09:00', end: '12:00', recurrence },
      { ...rule, id: `${resource}-pm`, venue: afternoon, start: '13:30', end: '17:30', recurrence },
    );
    for (let day = 0; day < 28; day += 1) {
      const start = MONDAY + day * DAY + (8 + (advisor % 3)) * HOUR;
      busy.push({ resource, venue: morning, start, end: start + HOUR / 2 });
      busy.push({ resource, venue: afternoon, start: start + 6 * HOUR, end: start + 6.75 * HOUR });
    }
  }
  return {
    motif: { id: 'help', minutes: 30, step: 15, bufferAfter: 5, noticeMinutes: 120, horizonDays: 60 },
    openings,
    busy,
    now: MONDAY,
    from: MONDAY,
    until: MONDAY + 28 * DAY,
    holidays: ['2026-12-25'],
    travelMinutes: (a, b) => (a === b ? 0 : 25),
  };
}
