// The end of a form: everything once more before it leaves, then sending.

import { answersToSend, summarise, visiblePages } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { draftFor, newestVersion, serviceOf } from './drafts.ts';
import { base, CHECK, CHOICE, counterOf, crumbs, errorsIn, NEWER, nextToDo } from './form-way.ts';
import { onlyStanding } from './signature/signed-answers.ts';
import { submit } from './submit.ts';

export async function checkPage(page: PageCtx): Promise<Response> {
  const found = await draftFor(page);
  if (found.rivalId) return page.seeOther(`${base(page)}/${CHOICE}`);
  const draft = { ...found, answers: onlyStanding(found.form, found.answers) };
  const todo = nextToDo(page, draft);
  if (todo !== CHECK) return page.seeOther(`${base(page)}/${todo}`);
  const service = serviceOf(page);
  const newest = await newestVersion(page, service);
  const { form, answers } = draft;
  const total = visiblePages(form, answers).length + 1;
  return page.page(
    'check',
    {
      service: service.title,
      step: total,
      of: total,
      newer: newest.id === draft.versionId ? null : `${base(page)}/${NEWER}`,
      sections: summarise(form, answers).map(({ pageId, title, rows }) => ({
        title,
        rows: rows.map(({ label, text }) => ({
          label,
          text,
          change: `${base(page)}/${pageId}?retour=${CHECK}`,
        })),
      })),
      action: `${base(page)}/envoi`,
      draft: draft.id,
      operator: counterOf(service),
      phone: service.operator.contact.phone ?? null,
      abandon: `${base(page)}/abandon`,
    },
    { title: 'Vérifiez vos réponses', breadcrumb: crumbs(page) },
  );
}

export async function send(page: PageCtx): Promise<Response> {
  const draftId = (await page.body()).get('brouillon') ?? '';
  const draft = await draftFor(page, draftId);
  if (draft.id !== draftId) {
    // The button was pressed twice, or the form was sent from another tab: that request is already open.
    const opened = await page.requests.byOnce(draftId);
    return page.seeOther(opened ? `/suivi/${page.requests.codeOf(opened.id)}?envoye=1` : base(page));
  }
  const answers = onlyStanding(draft.form, draft.answers);
  if (errorsIn(page, draft.form, answers).length > 0)
    return page.seeOther(`${base(page)}/${nextToDo(page, { ...draft, answers })}`);
  const code = await submit(page, { ...draft, answers: answersToSend(draft.form, answers) });
  return page.seeOther(`/suivi/${code}?envoye=1`);
}
