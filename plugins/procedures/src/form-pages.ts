// The way through a form: one small group of questions a page, saved at each step, checked before sending.

import {
  type Control,
  type FieldError,
  type FormPage,
  findPage,
  pageAfter,
  pageBefore,
  progress,
  readPage,
  type Typed,
  toPageControls,
  visiblePages,
} from '@parvis/forms';
import { type PageCtx, PageError, type PageRouter } from '@parvis/kit';
import { BLANK_FORM, blankForm } from './blank-form/blank-form.ts';
import { checkPage, send } from './check-page.ts';
import { type Draft, draftFor, dropDraft, saveDraft, serviceOf } from './drafts.ts';
import { base, CHECK, CHOICE, clockOf, counterOf, crumbs, LATER, nextToDo } from './form-way.ts';
import { keepFiles } from './keep-files.ts';
import { prefill, withOrigin } from './prefill.ts';
import { choiceRoutes } from './resume/choice-page.ts';
import { eraseRoutes } from './resume/erase-page.ts';
import { laterRoutes, leaveForLater } from './resume/later-page.ts';
import { newerRoutes } from './resume/newer-version.ts';
import { keepPastSession, sessionOverRoutes } from './resume/session-over.ts';
import { onlyStanding } from './signature/signed-answers.ts';
import { signatureIn, signOn, withSigning } from './signature/signing-page.ts';

export function formRoutes(app: PageRouter): void {
  app.get('/', (c) => resume(c.var.page));
  app.get(`/${CHECK}`, (c) => checkPage(c.var.page));
  app.get(`/${BLANK_FORM}`, (c) => blankForm(c.var.page));
  app.post('/envoi', (c) => send(c.var.page));
  app.post('/abandon', (c) => abandon(c.var.page));
  laterRoutes(app);
  choiceRoutes(app);
  sessionOverRoutes(app);
  eraseRoutes(app);
  newerRoutes(app);
  app.get('/:page', (c) =>
    questionPage(c.var.page, c.req.param('page'), { checking: c.req.query('retour') === CHECK }),
  );
  app.post('/:page', (c) =>
    answerPage(c.var.page, c.req.param('page'), { checking: c.req.query('retour') === CHECK }),
  );
}

/** On to the first page that is not right yet, or to the check. */
async function resume(page: PageCtx): Promise<Response> {
  const draft = await draftFor(page);
  if (draft.rivalId) return page.seeOther(`${base(page)}/${CHOICE}`);
  return page.seeOther(`${base(page)}/${nextToDo(page, draft)}`);
}

interface Way {
  /** The person comes from the check page, and goes back there. */
  readonly checking: boolean;
}

async function questionPage(page: PageCtx, pageId: string, way: Way): Promise<Response> {
  const draft = await draftFor(page);
  if (draft.rivalId) return page.seeOther(`${base(page)}/${CHOICE}`);
  const asked = askedPage(page, draft, pageId);
  return asked instanceof Response
    ? asked
    : drawn(page, draft, asked, way, draft.wrong?.page === asked.id ? draft.wrong : {});
}

/** The page of that id if these answers lead to it; else back on the way. */
function askedPage(page: PageCtx, { form, answers }: Draft, pageId: string): FormPage | Response {
  const found = findPage(form, pageId);
  if (!found)
    throw new PageError(404, 'Cette page n’existe pas', 'Reprenez la démarche là où vous en étiez.', [
      { href: base(page), text: 'Reprendre' },
    ]);
  return visiblePages(form, answers).includes(found) ? found : page.seeOther(base(page));
}

