// A request as its citizen sees it, opened by its tracking code: no account needed.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type CitizenRequest, type Html, type PageCtx, PageError } from '@parvis/kit';
import type { House } from '../house.ts';
import { contextFor } from '../plugins/context.ts';
import { withArticle } from '../services/service-pages.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { addMessage, storyOf } from './ledger.ts';
import { isOpen, statusWords } from './status.ts';

const REPLY = fieldSet([
  {
    id: 'message',
    type: 'textarea',
    label: 'Votre message',
    help: 'La personne qui suit votre demande le lira et vous répondra ici.',
    maxLength: 4_000,
  },
]);

/** « Suivre une demande »: where the code is typed. */
export function trackPage(ctx: PageCtx, typed = '', error?: string): Response {
  return ctx.page(
    'track',
    { code: typed, error: error ?? null },
    { title: 'Suivre une demande', breadcrumb: [], status: error ? 422 : 200 },
  );
}

/** The code typed at `/suivi`: on to the request's page, or back with what was typed. */
export async function trackByCode(ctx: PageCtx): Promise<Response> {
  const typed = ((await ctx.body()).get('code') ?? '').slice(0, 100).trim();
  if (typed === '')
    return trackPage(ctx, typed, 'Écrivez votre code de suivi. Il est dans le courriel que vous avez reçu.');
  const request = await ctx.requests.byCode(typed);
  if (!request) {
    return trackPage(
      ctx,
      typed,
      'Aucune demande n’a ce code. Vérifiez-le\u00A0: il a douze lettres et chiffres, sans voyelle. Sinon, appelez la mairie.',
    );
  }
  return ctx.seeOther(`/suivi/${ctx.requests.codeOf(request.id)}`);
}

export interface RequestPageOptions {
  /** The request was sent a moment ago. */
  readonly fresh: boolean;
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
}

export async function requestPage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  typedCode: string,
  { fresh, errors = [], typed = {} }: RequestPageOptions,
): Promise<Response> {
  const request = await openedBy(ctx, typedCode);
  const code = ctx.requests.codeOf(request.id);
  const [story, block] = await Promise.all([
    storyOf(ctx.read, request),
    channelBlock(house, ctx, snapshot, request, code),
  ]);
  const operator = snapshot.authorities.get(request.operatorId);
  return ctx.page(
    'request',
    {
      reference: request.reference,
      code,
      title: request.title,
      status: { ...statusWords(request.status), text: statusText(request) },
      operator: operator ? `Suivie par ${withArticle(operator)}` : '',
      contact: operator?.contact ?? null,
      next: nextStep(request, snapshot),
      openedAt: request.openedAt,
      fresh,
      email: request.requester.email ?? null,
      blocks: block ? [block] : [],
      timeline: story.timeline,
      messages: story.messages.map(({ at, author, body, from }) => ({
        at,
        from: author,
        body,
        own: from === 'citizen',
      })),
      reply: isOpen(request.status)
        ? { action: `/suivi/${code}/messages`, controls: toControls(REPLY.fields, { typed, errors }), errors }
        : null,
    },
    {
      title: request.title,
      breadcrumb: [{ href: '/suivi', text: 'Suivre une demande' }],
      status: errors.length > 0 ? 422 : 200,
    },
  );
}

/** What the citizen writes to whoever follows the request. */
export async function addCitizenMessage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  typedCode: string,
): Promise<Response> {
  const request = await openedBy(ctx, typedCode);
  const code = ctx.requests.codeOf(request.id);
  const outcome = readFields(REPLY, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return requestPage(house, ctx, snapshot, code, { fresh: false, ...outcome });
  const body = outcome.values.message;
  if (!isOpen(request.status)) {
    throw new PageError(
      409,
      'Cette demande est close',
      'Pour écrire de nouveau, faites une nouvelle demande.',
      [{ href: `/suivi/${code}`, text: 'Revenir à la demande' }],
    );
  }
  await house.db.write(async (tx) => {
    const author = request.requester.name;
    const messageId = await addMessage(tx, ctx.tenant.id, request.id, {
      at: ctx.now,
      from: 'citizen',
      author,
      body,
    });
    await house.jobs.enqueue(tx, {
      owner: 'core',
      name: 'notice',
      siteId: ctx.site.id,
      payload: { requestId: request.id, messageId },
      dueAt: ctx.now,
    });
  });
  return ctx.seeOther(`/suivi/${code}#messages`);
}

async function openedBy(ctx: PageCtx, code: string): Promise<CitizenRequest> {
  const request = await ctx.requests.byCode(code);
  if (request) return request;
  throw new PageError(
    404,
    'Cette demande est introuvable',
    'Vérifiez le code de suivi\u00A0: il est dans le courriel reçu.',
    [
      { href: '/suivi', text: 'Saisir le code de suivi' },
      { href: '/contact', text: 'Contacter la mairie' },
    ],
  );
}

async function channelBlock(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
  code: string,
): Promise<Html | null> {
  const provider = house.plugins.channels.get(request.channel);
  if (!provider?.channel.show) return null;
  const own = contextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, provider.plugin.name);
  return provider.channel.show(own, request, 'citizen', { csrf: ctx.csrf, code });
}

function statusText({ status, channel }: CitizenRequest): string {
  const appointment = channel === 'appointment';
  switch (status) {
    case 'received':
      return appointment
        ? 'Votre rendez-vous est pris.'
        : 'Votre demande est arrivée. Elle n’a pas encore été ouverte.';
    case 'in-progress':
      return 'Quelqu’un s’occupe de votre demande.';
    case 'waiting':
      return 'Nous attendons quelque chose de vous. Tout est dit ci-dessous.';
    case 'done':
      return appointment ? 'Le rendez-vous a eu lieu.' : 'Votre demande est traitée.';
    case 'refused':
      return 'Votre demande n’a pas pu être acceptée. Les raisons sont dans les messages ci-dessous.';
    case 'cancelled':
      return appointment ? 'Ce rendez-vous est annulé.' : 'Cette demande est annulée.';
  }
}

/** What happens next and by when, from the sheet of the service. */
function nextStep(request: CitizenRequest, snapshot: SiteSnapshot): string | null {
  if (!isOpen(request.status) || request.channel === 'appointment') return null;
  const service = snapshot.services.find((one) => one.id === request.serviceId);
  return service ? `Délai habituel\u00A0: ${service.sheet.delay}` : null;
}
