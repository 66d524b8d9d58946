// Questions answered by choosing: one, several, yes or no, one box to tick.

import type { ControlOption, ControlPart } from '../control.ts';
import type { ChoiceField, ChoicesField, Field, Option, TickField, YesNoField } from '../field.ts';
import { fold } from '../fold.ts';
import { cleanText, type Input } from '../input.ts';
import type { DrawContext, Kind, Problem, Reading } from '../kind.ts';
import { controlId, partId, partName } from '../naming.ts';
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

/** What is sent for « Autre »; no option has it as its value. */
const OTHER = '--autre';
const LONGEST_OTHER = 200;

type Choosing = ChoiceField | ChoicesField;

/** The options, and « Autre » where it is offered. */
function allOptions({ options, other }: Choosing): readonly Option[] {
  return other === undefined ? options : [...options, { value: OTHER, label: other }];
}

/** What was written for « Autre ». An option written out in full is that option. */
function readOther(field: Choosing, input: Input): { readonly value: string } | Problem {
  const raw = (input.get(partName(field.id, 'other')) ?? '').slice(0, 4 * LONGEST_OTHER);
  const text = cleanText(raw, { lines: false }).replaceAll('\0', '');
  if (text === '') return problem(field, 'incomplete', `Précisez ${named(field)}.`, 'other');
  if (text.length > LONGEST_OTHER) {
    return problem(field, 'too-long', `Écrivez ${count(LONGEST_OTHER, 'caractère')} au plus.`, 'other');
  }
  const same = field.options.find((one) => one.value === text || fold(one.label) === fold(text));
  return { value: same?.value ?? text };
}

function isOther(field: Choosing, value: unknown): value is string {
  return (
    field.other !== undefined &&
    typeof value === 'string' &&
    value !== OTHER &&
    value.length <= LONGEST_OTHER &&
    !value.includes('\0') &&
    !offers(field.options, value)
  );
}

function typedOther(field: Choosing, input: Input): Record<string, string> {
  const raw = field.other === undefined ? undefined : input.get(partName(field.id, 'other'));
  return raw === undefined ? {} : { [partName(field.id, 'other')]: raw.slice(0, 4 * LONGEST_OTHER) };
}

/** The box of « Autre », with what was typed, or else what was answered. */
function otherPart(
  field: Choosing,
  answered: readonly unknown[],
  { typed, anchor }: DrawContext,
): { readonly other?: ControlPart } {
  if (field.other === undefined) return {};
  const name = partName(field.id, 'other');
  const id = partId(field.id, 'other', false);
  const shown = ownEntry(typed, name) ?? answered.find((one) => isOther(field, one)) ?? '';
  return {
    other: {
      id,
      name,
      label: 'Précisez',
      value: plain(shown),
      maxlength: LONGEST_OTHER,
      ...(anchor === id && { wrong: true }),
    },
  };
}

/** What was sent for a single choice. */
const typedChoice: Kind<Field>['typed'] = (field, input) => {
  const raw = input.get(field.id);
  return raw === undefined ? {} : { [field.id]: raw.slice(0, LONGEST_VALUE) };
};

export const choice: Kind<ChoiceField> = {
  parts: [],
  typed: (field, input) => ({ ...typedChoice(field, input), ...typedOther(field, input) }),
  read(field, input): Reading {
    const value = input.get(field.id) ?? '';
    if (value === '') return {};
    if (value === OTHER && field.other !== undefined) {
      const written = readOther(field, input);
      return 'code' in written ? { problem: written } : { answer: written.value };
    }
    return offers(field.options, value) ? { answer: value } : { problem: unknownChoice(field) };
  },
  check: (field, answer) =>
    offers(field.options, answer) || isOther(field, answer) ? undefined : unknownChoice(field),
  text: (field, answer) => labelOf(field.options, answer),
  control(field, context) {
    const { answer, typed } = context;
    const held = isOther(field, answer) ? OTHER : answer;
    const chosen = plain(ownEntry(typed, field.id) ?? held);
    const asList = field.list ?? field.options.length > MOST_RADIOS;
    const options = drawn(field, allOptions(field), new Set([chosen]));
    const other = otherPart(field, [answer], context);
    if (!asList) return { kind: 'radios', value: '', options, ...other };
    // The focus goes to the list itself, which bears the field's id.
    const entries = options.map((one, index) => ({ ...one, id: `${controlId(field.id)}--${index + 1}` }));
    // Without an empty entry, a browser would answer with the first one for who chose nothing.
    const none = { id: `${controlId(field.id)}--0`, value: '', label: 'Choisissez', checked: chosen === '' };
    return { kind: 'select', value: chosen, options: [none, ...entries], ...other };
  },
};

export const choices: Kind<ChoicesField> = {
  parts: [],
  // Nothing ticked sends nothing, so it is noted as such: what was unticked must not come back ticked.
  typed: (field, input) => ({
    [field.id]: input
      .getAll(field.id)
      .slice(0, field.options.length + 1)
      .map((value) => value.slice(0, LONGEST_VALUE)),
    ...typedOther(field, input),
  }),
  read(field, input): Reading {
    const sent = new Set(input.getAll(field.id).filter((value) => value !== ''));
    const wantsOther = field.other !== undefined && sent.delete(OTHER);
    if (sent.size === 0 && !wantsOther) return {};
    const listed = inOrder(field, sent);
    if (listed.length < sent.size) return { problem: unknownChoice(field) };
    const written = wantsOther ? readOther(field, input) : undefined;
    if (written && 'code' in written) return { problem: written };
    if (written && offers(field.options, written.value)) sent.add(written.value);
    const own = written && !offers(field.options, written.value) ? [written.value] : [];
    const answer = [...inOrder(field, sent), ...own];
    const wrong = checkChoices(field, answer);
    return wrong ? { problem: wrong } : { answer };
  },
  check: checkChoices,
  text: (field, answer) => (Array.isArray(answer) ? answer.map((one) => labelOf(field.options, one)) : []),
  control(field, context) {
    const { answer, typed } = context;
    const answered = Array.isArray(answer) ? answer : [];
    const held = answered.map((one) => (isOther(field, one) ? OTHER : String(one)));
    const shown = ownEntry(typed, field.id) ?? held;
    const chosen: ReadonlySet<string> = new Set(Array.isArray(shown) ? shown.map(String) : []);
    return {
      kind: 'checkboxes',
      value: '',
      options: drawn(field, allOptions(field), chosen),
      ...otherPart(field, answered, context),
    };
  },
};

function inOrder(field: ChoicesField, sent: ReadonlySet<string>): readonly string[] {
  return field.options.map((option) => option.value).filter((value) => sent.has(value));
}

function checkChoices(field: ChoicesField, answer: unknown): Problem | undefined {
  if (!Array.isArray(answer) || new Set(answer).size !== answer.length) return unknownChoice(field);
  const written = answer.filter((value) => !offers(field.options, value));
  if (written.length > 1 || !written.every((value) => isOther(field, value))) return unknownChoice(field);
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
