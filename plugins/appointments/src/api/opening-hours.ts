// Openings as OpenStreetMap writes hours, which the national schema asks for: `Mo 09:00-12:00; Th[2] 14:00-17:00`.

import type { Opening, Weekday } from '@parvis/scheduling';

const NAMES: Readonly<Record<Weekday, string>> = {
  MO: 'Mo',
  TU: 'Tu',
  WE: 'We',
  TH: 'Th',
  FR: 'Fr',
  SA: 'Sa',
  SU: 'Su',
};
const ORDER = Object.values(NAMES);

type Hours = Pick<Opening, 'start' | 'end' | 'from' | 'until' | 'recurrence'>;

/**
 * The hours of a place on a day, 'YYYY-MM-DD', or null where one of them says more than the notation does, such as every
 * other week: no hours are better than wrong ones.
 */
export function toOpeningHours(openings: readonly Hours[], today: string): string | null {
  const current = openings.filter(
    ({ from, until }) => from <= today && (until === undefined || today <= until),
  );
  const spans = new Map<string, Set<string>>();
  for (const opening of current) {
    const days = daysOf(opening);
    if (days === null) return null;
    for (const day of days) {
      const known = spans.get(day) ?? new Set();
      spans.set(day, known.add(`${opening.start}-${opening.end}`));
    }
  }
  if (spans.size === 0) return null;
  return [...spans]
    .sort(([a], [b]) => ORDER.indexOf(a.slice(0, 2)) - ORDER.indexOf(b.slice(0, 2)) || (a < b ? -1 : 1))
    .map(([day, hours]) => `${day} ${[...hours].sort().join(',')}`)
    .join('; ');
}

function daysOf({ recurrence }: Hours): readonly string[] | null {
  const { freq, interval = 1, byDay = [], until, count, except, also, weekStart: _, ...more } = recurrence;
  const ends = [until, count].some((one) => one !== undefined);
  const says = Object.values(more).some((one) => one !== undefined);
  if (ends || says || interval !== 1 || byDay.length === 0 || (also ?? []).length > 0) return null;
  // A day off is told as an absence of hours nowhere in the notation that a map would read.
  if ((except ?? []).length > 0) return null;
  if (freq === 'weekly') return byDay.flatMap((day) => (typeof day === 'string' ? NAMES[day] : []));
  if (freq !== 'monthly') return null;
  return byDay.map((day) => (typeof day === 'string' ? NAMES[day] : `${NAMES[day.day]}[${day.nth}]`));
}
