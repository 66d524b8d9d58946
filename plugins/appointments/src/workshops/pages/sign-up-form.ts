// Who comes to a workshop: the few things asked to sign up, of citizens and of agents who write it down for them.

import {
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
import type { Workshop } from '../tables.ts';

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
    help: 'Pour recevoir la confirmation, et l’atelier dans votre agenda.',
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
    id: 'personnes',
    type: 'number',
    label: 'Combien de personnes viendront',
    subject: 'le nombre de personnes',
    help: 'Vous compris.',
    min: 1,
    max: 10,
    default: 1,
  },
  {
    id: 'accompagnants',
    type: 'text',
    label: 'Qui vous accompagne',
    subject: 'qui vous accompagne',
    help: 'Les prénoms suffisent.',
    maxLength: 200,
    optional: true,
  },
  {
    id: 'besoin',
    type: 'textarea',
    label: 'Ce que nous devons savoir',
    subject: 'ce que nous devons savoir',
    help: 'Ce que vous voulez apprendre, une aide dont vous avez besoin sur place. N’écrivez rien sur votre santé.',
    maxLength: 1_000,
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

type Id = (typeof FIELDS)[number]['id'];
export type SignUpValues = ValuesOf<typeof FIELDS>;

/** How the questions read when an agent asks them of someone. */
const ASKED_BY_AGENT: Readonly<Partial<Record<Id, Partial<Pick<Field, 'label' | 'help' | 'subject'>>>>> = {
  nom: { label: 'Ses prénom et nom', subject: 'les prénom et nom' },
  courriel: {
    label: 'Son adresse électronique',
    subject: 'l’adresse électronique',
    help: 'Pour lui envoyer la confirmation.',
  },
  telephone: {
    label: 'Son numéro de téléphone',
    subject: 'le numéro de téléphone',
    help: 'Pour la prévenir en cas d’imprévu. Il faut au moins une adresse électronique ou un numéro.',
  },
  personnes: { help: 'La personne comprise.' },
  accompagnants: { label: 'Qui l’accompagne' },
  besoin: { label: 'Ce que l’animateur doit savoir', help: 'N’écrivez rien sur sa santé.' },
  sms: {
    label: 'Elle veut recevoir la confirmation et le rappel par SMS',
    help: 'Sur un portable français.',
  },
};

export interface SignUpQuestions {
  readonly workshop: Pick<Workshop, 'mostPeople'>;
  /** Whether the installation sends text messages. */
  readonly texts: boolean;
  /** Who answers: the person, or an agent for them. */
  readonly by?: 'citizen' | 'agent';
}

function signUpSet({ workshop: { mostPeople }, texts, by }: SignUpQuestions): FieldSet<SignUpValues> {
  const left = new Set<Id>([
    ...(mostPeople > 1 ? [] : ['personnes' as const, 'accompagnants' as const]),
    ...(texts ? [] : ['sms' as const]),
  ]);
  const fields = FIELDS.filter(({ id }) => !left.has(id)).map((field): Field => {
    const most = field.type === 'number' ? { ...field, max: mostPeople } : field;
    return by === 'agent' ? { ...most, ...ASKED_BY_AGENT[field.id], autocomplete: 'off' } : most;
  });
  return { fields };
}

/** Reads the form; someone must be reachable, one way or the other. */
export function readSignUp(
  input: Input,
  questions: SignUpQuestions,
  today: string,
): FieldsOutcome<SignUpValues> {
  const outcome = readFields(signUpSet(questions), input, { today });
  if (!outcome.ok) return outcome;
  const { courriel, telephone, sms } = outcome.values;
  const wrong = (name: Id, message: string): FieldsOutcome<SignUpValues> => {
    const control = signUpControls(questions).find((one) => one.name === name);
    const error: FieldError = { fieldId: name, code: 'missing', message, anchor: control?.id ?? '' };
    return { ok: false, errors: [error], answers: outcome.answers, typed: outcome.typed };
  };
  if (courriel === undefined && telephone === undefined)
    return wrong('courriel', 'Donnez une adresse électronique ou un numéro de téléphone.');
  if (sms === true && (telephone === undefined || !isMobile(telephone)))
    return wrong(
      'telephone',
      'Pour recevoir un SMS, donnez un numéro de portable français, en 06 ou 07. Sinon, décochez la case.',
    );
  return outcome;
}

export interface SignUpState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export function signUpControls(questions: SignUpQuestions, state: SignUpState = {}): readonly Control[] {
  return toControls(signUpSet(questions).fields, state);
}

/** The form as someone first meets it: what their account knows is there already, and says so. */
export function filledSignUp(
  questions: SignUpQuestions,
  { actor, known }: Pick<PageCtx, 'actor' | 'known'>,
): readonly Control[] {
  const answers: Answers = {
    ...(actor.kind === 'citizen' && actor.name !== null && { nom: actor.name }),
    ...(known.email !== undefined && { courriel: known.email }),
    ...(known.phone !== undefined && { telephone: known.phone }),
  };
  return toControls(signUpSet(questions).fields, { answers }).map((control) =>
    Object.hasOwn(answers, control.name)
      ? { ...control, hint: [control.hint, FROM_ACCOUNT].filter(Boolean).join(' ') }
      : control,
  );
}

/** What was answered, as the transaction of a sign-up takes it. */
export function toPerson({
  nom: name,
  courriel: email,
  telephone: phone,
  personnes,
  accompagnants: companions,
  besoin: note,
  sms = false,
}: SignUpValues) {
  return { name, email, phone, people: personnes ?? 1, companions, note, texts: sms };
}
