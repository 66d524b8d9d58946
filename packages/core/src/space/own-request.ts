// A request in someone's own space: the page of its tracking code, reached by the account instead.

import { notFound } from '../http/error-pages.ts';
import { messageFileAnswer } from '../papers/message-files.ts';
import { receiptAnswer } from '../papers/paper-answer.ts';
import { addCitizenMessage, type Reached, reopenRequest, requestPage } from '../requests/citizen-pages.ts';
import { SPACE_CRUMB, type SpaceVisit } from './visit.ts';

export async function ownRequestPage(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, snapshot } = visit;
  const added = c.req.query('ajoutee') !== undefined;
  return requestPage(house, ctx, snapshot, await reached(visit), { fresh: false, added });
}

export async function writeOnOwnRequest(visit: SpaceVisit): Promise<Response> {
  const { house, ctx, snapshot } = visit;
  return addCitizenMessage(house, ctx, snapshot, await reached(visit));
}

export async function reopenOwnRequest(visit: SpaceVisit): Promise<Response> {
  const { house, ctx, snapshot } = visit;
  return reopenRequest(house, ctx, snapshot, await reached(visit));
}

export async function ownReceipt(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx } = visit;
  const { request } = await reached(visit);
  return receiptAnswer(house, c, request, ctx.requests.codeOf(request.id));
}

export async function ownMessageFile(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx } = visit;
  const { request } = await reached(visit);
  return messageFileAnswer(house, c, ctx, request, c.req.param('fichier') ?? '');
}

/** Of this account only: any other request does not exist here. */
async function reached({ c, ctx, me }: SpaceVisit): Promise<Reached> {
  const request = await ctx.requests.byId(c.req.param('id') ?? '');
  if (request?.citizenId !== me.id) throw notFound();
  return { request, path: `/mon-espace/demandes/${request.id}`, breadcrumb: [SPACE_CRUMB] };
}
