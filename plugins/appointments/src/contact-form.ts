// Who comes: the few things asked to book, and where to choose another slot when one was just taken.

import {
  type Answers,
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
import { FROM_ACCOUNT, type PageCtx } from '@parvis/kit';

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
] as const satisfies readonly Field[];

const CONTACT = fieldSet(FIELDS);

export type ContactValues = ValuesOf<typeof FIELDS>;

/** Reads the form; someone must be reachable, one way or the other. */
export function readContact(input: Input, today: string): FieldsOutcome<ContactValues> {
  const outcome = readFields(CONTACT, input, { today });
  if (!outcome.ok || outcome.values.courriel !== undefined || outcome.values.telephone !== undefined)
    return outcome;
  const [email] = contactControls().filter(({ name }) => name === 'courriel');
  const error: FieldError = {
    fieldId: 'courriel',
    code: 'missing',
    message: 'Donnez une adresse électronique ou un numéro de téléphone.',
    anchor: email?.id ?? '',
  };
  return { ok: false, errors: [error], answers: outcome.answers, typed: outcome.typed };
}

export function contactControls(
  state: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): readonly Control[] {
  return toControls(CONTACT.fields, state);
}

/** The form as someone first meets it: what their account knows is there already, and says so. */
export function filledControls({ actor, known }: Pick<PageCtx, 'actor' | 'known'>): readonly Control[] {
  const answers: Answers = {
    ...(actor.kind === 'citizen' && actor.name !== null && { nom: actor.name }),
    ...(known.email !== undefined && { courriel: known.email }),
    ...(known.phone !== undefined && { telephone: known.phone }),
  };
  return toControls(CONTACT.fields, { answers }).map((control) =>
    Object.hasOwn(answers, control.name)
      ? { ...control, hint: [control.hint, FROM_ACCOUNT].filter(Boolean).join(' ') }
      : control,
  );
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
