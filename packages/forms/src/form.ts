// A form is data: pages of fields. `defineForm` refuses one that could not work, before anybody meets it.

import { toDay } from './day.ts';
import type { Field, RepeatField, SignatureField } from './field.ts';
import { FormError } from './form-error.ts';
import { isFieldType, kindOf } from './kind-of.ts';
import { leastItems, MOST_ITEMS, unfitForBlock } from './kinds/repeat.ts';
import { isUsableId } from './naming.ts';
import { inReadingOrder, rulesIn } from './reading-order.ts';
import { fieldsReadBy, type Json, type Rule } from './rule.ts';

/** One question, or one small group of questions that belong together. */
export interface FormPage {
  readonly id: string;
  /** The question, where the page asks only one. */
  readonly title: string;
  readonly intro?: string;
  readonly fields: readonly Field[];
  /** The page is shown only when this JSON-Logic rule holds over the answers of earlier pages. */
  readonly when?: Rule;
  /** Who reaches this page cannot go further: it says early and politely why, and where to turn. */
  readonly stop?: boolean;
}

export interface Form {
  readonly pages: readonly FormPage[];
}

const MOST_FIELDS = 1000;
// A group repeated without bound around another repetition can take for ever on a hostile text.
const NESTED_REPETITION = /[*+}][^()]*\)(?:[*+]|\{\d+,\d*\})/;

/**
 * The form, when it can work. Throws FormError otherwise: PARVIS_FORM_EMPTY, _BAD_ID, _DUPLICATE_ID, _BAD_RULE,
 * _UNKNOWN_FIELD, _LATER_FIELD, _CYCLE, _EMPTY_CHOICE, _DUPLICATE_OPTION, _BAD_LIMIT, _BAD_DEFAULT, _BAD_REPEAT.
 */
export function defineForm(form: Form): Form {
  if (form.pages.length === 0) {
    throw new FormError('PARVIS_FORM_EMPTY', 'This form has no page.', 'Give it at least one.');
  }
  checkIds(form);
  for (const page of form.pages) for (const field of page.fields) checkField(field);
  checkConditions(form);
  return form;
}

function checkIds(form: Form): void {
  checkDistinct(
    form.pages.map((page) => page.id),
    'page',
  );
  checkDistinct(
    form.pages.flatMap((page) => page.fields.map((field) => field.id)),
    'field',
  );
}

function checkDistinct(ids: readonly string[], what: 'page' | 'field'): void {
  if (ids.length > MOST_FIELDS) {
    throw new FormError(
      'PARVIS_FORM_BAD_LIMIT',
      `This form has ${ids.length} ${what}s.`,
      `Keep to ${MOST_FIELDS}.`,
    );
  }
  const seen = new Set<string>();
  for (const id of ids) {
    if (!isUsableId(id)) {
      throw new FormError(
        'PARVIS_FORM_BAD_ID',
        `"${id}" cannot be the id of a ${what}.`,
        'Use letters and digits, with single hyphens between words, at most 64 in all, starting with a letter.',
      );
    }
    if (seen.has(id)) {
      throw new FormError(
        'PARVIS_FORM_DUPLICATE_ID',
        `Two ${what}s have the id "${id}".`,
        'Rename one of them.',
      );
    }
    seen.add(id);
  }
}

function checkField(field: Field): void {
  const where = `field "${field.id}"`;
  if (!isFieldType(field.type)) {
    throw badLimit(
      `${where} has the unknown type "${String(field['type'])}"`,
      'Use a type of the Field union.',
    );
  }
  if (field.type === 'choice' || field.type === 'choices') checkOptions(field.options, where);
  if (field.type === 'text' && field.pattern !== undefined) checkPattern(field.pattern, where);
  if (field.type === 'repeat') checkRepeat(field, where);
  if (field.type === 'date' || field.type === 'period') checkDays([field.earliest, field.latest], where);
  checkLimits(field, where);
  checkDefault(field, where);
}

function checkOptions(options: readonly { readonly value: string }[], where: string): void {
  if (options.length === 0) {
    throw new FormError(
      'PARVIS_FORM_EMPTY_CHOICE',
      `The ${where} offers no option.`,
      'Give it at least one.',
    );
  }
  const values = options.map((option) => option.value);
  if (new Set(values).size < values.length || values.includes('')) {
    throw new FormError(
      'PARVIS_FORM_DUPLICATE_OPTION',
      `The ${where} offers the same value twice, or an empty one.`,
      'Give each option a value of its own.',
    );
  }
}

