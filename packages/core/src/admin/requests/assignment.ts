// Who takes care of a request: oneself, a colleague who may answer, or nobody.

import { eq } from '@parvis/db';
import type { CitizenRequest, DeskCtx, TxCtx } from '@parvis/kit';
import { PageError } from '@parvis/kit';
import { schema } from '../../schema.ts';
import type { Colleague } from './colleagues.ts';

export interface Assignment {
  readonly id: string | null;
  /** « Vous », a name, or « personne ». */
  readonly name: string;
}

/** @throws PageError 400 for who is no colleague */
export function chosenAssignee(
  { actor }: DeskCtx,
  agents: readonly Colleague[],
  typed: string | undefined,
): Assignment {
  if (typed === 'personne') return { id: null, name: 'personne' };
  if (typed === 'moi' && actor.permissions.has('requests.answer')) return { id: actor.id, name: 'vous' };
  const found = agents.find(({ id }) => id === typed);
  if (found) return found;
  throw new PageError(
    400,
    'Choisissez à qui attribuer',
    'Cette personne ne répond pas aux demandes de votre collectivité. Rien n’a été changé.',
    [{ href: '/agent', text: 'Revenir à la boîte de réception' }],
  );
}

export async function assign(tx: TxCtx, request: CitizenRequest, to: Assignment): Promise<void> {
  const { request: requests } = schema.for(tx.tx);
  await tx.tx
    .update(requests)
    .set({ assigneeId: to.id })
    .where(tx.own(requests, eq(requests.id, request.id)));
  await tx.record('request-assigned', {
    kind: 'request',
    id: request.id,
    citizenId: request.citizenId,
    details: { to: to.id },
  });
}
