// The way of every page of the builder that changes something: boxes read, what could not work refused in words, saved where
// nobody saved meanwhile, and nothing that was typed lost.

import {
  type Answers,
  type Control,
  type Field,
  type FieldError,
  type Form,
  fieldSet,
  readFields,
  type Typed,
  toPageControls,
} from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { NOTHING } from './boxes.ts';
import { formFault } from './faults.ts';
import { navOf } from './nav.ts';
import { addressOf, type Changes, type Plan, planFor, savePlan } from './plans.ts';

/** What came back to be shown again. */
export interface Returned {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  readonly refusal?: string;
  /** Someone saved meanwhile. */
  readonly stale?: boolean;
}

export interface EditPage {
  readonly title: string;
  readonly lead?: string;
  readonly action: string;
  readonly back: { readonly href: string; readonly text: string };
  readonly sections: readonly { readonly title?: string; readonly fields: readonly Field[] }[];
  readonly submit: string;
  /** More that the view shows, by its own names. */
  readonly more?: object;
  readonly view?: string;
  /** The part of the builder that it is of; the form without it. */
  readonly part?: string;
}

/** A page of boxes, as it is asked for or as it comes back. */
export function drawEdit(page: DeskCtx, plan: Plan, edit: EditPage, returned: Returned = {}): Response {
  const { errors = [], typed, refusal = null, stale = false } = returned;
  const {
    title,
    lead = null,
    action,
    back,
    sections,
    submit,
    more = {},
    view = 'desk-builder-edit',
    part,
  } = edit;
  return page.page(
    view,
    {
      nav: navOf(plan, part),
      title,
      lead,
      action,
      back,
      submit,
      revision: plan.revision,
      sections: drawn(page, sections, errors, typed),
      errors,
      refusal,
      stale: stale ? { by: plan.changedBy, at: plan.changedAt } : null,
      ...more,
    },
    {
      title: `${title}\u00A0: ${plan.title}`,
      status: stale ? 409 : errors.length > 0 || refusal ? 422 : 200,
    },
  );
}

/** Boxes that do not apply are hidden by a script, and there without one. */
function drawn(
  page: DeskCtx,
  sections: EditPage['sections'],
  errors: readonly FieldError[],
  typed: Typed | undefined,
): readonly { readonly title: string | null; readonly controls: readonly Control[] }[] {
  const fields = sections.flatMap((one) => one.fields);
  const form: Form = { pages: [{ id: 'boites', title: '', fields: typed ? fields.map(bare) : fields }] };
  const today = localDay(page.site.zone, page.now);
  const controls = toPageControls(form, 'boites', { errors, today, ...(typed && { typed }) });
  return sections.map((one) => {
    const names = new Set(one.fields.map(({ id }) => id));
    return {
      title: one.title ?? null,
      controls: controls
        .filter(({ name }) => names.has(name))
        .map(({ hidden: _hidden, ...control }) => control),
    };
  });
}

/** What was typed replaces what is there, empty boxes and lists without a tick too. */
export function bare(field: Field): Field {
  if (!('default' in field)) return field;
  const { default: _default, ...rest } = field;
  return rest;
}

export interface Saving {
  /** As on the page that was sent. */
  readonly fields: readonly Field[];
  /** What changes, or why it may not, in a sentence. */
  readonly apply: (answers: Answers) => Changes | string;
  /** Shows the page again, on the plan as it is then. */
  readonly again: (plan: Plan, returned: Returned) => Response | Promise<Response>;
  /** Where to go then; what was just saved is known. */
  readonly next: string | ((changes: Changes) => string);
}

export async function saveEdit(page: DeskCtx, plan: Plan, saving: Saving): Promise<Response> {
  const { fields, apply, again, next } = saving;
  const body = await page.body();
  const outcome = readFields(fieldSet(fields), body, { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return again(plan, outcome);
  const { typed } = outcome;
  if (Number(body.get('revision')) !== plan.revision) return again(plan, { typed, stale: true });
  const changes = apply(outcome.answers);
  if (typeof changes === 'string') return again(plan, { typed, refusal: changes });
  const fault = changes.definition ? formFault(changes.definition) : null;
  if (fault !== null) return again(plan, { typed, refusal: fault });
  if (!(await savePlan(page, plan, body.get('revision'), changes)))
    return again(await planFor(page, plan.id), { typed, stale: true });
  return page.seeOther(typeof next === 'string' ? next : next(changes));
}

/** Saves what a small button does: there is nothing typed to keep. */
export async function savePress(
  page: DeskCtx,
  plan: Plan,
  changes: Changes,
  next: string,
): Promise<Response> {
  const seen = (await page.body()).get('revision');
  const fault = changes.definition ? formFault(changes.definition) : null;
  if (fault !== null) throw refused(plan, fault);
  if (!(await savePlan(page, plan, seen, changes))) throw changedMeanwhile(await planFor(page, plan.id));
  return page.seeOther(next);
}

export function refused(plan: Plan, why: string): PageError {
  return new PageError(409, 'Ce n’est pas possible ainsi', `${why} Rien n’a été changé.`, [
    { href: addressOf(plan), text: 'Revenir au brouillon' },
  ]);
}

export function changedMeanwhile(plan: Plan): PageError {
  return new PageError(
    409,
    'Ce brouillon a changé',
    `${plan.changedBy} l’a enregistré pendant que vous le regardiez. Rien n’a été changé\u00A0: regardez-le, puis recommencez.`,
    [{ href: addressOf(plan), text: 'Voir le brouillon' }],
  );
}

export function gone(plan: Plan, what: string): PageError {
  return new PageError(404, `${what} n’existe pas`, 'Peut-être retirée du brouillon entre-temps.', [
    { href: addressOf(plan), text: 'Voir le brouillon' },
  ]);
}

/** What a box holds, as text without ends; empty where nothing was typed or chosen. */
export function textIn(answers: Answers, id: string): string {
  const value = answers[id];
  return typeof value === 'string' && value !== NOTHING ? value.replaceAll('\r\n', '\n').trim() : '';
}

export function numberIn(answers: Answers, id: string): number | undefined {
  const value = answers[id];
  return typeof value === 'number' ? value : undefined;
}

export function listIn(answers: Answers, id: string): readonly string[] {
  const value = answers[id];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The lines of a box, without the empty ones. */
export function linesIn(answers: Answers, id: string): readonly string[] {
  return textIn(answers, id)
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
}
