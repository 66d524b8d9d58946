// A request as its citizen sees it: opened by its tracking code, without an account, or in their own space.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type CitizenRequest, type Crumb, type Html, type PageCtx, PageError } from '@parvis/kit';
import type { House } from '../house.ts';
import { addressOf, type SiteVisit } from '../http/visit.ts';
import { waitText } from '../identity/limits.ts';
import { messageLinks } from '../papers/message-files.ts';
import { hasReceipt } from '../papers/receipt.ts';
import { citizenPayments } from '../payments/blocks.ts';
import { contextFor } from '../plugins/context.ts';
import { daysOf, ratingBlock, sayUnsettled, unsettledBlock } from '../ratings/end-of-request.ts';
import { contactOf, withArticle } from '../services/service-pages.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { addMessage, storyOf } from './ledger.ts';
import { nextStep } from './next-step.ts';
import { isOpen, standingWords } from './status.ts';

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
export async function trackByCode(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const typed = ((await ctx.body()).get('code') ?? '').slice(0, 100).trim();
  if (typed === '')
    return trackPage(ctx, typed, 'Écrivez votre code de suivi. Il est dans le courriel que vous avez reçu.');
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0)
    return trackPage(ctx, typed, `Trop d’essais. Attendez ${waitText(wait)}, ou appelez la mairie.`);
  const request = await ctx.requests.byCode(typed);
  const begun = request ? null : await resumedBy(house, c, ctx, typed);
  if (begun) {
    await house.limits.giveBack('code-address', address);
    return ctx.seeOther(begun);
  }
  if (!request) {
    return trackPage(
      ctx,
      typed,
      'Aucune demande n’a ce code. Vérifiez-le\u00A0: il a douze lettres et chiffres, sans voyelle. Sinon, appelez la mairie.',
    );
  }
  await house.limits.giveBack('code-address', address);
  return ctx.seeOther(`/suivi/${ctx.requests.codeOf(request.id)}`);
}

/** The page of what was begun and not sent that a code opens. */
async function resumedBy(house: House, c: SiteVisit, ctx: PageCtx, code: string): Promise<string | null> {
  const standing = { snapshot: c.get('snapshot'), actor: ctx.actor, now: ctx.now };
  for (const { plugin, channel } of house.plugins.channels.values()) {
    const path = await channel.resume?.(contextFor(house, standing, plugin.name), code);
    if (path) return path;
  }
  return null;
}

/** A request that someone may see, and the way that led to it. */
export interface Reached {
  readonly request: CitizenRequest;
  /** The address of its page; its forms go under it. */
  readonly path: string;
  readonly breadcrumb: readonly Crumb[];
}

/**
 * The request that a code in an address opens. Codes that open nothing are counted: nobody tries them all.
 *
 * @throws PageError 404, 429
 */
export async function reachedByCode(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  code: string,
): Promise<Reached> {
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0)
    throw new PageError(429, 'Trop d’essais', `Attendez ${waitText(wait)}, ou appelez la mairie.`, NEXT);
  const request = await openedBy(ctx, code);
  await house.limits.giveBack('code-address', address);
  return {
    request,
    path: `/suivi/${ctx.requests.codeOf(request.id)}`,
    breadcrumb: [{ href: '/suivi', text: 'Suivre une demande' }],
  };
}

export interface RequestPageOptions {
  /** The request was sent a moment ago. */
  readonly fresh: boolean;
  /** It was put in the person's own space a moment ago. */
  readonly added?: boolean;
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  /** Which of its forms came back. */
  readonly form?: 'reply' | 'unsettled';
}

