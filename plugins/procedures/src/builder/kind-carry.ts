// What a question keeps when it becomes one of another kind, and what it cannot keep.

import { type Answer, type Field, type FieldType, validateForm } from '@parvis/forms';
import { FIRST_DAY } from '../workflow/scenario.ts';
import { type Addable, startOf, WITHOUT_ANSWER } from './addable.ts';
import { AUTOCOMPLETE, NEVER_WRONG, WITH_EXAMPLE, withProperties } from './question-boxes.ts';

type Options = Extract<Field, { readonly type: 'choice' }>['options'];

const YES_OR_NO: Options = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
];

/** The answers that it proposes, as a choice would. */
export function optionsFrom(field: Field): Options {
  if ('options' in field) return field.options;
  return field.type === 'yes-no' || field.type === 'tick' ? YES_OR_NO : [];
}

const FAMILIES: readonly (readonly FieldType[])[] = [
  ['text', 'textarea', 'email', 'phone', 'url', 'iban', 'plate', 'siret', 'siren', 'rna', 'hidden'],
  ['number', 'amount', 'computed'],
  ['yes-no', 'tick'],
];

/** Whether answers to the one look like answers to the other: what is compared with them still makes sense. */
export function isAlike(one: Field, other: Field): boolean {
  return (
    one.type === other.type || FAMILIES.some((some) => some.includes(one.type) && some.includes(other.type))
  );
}

export interface Carried {
  readonly field: Field;
  readonly kept: readonly string[];
  readonly lost: readonly string[];
}

/** The question as one of another kind. `options`: what it proposes, where it is a choice then. */
export function carried(before: Field, kind: Addable, options: Options): Carried {
  const answered = !WITHOUT_ANSWER.has(kind);
  const start = startOf(kind, options);
  const { missing, invalid } = before.error ?? {};
  const error = {
    ...(missing !== undefined && answered && { missing }),
    ...(invalid !== undefined && answered && !NEVER_WRONG.has(kind) && { invalid }),
  };
  const token = AUTOCOMPLETE[kind]?.some(([one]) => one === before.autocomplete);
  const bare: Field = { id: before.id, label: before.label, ...start };
  const field = withProperties(bare, {
    subject: before.subject,
    help: before.help ?? bare.help,
    when: before.when,
    example: WITH_EXAMPLE.has(kind) ? before.example : undefined,
    optional: answered ? before.optional : undefined,
    autocomplete: token ? before.autocomplete : undefined,
    error: Object.keys(error).length > 0 ? error : undefined,
    ...ofTheSameSort(before, bare),
  });
  const whole = withProperties(field, { default: defaultFor(before, field) });
  return { field: whole, ...compared(before, whole) };
}

/** Limits and lists that both kinds know. */
function ofTheSameSort(before: Field, after: Field): Readonly<Record<string, unknown>> {
  const text = new Set<FieldType>(['text', 'textarea']);
  if (text.has(before.type) && text.has(after.type) && 'maxLength' in before)
    return { minLength: before.minLength, maxLength: before.maxLength };
  if ((before.type === 'choice' || before.type === 'choices') && 'options' in after)
    return { other: before.other };
  const money = before.type === 'amount' ? { decimals: 2, unit: '€' } : {};
  if (
    isAlike(before, after) &&
    (after.type === 'number' || after.type === 'amount' || after.type === 'computed')
  ) {
    const range =
      before.type === 'number' || before.type === 'amount' ? { min: before.min, max: before.max } : {};
    const scale =
      before.type === 'number' || before.type === 'computed'
        ? { decimals: before.decimals, unit: before.unit }
        : money;
    return { ...(after.type !== 'computed' && range), ...(after.type !== 'amount' && scale) };
  }
  if (
    (before.type === 'date' || before.type === 'period') &&
    (after.type === 'date' || after.type === 'period')
  )
    return { earliest: before.earliest, latest: before.latest };
  return {};
}

function defaultFor(before: Field, after: Field): Answer | undefined {
  if (!('default' in before) || before.default === undefined) return undefined;
  const answer = answerAs(before, after, before.default);
  return answer !== undefined && accepts(after, answer) ? answer : undefined;
}

/** An answer to the one, as an answer to the other; undefined where it is none. */
export function answerAs(before: Field, after: Field, answer: Answer): Answer | undefined {
  if (isAlike(before, after)) return answer;
  if (before.type === 'choice' && after.type === 'choices' && typeof answer === 'string') return [answer];
  if (before.type === 'choices' && after.type === 'choice' && Array.isArray(answer))
    return answer.map(String)[0];
  if (typeof answer === 'boolean' && after.type === 'choice') return answer ? 'oui' : 'non';
  return undefined;
}

export function accepts(field: Field, answer: Answer): boolean {
  const form = { pages: [{ id: 'page', title: '', fields: [{ ...field, when: true }] }] };
  return validateForm(form, { [field.id]: answer }, { today: FIRST_DAY }).length === 0;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['label', 'l’intitulé'],
  ['help', 'l’aide'],
  ['example', 'l’exemple'],
  ['optional', 'le fait qu’on puisse la laisser vide'],
  ['when', 'sa condition'],
  ['autocomplete', 'le remplissage par le navigateur'],
  ['error', 'ses messages d’erreur à elle'],
  ['minLength', 'le nombre de caractères au moins'],
  ['maxLength', 'le nombre de caractères au plus'],
  ['pattern', 'le format attendu'],
  ['default', 'la réponse proposée d’avance'],
  ['options', 'les réponses proposées'],
  ['other', 'la réponse libre'],
  ['list', 'l’affichage en liste déroulante'],
  ['min', 'le minimum'],
  ['max', 'le maximum'],
  ['decimals', 'les chiffres après la virgule'],
  ['unit', 'l’unité'],
  ['earliest', 'le premier jour possible'],
  ['latest', 'le dernier jour possible'],
  ['maxDays', 'le nombre de jours au plus'],
  ['known', 'le choix parmi les communes connues'],
  ['ask', 'ce qui est demandé en plus du nom'],
  ['rule', 'son calcul'],
  ['one', 'le nom d’un bloc'],
  ['fields', 'les questions du bloc'],
  ['accept', 'les sortes de fichiers acceptées'],
  ['maxBytes', 'la taille des fichiers'],
  ['maxFiles', 'le nombre de fichiers'],
  ['within', 'les limites de la carte'],
  ['tone', 'l’apparence d’avertissement'],
  ['email', 'l’adresse où part le code'],
  ['phone', 'le téléphone où part le code'],
]);

/** Every property of the one, by whether the other has it too. */
function compared(
  before: Field,
  after: Field,
): { readonly kept: readonly string[]; readonly lost: readonly string[] } {
  const [was, is]: readonly Readonly<Record<string, unknown>>[] = [{ ...before }, { ...after }];
  const names = [...WORDS.keys()].filter((name) => was?.[name] !== undefined && was[name] !== null);
  const isKept = (name: string) =>
    JSON.stringify(is?.[name]) === JSON.stringify(was?.[name]) ||
    (name === 'default' && is?.[name] !== undefined);
  const said = (some: readonly string[]) => some.flatMap((name) => WORDS.get(name) ?? []);
  return {
    kept: said(names.filter(isKept)),
    lost: said(names.filter((name) => !isKept(name))).map((words) =>
      words === 'les questions du bloc' && before.type === 'repeat'
        ? `${words}\u00A0: ${before.fields.map(({ label }) => `«\u00A0${label}\u00A0»`).join(', ')}`
        : words,
    ),
  };
}
