// The figures as tables: the same for the screen and for the file.

import { sayUnmetShortly } from '../unmet.ts';
import { counted, FEW, medianOf, mondayOf, percent, withoutFew } from './figures.ts';
import type { Figures } from './read-figures.ts';

export interface ShownRow {
  readonly name: string;
  readonly cells: readonly string[];
  /** For the bar: a number and what it is out of. */
  readonly bar?: { readonly value: number; readonly most: number };
}

export interface ShownTable {
  readonly id: string;
  readonly title: string;
  /** How to read it. */
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly ShownRow[];
}

const NBSP = '\u00A0';

/** `communeName`: of an INSEE code; `sayWeek`: of a Monday. */
export function shownTables(
  figures: Figures,
  {
    communeName,
    sayWeek,
  }: { readonly communeName: (insee: string) => string; readonly sayWeek: (monday: string) => string },
): readonly ShownTable[] {
  const { booked, unmet, visits } = figures;
  const number = (row: { readonly number: number }) => row.number;
  const weeks = counted(booked, ({ day }) => mondayOf(day), number).toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return [
    {
      ...DEMAND,
      id: 'semaines',
      title: 'Rendez-vous pris, par semaine',
      columns: ['Semaine du', 'Rendez-vous pris'],
      rows: bars(weeks.map((one) => ({ ...one, name: sayWeek(one.name) }))),
    },
    {
      ...DEMAND,
      id: 'motifs',
      title: 'Rendez-vous pris, par motif',
      columns: ['Motif', 'Rendez-vous pris'],
      rows: bars(withoutFew(counted(booked, ({ motif }) => motif, number))),
    },
    {
      ...DEMAND,
      id: 'lieux',
      title: 'Rendez-vous pris, par lieu',
      columns: ['Lieu', 'Rendez-vous pris'],
      rows: bars(withoutFew(counted(booked, placeOf, number))),
    },
    {
      ...DEMAND,
      id: 'communes',
      title: 'Rendez-vous pris, par commune',
      note: 'La commune est celle du site où la personne a pris rendez-vous.',
      columns: ['Commune', 'Rendez-vous pris'],
      rows: bars(withoutFew(counted(booked, ({ insee }) => communeName(insee), number))),
    },
    {
      id: 'sans-creneau',
      title: 'Recherches sans créneau',
      note: 'Chaque fois que quelqu’un a cherché un rendez-vous et qu’il n’y en avait pas, et pourquoi.',
      columns: ['Motif et raison', 'Recherches'],
      rows: bars(
        counted(unmet, ({ motif, reason }) => `${motif}${NBSP}: ${sayUnmetShortly(reason)}`, number),
      ),
    },
    delayTable(figures),
    absenceTable(visits),
    loadTable(figures, 'conseillers', 'Occupation, par personne ou guichet', ({ resource }) => resource),
    loadTable(figures, 'occupation-lieux', 'Occupation, par lieu', placeOf),
    loadTable(figures, 'occupation-communes', 'Occupation, par commune', ({ commune }) => commune),
  ];
}

const DEMAND = { note: 'Comptés le jour où ils ont été pris, même annulés ensuite.' };

const placeOf = ({ venue, commune }: { readonly venue: string; readonly commune: string }) =>
  `${venue}, ${commune}`;

function bars(
  rows: readonly { readonly name: string; readonly number: number | null }[],
): readonly ShownRow[] {
  const most = Math.max(1, ...rows.map(({ number }) => number ?? 0));
  return rows.map(({ name, number }) => ({
    name,
    cells: [number === null ? `moins de ${FEW}` : String(number)],
    ...(number !== null && { bar: { value: number, most } }),
  }));
}

/** Days with one decimal: « 3,5 jours ». */
function sayDays(hours: number | null): string {
  return hours === null ? 'aucun créneau' : `${(hours / 24).toFixed(1).replace('.', ',')}${NBSP}jours`;
}

function delayTable({ delays }: Figures): ShownTable {
  const motifs = [...new Set(delays.map(({ motif }) => motif))].toSorted((a, b) => a.localeCompare(b, 'fr'));
  return {
    id: 'delais',
    title: 'Attente du premier créneau',
    note: 'Mesurée chaque nuit, pour chaque commune. La médiane est la valeur du milieu.',
    columns: ['Motif', 'Attente médiane', 'Attente la plus longue', 'Nuits et communes sans aucun créneau'],
    rows: motifs.map((motif) => {
      const own = delays.filter((one) => one.motif === motif);
      const waits = own.flatMap(({ hours }) => hours ?? []);
      const none = percent(own.length - waits.length, own.length) ?? 0;
      return {
        name: motif,
        cells: [
          sayDays(medianOf(waits)),
          sayDays(waits.length === 0 ? null : Math.max(...waits)),
          `${none}${NBSP}%`,
        ],
      };
    }),
  };
}

function absenceTable(visits: Figures['visits']): ShownTable {
  const motifs = [...new Set(visits.map(({ motif }) => motif))].toSorted((a, b) => a.localeCompare(b, 'fr'));
  return {
    id: 'absences',
    title: 'Rendez-vous sans personne',
    note: 'Parmi les rendez-vous passés dont la présence a été notée.',
    columns: ['Motif', 'Rendez-vous passés', 'Présence notée', 'Personne n’est venu', 'Part'],
    rows: motifs.map((motif) => {
      const own = visits.filter((one) => one.motif === motif);
      const marked = own.filter(
        ({ presence }) => presence === 'seen' || presence === 'noshow' || presence === 'excused',
      );
      const missed = own.filter(({ presence }) => presence === 'noshow').length;
      const isFew = marked.length < FEW;
      const share = isFew ? null : percent(missed, marked.length);
      return {
        name: motif,
        cells: [
          few(own.length),
          few(marked.length),
          isFew ? 'trop peu pour le dire' : String(missed),
          share === null ? '' : `${share}${NBSP}%`,
        ],
        ...(share !== null && { bar: { value: share, most: 100 } }),
      };
    }),
  };
}

function few(number: number): string {
  return number > 0 && number < FEW ? `moins de ${FEW}` : String(number);
}

interface Where {
  readonly resource: string;
  readonly venue: string;
  readonly commune: string;
}

function loadTable(
  { visits, open }: Figures,
  id: string,
  title: string,
  nameOf: (row: Where) => string,
): ShownTable {
  const booked = counted(visits, nameOf, ({ startsAt, endsAt }) => Math.round((endsAt - startsAt) / 60_000));
  const opened = counted(open, nameOf, ({ minutes }) => minutes);
  const names = [...new Set([...opened, ...booked].map(({ name }) => name))];
  const of = (list: typeof booked, name: string) => list.find((one) => one.name === name)?.number ?? 0;
  return {
    id,
    title,
    note: 'Heures de rendez-vous, sur les heures de permanence telles qu’elles sont écrites aujourd’hui, absences et fermetures ôtées.',
    columns: ['', 'Heures ouvertes', 'Heures de rendez-vous', 'Occupation'],
    rows: names.map((name) => {
      const share = percent(of(booked, name), of(opened, name));
      return {
        name,
        cells: [
          sayHours(of(opened, name)),
          sayHours(of(booked, name)),
          share === null ? '' : `${share}${NBSP}%`,
        ],
        ...(share !== null && { bar: { value: Math.min(share, 100), most: 100 } }),
      };
    }),
  };
}

/** « 12,5 h » */
function sayHours(minutes: number): string {
  return `${(minutes / 60).toFixed(1).replace('.', ',')}${NBSP}h`;
}
