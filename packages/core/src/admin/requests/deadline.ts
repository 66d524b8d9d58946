// How far away a deadline is, by the calendar: in words, and in a tone that only repeats them.

import { Temporal } from 'temporal-polyfill';
import type { StatusWords } from '../../requests/status.ts';
import { localDay } from '../../sites/opening-hours.ts';

const NBSP = '\u00A0';
/** Days ahead from which a deadline is near. */
const NEAR = 3;

/** « En retard de 2 jours », « À faire aujourd’hui », « Dans 5 jours »; null without a deadline. */
export function deadlineWords(dueAt: number | null, now: number, zone: string): StatusWords | null {
  if (dueAt === null) return null;
  const day = (at: number) => Temporal.PlainDate.from(localDay(zone, at));
  const { days } = day(now).until(day(dueAt));
  if (days < 0) return { word: `En retard de ${sayDays(-days)}`, tone: 'warn' };
  if (days === 0) return { word: 'À faire aujourd’hui', tone: 'warn' };
  if (days === 1) return { word: 'À faire demain', tone: 'info' };
  return { word: `Dans ${sayDays(days)}`, tone: days <= NEAR ? 'info' : 'neutral' };
}

const sayDays = (days: number): string => `${days}${NBSP}jour${days > 1 ? 's' : ''}`;
