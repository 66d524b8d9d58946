// Fields without pages, with the type of their values inferred: settings, brand, back-office forms, sign-in.

import type {
  Address,
  Answer,
  Answers,
  Commune,
  Field,
  FieldError,
  FileAnswer,
  Items,
  Period,
  Person,
  Point,
  Typed,
} from './field.ts';
import { defineForm, type Form } from './form.ts';
import type { Input } from './input.ts';
import { type Clock, readPage } from './read-page.ts';
import { answersToSend, validateForm } from './validate-form.ts';

/** `S` is the shape of the values once they are right. */
export interface FieldSet<S> {
  readonly fields: readonly Field[];
  /** Carries the type only; never there at run time. */
  readonly values?: S;
}

/** What the types of field answer with, where it does not depend on their options. */
interface Values {
  readonly 'yes-no': boolean;
  readonly tick: boolean;
  readonly number: number;
  readonly amount: number;
  readonly address: Address;
  readonly file: readonly FileAnswer[];
  readonly period: Period;
  readonly commune: Commune;
  readonly person: Person;
  readonly point: Point;
  readonly repeat: Items;
}

type ValueOf<F extends Field> = F extends { type: 'choice'; options: readonly { value: infer V }[] }
  ? V | (F extends { other: string } ? string : never)
  : F extends { type: 'choices'; options: readonly { value: infer V }[] }
    ? readonly (V | (F extends { other: string } ? string : never))[]
    : F['type'] extends keyof Values
      ? Values[F['type']]
      : string;

type Asking<F extends Field> = Exclude<F, { type: 'info' | 'computed' }>;
/** A value may lack where the field is optional or conditional, unless it has a default. */
type MayLack<F extends Field> = F extends { default: Answer }
  ? F extends { when: unknown }
    ? true
    : false
  : F extends { optional: true } | { when: unknown }
    ? true
    : false;

export type ValuesOf<F extends readonly Field[]> = {
  readonly [K in Asking<F[number]> as MayLack<K> extends true ? never : K['id']]: ValueOf<K>;
} & {
  readonly [K in Asking<F[number]> as MayLack<K> extends true ? K['id'] : never]?: ValueOf<K>;
};

/** A set of fields. Throws the FormErrors of `defineForm`. */
export function fieldSet<const F extends readonly Field[]>(fields: F): FieldSet<ValuesOf<F>> {
  const set = { fields };
  formOf(set);
  return set;
}

export type FieldsOutcome<S> =
  | { readonly ok: true; readonly values: S; readonly answers: Answers; readonly typed: Typed }
  | {
      readonly ok: false;
      readonly errors: readonly FieldError[];
      readonly answers: Answers;
      readonly typed: Typed;
    };

/** What a submitted form gives: values of the inferred shape, or errors with everything typed. */
export function readFields<S>(
  set: FieldSet<S>,
  input: Input,
  { today, previous = {} }: Clock & { readonly previous?: Answers },
): FieldsOutcome<S> {
  const { answers, errors: onPage, typed } = readPage(formOf(set), PAGE, input, previous, { today });
  const errors = onPage.length > 0 ? onPage : validateForm(formOf(set), answers, { today });
  return outcome(set, answers, errors, typed);
}

/**
 * Stored values, which may date from an older set of fields: defaults fill what lacks, unknown entries are left out,
 * and what is wrong comes back as errors.
 */
export function parseFields<S>(set: FieldSet<S>, stored: unknown, { today }: Clock): FieldsOutcome<S> {
  const answers: Record<string, Answer> = {};
  const given = typeof stored === 'object' && stored !== null ? (stored as Answers) : {};
  for (const field of set.fields) {
    const value = Object.hasOwn(given, field.id) ? given[field.id] : undefined;
    const preset = 'default' in field ? field.default : undefined;
    const answer = value ?? preset;
    if (answer !== undefined) answers[field.id] = answer;
  }
  return outcome(set, answers, validateForm(formOf(set), answers, { today }), {});
}

function outcome<S>(
  set: FieldSet<S>,
  answers: Answers,
  errors: readonly FieldError[],
  typed: Typed,
): FieldsOutcome<S> {
  if (errors.length > 0) return { ok: false, errors, answers, typed };
  // The one place where data becomes its inferred type: every field of the set has just been checked.
  return { ok: true, values: answersToSend(formOf(set), answers) as S, answers, typed };
}

const PAGE = 'fields';
const forms = new WeakMap<readonly Field[], Form>();

/** A set of fields as a form of one page. */
function formOf(set: FieldSet<unknown>): Form {
  const known = forms.get(set.fields);
  if (known) return known;
  const form = defineForm({ pages: [{ id: PAGE, title: '', fields: set.fields }] });
  forms.set(set.fields, form);
  return form;
}
