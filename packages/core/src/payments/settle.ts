// Learning from the provider how a payment stands, and drawing the consequences once: whoever asked, and however often.

import { and, eq, inArray, type Tx } from '@parvis/db';
import { type PaymentOutcome, PaymentProviderError } from '@parvis/kit';
import type { House } from '../house.ts';
import { publish, type Standing } from '../plugins/context.ts';
import { addEntry, requestById } from '../requests/ledger.ts';
import { schema } from '../schema.ts';
import { accountOf, paymentProviders } from './account.ts';
import { type AttemptRow, attemptsOf, isOpenAttempt, takeChecks } from './attempts.ts';
import { euros, type PaymentRow, toPayment } from './ledger.ts';
import type { AttemptStatus, PaymentMeans } from './tables.ts';

/** However often a page is reloaded, the provider is asked once in so many milliseconds. */
const BETWEEN_PAGES = 1_000;
/** Milliseconds that a page waits for a provider. */
export const PROVIDER_PATIENCE = 10_000;

/** What is being learnt in this process: whoever asks meanwhile waits for the same answer. */
const learning = new Map<string, Promise<boolean>>();

/**
 * Asks about every attempt that is open, but for those that were asked about in the last `between` milliseconds. False where a
 * provider did not answer.
 */
export function learnOutcomes(
  house: House,
  standing: Standing,
  payment: PaymentRow,
  between = BETWEEN_PAGES,
): Promise<boolean> {
  const known = learning.get(payment.id);
  if (known) return known;
  const asking = askProviders(house, standing, payment, between).finally(() => learning.delete(payment.id));
  learning.set(payment.id, asking);
  return asking;
}

async function askProviders(
  house: House,
  standing: Standing,
  payment: PaymentRow,
  between: number,
): Promise<boolean> {
  const { now, snapshot } = standing;
  const open = (await attemptsOf(house.db.read, payment.id)).filter((one) => isOpenAttempt(one, now));
  if (open.length === 0) return true;
  const account = await accountOf(house, house.db.read, snapshot.tenant.id, payment.authorityId);
  const asked = await house.db.write((tx) => takeChecks(tx, open, { now, between }));
  let answered = true;
  for (const attempt of asked) {
    // The provider is asked by its own name for it: what the body changed in its settings meanwhile does not matter.
    const provider = paymentProviders(house).get(attempt.provider);
    const settings = account?.name === attempt.provider ? account.settings : {};
    const signal = AbortSignal.timeout(PROVIDER_PATIENCE);
    try {
      const outcome = await provider?.outcome({ token: attempt.token, settings, signal });
      if (outcome) await house.db.write((tx) => settle(house, standing, tx, payment, attempt, outcome));
    } catch (error) {
      if (!(error instanceof PaymentProviderError)) throw error;
      house.log.warn({ err: error, provider: attempt.provider, payment: payment.id }, 'no outcome was given');
      answered = false;
    }
  }
  return answered;
}

async function settle(
  house: House,
  standing: Standing,
  tx: Tx,
  payment: PaymentRow,
  attempt: AttemptRow,
  outcome: PaymentOutcome,
): Promise<void> {
  if (outcome.state === 'pending') return;
  // What it does not know it may not know yet, for as long as its page is open.
  if (outcome.state === 'lost' && attempt.until > standing.now) return;
  if (outcome.state !== 'paid') {
    await closeAttempt(tx, attempt, outcome.state, null);
    return;
  }
  const right = outcome.amount === payment.amount && outcome.reference === payment.reference;
  if (!right) {
    if (await closeAttempt(tx, attempt, 'mismatch', outcome.number)) {
      house.log.error({ payment: payment.id, attempt: attempt.id }, 'a payment is not what was asked for');
      await warnCounter(house, standing, tx, payment, MISMATCH);
    }
    return;
  }
  if (!(await closeAttempt(tx, attempt, 'paid', outcome.number))) return;
  const how = { means: outcome.means, number: outcome.number, mode: attempt.mode } as const;
  const taken = await markPaid(house, standing, tx, payment, { ...how, at: outcome.at ?? standing.now });
  if (taken) return;
  await tx
    .update(schema.for(tx).paymentAttempt)
    .set({ status: 'duplicate' })
    .where(eq(schema.for(tx).paymentAttempt.id, attempt.id));
  await warnCounter(house, standing, tx, payment, DUPLICATE);
}

