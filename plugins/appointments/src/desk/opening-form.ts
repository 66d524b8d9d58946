// An opening as its form asks for it, and as the agenda keeps it: the rhythm in plain words, or as a rule of RFC 5545.

import type { Field, FieldSet } from '@parvis/forms';
import { type Recurrence, WEEKDAYS, type Weekday } from '@parvis/scheduling';
import type { Motif, Resource, StoredOpening, Venue } from '../schema.ts';

const DAYS: Readonly<Record<Weekday, string>> = {
  MO: 'lundi',
  TU: 'mardi',
  WE: 'mercredi',
  TH: 'jeudi',
  FR: 'vendredi',
  SA: 'samedi',
  SU: 'dimanche',
};

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

const RANKS: Readonly<Record<string, string>> = {
  '1': 'premier',
  '2': 'deuxième',
  '3': 'troisième',
  '4': 'quatrième',
  '-1': 'dernier',
};

const RHYTHMS = [
  { value: 'semaine', label: 'Chaque semaine' },
  { value: 'quinzaine', label: 'Une semaine sur deux' },
  { value: 'mois', label: 'Chaque mois' },
  { value: 'une-fois', label: 'Une seule fois, le premier jour' },
] as const;

export interface OpeningValues {
  readonly avec: string;
  readonly lieu: string;
  readonly motifs: readonly string[];
  readonly debut: string;
  readonly fin: string;
  readonly rythme: string;
  readonly jours?: readonly string[] | undefined;
  readonly rang?: string | undefined;
  readonly mois?: readonly string[] | undefined;
  readonly premier: string;
  readonly dernier?: string | undefined;
}

export interface OpeningChoices {
  readonly resources: readonly Resource[];
  readonly venues: readonly Venue[];
  readonly motifs: readonly Motif[];
}

export function openingFields({ resources, venues, motifs }: OpeningChoices): FieldSet<OpeningValues> {
  const fields: readonly Field[] = [
    {
      id: 'avec',
      type: 'choice',
      label: 'Qui reçoit',
      list: true,
      options: resources.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      id: 'lieu',
      type: 'choice',
      label: 'Où',
      list: true,
      options: venues.map(({ id, name, commune }) => ({ value: id, label: `${commune}, ${name}` })),
    },
    {
      id: 'motifs',
      type: 'choices',
      label: 'Pour quoi',
      options: motifs.map(({ id, title }) => ({ value: id, label: title })),
    },
    { id: 'debut', type: 'time', label: 'De', example: '9:00' },
    { id: 'fin', type: 'time', label: 'À', example: '12:00' },
    { id: 'rythme', type: 'choice', label: 'Rythme', options: RHYTHMS, default: 'semaine' },
    {
      id: 'jours',
      type: 'choices',
      label: 'Jours de la semaine',
      options: WEEKDAYS.map((day) => ({ value: day, label: DAYS[day] })),
      optional: true,
    },
    {
      id: 'rang',
      type: 'choice',
      label: 'Dans le mois, si c’est chaque mois',
      list: true,
      options: Object.entries(RANKS).map(([value, label]) => ({ value, label })),
      optional: true,
    },
    {
      id: 'mois',
      type: 'choices',
      label: 'Certains mois seulement',
      help: 'Ne cochez rien pour toute l’année.',
      options: MONTHS.map((label, index) => ({ value: String(index + 1), label })),
      optional: true,
    },
    { id: 'premier', type: 'date', label: 'Premier jour' },
    {
      id: 'dernier',
      type: 'date',
      label: 'Dernier jour',
      help: 'Rien s’il n’y a pas de fin.',
      optional: true,
    },
  ];
  return { fields };
}

