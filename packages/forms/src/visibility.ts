// Which pages and fields are asked, given the answers. What is not asked does not count: not for conditions, not for
// validation, not for sending. It stays in the answers, so that it comes back when it is asked again.

import type { Answer, Answers, ComputedField, Field } from './field.ts';
import type { Form, FormPage } from './form.ts';
import { askedItems } from './kinds/item.ts';
import { ownEntry } from './own.ts';
import { inReadingOrder } from './reading-order.ts';
import { type Rules, rulesOf } from './rule.ts';

interface PreparedForm {
  readonly rules: Rules;
  /** The fields of each page in the order in which their conditions can be decided. */
  readonly ordered: ReadonlyMap<FormPage, readonly Field[]>;
}

/** The answers that count, growing page by page. Without a prototype, so that rules read nothing inherited. */
type Counted = Record<string, Answer>;

export interface AskedPage {
  readonly page: FormPage;
  /** In the order of the page. */
  readonly fields: readonly Field[];
}

export interface Asked {
  readonly pages: readonly AskedPage[];
  readonly answers: Answers;
}

const prepared = new WeakMap<Form, PreparedForm>();

function prepare(form: Form): PreparedForm {
  const known = prepared.get(form);
  if (known) return known;
  const fresh: PreparedForm = {
    rules: rulesOf(),
    ordered: new Map(form.pages.map((page) => [page, inReadingOrder(page.fields)])),
  };
  prepared.set(form, fresh);
  return fresh;
}

/** Everything that is asked. A page whose every field is hidden is skipped, unless it never had any. */
export function asked(form: Form, answers: Answers): Asked {
  const counted = noAnswers();
  const pages: AskedPage[] = [];
  for (const page of form.pages) {
    if (!prepare(form).rules.holds(page.when, counted)) continue;
    const fields = askedFields(form, page, answers, counted);
    if (fields.length === 0 && page.fields.length > 0) continue;
    pages.push({ page, fields });
    if (page.stop) break;
  }
  return { pages, answers: counted };
}

/** What counts before a page is reached. */
export function countedBefore(form: Form, pageId: string, answers: Answers): Counted {
  const counted = noAnswers();
  for (const page of form.pages) {
    if (page.id === pageId) break;
    if (prepare(form).rules.holds(page.when, counted)) askedFields(form, page, answers, counted);
  }
  return counted;
}

/** The fields asked on one page; their answers join those that count. */
export function askedFields(
  form: Form,
  page: FormPage,
  answers: Answers,
  counted: Counted,
): readonly Field[] {
  const shown = new Set<Field>();
  walkPage(form, page, counted, (field) => {
    shown.add(field);
    return ownEntry(answers, field.id);
  });
  return shown.size === page.fields.length ? page.fields : page.fields.filter((field) => shown.has(field));
}

/** Visits the asked fields of a page in the order in which they can be decided; what `answer` gives then counts. */
export function walkPage(
  form: Form,
  page: FormPage,
  counted: Counted,
  answer: (field: Field) => Answer | undefined,
): void {
  const { rules, ordered } = prepare(form);
  for (const field of ordered.get(page) ?? []) {
    if (!rules.holds(field.when, counted)) continue;
    const heard = answer(field);
    const given =
      field.type === 'computed'
        ? calculated(field, rules, counted)
        : field.type === 'repeat'
          ? askedItems(field, heard)
          : heard;
    if (given !== undefined) counted[field.id] = given;
  }
}

/** The value of a calculation, rounded as it is shown, or undefined when it cannot be told yet. */
function calculated(field: ComputedField, rules: Rules, counted: Counted): Answer | undefined {
  const value = rules.value(field.rule, counted);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e15) return undefined;
  const decimals = field.decimals ?? (field.unit === '€' ? 2 : 0);
  return Number(value.toFixed(decimals)) + 0;
}

function noAnswers(): Counted {
  return Object.create(null);
}

/** The ids of the fields asked on a page. */
export function visibleIds(form: Form, page: FormPage, answers: Answers): ReadonlySet<string> {
  const fields = askedFields(form, page, answers, countedBefore(form, page.id, answers));
  return new Set(fields.map((field) => field.id));
}
