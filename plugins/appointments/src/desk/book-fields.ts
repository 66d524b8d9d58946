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
import type { Motif, Resource, Venue } from '../schema.ts';

export interface BookQuestions {
  readonly motif: Pick<Motif, 'place'>;
  readonly texts: boolean;
  /** For another hour: where, and with whom of the agent's body. */
  readonly venues: readonly Venue[];
  readonly resources: readonly Resource[];
}

const WHO = [
  { id: 'nom', type: 'text', label: 'Prénom et nom', subject: 'le nom', maxLength: 120 },
  { id: 'telephone', type: 'phone', label: 'Téléphone', optional: true },
  {
    id: 'courriel',
    type: 'email',
    label: 'Adresse électronique',
    help: 'Pour la confirmation et le rappel.',
    optional: true,
  },
  {
    id: 'domicile',
    type: 'text',
    label: 'Adresse de la visite',
    subject: 'l’adresse de la visite',
    maxLength: 200,
  },
  { id: 'besoin', type: 'text', label: 'Ce que la personne souhaite faire', maxLength: 500, optional: true },
  { id: 'sms', type: 'tick', label: 'La personne veut un SMS de confirmation et de rappel', optional: true },
  {
    id: 'canal',
    type: 'choice',
    label: 'Demandé',
    options: [
      { value: 'phone', label: 'Au téléphone' },
      { value: 'counter', label: 'Au guichet' },
    ],
    default: 'phone',
    list: true,
    optional: true,
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
export type BookValues = ValuesOf<typeof WHO> & HourValues;

function bookSet(questions: BookQuestions) {
  const left = new Set<string>([
    ...(questions.motif.place === 'home' ? [] : ['domicile']),
    ...(questions.texts ? [] : ['sms']),
  ]);
  const who = WHO.filter(({ id }) => !left.has(id));
  return [...who, ...hourSet(questions)];
}

/** The fields of another hour, those without a choice left out. */
export function hourSet(asked: Pick<BookQuestions, 'venues' | 'resources'>): readonly Field[] {
  return asked.venues.length === 0 || asked.resources.length === 0 ? [] : hourFields(asked);
}

/** Reads the form: someone must be reachable, and another hour is told whole. */
export function readBooking(
  input: Input,
  questions: BookQuestions,
  today: string,
): FieldsOutcome<Partial<BookValues>> {
  const outcome = readFields<Partial<BookValues>>({ fields: bookSet(questions) }, input, { today });
  if (!outcome.ok) return outcome;
  const { telephone, courriel } = outcome.values;
  if (telephone === undefined && (courriel === undefined || questions.motif.place === 'phone'))
    return wrong(
      outcome,
      questions,
      'telephone',
      'Demandez un numéro de téléphone, ou une adresse électronique.',
    );
  const missing = missingHour(outcome.values);
  return missing === null ? outcome : wrong(outcome, questions, missing.field, missing.text);
}

/** The part of another hour that lacks, once a day is given. */
export function missingHour(values: Partial<HourValues>) {
  if (values.jour === undefined)
    return values.heure === undefined ? null : { field: 'jour', text: 'Donnez aussi le jour.' };
  if (values.heure === undefined) return { field: 'heure', text: 'Donnez aussi l’heure.' };
  if (values.lieu === undefined) return { field: 'lieu', text: 'Choisissez le lieu.' };
  return values.avec === undefined ? { field: 'avec', text: 'Choisissez avec qui.' } : null;
}

function wrong(
  outcome: FieldsOutcome<Partial<BookValues>>,
  questions: BookQuestions,
  fieldId: string,
  message: string,
): FieldsOutcome<Partial<BookValues>> {
  const anchor = bookControls(questions).find(({ name }) => name === fieldId)?.id ?? '';
  const errors: readonly FieldError[] = [{ fieldId, code: 'missing', message, anchor }];
  return { ok: false, errors, answers: outcome.answers, typed: outcome.typed };
}

export function bookControls(
  questions: BookQuestions,
  state: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): readonly Control[] {
  return toControls(bookSet(questions), state);
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
