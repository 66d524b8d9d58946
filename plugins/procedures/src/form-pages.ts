// The way through a form: one small group of questions a page, saved at each step, checked before sending.

import {
  type Answers,
  answersToSend,
  type Control,
  type FieldError,
  type FormPage,
  findPage,
  pageAfter,
  pageBefore,
  progress,
  readPage,
  summarise,
  type Typed,
  toPageControls,
  validateForm,
  visiblePages,
} from '@parvis/forms';
import { type Crumb, type PageCtx, PageError, type PageRouter, type Service } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { deName } from '@parvis/territory';
import { BLANK_FORM, blankForm } from './blank-form/blank-form.ts';
import { type Draft, draftFor, dropDraft, saveDraft, serviceOf } from './drafts.ts';
import { communesOf } from './gazetteer.ts';
import { keepFiles } from './keep-files.ts';
import { prefill, withOrigin } from './prefill.ts';
import { submit } from './submit.ts';

const CHECK = 'verifier';

export function formRoutes(app: PageRouter): void {
  app.get('/', (c) => resume(c.var.page));
  app.get(`/${CHECK}`, (c) => checkPage(c.var.page));
  app.get(`/${BLANK_FORM}`, (c) => blankForm(c.var.page));
  app.post('/envoi', (c) => send(c.var.page));
  app.post('/abandon', (c) => abandon(c.var.page));
  app.get('/:page', (c) =>
    questionPage(c.var.page, c.req.param('page'), { checking: c.req.query('retour') === CHECK }),
  );
  app.post('/:page', (c) =>
    answerPage(c.var.page, c.req.param('page'), { checking: c.req.query('retour') === CHECK }),
  );
}

const base = (page: PageCtx): string => `/demarches/${serviceOf(page).slug}/commencer`;

/** On to the first page that is not right yet, or to the check. */
async function resume(page: PageCtx): Promise<Response> {
  const draft = await draftFor(page);
  return page.seeOther(`${base(page)}/${nextToDo(page, draft)}`);
}

function nextToDo(page: PageCtx, { form, answers, wrong: left }: Draft): string {
  const wrong = new Set(validateForm(form, answers, clockOf(page)).map((error) => error.fieldId));
  const unfinished = visiblePages(form, answers).find(
    (one) => one.id === left?.page || wrong.has(one.id) || one.fields.some((field) => wrong.has(field.id)),
  );
  return unfinished?.id ?? CHECK;
}

interface Way {
  /** The person comes from the check page, and goes back there. */
  readonly checking: boolean;
}

async function questionPage(page: PageCtx, pageId: string, way: Way): Promise<Response> {
  const draft = await draftFor(page);
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
  const draft = await draftFor(page);
  const asked = askedPage(page, draft, pageId);
  if (asked instanceof Response) return asked;
  const reading = readPage(draft.form, asked.id, await page.body(), draft.answers, clockOf(page));
  const { answers, errors: unkept } = await keepFiles(page, asked, draft.answers, reading.answers);
  const errors = [...reading.errors, ...unkept];
  const wrong = errors.length > 0 || reading.revealed.length > 0 || reading.reshaped;
  const saved = {
    ...draft,
    answers,
    wrong: wrong ? { page: asked.id, typed: reading.typed } : stillWrong(draft, asked),
    savedAt: page.now,
  };
  await saveDraft(page, saved);
  if (wrong) return drawn(page, saved, asked, way, { ...reading, errors });
  const next = pageAfter(draft.form, asked.id, answers);
  // From the check, straight back to it, unless the new answer asks for more.
  const target = way.checking ? nextToDo(page, saved) : (next?.id ?? (asked.stop ? asked.id : CHECK));
  return page.seeOther(`${base(page)}/${target}`);
}

/** What was typed on another page that was wrong stays until that page is right. */
function stillWrong({ wrong }: Draft, asked: FormPage): Draft['wrong'] {
  return wrong?.page === asked.id ? null : wrong;
}

interface Shown {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** Ids of questions that the answers to this page have just made necessary. */
  readonly revealed?: readonly string[];
}

function drawn(
  page: PageCtx,
  draft: Draft,
  asked: FormPage,
  { checking }: Way,
  { typed, errors = [], revealed = [] }: Shown,
): Response {
  const service = serviceOf(page);
  const { form, answers, savedAt } = draft;
  const before = pageBefore(form, asked.id, answers);
  const filled = typed === undefined ? prefill(page, asked, draft) : {};
  const shown = { answers: { ...filled, ...answers }, typed: typed ?? {}, errors, ...clockOf(page) };
  const controls = withOrigin(toPageControls(form, asked.id, shown), filled);
  const back = checking ? `?retour=${CHECK}` : '';
  return page.page(
    'question',
    {
      service: service.title,
      title: asked.title,
      intro: asked.intro ?? null,
      stop: asked.stop ?? false,
      // The check is a step too.
      ...progressOf(form, asked, answers),
      action: `${base(page)}/${asked.id}${back}`,
      multipart: controls.some(takesFiles),
      controls,
      errors,
      asksMore: revealed.length > 0 && errors.length === 0,
      saved: savedAt,
      back: checking
        ? `${base(page)}/${CHECK}`
        : before
          ? `${base(page)}/${before.id}`
          : `/demarches/${service.slug}`,
      phone: service.operator.contact.phone ?? null,
      operator: counterOf(service),
      abandon: savedAt === null ? null : `${base(page)}/abandon`,
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
  answers: Answers,
): { readonly step: number; readonly of: number } {
  const { step, of } = progress(form, asked.id, answers);
  return { step, of: of + 1 };
}

function crumbs(page: PageCtx): readonly Crumb[] {
  const service = serviceOf(page);
  return [
    { href: '/demarches', text: 'Démarches' },
    { href: `/demarches/${service.slug}`, text: service.title },
  ];
}

async function checkPage(page: PageCtx): Promise<Response> {
  const draft = await draftFor(page);
  const todo = nextToDo(page, draft);
  if (todo !== CHECK) return page.seeOther(`${base(page)}/${todo}`);
  const service = serviceOf(page);
  const { form, answers } = draft;
  const total = visiblePages(form, answers).length + 1;
  return page.page(
    'check',
    {
      service: service.title,
      step: total,
      of: total,
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

async function send(page: PageCtx): Promise<Response> {
  const draftId = (await page.body()).get('brouillon') ?? '';
  const draft = await draftFor(page);
  if (draft.id !== draftId) {
    // The button was pressed twice, or the form was sent from another tab: that request is already open.
    const opened = await page.requests.byOnce(draftId);
    return page.seeOther(opened ? `/suivi/${page.requests.codeOf(opened.id)}?envoye=1` : base(page));
  }
  const errors = validateForm(draft.form, draft.answers, clockOf(page));
  if (errors.length > 0) return page.seeOther(`${base(page)}/${nextToDo(page, draft)}`);
  const code = await submit(page, { ...draft, answers: answersToSend(draft.form, draft.answers) });
  return page.seeOther(`/suivi/${code}?envoye=1`);
}

async function abandon(page: PageCtx): Promise<Response> {
  await dropDraft(page);
  return page.seeOther(`/demarches/${serviceOf(page).slug}`);
}

/** « Mairie du Favril », or the name of whoever operates the service. */
function counterOf({ operator }: Service): string {
  return operator.kind === 'commune' ? `Mairie ${deName(operator.name)}` : operator.name;
}

/** The day that answers are judged on, and the communes that they may name. */
function clockOf(page: PageCtx) {
  return { today: localDay(page.site.zone, page.now), communes: communesOf(page) };
}