async function answerPage(page: PageCtx, pageId: string, way: Way): Promise<Response> {
  const body = await page.body();
  const from = body.get('brouillon');
  const draft = await draftFor(page, from);
  if (from !== undefined && from !== draft.id) {
    const left = await keepPastSession(page, from, pageId, body);
    if (left) return left;
  }
  const asked = askedPage(page, draft, pageId);
  if (asked instanceof Response) return asked;
  const reading = readPage(draft.form, asked.id, body, draft.answers, clockOf(page));
  const kept = await keepFiles(page, asked, draft.answers, reading.answers);
  const answers = onlyStanding(draft.form, kept.answers);
  const found = [...reading.errors, ...kept.errors];
  const wrong = found.length > 0 || reading.revealed.length > 0 || reading.reshaped;
  const saved = await saveDraft(
    page,
    { ...draft, answers, wrong: wrong ? { page: asked.id, typed: reading.typed } : stillWrong(draft, asked) },
    draft.savedAt,
    asked.id,
  );
  if (body.get(LATER) !== undefined) return leaveForLater(page, saved);
  const signed = await signOn(page, saved, asked, body, found);
  if (signed.sent) return page.seeOther(addressOf(page, asked, way));
  if (signed.errors.length > 0 || reading.revealed.length > 0 || reading.reshaped)
    return drawn(page, signed.draft, asked, way, { ...reading, errors: signed.errors });
  const next = pageAfter(draft.form, asked.id, signed.draft.answers);
  // From the check, straight back to it, unless the new answer asks for more.
  const target = way.checking ? nextToDo(page, signed.draft) : (next?.id ?? (asked.stop ? asked.id : CHECK));
  return page.seeOther(`${base(page)}/${target}`);
}

/** What was typed on another page that was wrong stays until that page is right. */
function stillWrong({ wrong }: Draft, asked: FormPage): Draft['wrong'] {
  return wrong?.page === asked.id ? null : wrong;
}

function addressOf(page: PageCtx, asked: FormPage, { checking }: Way): string {
  return `${base(page)}/${asked.id}${checking ? `?retour=${CHECK}` : ''}`;
}

interface Shown {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** Ids of questions that the answers to this page have just made necessary. */
  readonly revealed?: readonly string[];
}

async function drawn(
  page: PageCtx,
  draft: Draft,
  asked: FormPage,
  way: Way,
  { typed, errors = [], revealed = [] }: Shown,
): Promise<Response> {
  const service = serviceOf(page);
  const { form, answers, savedAt } = draft;
  const before = pageBefore(form, asked.id, answers);
  const filled = typed === undefined ? prefill(page, asked, draft) : {};
  const shown = { answers: { ...filled, ...answers }, typed: typed ?? {}, errors, ...clockOf(page) };
  const plain = withOrigin(toPageControls(form, asked.id, shown), filled);
  const controls = await withSigning(page, draft, asked, plain);
  const signing = signatureIn(asked);
  return page.page(
    'question',
    {
      service: service.title,
      title: asked.title,
      intro: asked.intro ?? null,
      stop: asked.stop ?? false,
      // The check is a step too.
      ...progressOf(form, asked, answers),
      action: addressOf(page, asked, way),
      multipart: controls.some(takesFiles),
      controls,
      errors,
      draft: draft.id,
      next: signing && answers[signing.id] === undefined ? 'Signer et continuer' : 'Continuer',
      asksMore: revealed.length > 0 && errors.length === 0,
      saved: savedAt,
      signedIn: page.actor.kind === 'citizen' && page.actor.id !== null,
      back: way.checking
        ? `${base(page)}/${CHECK}`
        : before
          ? `${base(page)}/${before.id}`
          : `/demarches/${service.slug}`,
      phone: service.operator.contact.phone ?? null,
      operator: counterOf(service),
      abandon: savedAt === null ? null : `${base(page)}/abandon`,
      door: `/connexion?retour=${encodeURIComponent(base(page))}`,
    },
    {
      title: asked.title,
      breadcrumb: crumbs(page),
      status: errors.length > 0 ? 422 : 200,
      asksPlace: controls.some(asksPlace),
    },
  );
}

function asksPlace({ kind, controls = [], items = [] }: Control): boolean {
  return (
    kind === 'address' ||
    kind === 'point' ||
    controls.some(asksPlace) ||
    items.some((item) => item.controls.some(asksPlace))
  );
}

function takesFiles({ kind, items = [] }: Control): boolean {
  return kind === 'file' || items.some(({ controls }) => controls.some(takesFiles));
}

function progressOf(
  form: Draft['form'],
  asked: FormPage,
  answers: Draft['answers'],
): { readonly step: number; readonly of: number } {
  const { step, of } = progress(form, asked.id, answers);
  return { step, of: of + 1 };
}

async function abandon(page: PageCtx): Promise<Response> {
  const draft = await draftFor(page, (await page.body()).get('brouillon'));
  if (draft.savedAt !== null) await dropDraft(page, draft);
  return page.seeOther(`/demarches/${serviceOf(page).slug}`);
}
