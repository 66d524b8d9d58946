// Who comes: the few things asked to book, and where to choose another slot when one was just taken.

import {
  type Address,
  type Answers,
  type Control,
  type Field,
  type FieldError,
  type FieldSet,
  type FieldsOutcome,
  type Input,
  readFields,
  type Typed,
  toControls,
  type ValuesOf,
} from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { applicationFields, applicationsIn } from './api/ants/application-fields.ts';
import type { Motif } from './schema.ts';
import { filledControls, reachError, WHO } from './who-comes.ts';

const FIELDS = [
  WHO.name,
  WHO.email,
  WHO.phone,
  {
    id: 'besoin',
    type: 'textarea',
    label: 'Ce que vous souhaitez faire',
    subject: 'ce que vous souhaitez faire',
    help: 'Quelques mots suffisent. N’écrivez ni mot de passe ni numéro de sécurité sociale.',
    maxLength: 1_000,
    optional: true,
  },
  {
    id: 'domicile',
    type: 'address',
    label: 'Où venir chez vous',
    subject: 'l’adresse où venir',
    autocomplete: 'street-address',
    optional: true,
  },
  {
    id: 'acces',
    type: 'text',
    label: 'Comment trouver',
    help: 'L’étage, le nom sur la sonnette, le code de la porte.',
    maxLength: 200,
    optional: true,
  },
  WHO.texts,
] as const satisfies readonly Field[];

const CALLED = 'Nous vous appelons à ce numéro, à l’heure du rendez-vous.';

export type ContactValues = ValuesOf<typeof FIELDS>;

/** What decides which questions are asked. */
export interface ContactQuestions {
  readonly motif: Pick<Motif, 'place'>;
  /** Whether the installation sends text messages. */
  readonly texts: boolean;
  /** How many pre-application numbers are asked for: one a person who brings an application. */
  readonly applications?: number | undefined;
}

/** A form that is right. */
export interface Contact {
  readonly ok: true;
  readonly values: ContactValues;
  readonly answers: Answers;
  readonly typed: Typed;
  /** In the order of their fields. */
  readonly applicationIds: readonly string[];
}

export type ContactOutcome = Contact | Exclude<FieldsOutcome<ContactValues>, { readonly ok: true }>;

type Id = (typeof FIELDS)[number]['id'];

/** Where to call, or to go, must be known for an appointment by phone or at home. */
function contactSet({
  motif: { place },
  texts,
  applications = 0,
}: ContactQuestions): FieldSet<ContactValues> {
  const left = new Set<Id>([
    ...(place === 'home' ? [] : (['domicile', 'acces'] as const)),
    ...(texts ? [] : ['sms' as const]),
  ]);
  const needed = new Set<Id>([...(place === 'phone' ? ['telephone' as const] : []), 'domicile']);
  const fields = FIELDS.filter(({ id }) => !left.has(id)).map(
    (field): Field => ({
      ...field,
      ...(needed.has(field.id) && { optional: false }),
      ...(place === 'phone' && field.id === 'telephone' && { help: CALLED }),
    }),
  );
  const before = fields.findIndex(({ id }) => id === 'besoin');
  return { fields: fields.toSpliced(before, 0, ...applicationFields(applications)) };
}

/** Reads the form; someone must be reachable, one way or the other. */
export function readContact(input: Input, questions: ContactQuestions, today: string): ContactOutcome {
  const set = contactSet(questions);
  const outcome = readFields(set, input, { today });
  if (!outcome.ok) return outcome;
  const { values, answers, typed } = outcome;
  const unreached = reachError(set.fields, values);
  if (unreached !== null) return { ok: false, errors: [unreached], answers, typed };
  const { ids, errors } = applicationsIn(answers, questions.applications ?? 0);
  if (errors.length > 0) return { ok: false, errors, answers, typed };
  return { ok: true, values, answers, typed, applicationIds: ids };
}

export function contactControls(
  questions: ContactQuestions,
  state: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): readonly Control[] {
  return toControls(contactSet(questions).fields, state);
}

/** As someone first meets it. */
export function firstControls(
  questions: ContactQuestions,
  page: Pick<PageCtx, 'actor' | 'known'>,
): readonly Control[] {
  const { address } = page.known;
  const home: Answers = address === undefined ? {} : { domicile: addressIn(address) };
  return filledControls(contactSet(questions).fields, page, home);
}

/** « 3 rue du Lavoir, 28190 Le Favril » in its boxes; all of it in the first where it is written otherwise. */
function addressIn(text: string): Address {
  const [, line, postalCode, commune] = /^(.+?)[\s,]+(\d{5})\s+(\D+)$/s.exec(text) ?? [];
  return { line: line ?? text, postalCode: postalCode ?? '', commune: commune ?? '' };
}

/** Where a visit goes, in one line. */
export function sayHome({ domicile, acces }: ContactValues): string | null {
  if (domicile === undefined) return null;
  const { line, postalCode, commune } = domicile;
  return `${line}, ${postalCode} ${commune}${acces === undefined ? '' : ` (${acces})`}`;
}

export interface Alternative {
  /** `<venue>/<slot>`, as in addresses. */
  readonly value: string;
  readonly label: string;
}

/** The name under which another slot than that of the address is sent. */
export const OTHER_SLOT = 'creneau';

/** The slots to choose from instead, the nearest one ticked. */
export function alternativeControls(alternatives: readonly Alternative[]): readonly Control[] {
  const [nearest] = alternatives;
  if (nearest === undefined) return [];
  const field: Field = {
    id: OTHER_SLOT,
    type: 'choice',
    label: 'Choisissez un autre créneau',
    options: alternatives,
    default: nearest.value,
  };
  return toControls([field]);
}
