// Questions answered by choosing: one, several, yes or no, one box to tick.

import type { ControlOption } from '../control.ts';
import type { ChoiceField, ChoicesField, Field, Option, TickField, YesNoField } from '../field.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { controlId, partId } from '../naming.ts';
import { ownEntry, plain } from '../own.ts';
import { count, named, problem, quoted } from '../sentences.ts';

/** Beyond as many radio buttons, a drop-down list is shorter to read. */
const MOST_RADIOS = 12;
const LONGEST_VALUE = 200;

const YES = 'oui';
const NO = 'non';
const YES_NO: readonly Option[] = [
  { value: YES, label: 'Oui' },
  { value: NO, label: 'Non' },
];

/** The options drawn, the first one under the field's own HTML id. */
function drawn(
  field: Field,
  options: readonly Option[],
  chosen: ReadonlySet<string>,
): readonly ControlOption[] {
  return options.map(({ value, label, help }, index) => ({
    id: partId(field.id, String(index + 1), index === 0),
    value,
    label,
    ...(help !== undefined && { hint: help }),
    checked: chosen.has(value),
  }));
}

function unknownChoice(field: Field): Problem {
  return problem(field, 'unknown-choice', `Choisissez une des réponses proposées pour ${named(field)}.`);
}

function offers(options: readonly Option[], value: unknown): boolean {
  return options.some((option) => option.value === value);
}

function labelOf(options: readonly Option[], value: unknown): string {
  return options.find((option) => option.value === value)?.label ?? String(value);
}

/** What was sent for a single choice. */
const typedChoice: Kind<Field>['typed'] = (field, input) => {
  const raw = input.get(field.id);
  return raw === undefined ? {} : { [field.id]: raw.slice(0, LONGEST_VALUE) };
};

export const choice: Kind<ChoiceField> = {
  parts: [],
  typed: typedChoice,
  read(field, input): Reading {
    const value = input.get(field.id) ?? '';
    if (value === '') return {};
    return offers(field.options, value) ? { answer: value } : { problem: unknownChoice(field) };
  },
  check: (field, answer) => (offers(field.options, answer) ? undefined : unknownChoice(field)),
  text: (field, answer) => labelOf(field.options, answer),
  control(field, { answer, typed }) {
    const chosen = plain(ownEntry(typed, field.id) ?? answer);
    const asList = field.list ?? field.options.length > MOST_RADIOS;
    const options = drawn(field, field.options, new Set([chosen]));
    if (!asList) return { kind: 'radios', value: '', options };
    // The focus goes to the list itself, which bears the field's id.
    const entries = options.map((one, index) => ({ ...one, id: `${controlId(field.id)}--${index + 1}` }));
    // Without an empty entry, a browser would answer with the first one for who chose nothing.
    const none = { id: `${controlId(field.id)}--0`, value: '', label: 'Choisissez', checked: chosen === '' };
    return { kind: 'select', value: chosen, options: [none, ...entries] };
  },
};

export const choices: Kind<ChoicesField> = {
  parts: [],
  // Nothing ticked sends nothing, so it is noted as such: what was unticked must not come back ticked.
  typed: (field, input) => ({
    [field.id]: input
      .getAll(field.id)
      .slice(0, field.options.length)
      .map((value) => value.slice(0, LONGEST_VALUE)),
  }),
  read(field, input): Reading {
    const sent = new Set(input.getAll(field.id).filter((value) => value !== ''));
    if (sent.size === 0) return {};
    const answer = inOrder(field, sent);
    if (answer.length < sent.size) return { problem: unknownChoice(field) };
    const wrong = checkChoices(field, answer);
    return wrong ? { problem: wrong } : { answer };
  },
  check: checkChoices,
  text: (field, answer) => (Array.isArray(answer) ? answer.map((one) => labelOf(field.options, one)) : []),
  control(field, { answer, typed }) {
    const shown = ownEntry(typed, field.id) ?? answer;
    const chosen: ReadonlySet<string> = new Set(Array.isArray(shown) ? shown.map(String) : []);
    return { kind: 'checkboxes', value: '', options: drawn(field, field.options, chosen) };
  },
};

function inOrder(field: ChoicesField, sent: ReadonlySet<string>): readonly string[] {
  return field.options.map((option) => option.value).filter((value) => sent.has(value));
}

function checkChoices(field: ChoicesField, answer: unknown): Problem | undefined {
  if (!Array.isArray(answer) || new Set(answer).size !== answer.length) return unknownChoice(field);
  if (!answer.every((value) => offers(field.options, value))) return unknownChoice(field);
  if (field.max !== undefined && answer.length > field.max) {
    return problem(
      field,
      'too-many',
      `Choisissez ${count(field.max, 'réponse')} au plus pour ${named(field)}.`,
    );
  }
  return undefined;
}

export const yesNo: Kind<YesNoField> = {
  parts: [],
  typed: typedChoice,
  read(field, input): Reading {
    const value = input.get(field.id) ?? '';
    if (value === '') return {};
    return offers(YES_NO, value) ? { answer: value === YES } : { problem: unknownChoice(field) };
  },
  check: (field, answer) => (typeof answer === 'boolean' ? undefined : unknownChoice(field)),
  text: (_field, answer) => (answer === true ? 'Oui' : 'Non'),
  control(field, { answer, typed }) {
    const answered = answer === undefined ? '' : answer === true ? YES : NO;
    const chosen = String(ownEntry(typed, field.id) ?? answered);
    return { kind: 'radios', value: '', options: drawn(field, YES_NO, new Set([chosen])) };
  },
};

export const tick: Kind<TickField> = {
  parts: [],
  typed: (field, input) => ({ [field.id]: input.get(field.id) === YES ? YES : '' }),
  read(field, input): Reading {
    if (input.get(field.id) === YES) return { answer: true };
    // Left empty is an answer where the box may be left empty.
    return field.optional ? { answer: false } : {};
  },
  check(field, answer) {
    if (answer === true || (answer === false && field.optional)) return undefined;
    return problem(field, 'missing', `Cochez la case ${quoted(field.label)} pour continuer.`);
  },
  text: (_field, answer) => (answer === true ? 'Oui' : 'Non'),
  control(field, { answer, typed }) {
    const chosen = String(ownEntry(typed, field.id) ?? (answer === true ? YES : ''));
    const only = { value: YES, label: field.label };
    return { kind: 'checkboxes', value: '', options: drawn(field, [only], new Set([chosen])) };
  },
};
