// Telling another software of a step: planned in the transaction of the step, sent by a job that is tried again.

import type { Answers } from '@parvis/forms';
import { type CitizenRequest, CodedError, type Ctx, type TxCtx } from '@parvis/kit';
import { eq, newId } from '@parvis/kit/data';
import { openCase } from '../case/open-case.ts';
import { tables } from '../schema.ts';
import { outgoingFrom, postJson } from './outgoing.ts';
import { secretOf, signedHeaders } from './signature.ts';

/** The job. */
export const DELIVER = 'deliver';
/** As often as the queue of jobs tries. */
const MOST_TRIES = 8;

export interface Planned {
  readonly webhook: string;
  readonly fields: readonly string[];
  readonly transition: string | null;
  readonly status: string;
}

export async function planDelivery(tx: TxCtx, request: CitizenRequest, planned: Planned): Promise<void> {
  const { delivery } = tables.for(tx.tx);
  const id = newId();
  await tx.tx.insert(delivery).values({
    ...planned,
    id,
    tenantId: tx.tenant.id,
    requestId: request.id,
    reference: request.reference,
    // The body that handles it: an adapted procedure changes nothing in who is told.
    authorityId: request.operatorId,
    at: tx.now,
    state: 'waiting',
    tries: 0,
  });
  await tx.enqueue(DELIVER, { deliveryId: id });
}

/**
 * The job `deliver`.
 *
 * @throws CodedError PARVIS_WEBHOOK_REFUSED where it is to be tried again
 */
export async function deliver(ctx: Ctx, payload: unknown): Promise<void> {
  const { deliveryId } = payload as { readonly deliveryId: string };
  const { delivery, webhook } = tables.for(ctx.read);
  const [found] = await ctx.read
    .select()
    .from(delivery)
    .where(ctx.own(delivery, eq(delivery.id, deliveryId)));
  if (!found || found.state !== 'waiting') return;
  const [target] = await ctx.read
    .select()
    .from(webhook)
    .where(ctx.own(webhook, eq(webhook.authorityId, found.authorityId), eq(webhook.name, found.webhook)));
  const request = await ctx.requests.byId(found.requestId);
  const told = request && (await eventOf(ctx, request, found));
  const settle = (state: (typeof found)['state'], answer: string): Promise<void> =>
    ctx.write(async (tx) => {
      const { delivery: rows } = tables.for(tx.tx);
      await tx.tx
        .update(rows)
        .set({ state, answer, tries: found.tries + 1, triedAt: tx.now })
        .where(tx.own(rows, eq(rows.id, deliveryId)));
    });
  if (!target) return settle('failed', 'Ce logiciel n’a pas d’adresse.');
  if (!told) return settle('failed', 'La demande n’a plus de réponses.');

  const body = JSON.stringify(told);
  const headers = signedHeaders(secretOf(ctx, target), { id: found.id, at: ctx.now, body });
  const answer = await tried(target.url, { body, headers });
  if (answer.isTaken) return settle('delivered', answer.text);
  const isLast = found.tries + 1 >= MOST_TRIES;
  await settle(isLast ? 'failed' : 'waiting', answer.text);
  if (isLast) return;
  // Neither the address nor the answers: errors are kept with the job, and logged.
  throw new CodedError(
    'PARVIS_WEBHOOK_REFUSED',
    `The software "${found.webhook}" did not take the message ${found.id}: ${answer.code}.`,
    'Look at the list of messages of the body, and at the log of the software.',
  );
}

async function tried(
  url: string,
  message: Parameters<typeof postJson>[1],
): Promise<{ readonly isTaken: boolean; readonly text: string; readonly code: string }> {
  try {
    const status = await postJson(url, message, outgoingFrom());
    const isTaken = status >= 200 && status < 300;
    return { isTaken, text: `Le logiciel a répondu ${status}.`, code: String(status) };
  } catch (error) {
    if (error instanceof Error && error.message === 'private address')
      return { isTaken: false, text: 'Son adresse est celle d’un réseau privé.', code: 'private address' };
    return { isTaken: false, text: 'Le logiciel n’a pas répondu.', code: 'no answer' };
  }
}

interface Told {
  readonly fields: readonly string[];
  readonly transition: string | null;
  readonly status: string;
  readonly at: number;
}

/** What is said: see FORMAT.md. Answers as they are at the moment of sending, of the fields that the workflow names. */
async function eventOf(ctx: Ctx, request: CitizenRequest, { fields, transition, status, at }: Told) {
  const one = await openCase(ctx, request);
  if (!one) return null;
  const known: Answers = { ...one.answers, ...one.work };
  const reached = one.definition.workflow.statuses.find(({ id }) => id === status);
  return {
    type: 'request.moved',
    timestamp: new Date(at).toISOString(),
    data: {
      reference: request.reference,
      service: request.title,
      transition,
      status: { id: status, label: reached?.label ?? status, kind: reached?.kind ?? request.status },
      answers: Object.fromEntries(fields.flatMap((id) => (id in known ? [[id, known[id]] as const] : []))),
    },
  };
}