/** Compare and swap: false where it ended so before. What was refused or given up may still be paid, never the other way. */
async function closeAttempt(
  tx: Tx,
  { id }: AttemptRow,
  status: AttemptStatus,
  number: string | null,
): Promise<boolean> {
  const { paymentAttempt } = schema.for(tx);
  const before = ['pending', 'refused', 'abandoned'].filter((one) => one !== status) as AttemptStatus[];
  const [row] = await tx
    .update(paymentAttempt)
    .set({ status, number })
    .where(and(eq(paymentAttempt.id, id), inArray(paymentAttempt.status, before)))
    .returning({ id: paymentAttempt.id });
  return row !== undefined;
}

export interface Taken {
  readonly means: PaymentMeans;
  readonly number: string | null;
  readonly mode: 'test' | 'real';
  /** Epoch milliseconds. */
  readonly at: number;
  /** Who took it at the counter. */
  readonly agentId?: string;
}

/** Money came in. False where it had come in before: nothing is done then. */
export async function markPaid(
  house: House,
  standing: Standing,
  tx: Tx,
  { id, tenantId, status: before }: PaymentRow,
  { means, number, mode, at, agentId }: Taken,
): Promise<boolean> {
  const { snapshot, actor, now } = standing;
  const { payment } = schema.for(tx);
  const [row] = await tx
    .update(payment)
    .set({ status: 'paid', paidAt: at, means, number, mode, ...(agentId && { agentId }) })
    .where(
      and(eq(payment.id, id), eq(payment.tenantId, tenantId), inArray(payment.status, ['due', 'cancelled'])),
    )
    .returning();
  if (!row) return false;
  await house.audit.append(tx, [
    {
      tenantId,
      siteId: snapshot.site.id,
      actor,
      action: agentId ? 'payment.taken-at-counter' : 'payment.received',
      subject: { kind: 'payment', id, details: { amount: row.amount, means, number } },
      at: now,
    },
  ]);
  const request = row.requestId === null ? null : await requestById(tx, tenantId, row.requestId);
  if (!request) return true;
  const where = number ? `, n°\u00A0${number}` : '';
  await addEntry(
    tx,
    { id: request.id, tenantId },
    { at: now, text: `Paiement reçu\u00A0: ${euros(row)} (${row.label}${where}).`, by: null },
  );
  await publish(house, standing, tx, 'payment.settled', { request, payment: toPayment(row) });
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'payment-receipt',
    siteId: row.siteId,
    payload: { paymentId: id },
    dueAt: now,
  });
  if (before === 'cancelled') await warnCounter(house, standing, tx, row, TOO_LATE);
  return true;
}

interface Warning {
  readonly subject: string;
  readonly text: string;
}

const DUPLICATE: Warning = {
  subject: 'Un paiement est arrivé deux fois',
  text: 'La même somme a été payée deux fois, dans deux fenêtres. Remboursez la seconde\u00A0: les deux numéros sont sur la page du paiement.',
};
const MISMATCH: Warning = {
  subject: 'Un paiement ne correspond pas à ce qui était demandé',
  text: 'Le service de paiement annonce une autre somme, ou une autre référence. La demande n’est pas notée comme payée\u00A0: vérifiez avec votre comptable.',
};
const TOO_LATE: Warning = {
  subject: 'Un paiement est arrivé sur une demande close',
  text: 'La demande était close quand la personne a payé. Rouvrez-la, ou remboursez.',
};

/** To the counter of the body that is owed. */
async function warnCounter(
  house: House,
  { now }: Standing,
  tx: Tx,
  { requestId, siteId, reference }: PaymentRow,
  { subject, text }: Warning,
): Promise<void> {
  if (requestId === null) return;
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'notify',
    siteId,
    payload: { requestId, to: 'operator', subject, text: `${text}\n\nPaiement ${reference}.` },
    dueAt: now,
  });
}
