// A form that was published anew while someone was typing: they go on with theirs, or carry their answers over, knowing what
// will not follow.

import { moveAnswers } from '@parvis/forms';
import type { PageCtx, PageRouter } from '@parvis/kit';
import { draftFor, newestVersion, saveDraft, serviceOf } from '../drafts.ts';
import { base, CHECK, clockOf, crumbs, NEWER, nextToDo } from '../form-way.ts';

export function newerRoutes(app: PageRouter): void {
  app.get(`/${NEWER}`, (c) => newerPage(c.var.page));
  app.post(`/${NEWER}`, (c) => carryOver(c.var.page));
}

async function moved(page: PageCtx) {
  const draft = await draftFor(page);
  if (draft.savedAt === null) return null;
  const newest = await newestVersion(page, serviceOf(page));
  if (newest.id === draft.versionId) return null;
  const { form } = newest.definition;
  return { draft, newest, ...moveAnswers(draft.answers, draft.form, form, clockOf(page)) };
}

async function newerPage(page: PageCtx): Promise<Response> {
  const found = await moved(page);
  if (!found) return page.seeOther(base(page));
  return page.page(
    'newer-version',
    {
      service: serviceOf(page).title,
      kept: Object.keys(found.answers).length,
      aside: found.aside.map(({ label, text }) => ({ label, text })),
      action: `${base(page)}/${NEWER}`,
      back: `${base(page)}/${CHECK}`,
    },
    { title: 'Ce formulaire a changé', breadcrumb: crumbs(page) },
  );
}

async function carryOver(page: PageCtx): Promise<Response> {
  const found = await moved(page);
  if (!found) return page.seeOther(base(page));
  const { draft, newest, answers, aside } = found;
  // An answer that the new form would refuse is shown at its question; one that it does not ask is kept, and not sent.
  const kept = aside.flatMap(({ fieldId, answer, why }) =>
    why === 'other-type' ? [] : [[fieldId, answer] as const],
  );
  const carried = {
    ...draft,
    ...newest.definition,
    versionId: newest.id,
    answers: { ...answers, ...Object.fromEntries(kept) },
    wrong: null,
  };
  const saved = await saveDraft(page, carried, draft.savedAt);
  return page.seeOther(`${base(page)}/${nextToDo(page, saved)}`);
}
