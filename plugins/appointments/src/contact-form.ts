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
  isMobile,
  readFields,
  type Typed,
  toControls,
  type ValuesOf,
} from '@parvis/forms';
import { FROM_ACCOUNT, type PageCtx } from '@parvis/kit';
import { applicationFields, applicationsIn } from './api/ants/application-fields.ts';
import type { Motif } from './schema.ts';

const FIELDS = [
  {
    id: 'nom',
    type: 'text',
    label: 'Vos prénom et nom',
    subject: 'vos prénom et nom',
    autocomplete: 'name',
    maxLength: 120,
  },
  {
    id: 'courriel',
    type: 'email',
    label: 'Votre adresse électronique',
    subject: 'votre adresse électronique',
    help: 'Pour recevoir la confirmation, et le rendez-vous dans votre agenda.',
    autocomplete: 'email',
    optional: true,
  },
  {
    id: 'telephone',
    type: 'phone',
    label: 'Votre numéro de téléphone',
    subject: 'votre numéro de téléphone',
    help: 'Pour vous prévenir en cas d’imprévu. Donnez au moins une adresse électronique ou un numéro.',
    autocomplete: 'tel',
    optional: true,
  },
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
  {
    id: 'sms',
    type: 'tick',
    label: 'Je veux recevoir la confirmation et le rappel par SMS',
    help: 'Sur un portable français. Votre numéro ne sert à rien d’autre.',
    optional: true,
  },
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
  const outcome = readFields(contactSet(questions), input, { today });
  if (!outcome.ok) return outcome;
  const { values, answers, typed } = outcome;
  const { courriel, telephone, sms } = values;
  const wrong = (name: Id, message: string): ContactOutcome => {
    const control = contactControls(questions).find((one) => one.name === name);
    const error: FieldError = { fieldId: name, code: 'missing', message, anchor: control?.id ?? '' };
    return { ok: false, errors: [error], answers, typed };
  };
  if (courriel === undefined && telephone === undefined)
    return wrong('courriel', 'Donnez une adresse électronique ou un numéro de téléphone.');
  if (sms === true && (telephone === undefined || !isMobile(telephone)))
    return wrong(
      'telephone',
      'Pour recevoir un SMS, donnez un numéro de portable français, en 06 ou 07. Sinon, décochez la case.',
    );
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

/** The form as someone first meets it: what their account knows is there already, and says so. */
export function filledControls(
  questions: ContactQuestions,
  { actor, known }: Pick<PageCtx, 'actor' | 'known'>,
): readonly Control[] {
  const answers: Answers = {
    ...(actor.kind === 'citizen' && actor.name !== null && { nom: actor.name }),
    ...(known.email !== undefined && { courriel: known.email }),
    ...(known.phone !== undefined && { telephone: known.phone }),
    ...(known.address !== undefined && { domicile: addressIn(known.address) }),
  };
  return toControls(contactSet(questions).fields, { answers }).map((control) =>
    Object.hasOwn(answers, control.name)
      ? { ...control, hint: [control.hint, FROM_ACCOUNT].filter(Boolean).join(' ') }
      : control,
  );
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
