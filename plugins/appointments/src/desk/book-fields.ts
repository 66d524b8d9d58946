// What is asked of someone on the phone, in the order in which one asks it; and, put away, an hour that nobody offers.

import {
  type Control,
  type Field,
  type FieldError,
  type FieldsOutcome,
  fieldSet,
  type Input,
  readFields,
  type Typed,
  toControls,
  type ValuesOf,
} from '@parvis/forms';
import { applicationFields, applicationsIn } from '../api/ants/application-fields.ts';
import { errorAt } from '../error-at.ts';
import type { Motif, Resource, Venue } from '../schema.ts';
import { reachError, WHO_BY_AGENT } from '../who-comes.ts';
import type { PickedTime } from './slot-lines.ts';

export interface BookQuestions {
  readonly motif: Pick<Motif, 'place'>;
  readonly texts: boolean;
  /** How many pre-application numbers are asked for: one a person, or none where the motif collects no titles. */
  readonly applications: number;
  /** For another hour: where, and with whom of the agent's body. */
  readonly venues: readonly Venue[];
  readonly resources: readonly Resource[];
}

const FIELDS = [
  WHO_BY_AGENT.name,
  WHO_BY_AGENT.phone,
  WHO_BY_AGENT.email,
  {
    id: 'domicile',
    type: 'text',
    label: 'Adresse de la visite',
    subject: 'l’adresse de la visite',
    maxLength: 200,
  },
  { id: 'besoin', type: 'text', label: 'Ce que la personne souhaite faire', maxLength: 500, optional: true },
  WHO_BY_AGENT.texts,
  {
    id: 'canal',
    type: 'choice',
    label: 'Demande reçue',
    options: [
      { value: 'phone', label: 'Au téléphone' },
      { value: 'counter', label: 'Au guichet' },
    ],
    default: 'phone',
  },
] as const satisfies readonly Field[];

/** The names of the fields that ask for another hour. */
export const OTHER_HOUR = ['jour', 'heure', 'lieu', 'avec', 'forcer'];

function hourFields({ venues, resources }: Pick<BookQuestions, 'venues' | 'resources'>) {
  return [
    { id: 'jour', type: 'date', label: 'Jour', optional: true },
    { id: 'heure', type: 'time', label: 'Heure', example: '14:30', optional: true },
    {
      id: 'lieu',
      type: 'choice',
      label: 'Lieu',
      list: true,
      options: venues.map(({ slug, name, commune }) => ({ value: slug, label: `${commune}, ${name}` })),
      optional: true,
    },
    {
      id: 'avec',
      type: 'choice',
      label: 'Avec',
      list: true,
      options: resources.map(({ id, name }) => ({ value: id, label: name })),
      optional: true,
    },
    {
      id: 'forcer',
      type: 'tick',
      label: 'Forcer hors plage',
      help: 'Même sans permanence, pendant une absence ou une fermeture. Une heure déjà prise reste prise.',
      optional: true,
    },
  ] as const satisfies readonly Field[];
}

type HourFields = ReturnType<typeof hourFields>;
export type HourValues = ValuesOf<HourFields>;
export type BookValues = ValuesOf<typeof FIELDS> & HourValues;

/** Ticked where the register cannot know of the person: no number is needed then. */
const ON_PAPER: Field = {
  id: 'papier',
  type: 'tick',
  label: 'Sans numéro\u00A0: dossier en papier (formulaire Cerfa)',
  optional: true,
};

function bookSet(questions: BookQuestions, onPaper: boolean): readonly Field[] {
  const { place } = questions.motif;
  const left = new Set<string>([
    ...(place === 'home' ? [] : ['domicile']),
    ...(questions.texts ? [] : ['sms']),
  ]);
  const who = FIELDS.filter(({ id }) => !left.has(id)).map(
    (field): Field => (place === 'phone' && field.id === 'telephone' ? { ...field, optional: false } : field),
  );
  const applications = applicationFields(questions.applications, { by: 'agent', optional: onPaper });
  const reached = who.findIndex(({ id }) => id === WHO_BY_AGENT.email.id) + 1;
  return [
    ...who.toSpliced(reached, 0, ...applications, ...(applications.length > 0 ? [ON_PAPER] : [])),
    ...hourSet(questions),
  ];
}

/** The fields of another hour, those without a choice left out. */
export function hourSet(asked: Pick<BookQuestions, 'venues' | 'resources'>): readonly Field[] {
  return asked.venues.length === 0 || asked.resources.length === 0 ? [] : hourFields(asked);
}

export interface BookRead {
  readonly ok: true;
  readonly values: Partial<BookValues>;
  readonly typed: Typed;
  /** In the order of the people, '' for one without. */
  readonly applicationIds: readonly string[];
}

type BookOutcome = BookRead | Exclude<FieldsOutcome<Partial<BookValues>>, { readonly ok: true }>;

/** Reads the form: someone must be reachable, another hour is told whole, and each person has a number of their own. */
export function readBooking(input: Input, questions: BookQuestions, today: string): BookOutcome {
  const fields = bookSet(questions, Boolean(input.get(ON_PAPER.id)));
  const outcome = readFields<Partial<BookValues>>({ fields }, input, { today });
  if (!outcome.ok) return outcome;
  const { values, answers, typed } = outcome;
  const wrong = (...errors: readonly FieldError[]) => ({ ok: false, errors, answers, typed }) as const;
  const unreached = reachError(fields, values);
  if (unreached !== null) return wrong(unreached);
  const missing = missingHour(values);
  if (missing !== null) return wrong(errorAt(fields, missing.field, missing.text, 'missing'));
  const { ids, errors } = applicationsIn(answers, questions.applications);
  return errors.length > 0 ? wrong(...errors) : { ok: true, values, typed, applicationIds: ids };
}

/** The part of another hour that lacks, once a day is given. */
export function missingHour(values: Partial<HourValues>) {
  if (values.jour === undefined)
    return values.heure === undefined ? null : { field: 'jour', text: 'Donnez aussi le jour.' };
  if (values.heure === undefined) return { field: 'heure', text: 'Donnez aussi l’heure.' };
  if (values.lieu === undefined) return { field: 'lieu', text: 'Choisissez le lieu.' };
  return values.avec === undefined ? { field: 'avec', text: 'Choisissez avec qui.' } : null;
}

/** The hour that was typed by hand, where one was. */
export function otherHour({ jour, heure, lieu, avec }: Partial<HourValues>): PickedTime | null {
  if (jour === undefined || heure === undefined || lieu === undefined) return null;
  return { venue: lieu, slot: `${jour}-${heure.replace(':', '')}`, resource: avec };
}

/** Neither a free time was chosen nor another hour typed. */
export function noHour(fields: readonly Field[]): FieldError {
  return errorAt(fields, 'jour', 'Choisissez une heure.', 'missing');
}

export function bookControls(
  questions: BookQuestions,
  state: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): readonly Control[] {
  return toControls(bookSet(questions, Boolean(state.typed?.[ON_PAPER.id])), state);
}

/** The choice of a free time, the first one ticked. */
export function lineControls(
  options: readonly { readonly value: string; readonly label: string }[],
  chosen: string | undefined,
): readonly Control[] {
  const [first] = options;
  if (first === undefined) return [];
  const value = options.some((one) => one.value === chosen) ? chosen : first.value;
  const fields = fieldSet([
    {
      id: 'creneau',
      type: 'choice',
      label: 'Prochains créneaux libres',
      options,
      default: value ?? first.value,
    },
  ]);
  return toControls(fields.fields);
}