export async function requestPage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  reached: Reached,
  { fresh, added = false, errors = [], typed = {}, form = 'reply' }: RequestPageOptions,
): Promise<Response> {
  const { request, path, breadcrumb } = reached;
  const days = await daysOf(ctx, request);
  const code = ctx.requests.codeOf(request.id);
  const [story, links, block, payments, rating] = await Promise.all([
    storyOf(ctx.read, request),
    messageLinks(ctx.read, request, (id) => `${path}/fichiers/${id}`),
    channelBlock(house, ctx, snapshot, request, code),
    citizenPayments(house, ctx, snapshot, request),
    ratingBlock(house, ctx, snapshot, request, days),
  ]);
  const operator = snapshot.authorities.get(request.operatorId);
  return ctx.page(
    'request',
    {
      reference: request.reference,
      code,
      title: request.title,
      status: {
        ...standingWords(request), // Where the request has a workflow, its channel's block says more.
        text: request.step === null ? statusText(request) : '',
      },
      operator: operator ? `Suivie par ${withArticle(operator)}` : '',
      contact: contactFor(snapshot, request),
      next: nextStep(request, {
        service: snapshot.services.find(({ id }) => id === request.serviceId),
        operator,
        dueAt: days.dueAt,
        owes: payments?.due ?? false,
        now: ctx.now,
        zone: ctx.site.zone,
      }),
      rating,
      unsettled: unsettledBlock(ctx, reached, days, form === 'unsettled' ? { typed, errors } : {}),
      openedAt: request.openedAt,
      fresh,
      form: request.channel === 'form',
      added,
      account: accountOf(ctx, request),
      email: request.requester.email ?? null,
      payments: payments?.block ?? null,
      block,
      timeline: story.timeline,
      messages: story.messages.map(({ id, at, author, body, from }) => ({
        at,
        from: author,
        body,
        own: from === 'citizen',
        files: links.get(id) ?? [],
      })),
      receipt: hasReceipt(request) ? `${path}/accuse.pdf` : null,
      reply: isOpen(request.status)
        ? {
            action: `${path}/messages`,
            controls: toControls(REPLY.fields, form === 'reply' ? { typed, errors } : {}),
            errors: form === 'reply' ? errors : [],
          }
        : null,
    },
    {
      title: request.title,
      breadcrumb,
      status: errors.length > 0 ? 422 : 200,
    },
  );
}

/** Whose space the request is in, to the person at the screen: nobody's, theirs, someone else's; they may have none. */
function accountOf(
  { actor }: PageCtx,
  { citizenId }: CitizenRequest,
): 'none' | 'free' | 'mine' | 'elsewhere' {
  if (actor.kind !== 'citizen' || actor.id === null) return 'none';
  if (citizenId === null) return 'free';
  return citizenId === actor.id ? 'mine' : 'elsewhere';
}

/** What the citizen writes to whoever follows the request. */
export async function addCitizenMessage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  reached: Reached,
): Promise<Response> {
  const { request, path } = reached;
  const outcome = readFields(REPLY, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return requestPage(house, ctx, snapshot, reached, { fresh: false, ...outcome });
  const body = outcome.values.message;
  if (!isOpen(request.status)) {
    throw new PageError(
      409,
      'Cette demande est close',
      'Pour écrire de nouveau, faites une nouvelle demande.',
      [{ href: path, text: 'Revenir à la demande' }],
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
  return ctx.seeOther(`${path}#messages`);
}

/** « Ce n’est pas réglé »: the request is open again, with what its citizen wrote. */
export async function reopenRequest(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  reached: Reached,
): Promise<Response> {
  const wrong = await sayUnsettled(house, ctx, snapshot, reached);
  if (wrong) return requestPage(house, ctx, snapshot, reached, { fresh: false, form: 'unsettled', ...wrong });
  return ctx.seeOther(`${reached.path}#messages`);
}

/** Whom the sheet of the service names while its operator is in charge; its counter else. */
function contactFor(snapshot: SiteSnapshot, request: CitizenRequest) {
  const operator = snapshot.authorities.get(request.operatorId);
  if (!operator) return null;
  const service = snapshot.services.find(({ id }) => id === request.serviceId);
  if (service?.operator.id === operator.id) return contactOf(service);
  const { contact: _contact, ...sheet } = service?.sheet ?? { who: '', need: [], cost: '', delay: '' };
  return contactOf({ sheet, operator });
}

async function openedBy(ctx: PageCtx, code: string): Promise<CitizenRequest> {
  const request = await ctx.requests.byCode(code);
  if (request) return request;
  throw new PageError(
    404,
    'Cette demande est introuvable',
    'Vérifiez le code de suivi\u00A0: il est dans le courriel reçu.',
    NEXT,
  );
}

const NEXT = [
  { href: '/suivi', text: 'Saisir le code de suivi' },
  { href: '/contact', text: 'Contacter la mairie' },
];

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
