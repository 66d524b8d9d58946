// What people must pay: one sum that is still due, one that was taken at the counter.

import type { Payment } from '@parvis/kit';
import { remember, type Staff } from './places.ts';
import { type RequestOf, requestData } from './rules.ts';
import { codeOfRequest, newVisitor, type Seeding, signedIn } from './seeding.ts';

/** Asks for two sums on a request of the operator, and takes the first. */
export async function askToPay(
  seeding: Seeding,
  staff: Staff,
  requestId: string,
  of: RequestOf,
): Promise<void> {
  const { host, book, place } = seeding;
  const word = (what: string) => book.word({ what: `${what}, ${place.key}`, tenant: place.tenant });
  const labels = [word('label of a payment'), word('label of a sum that is due')];
  const number = word('number of a payment');
  const payments: Payment[] = [];
  await host.inside(place.host, 'procedures', async (tx) => {
    payments.length = 0;
    for (const [index, label] of labels.entries())
      payments.push(
        await tx.payments.ask(requestId, { purpose: `p${index}`, label, amount: 1_000, text: 'À payer.' }),
      );
  });
  const [first] = payments;
  const agent = await signedIn(seeding, 'agent', staff.id, { authorityId: staff.authorityId });
  const page = await agent.get(`/agent/paiements/${first?.id ?? ''}`);
  const { status } = await agent.submit(page, { moyen: 'cash', numero: number }, '/guichet');
  if (status !== 200) throw new Error(`the payment was refused: ${status}`);
  book.rule([...labels, number], requestData(of), requestId);
  for (const { id } of payments) remember(place, 'payment', id);
  const { html } = await newVisitor(seeding).get(`/suivi/${await codeOfRequest(seeding, requestId)}`);
  const keys = [...html.matchAll(/\/paiement\/([\w-]+\.[\w-]+)(?=["/])/g)].map(([, key = '']) => key);
  for (const key of new Set(keys)) remember(place, 'payment-key', key, requestId);
}
