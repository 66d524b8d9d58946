// What a citizen asks of a place and a time, as the address says it: read without trust, and written back.

import type { Weekday, Wishes } from '@parvis/scheduling';
import { readPeople } from './people.ts';

/** In the address, in French on the page, and for the search. */
const DAYS = [
  ['lundi', 'MO'],
  ['mardi', 'TU'],
  ['mercredi', 'WE'],
  ['jeudi', 'TH'],
  ['vendredi', 'FR'],
  ['samedi', 'SA'],
  ['dimanche', 'SU'],
] as const satisfies readonly (readonly [string, Weekday])[];

const PARTS = [
  { value: 'matin', label: 'Le matin', before: '12:00' },
  { value: 'apres-midi', label: 'L’après-midi', after: '12:00', before: '17:00' },
  { value: 'soir', label: 'Après 17 h', after: '17:00' },
] as const;

export interface AskedWishes {
  /** « mardi »; any day when empty. */
  readonly day: string;
  /** « matin »; any hour when empty. */
  readonly part: string;
  readonly wheelchair: boolean;
  readonly order: 'nearest' | 'soonest';
  /** How many people come, each for a length of their own; null where nobody said. */
  readonly people: number | null;
}

/** Reads the query of an address: what is not known is not asked. */
export function readWishes(query: (name: string) => string | undefined): AskedWishes {
  const day = query('jour') ?? '';
  const part = query('moment') ?? '';
  return {
    day: DAYS.some(([name]) => name === day) ? day : '',
    part: PARTS.some(({ value }) => value === part) ? part : '',
    wheelchair: query('fauteuil') === '1',
    order: query('tri') === 'tot' ? 'soonest' : 'nearest',
    people: readPeople(query('personnes')),
  };
}

/** For the search; undefined where nothing is asked. */
export function wishesOf({ day, part, wheelchair }: AskedWishes): Wishes | undefined {
  if (day === '' && part === '' && !wheelchair) return undefined;
  const weekday = DAYS.find(([name]) => name === day)?.[1];
  const hours: { readonly after?: string; readonly before?: string } =
    PARTS.find(({ value }) => value === part) ?? {};
  return {
    weekdays: weekday === undefined ? undefined : [weekday],
    after: hours.after,
    before: hours.before,
    wheelchair,
  };
}

/** The parts of a query that say the same again. */
export function wishesQuery({ day, part, wheelchair, order, people }: AskedWishes): string {
  const asked = new URLSearchParams();
  if (order === 'soonest') asked.set('tri', 'tot');
  if (day !== '') asked.set('jour', day);
  if (part !== '') asked.set('moment', part);
  if (wheelchair) asked.set('fauteuil', '1');
  if (people !== null) asked.set('personnes', String(people));
  return asked.toString();
}

/** What the form of the wishes shows. */
export function wishesModel(asked: AskedWishes) {
  const option = (value: string, label: string, chosen: string) => ({
    value,
    label,
    chosen: value === chosen,
  });
  return {
    orders: [
      option('proche', 'Le plus près', asked.order === 'soonest' ? '' : 'proche'),
      option('tot', 'Le plus tôt', asked.order === 'soonest' ? 'tot' : ''),
    ],
    days: [
      option('', 'N’importe quel jour', asked.day),
      ...DAYS.map(([name]) => option(name, `Le ${name}`, asked.day)),
    ],
    parts: [
      option('', 'À toute heure', asked.part),
      ...PARTS.map(({ value, label }) => option(value, label, asked.part)),
    ],
    wheelchair: asked.wheelchair,
    people: asked.people,
    open: wishesOf(asked) !== undefined || asked.order === 'soonest',
  };
}
