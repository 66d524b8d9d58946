// Public holidays of France (code du travail, L3133-1, L3134-13 and L3422-2) and of its Pacific collectivities, computed.

import { dayNumberOf, fromDayNumber } from './calendar-day.ts';

const COMMON = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

// Overseas, above all the day that marks the abolition of slavery; in the Pacific, the days of each collectivity.
const LOCAL: Readonly<Record<string, readonly string[]>> = {
  '971': ['05-27'],
  '972': ['05-22'],
  '973': ['06-10'],
  '974': ['12-20'],
  '976': ['04-27'],
  '977': ['10-09'],
  '978': ['05-28'],
  '986': ['04-28', '07-29'],
  '987': ['03-05'],
  '988': ['09-24'],
};

const GOOD_FRIDAY = new Set(['57', '67', '68', '987']);
const SAINT_STEPHEN = new Set(['57', '67', '68']);

/** The public holidays of a year, 'YYYY-MM-DD' and in order, in a commune given by its INSEE code. */
export function publicHolidays(year: number, insee: string): string[] {
  const department = /^9[78]/.test(insee) ? insee.slice(0, 3) : insee.slice(0, 2);
  const easter = easterSunday(year);
  const moving = [easter + 1, easter + 39, easter + 50];
  const fixed = [...COMMON];
  fixed.push(...(LOCAL[department] ?? []));
  if (GOOD_FRIDAY.has(department)) moving.push(easter - 2);
  if (SAINT_STEPHEN.has(department)) fixed.push('12-26');
  // Matari‘i i ni‘a took the place of the day of autonomy in French Polynesia in 2025.
  if (department === '987') fixed.push(year < 2025 ? '06-29' : '11-20');
  const days = [
    ...moving.map(fromDayNumber),
    ...fixed.map((day) => `${String(year).padStart(4, '0')}-${day}`),
  ];
  // Ascension may fall on a fixed day, as on 8 May 1997.
  return [...new Set(days)].sort();
}

/** The day number of Easter: the Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayNumberOf(year, Math.floor(n / 31), (n % 31) + 1);
}
