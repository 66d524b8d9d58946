// Opening hours as a secretary types them, a line a day: « 9 h - 12 h, 14 h - 17 h 30 ».

import type { CounterHours } from '@parvis/kit';
import { sayTime } from '../../sites/opening-hours.ts';

export type Day = CounterHours['day'];
type Span = Pick<CounterHours, 'from' | 'to'>;

export const DAYS: readonly Day[] = [1, 2, 3, 4, 5, 6, 7];

/** « 9 h - 12 h, 14 h - 17 h 30 »; empty for a day on which it is closed. */
export function hoursText(hours: readonly CounterHours[], day: Day): string {
  return hours
    .filter((span) => span.day === day)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ from, to }) => `${sayTime(from)} - ${sayTime(to)}`)
    .join(', ');
}

/** What may stand between the times. */
const WORDS = /(?<!\p{L})(?:de|à|a|et|puis|fermée?)(?!\p{L})/gu;
const TIME = /(\d{1,2})\s*(?:h|:)\s*(\d{2})?/g;

/** The spans that a line means, in order; null where it means none, or where they overlap. */
export function readHours(text: string): readonly Span[] | null {
  const line = text.toLowerCase();
  // What is left once the times are taken out may only join them.
  if (!/^[\s,;.\-–—]*$/.test(line.replaceAll(TIME, '').replaceAll(WORDS, ''))) return null;
  const times = [...line.matchAll(TIME)].map(([, hour = '', minute = '00']) =>
    Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null,
  );
  const spans: Span[] = [];
  for (let at = 0; at < times.length; at += 2) {
    const from = times[at];
    const to = times[at + 1];
    const before = spans.at(-1)?.to ?? '';
    if (!from || !to || from >= to || from < before) return null;
    spans.push({ from, to });
  }
  return spans;
}
