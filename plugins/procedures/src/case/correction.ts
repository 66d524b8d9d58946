// Putting right what an agent asked for: the citizen changes the fields named, and nothing else, and sends again.

import {
  type Answers,
  defineForm,
  type Form,
  type FormPage,
  filesIn,
  readPage,
  toControls,
  visibleFields,
  visiblePages,
} from '@parvis/forms';
import { type PageCtx, PageError, type PageRouter } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { keepFiles } from '../keep-files.ts';
import { tables } from '../schema.ts';
import { offered, take } from '../workflow/engine.ts';
import { carryOut } from './carry-out.ts';
import { type OpenCase, openCase } from './open-case.ts';

const PAGE = 'complement';
const CITIZEN = { kind: 'citizen' } as const;

/** Under `/completer/<code>`. */
export function correctionRoutes(app: PageRouter): void {
  app.get('/:code', async (c) => {
    const { page } = c.var;
    return drawn(page, c.req.param('code'), await waiting(page, c.req.param('code')));
  });
  app.post('/:code', (c) => send(c.var.page, c.req.param('code')));
}

/** Where a citizen puts right what is asked, if anything is. */
export function correctionAddress({ correction, definition, state, answers, work }: OpenCase, code: string) {
  const may = offered(definition.workflow, state, { answers, work }, CITIZEN).length > 0;
  return correction && may ? `/completer/${code}` : null;
}

async function waiting(page: PageCtx, code: string): Promise<OpenCase> {
  const request = await page.requests.byCode(code);
  const one = request && (await openCase(page, request));
  if (one && correctionAddress(one, code)) return one;
  throw new PageError(
    one ? 409 : 404,
    'Rien n’est à compléter',
    one ? 'Votre demande a déjà été complétée, ou n’attend rien de vous.' : 'Vérifiez le code de suivi.',
    [{ href: one ? `/suivi/${code}` : '/suivi', text: 'Suivre ma demande' }],
  );
}

/** The fields to put right that these answers lead to, on one page. */
function formOf(
  { definition, correction }: OpenCase,
  answers: Answers,
): { readonly form: Form; readonly asked: FormPage } {
  const wanted = new Set(correction?.fields);
  const { form } = definition;
  const fields = visiblePages(form, answers)
    .flatMap((page) => visibleFields(form, page.id, answers))
    .filter(({ id }) => wanted.has(id))
    // It is asked because its condition holds; what that reads may not be on the page.
    .map((field) => ({ ...field, when: true }));
  const asked = { id: PAGE, title: 'Compléter ma demande', fields };
  return { form: defineForm({ pages: [asked] }), asked };
}

async function drawn(
  page: PageCtx,
  code: string,
  one: OpenCase,
  shown: Partial<Pick<ReturnType<typeof readPage>, 'errors' | 'typed'>> = {},
): Promise<Response> {
  const { asked } = formOf(one, one.answers);
  const { errors = [], typed = {} } = shown;
  return page.page(
    'correction',
    {
      title: asked.title,
      reference: one.request.reference,
      service: one.request.title,
      wanted: one.correction?.text ?? '',
      action: `/completer/${code}`,
      controls: toControls(asked.fields, { answers: one.answers, typed, errors }),
      errors,
    },
    {
      title: asked.title,
      breadcrumb: [{ href: `/suivi/${code}`, text: one.request.title }],
      status: errors.length > 0 ? 422 : 200,
    },
  );
}

async function send(page: PageCtx, code: string): Promise<Response> {
  const before = await waiting(page, code);
  const clock = { today: localDay(page.site.zone, page.now) };
  const body = await page.body();
  const first = readPage(formOf(before, before.answers).form, PAGE, body, before.answers, clock);
  // What was put right may ask for more, or for less.
  const { form, asked } = formOf(before, first.answers);
  const reading = readPage(form, PAGE, body, before.answers, clock);
  const kept = await keepFiles(page, asked, before.answers, reading.answers);
  const errors = [...reading.errors, ...kept.errors];
  if (errors.length > 0)
    return drawn(page, code, { ...before, answers: kept.answers }, { ...reading, errors });
  await page.write(async (tx) => {
    const request = await tx.requests.byId(before.request.id);
    const one = request && (await openCase(tx, request));
    const [transition] = one ? offered(one.definition.workflow, one.state, one, CITIZEN) : [];
    // Sent twice: the first sending did it.
    if (!one || !transition) return;
    const answers = { ...one.answers, ...kept.answers };
    const { revision } = tables.for(tx.tx);
    await tx.tx.insert(revision).values({
      tenantId: tx.tenant.id,
      requestId: one.request.id,
      at: tx.now,
      answers: one.answers,
    });
    await tx.files.attach(
      filesIn(answers).map((file) => file.id),
      one.request.id,
    );
    const step = take(
      one.definition.workflow,
      one.state,
      { answers, work: one.work },
      {
        transition: transition.id,
        actor: CITIZEN,
        moment: { now: tx.now, zone: tx.site.zone },
      },
    );
    if (step) await carryOut(tx, { ...one, answers }, step);
  });
  return page.seeOther(`/suivi/${code}?envoye=1`);
}
