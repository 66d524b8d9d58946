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
import { formFault } from './faults.ts';
import { type Meanwhile, meanwhile } from './meanwhile.ts';
import { navOf } from './nav.ts';
import { addressOf, type Changes, type Plan, planFor, savePlan } from './plans.ts';
import { type Gone, PUT_BACK, standingOf } from './standing.ts';
import type { Thing } from './things.ts';

/** What came back to be shown again. */
export interface Returned extends Partial<Meanwhile> {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  readonly refusal?: string;
  /** Someone saved meanwhile. */
  readonly stale?: boolean;
  /** Someone took away what is edited. */
  readonly gone?: Gone | null;
  /** Where it is sent again, if not where the page says. */
  readonly action?: string;
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
  const { errors = [], refusal = null } = returned;
  const { title, lead = null, back, sections, submit, more = {}, view = 'desk-builder-edit', part } = edit;
  const { gone } = returned;
  return page.page(
    view,
    {
      nav: navOf(plan, part),
      title,
      lead,
      action: returned.action ?? edit.action,
      back: gone ? { href: addressOf(plan), text: 'Revenir au brouillon' } : back,
      submit: gone ? 'Ajouter à nouveau' : submit,
      sections: drawn(page, sections, returned),
      errors,
      refusal,
      ...sentAlong(plan, returned),
      cases: casesOf(sections.flatMap(({ fields }) => fields)),
      ...more,
    },
    {
      title: `${title}\u00A0: ${plan.title}`,
      status: returned.stale || gone ? 409 : errors.length > 0 || refusal ? 422 : 200,
    },
  );
}

/** What every form sends along, and what its page says of colleagues. */
export function sentAlong(plan: Plan, { stale = false, gone = null, left = [], theirs = [] }: Returned) {
  const meanwhileBy = { by: plan.changedBy, at: plan.changedAt };
  return {
    revision: plan.revision,
    origin: gone?.origin ?? null,
    putBack: PUT_BACK,
    stale: stale && !gone ? meanwhileBy : null,
    gone: gone && { ...gone, ...meanwhileBy },
    left,
    theirs,
  };
}

/** The names of the boxes that hold texts: where the whole plan goes away meanwhile, what was written is shown under them. */
function casesOf(fields: readonly Field[]): string {
  const texts = fields.filter(({ type }) => type === 'text' || type === 'textarea');
  return JSON.stringify(texts.map(({ id, label }) => [id, label]));
}

/** Boxes that do not apply are hidden by a script, and there without one. */
function drawn(
  page: DeskCtx,
  sections: EditPage['sections'],
  { errors = [], typed, untouched }: Returned,
): readonly { readonly title: string | null; readonly controls: readonly Control[] }[] {
  const fields = sections.flatMap((one) => one.fields);
  // A box that did not apply was not sent: it keeps what it holds.
  const wasSent = ({ id, when, type }: Field) =>
    when === undefined || type === 'choices' || Object.hasOwn(typed ?? {}, id);
  const shown = fields.map((one) => (typed && wasSent(one) && !untouched?.has(one.id) ? bare(one) : one));
  const form: Form = { pages: [{ id: 'boites', title: '', fields: shown }] };
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

/** One thing of a plan, edited in boxes. `name` is that of the thing: another than `Editor.name` where it goes elsewhere. */
export interface Editor {
  readonly thing: Thing;
  readonly name: string;
  /** Where its page is sent, after the address of the plan. */
  readonly at: readonly string[];
  readonly fields: (plan: Plan, name: string) => readonly Field[];
  /** What changes, or why it may not, in a sentence. */
  readonly apply: (plan: Plan, name: string, answers: Answers) => Changes | string;
  readonly draw: (plan: Plan, name: string, returned: Returned) => Response | Promise<Response>;
  /** Shows what was written without saving it: with the button « voir », or always. */
  readonly look?: (
    plan: Plan,
    name: string,
    answers: Answers,
    returned: Returned,
  ) => Response | Promise<Response>;
  readonly onlyLooks?: boolean;
  /** Boxes that mean something else than they did, though they are named as they were. */
  readonly moved?: (seen: Plan, now: Plan, name: string) => ReadonlySet<string>;
  /** Where to go then; what was just saved is known. */
  readonly next: (plan: Plan, name: string, changes: Changes) => string;
}

/** Saves what was written, or shows its page again with all of it: wrong, overtaken by a colleague, or about what is gone. */
export async function saveEdit(page: DeskCtx, planId: string, editor: Editor): Promise<Response> {
  const { thing, apply, draw, look, next } = editor;
  const body = await page.body();
  const today = localDay(page.site.zone, page.now);
  const { plan, name, seen, stale, gone, putsBack } = await standingOf(page, planId, thing, editor.name);
  const fields = editor.fields(plan, name);
  const about = gone ? { gone, action: addressOf(plan, ...editor.at) } : {};
  const outcome = readFields(fieldSet(fields), body, { today });
  if (outcome.ok && look && !stale && (editor.onlyLooks || body.get('faire') === 'voir'))
    return look(plan, name, outcome.answers, { typed: outcome.typed, ...about });
  if (stale) {
    const was = thing.isIn(seen.definition, editor.name) ? editor.fields(seen, editor.name) : fields;
    const both = meanwhile(was, fields, body, today, editor.moved?.(seen, plan, name));
    return draw(plan, name, { ...both, stale, ...about });
  }
  if (gone && !putsBack) return draw(plan, name, { typed: outcome.typed, ...about });
  if (!outcome.ok) return draw(plan, name, { ...outcome, ...about });
  const { typed } = outcome;
  const changes = apply(plan, name, outcome.answers);
  if (typeof changes === 'string') return draw(plan, name, { typed, refusal: changes, ...about });
  const fault = changes.definition ? formFault(changes.definition) : null;
  if (fault !== null) return draw(plan, name, { typed, refusal: fault, ...about });
  // Where somebody saved in between, the page is read again: it is late now.
  if (!(await savePlan(page, plan, body.get('revision'), changes))) return saveEdit(page, planId, editor);
  return page.seeOther(next(plan, name, changes));
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
