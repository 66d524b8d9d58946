// Giving an opinion, on the desk of the body that is asked; and the opinions on a request, on everybody's page of it.

import { type FieldError, fieldSet, formatDay, readFields, type Typed, toControls } from '@parvis/forms';
import { type CitizenRequest, type Ctx, type DeskCtx, type Html, PageError } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { withArticle } from '@parvis/territory';
import { VERDICT_WORDS } from '../workflow/actions/opinion.ts';
import { giveOpinion, type Opinion, opinionsOn, waitingFrom } from './answer.ts';

const ANSWER = fieldSet([
  {
    id: 'avis',
    type: 'choice',
    label: 'Votre avis',
    subject: 'votre avis',
    options: [
      { value: 'favourable', label: 'Favorable' },
      { value: 'conditional', label: 'Favorable avec réserves' },
      { value: 'unfavourable', label: 'Défavorable' },
    ],
  },
  {
    id: 'texte',
    type: 'textarea',
    label: 'Vos raisons, ou vos réserves',
    subject: 'vos raisons, ou vos réserves',
    help: 'Le service qui traite la demande les lit, et peut les citer dans sa réponse. Facultatif si votre avis est favorable sans réserve.',
    maxLength: 4_000,
    optional: true,
  },
]);

interface Returned {
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

interface Asked {
  readonly request: CitizenRequest;
  readonly opinion: Opinion;
}

export async function opinionPage(
  page: DeskCtx,
  requestId: string,
  returned: Returned = { errors: [], typed: {} },
): Promise<Response> {
  const { request, opinion } = await asked(page, requestId);
  return page.page(
    'desk-opinion',
    {
      reference: request.reference,
      service: request.title,
      operator: operatorName(page, request),
      question: opinion.question.split(/\n+/),
      lastDay: lastDayOf(page, opinion),
      back: `/agent/demandes/${requestId}`,
      action: opinionAddress(requestId),
      controls: toControls(ANSWER.fields, returned),
      errors: returned.errors,
      shown: opinion.shown,
    },
    {
      title: `Donner un avis (${request.reference})`,
      status: returned.errors.length > 0 ? 422 : 200,
    },
  );
}

export async function saveOpinion(page: DeskCtx, requestId: string): Promise<Response> {
  const { request } = await asked(page, requestId);
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields(ANSWER, await page.body(), { today });
  if (!outcome.ok) return opinionPage(page, requestId, outcome);
  const { avis, texte = '' } = outcome.values;
  if (avis !== 'favourable' && texte.trim() === '') {
    const anchor = toControls(ANSWER.fields).find(({ name }) => name === 'texte')?.id ?? '';
    const message = 'Écrivez vos raisons, ou vos réserves\u00A0: le service en a besoin pour décider.';
    const errors: readonly FieldError[] = [{ fieldId: 'texte', code: 'missing', message, anchor }];
    return opinionPage(page, requestId, { errors, typed: outcome.typed });
  }
  const given = await page.write((tx) => giveOpinion(tx, request, { verdict: avis, text: texte.trim() }));
  if (given) return page.seeOther(`/agent/demandes/${requestId}`);
  throw notWaited(requestId);
}

/** The opinion that the agent's body has to give; a page that says why not, else. */
async function asked(page: DeskCtx, requestId: string): Promise<Asked> {
  const visible = await page.requestFor(requestId);
  if (!visible)
    throw new PageError(404, 'Cette demande n’existe pas', 'Vérifiez son adresse.', BACK_TO_INBOX);
  page.demand('requests.answer');
  const { request } = visible;
  const opinions = await opinionsOn(page, requestId);
  const opinion = waitingFrom(opinions, page.actor.authority.id, page.now);
  if (!opinion) throw notWaited(requestId);
  return { request, opinion };
}

const BACK_TO_INBOX = [{ href: '/agent', text: 'Revenir à la boîte de réception' }];

function notWaited(requestId: string): PageError {
  return new PageError(
    409,
    'Aucun avis n’est attendu de vous sur cette demande',
    'Un collègue l’a peut-être donné, le délai est passé, ou la demande est terminée. Rien n’a été enregistré.',
    [{ href: `/agent/demandes/${requestId}`, text: 'Revenir à la demande' }],
  );
}

const opinionAddress = (requestId: string): string => `/agent/procedures/demandes/${requestId}/avis`;

function lastDayOf({ site }: Pick<Ctx, 'site'>, { until }: Opinion): string {
  return formatDay(localDay(site.zone, until - 1));
}

function operatorName({ authorities }: Pick<Ctx, 'authorities'>, { operatorId }: CitizenRequest): string {
  const operator = authorities.find(({ id }) => id === operatorId);
  return operator ? withArticle(operator) : '';
}

/** The opinions on a request: all of them for agents, with the one that is waited for from theirs; those told, for the citizen. */
export async function opinionsBlock(
  ctx: Ctx,
  request: CitizenRequest,
  viewer: 'citizen' | 'agent',
): Promise<Html | null> {
  const all = await opinionsOn(ctx, request.id);
  const shown = viewer === 'agent' ? all : all.filter((one) => one.shown);
  if (shown.length === 0) return null;
  const { actor } = ctx;
  const own = actor.kind === 'agent' ? waitingFrom(all, actor.authority.id, ctx.now) : undefined;
  const mayGive = own && actor.kind === 'agent' && actor.permissions.has('requests.answer');
  return ctx.view('opinions', {
    viewer,
    own: own && {
      question: own.question.split(/\n+/),
      lastDay: lastDayOf(ctx, own),
      operator: operatorName(ctx, request),
      href: mayGive ? opinionAddress(request.id) : null,
    },
    opinions: shown.map((one) => ({
      body: nameOf(ctx, one.authorityId),
      question: viewer === 'agent' ? one.question : null,
      verdict: one.verdict && VERDICT_WORDS[one.verdict],
      tone: one.verdict === null ? 'info' : one.verdict === 'favourable' ? 'ok' : 'warn',
      lastDay: one.verdict === null ? lastDayOf(ctx, one) : null,
      text: one.text ?? '',
      by:
        viewer === 'agent' && one.answeredBy !== null && one.answeredAt !== null
          ? `${one.answeredBy}, le ${formatDay(localDay(ctx.site.zone, one.answeredAt))}`
          : null,
    })),
  });
}

function nameOf({ authorities }: Pick<Ctx, 'authorities'>, authorityId: string): string {
  const body = authorities.find(({ id }) => id === authorityId);
  return body ? withArticle(body) : 'une collectivité';
}
