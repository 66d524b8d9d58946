// What requests must pay: asked for, found again, called off. In the caller's transaction.

import { and, asc, eq, inArray, newId, type Reader, type SQL, type Tx, unindexed } from '@parvis/db';
import { formatAmount } from '@parvis/forms';
import type { NewPayment, Payment } from '@parvis/kit';
import type { House } from '../house.ts';
import type { Standing } from '../plugins/context.ts';
import { addEntry, requestById } from '../requests/ledger.ts';
import { signature } from '../requests/speak.ts';
import { schema } from '../schema.ts';

export type PaymentRow = typeof schema.sqlite.payment.$inferSelect;

/** What a request must pay, oldest first. */
export async function paymentsOf(
  reader: Reader,
  tenantId: string,
  requestId: string,
): Promise<readonly PaymentRow[]> {
  const { payment } = schema.for(reader);
  return reader
    .select()
    .from(payment)
    .where(ofRequests(reader, tenantId, [requestId]))
    .orderBy(asc(payment.id));
}

export async function paymentById(reader: Reader, tenantId: string, id: string): Promise<PaymentRow | null> {
  const { payment } = schema.for(reader);
  const [row] = await reader
    .select()
    .from(payment)
    .where(and(eq(payment.id, id), eq(payment.tenantId, tenantId)));
  return row ?? null;
}

/** That a payment is of these requests, found by them: those of a whole tenant may be a great many. */
export function ofRequests(reader: Reader, tenantId: string, requestIds: readonly string[]): SQL | undefined {
  const { payment } = schema.for(reader);
  return and(
    eq(unindexed(reader.engine, payment.tenantId), tenantId),
    inArray(payment.requestId, [...requestIds]),
  );
}

/** What these requests must still pay. */
export async function dueOf(
  reader: Reader,
  tenantId: string,
  requestIds: readonly string[],
): Promise<readonly PaymentRow[]> {
  if (requestIds.length === 0) return [];
  const { payment } = schema.for(reader);
  return reader
    .select()
    .from(payment)
    .where(and(ofRequests(reader, tenantId, requestIds), eq(payment.status, 'due')))
    .orderBy(asc(payment.id));
}

/**
 * Asks for money, see `PaymentWriter.ask`.
 *
 * @throws TypeError for a sum that is no whole number of cents above nothing
 */
export async function askPayment(
  house: House,
  { snapshot, actor, now }: Standing,
  tx: Tx,
  requestId: string,
  { purpose, label, amount, text }: NewPayment,
): Promise<Payment> {
  if (!Number.isSafeInteger(amount) || amount <= 0)
    throw new TypeError(`${amount} cents cannot be asked for`);
  const tenantId = snapshot.tenant.id;
  const request = await requestById(tx, tenantId, requestId);
  if (!request) throw new Error('money was asked for on a request that is not of the tenant');
  const { payment } = schema.for(tx);
  const all = await paymentsOf(tx, tenantId, requestId);
  const known = all.find((one) => one.purpose === purpose);
  if (known?.status === 'paid') return toPayment(known);
  const asked = { status: 'due', label, amount, payer: request.requester.name, askedAt: now } as const;
  const [row] =
    known?.status === 'due'
      ? [known]
      : known
        ? await tx.update(payment).set(asked).where(eq(payment.id, known.id)).returning()
        : await tx
            .insert(payment)
            .values({
              id: newId(),
              tenantId,
              siteId: request.siteId,
              requestId,
              authorityId: request.operatorId,
              purpose,
              reference: `${request.reference.replaceAll('-', '')}P${all.length + 1}`,
              ...asked,
            })
            .returning();
  if (!row) throw new Error('the payment came back empty');
  if (known?.status !== 'due')
    await addEntry(
      tx,
      { id: requestId, tenantId },
      { at: now, text: `Paiement demandé\u00A0: ${euros(row)} (${row.label}).`, ...signature(actor) },
    );
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'payment-asked',
    // The letter comes from the site on which the citizen asked.
    siteId: request.siteId,
    payload: { paymentId: row.id, text },
    dueAt: now,
  });
  return toPayment(row);
}

/** What is not paid is not owed any more: the request was called off, or refused. */
export async function cancelDue(tx: Tx, tenantId: string, requestId: string): Promise<void> {
  const { payment } = schema.for(tx);
  await tx
    .update(payment)
    .set({ status: 'cancelled' })
    .where(and(eq(payment.requestId, requestId), eq(payment.tenantId, tenantId), eq(payment.status, 'due')));
}

/** A row as plugins see it. */
export function toPayment(row: PaymentRow): Payment {
  const { id, requestId, authorityId, purpose, label, amount, status, reference, paidAt, number } = row;
  return { id, requestId, authorityId, purpose, label, amount, status, reference, paidAt, number };
}

/** « 12,00 € ». */
export function euros({ amount }: Pick<PaymentRow, 'amount'>): string {
  return formatAmount(amount / 100);
}
