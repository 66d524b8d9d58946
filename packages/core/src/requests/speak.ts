// What is said to a citizen in the name of a public body: on the request's thread, and by mail.

import type { Tx } from '@parvis/db';
import type { Actor } from '@parvis/kit';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import type { Standing } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { addEntry, addMessage, requestById } from './ledger.ts';

/** How a line of the timeline says who did it. */
export function signature(actor: Actor): { readonly by: string | null; readonly agentId?: string } {
  switch (actor.kind) {
    case 'agent':
      return { by: actor.authority.name, agentId: actor.id };
    case 'citizen':
      return { by: actor.name };
    case 'system':
      return { by: null };
  }
}

/** A message on the thread, signed by the agent or by the operator, and the job that mails it. */
export async function sayToCitizen(
  house: House,
  { snapshot, actor, now }: Standing,
  tx: Tx,
  requestId: string,
  { subject, text }: { readonly subject?: string; readonly text: string },
): Promise<void> {
  const tenantId = snapshot.tenant.id;
  const request = await requestById(tx, tenantId, requestId);
  if (!request) throw new Error('a message was written on a request that is not of the tenant');
  const operator = snapshot.authorities.get(request.operatorId);
  const messageId = await addMessage(tx, tenantId, requestId, {
    at: now,
    from: 'agent',
    author: authorOf(actor) ?? (operator ? counterName(operator) : snapshot.site.name),
    ...(actor.kind === 'agent' && { agentId: actor.id }),
    body: text,
  });
  await addEntry(tx, { id: requestId, tenantId }, { at: now, text: 'Message envoyé.', ...signature(actor) });
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'answer',
    // The letter comes from the site on which the citizen asked.
    siteId: request.siteId,
    payload: { requestId, messageId, ...(subject && { subject }) },
    dueAt: now,
  });
}

function authorOf(actor: Actor): string | null {
  if (actor.kind !== 'agent') return null;
  return actor.authority.kind === 'commune'
    ? `Mairie\u00A0: ${actor.name}`
    : `${actor.authority.name}\u00A0: ${actor.name}`;
}

/** A note among those of the agents, signed by the agent who acts; by the operator's counter where nobody does. */
export async function addRemark(
  tx: Tx,
  { snapshot, actor, now }: Standing,
  requestId: string,
  body: string,
): Promise<void> {
  const tenantId = snapshot.tenant.id;
  const request = await requestById(tx, tenantId, requestId);
  if (!request) throw new Error('a note was written on a request that is not of the tenant');
  const operator = snapshot.authorities.get(request.operatorId) ?? snapshot.site.authority;
  const { requestNote } = schema.for(tx);
  await tx.insert(requestNote).values({
    tenantId,
    requestId,
    at: now,
    author: actor.kind === 'agent' ? `${actor.name}, ${counterName(actor.authority)}` : counterName(operator),
    agentId: actor.kind === 'agent' ? actor.id : null,
    body,
  });
}
