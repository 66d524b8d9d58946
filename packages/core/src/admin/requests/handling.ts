// Answering a request and closing it by hand, in the caller's transaction: from its own page, or among many.

import type { Tx } from '@parvis/db';
import { type CitizenRequest, PageError, type RequestStatus } from '@parvis/kit';
import type { House } from '../../house.ts';
import { publish, type Standing, txContextFor } from '../../plugins/context.ts';
import { UNSETTLED_STEP } from '../../ratings/end-of-request.ts';
import { requestById } from '../../requests/ledger.ts';
import { isOpen, OPEN_STATUSES } from '../../requests/status.ts';

/** The channel's own block moves the request on. One that its citizen opened again is over for its channel: it is closed by hand. */
export function movesItself(
  house: House,
  { channel, step }: Pick<CitizenRequest, 'channel' | 'step'>,
): boolean {
  return step !== UNSETTLED_STEP && (house.plugins.channels.get(channel)?.channel.moves ?? false);
}

/** @throws PageError 409 where someone closed it since the page was read: nothing is said */
export async function answerIn(
  house: House,
  standing: Standing,
  tx: Tx,
  request: CitizenRequest,
  text: string,
): Promise<void> {
  const context = txContextFor(house, standing, 'core', tx);
  const { id } = request;
  if (!movesItself(house, request))
    await context.requests.move(id, ['received'], 'in-progress', 'La demande est en cours de traitement.');
  const current = await requestById(tx, context.tenant.id, id);
  // The refusal undoes the whole answer.
  if (!current || !isOpen(current.status)) throw closed();
  await context.requests.say(id, { text });
  await publish(house, standing, tx, 'request.answered', { request, by: standing.actor });
}

/** @throws PageError 409 where it was closed meanwhile */
export async function closeIn(
  house: House,
  standing: Standing,
  tx: Tx,
  { id, step }: CitizenRequest,
  to: Extract<RequestStatus, 'done' | 'refused'>,
  text: string,
): Promise<void> {
  const context = txContextFor(house, standing, 'core', tx);
  const line = to === 'done' ? 'La demande est traitée.' : 'La demande est refusée.';
  const changes = step === UNSETTLED_STEP ? { step: null } : {};
  if (!(await context.requests.move(id, OPEN_STATUSES, to, line, changes))) throw closed();
  await context.requests.say(id, { text });
}

export function closed(): PageError {
  return new PageError(
    409,
    'Cette demande est déjà close',
    'Quelqu’un l’a peut-être terminée entre-temps. Rien n’a été envoyé.',
    [{ href: '/agent', text: 'Revenir à la boîte de réception' }],
  );
}
