// A closure in words, as agents read them: its days, and its hours where it has some.

import { Temporal } from 'temporal-polyfill';
import { hour, sayDay } from '../french.ts';

export interface ClosedHours {
  /** 'HH:MM'; nothing where it is closed from the beginning of the day, to its end. */
  readonly start?: string | null | undefined;
  readonly end?: string | null | undefined;
}

/** « de 8 h à 12 h », « à partir de 14 h », « jusqu’à 12 h »; null for whole days. */
export function sayClosedHours({ start, end }: ClosedHours): string | null {
  if (start && end) return `de ${hour(start)} à ${hour(end)}`;
  if (start) return `à partir de ${hour(start)}`;
  return end ? `jusqu’à ${hour(end)}` : null;
}

/** « Le mardi 24 novembre 2026, de 8 h à 12 h », « Du … au …, chaque jour de 8 h à 12 h » */
export function sayClosure(first: string, last: string, closed: ClosedHours): string {
  const say = (day: string) => sayDay(Temporal.PlainDate.from(day));
  const hours = sayClosedHours(closed);
  if (first === last) return `Le ${say(first)}${hours === null ? '' : `, ${hours}`}`;
  return `Du ${say(first)} au ${say(last)}${hours === null ? '' : `, chaque jour ${hours}`}`;
}