/** A block holds simple questions only, and at most as many blocks as a page can bear. */
function checkRepeat(field: RepeatField, where: string): void {
  const unfit = unfitForBlock(field.fields);
  if (unfit || field.fields.length === 0 || leastItems(field) < 0 || (field.max ?? 1) > MOST_ITEMS) {
    const what = unfit
      ? `asks "${unfit.id}", which a block cannot hold`
      : `has no field, or more than ${MOST_ITEMS} blocks`;
    throw new FormError(
      'PARVIS_FORM_BAD_REPEAT',
      `The ${where} ${what}.`,
      'Keep to questions without calculation, signature or blocks of their own.',
    );
  }
  checkDistinct(
    field.fields.map((one) => one.id),
    'field',
  );
  for (const one of field.fields) checkField(one);
  // Inside a block, conditions speak of the same block.
  const siblings = new Map(field.fields.map((one) => [one.id, 0]));
  for (const one of field.fields) checkReads(rulesIn(one), `field "${one.id}" of ${where}`, 0, siblings);
  inReadingOrder(field.fields);
}

function checkPattern(pattern: string, where: string): void {
  if (NESTED_REPETITION.test(pattern)) {
    throw badLimit(
      `the pattern of ${where} repeats a repetition`,
      'Write it without + or * around a group that repeats.',
    );
  }
  try {
    RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    throw badLimit(
      `the pattern of ${where} is no regular expression`,
      'Write it for the "u" flag, without slashes.',
    );
  }
}

function checkDays(limits: readonly unknown[], where: string): void {
  for (const limit of limits) {
    if (typeof limit === 'string' && limit !== 'today' && !toDay(limit)) {
      throw badLimit(`"${limit}" in ${where} is no day`, "Use 'YYYY-MM-DD', 'today' or {days: 7}.");
    }
  }
}

function checkLimits(field: Field, where: string): void {
  const bounds: readonly (readonly [number | undefined, number | undefined])[] = [
    'minLength' in field || 'maxLength' in field
      ? [field.minLength, field.maxLength]
      : [undefined, undefined],
    field.type === 'number' || field.type === 'amount' ? [field.min, field.max] : [undefined, undefined],
    field.type === 'repeat' ? [leastItems(field), field.max ?? MOST_ITEMS] : [undefined, undefined],
  ];
  for (const [low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY] of bounds) {
    if (low > high) throw badLimit(`${where} wants at least ${low} and at most ${high}`, 'Swap the two.');
  }
}

function checkDefault(field: Field, where: string): void {
  if (!('default' in field) || field.default === undefined) return;
  const wrong = kindOf(field).check(field, field.default, '2000-01-01');
  // Limits that move with the day cannot be judged here.
  if (wrong && wrong.code !== 'too-early' && wrong.code !== 'too-late') {
    throw new FormError(
      'PARVIS_FORM_BAD_DEFAULT',
      `The default of ${where} would be refused (${wrong.code}).`,
      'Give it a value that the field itself accepts.',
    );
  }
}

function badLimit(what: string, hint: string): FormError {
  return new FormError('PARVIS_FORM_BAD_LIMIT', `In this form, ${what}.`, hint);
}

/** Conditions and calculations read earlier answers only: those of earlier pages, or of the same page without going round. */
function checkConditions(form: Form): void {
  const pageOf = new Map(
    form.pages.flatMap((page, index) => page.fields.map((field) => [field.id, index] as const)),
  );
  for (const [index, page] of form.pages.entries()) {
    if (page.when !== undefined) checkReads(page.when, `page "${page.id}"`, index - 1, pageOf);
    for (const field of page.fields) {
      checkReads(rulesIn(field), `field "${field.id}"`, index, pageOf);
      if (field.type === 'signature') checkSignature(field, form, index, pageOf);
    }
    inReadingOrder(page.fields);
  }
}

/** It comes last, so that it covers every answer, and its code goes to an address that was asked before. */
function checkSignature(
  { id, email, phone }: SignatureField,
  form: Form,
  index: number,
  pageOf: ReadonlyMap<string, number>,
): void {
  const where = `field "${id}"`;
  const ways = [email, phone].flatMap((one) => (one === undefined ? [] : [{ var: one }]));
  checkReads(ways, where, index - 1, pageOf);
  const last = index === form.pages.length - 1 && form.pages[index]?.fields.at(-1)?.id === id;
  if (ways.length === 0 || !last)
    throw badLimit(
      `${where} has nowhere to send its code, or is not the last question`,
      'Name an e-mail or phone field of an earlier page, and put the signature at the end.',
    );
}

function checkReads(rule: Json, where: string, lastPage: number, pageOf: ReadonlyMap<string, number>): void {
  for (const id of fieldsReadBy(rule, where)) {
    const index = pageOf.get(id);
    if (index === undefined) {
      throw new FormError(
        'PARVIS_FORM_UNKNOWN_FIELD',
        `The rule of ${where} reads "${id}", which no field of this form has as its id.`,
        'Correct the id, or add the field on an earlier page.',
      );
    }
    if (index > lastPage) {
      throw new FormError(
        'PARVIS_FORM_LATER_FIELD',
        `The rule of ${where} reads "${id}", which is asked later.`,
        'Ask it on an earlier page.',
      );
    }
  }
}
