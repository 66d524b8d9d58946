// One request on the agent's desk: all of it on one page, an answer, a closure.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type CitizenRequest, type DeskCtx, PageError, type RequestStatus } from '@parvis/kit';
import { phone as phoneWords } from '@parvis/theming';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import { counterName } from '../http/frame.ts';
import { messageLinks } from '../papers/message-files.ts';
import { hasReceipt } from '../papers/receipt.ts';
import { contextFor, publish, txContextFor } from '../plugins/context.ts';
import { requestById, storyOf } from '../requests/ledger.ts';
import { isOpen, OPEN_STATUSES, standingWords } from '../requests/status.ts';
import { withArticle } from '../services/service-pages.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

const ANSWER = fieldSet([
  {
    id: 'message',
    type: 'textarea',
    label: 'Votre réponse',
    help: 'L’usager la reçoit par courriel et la lit sur sa page de suivi.',
    maxLength: 8_000,
  },
]);

const CLOSURE = fieldSet([
  {
    id: 'issue',
    type: 'choice',
    label: 'Comment se termine cette demande\u202F?',
    options: [
      { value: 'done', label: 'Elle est traitée' },
      { value: 'refused', label: 'Elle est refusée' },
    ],
  },
  {
    id: 'motif',
    type: 'textarea',
    label: 'Ce que vous dites à l’usager',
    help: 'Pour un refus, donnez la raison et la façon de la contester.',
    maxLength: 4_000,
  },
]);

interface Returned {
  readonly form: 'answer' | 'closure';
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

export async function deskRequestPage(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
  returned?: Returned,
): Promise<Response> {
  const { request, mayAct } = await visible(ctx, id);
  const [story, links, block] = await Promise.all([
    storyOf(ctx.read, request),
    messageLinks(ctx.read, request, (file) => `/agent/fichiers/${file}`),
    agentBlock(house, ctx, snapshot, request, mayAct),
  ]);
  const operator = snapshot.authorities.get(request.operatorId);
  const commune = request.communeId ? snapshot.authorities.get(request.communeId) : undefined;
  const form = (name: Returned['form'], fields: typeof ANSWER.fields) => ({
    errors: returned?.form === name ? returned.errors : [],
    controls: toControls(fields, returned?.form === name ? returned : {}),
  });
  const can = mayAct && isOpen(request.status);
  const { name, email, phone } = request.requester;
  return ctx.page(
    'desk-request',
    {
      reference: request.reference,
      title: request.title,
      status: standingWords(request),
      openedAt: request.openedAt,
      requester: [
        { label: 'Nom', text: name },
        ...(email
          ? [{ label: 'Courriel', text: [], links: [{ href: `mailto:${email}`, text: email }] }]
          : []),
        ...(phone ? [{ label: 'Téléphone', text: [], links: [phoneWords(phone)] }] : []),
        ...(commune ? [{ label: 'Commune', text: commune.name }] : []),
        { label: 'Traitée par', text: operator ? counterName(operator) : '' },
      ],
      readOnlyBecause:
        mayAct || !operator
          ? null
          : `Cette demande est traitée par ${withArticle(operator)}. Vous pouvez la lire, pas y répondre.`,
      blocks: block ? [block] : [],
      timeline: story.timeline,
      messages: story.messages.map(({ id: messageId, at, author, body, from }) => ({
        at,
        from: author,
        body,
        own: from === 'agent',
        files: links.get(messageId) ?? [],
      })),
      receipt: hasReceipt(request) ? `/agent/demandes/${id}/accuse.pdf` : null,
      answer: can ? { action: `/agent/demandes/${id}/messages`, ...form('answer', ANSWER.fields) } : null,
      closure:
        can && !movesItself(house, request)
          ? { action: `/agent/demandes/${id}/cloture`, ...form('closure', CLOSURE.fields) }
          : null,
    },
    { title: `Demande ${request.reference}`, status: returned ? 422 : 200 },
  );
}

export async function answerRequest(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
): Promise<Response> {
  const request = await handled(ctx, snapshot, id);
  const outcome = readFields(ANSWER, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return deskRequestPage(house, ctx, snapshot, id, { form: 'answer', ...outcome });
  await house.db.write(async (tx) => {
    const standing = { snapshot, actor: ctx.actor, now: ctx.now };
    const context = txContextFor(house, standing, 'core', tx);
    if (!movesItself(house, request))
      await context.requests.move(id, ['received'], 'in-progress', 'La demande est en cours de traitement.');
    const current = await requestById(tx, ctx.tenant.id, id);
    // Someone may have closed it since this page was read; the refusal undoes the whole answer.
    if (!current || !isOpen(current.status)) throw closed();
    await context.requests.say(id, { text: outcome.values.message });
    await publish(house, standing, tx, 'request.answered', { request, by: ctx.actor });
  });
  return ctx.seeOther(`/agent/demandes/${id}#messages`);
}

export async function closeRequest(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
): Promise<Response> {
  const request = await handled(ctx, snapshot, id);
  if (movesItself(house, request)) throw notFound();
  const outcome = readFields(CLOSURE, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return deskRequestPage(house, ctx, snapshot, id, { form: 'closure', ...outcome });
  const { issue, motif } = outcome.values;
  const to: RequestStatus = issue === 'refused' ? 'refused' : 'done';
  const moved = await house.db.write(async (tx) => {
    const context = txContextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, 'core', tx);
    const text = to === 'done' ? 'La demande est traitée.' : 'La demande est refusée.';
    const done = await context.requests.move(id, OPEN_STATUSES, to, text);
    if (done) await context.requests.say(id, { text: motif });
    return done;
  });
  if (!moved) throw closed();
  return ctx.seeOther(`/agent/demandes/${id}`);
}

/** A request the agent may see; anything else does not exist for them. */
async function visible(ctx: DeskCtx, id: string) {
  const found = await ctx.requestFor(id);
  if (!found) throw notFound();
  return found;
}

async function handled(ctx: DeskCtx, snapshot: SiteSnapshot, id: string): Promise<CitizenRequest> {
  const { request, mayAct } = await visible(ctx, id);
  if (!mayAct) {
    const operator = snapshot.authorities.get(request.operatorId);
    throw new PageError(
      403,
      'Vous pouvez lire cette demande, pas y répondre',
      `Elle est traitée par ${operator ? withArticle(operator) : 'un autre service'}. Rien n’a été envoyé.`,
      [{ href: `/agent/demandes/${id}`, text: 'Revenir à la demande' }],
    );
  }
  if (!isOpen(request.status)) throw closed();
  return request;
}

function closed(): PageError {
  return new PageError(
    409,
    'Cette demande est déjà close',
    'Quelqu’un l’a peut-être terminée entre-temps. Rien n’a été envoyé.',
    [{ href: '/agent', text: 'Revenir à la boîte de réception' }],
  );
}

/** The channel's own block moves the request on. */
function movesItself(house: House, { channel }: CitizenRequest): boolean {
  return house.plugins.channels.get(channel)?.channel.moves ?? false;
}

async function agentBlock(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
  mayAct: boolean,
) {
  const provider = house.plugins.channels.get(request.channel);
  if (!provider?.channel.show) return null;
  const own = contextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, provider.plugin.name);
  return provider.channel.show(own, request, 'agent', { csrf: ctx.csrf, mayAct });
}