/** What is missing or contradicts itself, at its field; null where the opening can be kept. */
export function openingFault(
  values: OpeningValues,
): { readonly field: string; readonly text: string } | null {
  const { rythme, jours = [], rang, debut, fin, premier, dernier } = values;
  if (fin <= debut) return { field: 'fin', text: 'L’heure de fin vient après celle du début.' };
  if (dernier !== undefined && dernier < premier)
    return { field: 'dernier', text: 'Le dernier jour est avant le premier. Vérifiez les deux dates.' };
  if (rythme === 'une-fois') return null;
  if (jours.length === 0) return { field: 'jours', text: 'Cochez au moins un jour de la semaine.' };
  if (rythme === 'mois' && rang === undefined)
    return {
      field: 'rang',
      text: 'Choisissez lequel dans le mois\u00A0: le premier mardi, le dernier jeudi.',
    };
  return null;
}

export function toRecurrence({ rythme, jours = [], rang, mois = [] }: OpeningValues): Recurrence {
  const days = WEEKDAYS.filter((day) => jours.includes(day));
  const byMonth =
    mois.length === 0 || mois.length === 12 ? {} : { byMonth: mois.map(Number).sort((a, b) => a - b) };
  if (rythme === 'une-fois') return { freq: 'once' };
  if (rythme === 'mois')
    return { freq: 'monthly', byDay: days.map((day) => ({ nth: Number(rang), day })), ...byMonth };
  return { freq: 'weekly', byDay: days, ...(rythme === 'quinzaine' && { interval: 2 }), ...byMonth };
}

/** The answers of the form that mean an opening; null for a rule that the form cannot say. */
export function toOpeningValues(
  { recurrence, resourceId, venueId, startTime, endTime, firstDay, lastDay }: StoredOpening,
  motifs: readonly string[],
): OpeningValues | null {
  const { freq, interval = 1, byDay = [], byMonth = [], except: _, also = [], ...others } = recurrence;
  const rest = Object.values(others).some((value) => value !== undefined);
  if (rest || also.length > 0) return null;
  const fixed = {
    avec: resourceId,
    lieu: venueId,
    motifs,
    debut: startTime,
    fin: endTime,
    mois: byMonth.map(String),
    premier: firstDay,
    dernier: lastDay ?? undefined,
  };
  if (freq === 'once') return { ...fixed, rythme: 'une-fois' };
  const plain = byDay.filter((day) => typeof day === 'string');
  const placed = byDay.filter((day) => typeof day === 'object');
  if (freq === 'weekly' && interval <= 2 && placed.length === 0 && plain.length > 0)
    return { ...fixed, rythme: interval === 2 ? 'quinzaine' : 'semaine', jours: plain };
  const ranks = new Set(placed.map(({ nth }) => nth));
  const [rank] = ranks;
  if (freq !== 'monthly' || interval !== 1 || plain.length > 0 || ranks.size !== 1 || rank === undefined)
    return null;
  if (RANKS[String(rank)] === undefined) return null;
  return { ...fixed, rythme: 'mois', rang: String(rank), jours: placed.map(({ day }) => day) };
}

/** « Chaque mardi et jeudi », « Un mercredi sur deux », « Le premier lundi du mois, en juillet et août » */
export function sayRhythm(opening: Pick<StoredOpening, 'recurrence' | 'firstDay'>): string {
  const { recurrence } = opening;
  const values = toOpeningValues(
    {
      id: '',
      tenantId: '',
      resourceId: '',
      venueId: '',
      startTime: '',
      endTime: '',
      lastDay: null,
      ...opening,
    },
    [],
  );
  if (values === null) return 'Rythme particulier';
  const days = (values.jours ?? []).map((day) => DAYS[WEEKDAYS.find((one) => one === day) ?? 'MO']);
  const named = list(days);
  const months = (recurrence.byMonth ?? []).map((month) => MONTHS[month - 1] ?? '');
  const when = months.length === 0 ? '' : `, en ${list(months)}`;
  switch (values.rythme) {
    case 'une-fois':
      return 'Une seule fois';
    case 'quinzaine':
      return `Le ${named}, une semaine sur deux${when}`;
    case 'mois':
      return `Le ${RANKS[values.rang ?? ''] ?? ''} ${named} du mois${when}`;
    default:
      return days.length === WEEKDAYS.length ? `Tous les jours${when}` : `Chaque ${named}${when}`;
  }
}

function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} et ${last}`;
}
