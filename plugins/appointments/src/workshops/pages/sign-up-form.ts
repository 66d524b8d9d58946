// Who comes to a workshop: the few things asked to sign up, of citizens and of agents who write it down for them.

import {
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
import { filledControls, reachError, WHO, WHO_BY_AGENT } from '../../who-comes.ts';
import type { Workshop } from '../tables.ts';

const FIELDS = [
  WHO.name,
  WHO.email,
  WHO.phone,
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
  WHO.texts,
] as const satisfies readonly Field[];

type Id = (typeof FIELDS)[number]['id'];
export type SignUpValues = ValuesOf<typeof FIELDS>;

/** How the questions read when an agent asks them of someone. */
const ASKED_BY_AGENT: Readonly<Partial<Record<Id, Partial<Pick<Field, 'label' | 'help' | 'subject'>>>>> = {
  nom: WHO_BY_AGENT.name,
  courriel: WHO_BY_AGENT.email,
  telephone: WHO_BY_AGENT.phone,
  personnes: { help: 'La personne comprise.' },
  accompagnants: { label: 'Qui l’accompagne' },
  besoin: { label: 'Ce que l’animateur doit savoir', help: 'N’écrivez rien sur sa santé.' },
  sms: WHO_BY_AGENT.texts,
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
  const set = signUpSet(questions);
  const outcome = readFields(set, input, { today });
  if (!outcome.ok) return outcome;
  const unreached = reachError(set.fields, outcome.values);
  if (unreached === null) return outcome;
  return { ok: false, errors: [unreached], answers: outcome.answers, typed: outcome.typed };
}

export interface SignUpState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export function signUpControls(questions: SignUpQuestions, state: SignUpState = {}): readonly Control[] {
  return toControls(signUpSet(questions).fields, state);
}

/** As someone first meets it. */
export function filledSignUp(
  questions: SignUpQuestions,
  page: Pick<PageCtx, 'actor' | 'known'>,
): readonly Control[] {
  return filledControls(signUpSet(questions).fields, page);
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
