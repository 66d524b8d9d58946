// Who comes, and how to reach them: asked in the same way for an appointment and for a workshop, of the person or of an agent who
// writes it down for them.

import { type Answers, type Control, type Field, type FieldError, isMobile, toControls } from '@parvis/forms';
import { FROM_ACCOUNT, type PageCtx } from '@parvis/kit';
import { errorAt } from './error-at.ts';

export const WHO = {
  name: {
    id: 'nom',
    type: 'text',
    label: 'Vos prénom et nom',
    subject: 'vos prénom et nom',
    autocomplete: 'name',
    maxLength: 120,
  },
  email: {
    id: 'courriel',
    type: 'email',
    label: 'Votre adresse électronique',
    subject: 'votre adresse électronique',
    help: 'Pour recevoir la confirmation, et la date dans votre agenda.',
    autocomplete: 'email',
    optional: true,
  },
  phone: {
    id: 'telephone',
    type: 'phone',
    label: 'Votre numéro de téléphone',
    subject: 'votre numéro de téléphone',
    help: 'Pour vous prévenir en cas d’imprévu. Donnez au moins une adresse électronique ou un numéro.',
    autocomplete: 'tel',
    optional: true,
  },
  texts: {
    id: 'sms',
    type: 'tick',
    label: 'Je veux recevoir la confirmation et le rappel par SMS',
    help: 'Sur un portable français. Votre numéro ne sert à rien d’autre.',
    optional: true,
  },
} as const satisfies Readonly<Record<string, Field>>;

/** The same questions, as an agent asks them of someone. */
export const WHO_BY_AGENT = {
  name: { ...WHO.name, label: 'Prénom et nom', subject: 'le nom', autocomplete: 'off' },
  email: {
    ...WHO.email,
    label: 'Adresse électronique',
    subject: 'l’adresse électronique',
    help: 'Pour lui envoyer la confirmation et le rappel.',
    autocomplete: 'off',
  },
  phone: {
    ...WHO.phone,
    label: 'Téléphone',
    subject: 'le numéro de téléphone',
    help: 'Il faut au moins un numéro ou une adresse électronique.',
    autocomplete: 'off',
  },
  texts: {
    ...WHO.texts,
    label: 'La personne veut la confirmation et le rappel par SMS',
    help: 'Sur un portable français.',
  },
} as const satisfies Readonly<Record<string, Field>>;

/** What tells whether someone can be reached. */
export interface Reached {
  readonly courriel?: string | undefined;
  readonly telephone?: string | undefined;
  readonly sms?: boolean | undefined;
}

/** What is wrong with how someone is reached, at its field: there must be one way, and a text goes to a mobile. */
export function reachError(
  fields: readonly Field[],
  { courriel, telephone, sms = false }: Reached,
): FieldError | null {
  if (courriel === undefined && telephone === undefined) {
    const first = fields.find(({ id }) => id === WHO.email.id || id === WHO.phone.id);
    const message = 'Donnez une adresse électronique ou un numéro de téléphone.';
    return errorAt(fields, first?.id ?? WHO.email.id, message, 'missing');
  }
  if (!sms || (telephone !== undefined && isMobile(telephone))) return null;
  return errorAt(
    fields,
    WHO.phone.id,
    'Pour recevoir un SMS, donnez un numéro de portable français, en 06 ou 07. Sinon, décochez la case.',
    'missing',
  );
}

/** A form as someone first meets it: what their account knows is there already, and says so. */
export function filledControls(
  fields: readonly Field[],
  { actor, known }: Pick<PageCtx, 'actor' | 'known'>,
  more: Answers = {},
): readonly Control[] {
  const answers: Answers = {
    ...(actor.kind === 'citizen' && actor.name !== null && { [WHO.name.id]: actor.name }),
    ...(known.email !== undefined && { [WHO.email.id]: known.email }),
    ...(known.phone !== undefined && { [WHO.phone.id]: known.phone }),
    ...more,
  };
  return toControls(fields, { answers }).map((control) =>
    Object.hasOwn(answers, control.name)
      ? { ...control, hint: [control.hint, FROM_ACCOUNT].filter(Boolean).join(' ') }
      : control,
  );
}
