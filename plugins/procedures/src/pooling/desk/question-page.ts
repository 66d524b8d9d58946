// Asking one thing more, or no longer asking what was added.

import { type FieldError, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { questionFields, withoutQuestion, withQuestion } from '../added-question.ts';
import { type Adoption, inUse } from '../adoption.ts';
import { addressOf, adoptionFor, changedMeanwhile, owns, publishEdited } from './visit.ts';

interface Returned {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  readonly refusal?: string;
}

/** What the body added to the shared version. */
function addedBy({ own, shared }: Adoption) {
  const there = new Set(shared.definition.form.pages.flatMap(({ fields }) => fields.map(({ id }) => id)));
  return (own?.definition.form.pages ?? [])
    .flatMap(({ fields }) => fields)
    .filter(({ id }) => !there.has(id));
}

export async function questionPage(page: DeskCtx, slug: string, returned: Returned = {}): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { id, definition } = inUse(adoption);
  const { errors = [], typed = {}, refusal = null } = returned;
  return page.page(
    'desk-procedure-question',
    {
      title: adoption.title,
      back: addressOf(adoption),
      action: `${addressOf(adoption)}/question`,
      remove: `${addressOf(adoption)}/retrait`,
      version: id,
      mine: owns(page, adoption),
      controls: toControls(questionFields(definition).fields, { typed, errors }),
      added: addedBy(adoption).map(({ id: value, label }) => ({ value, label })),
      errors,
      refusal,
    },
    {
      title: `Ajouter une question\u00A0: ${adoption.title}`,
      status: errors.length > 0 || refusal ? 422 : 200,
    },
  );
}

export async function addQuestion(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { id, definition } = inUse(adoption);
  const body = await page.body();
  if (body.get('version') !== id) throw changedMeanwhile(adoption);
  const outcome = readFields(questionFields(definition), body, { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return questionPage(page, slug, outcome);
  const prefix = page.actor.authority.insee ?? page.actor.authority.siren;
  const edited = withQuestion(definition, outcome.answers, `x${prefix}`);
  const refusal = await publishEdited(page, adoption, { from: id, definition: edited });
  if (refusal !== null) return questionPage(page, slug, { typed: outcome.typed, refusal });
  return page.seeOther(addressOf(adoption));
}

export async function removeQuestion(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { id, definition } = inUse(adoption);
  const body = await page.body();
  const wanted = body.get('question');
  if (body.get('version') !== id || !addedBy(adoption).some((field) => field.id === wanted))
    throw changedMeanwhile(adoption);
  const edited = withoutQuestion(definition, wanted ?? '');
  const refusal = await publishEdited(page, adoption, { from: id, definition: edited });
  if (refusal !== null) return questionPage(page, slug, { refusal });
  return page.seeOther(addressOf(adoption));
}
