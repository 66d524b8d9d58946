// When someone is away, as the form asks for it, and the times that it means: days or hours, once or every week. Pure.

import { type Field, type FieldSet } from '@parvis/forms';
import { daysInterval, daysOf } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import type { Resource } from '../schema.ts';

export interface AbsenceValues {
  readonly qui: string;
  readonly debut: string;
  readonly fin?: string | undefined;
  readonly de?: string | undefined;
  readonly a?: string | undefined;
  readonly repete?: string | undefined;
  readonly jusqua?: string | undefined;
  readonly raison?: string | undefined;
}

export function absenceFields(resources: readonly Resource[]): FieldSet<AbsenceValues> {
  const fields: readonly Field[] = [
    {
      id: 'qui',
      type: 'choice',
      label: 'Qui sera absent',
      options: resources.map(({ id, name }) => ({ value: id, label: name })),
      list: resources.length > 6,
    },
    { id: 'debut', type: 'date', label: 'Premier jour', earliest: 'today' },
    {
      id: 'fin',
      type: 'date',
      label: 'Dernier jour',
      help: 'Compris dans l’absence. Rien pour un seul jour.',
      earliest: 'today',
      optional: true,
    },
    {
      id: 'de',
      type: 'time',
      label: 'À partir de quelle heure, le premier jour',
      help: 'Rien pour toute la journée.',
      optional: true,
    },
    { id: 'a', type: 'time', label: 'Jusqu’à quelle heure, le dernier jour', optional: true },
    {
      id: 'repete',
      type: 'choice',
      label: 'Se répète',
      list: true,
      options: [
        { value: 'une-fois', label: 'Non, une seule fois' },
        { value: 'semaine', label: 'Chaque semaine' },
        { value: 'quinzaine', label: 'Une semaine sur deux' },
      ],
      default: 'une-fois',
      optional: true,
    },
    {
      id: 'jusqua',
      type: 'date',
      label: 'Se répète jusqu’au',
      help: 'Un an au plus.',
      earliest: 'today',
      optional: true,
    },
    {
      id: 'raison',
      type: 'text',
      label: 'Raison',
      help: 'Lue seulement par ceux qui tiennent l’agenda. N’écrivez rien de médical.',
      maxLength: 120,
      optional: true,
    },
  ];
  return { fields };
}

/** What contradicts itself, at its field. */
export function absenceFault(
  values: AbsenceValues,
): { readonly field: string; readonly text: string } | null {
  const { debut, fin = debut, de, a, repete, jusqua } = values;
  if (fin < debut)
    return { field: 'fin', text: 'Le dernier jour est avant le premier. Vérifiez les deux dates.' };
  if (fin === debut && de !== undefined && a !== undefined && a <= de)
    return { field: 'a', text: 'L’heure de fin vient après celle du début.' };
  if (!repeats(repete)) return null;
  const first = Temporal.PlainDate.from(debut);
  if (jusqua === undefined)
    return { field: 'jusqua', text: 'Donnez le jour où l’absence cesse de se répéter.' };
  if (jusqua < debut || jusqua > first.add({ years: 1 }).toString())
    return { field: 'jusqua', text: 'Donnez un jour dans l’année qui suit le premier.' };
  if (first.until(Temporal.PlainDate.from(fin)).days > 6)
    return { field: 'fin', text: 'Une absence qui se répète dure une semaine au plus.' };
  return null;
}

function repeats(repete: string | undefined): boolean {
  return repete === 'semaine' || repete === 'quinzaine';
}

/** The times of an absence, each on the clock of its own day: an hour stays the same hour when clocks change. */
export function absenceSpans(
  values: AbsenceValues,
  zone: string,
): readonly { readonly start: number; readonly end: number }[] {
  const { debut, fin = debut, de, a, repete, jusqua } = values;
  const first = Temporal.PlainDate.from(debut);
  const length = first.until(Temporal.PlainDate.from(fin)).days;
  const starts = !repeats(repete)
    ? [debut]
    : daysOf(
        { recurrence: { freq: 'weekly', ...(repete === 'quinzaine' && { interval: 2 }) }, from: debut },
        debut,
        jusqua ?? debut,
      );
  return starts.map((day) => {
    const last = Temporal.PlainDate.from(day).add({ days: length }).toString();
    const whole = daysInterval(zone, day, last);
    return {
      start: de === undefined ? whole.start : instantAt(day, de, zone),
      end: a === undefined ? whole.end : instantAt(last, a, zone),
    };
  });
}

function instantAt(day: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}
