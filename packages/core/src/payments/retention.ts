// What is kept of payments: for as long as whoever handled public money may have to answer for it.

import { and, asc, eq, inArray, lt, ne } from '@parvis/db';
import { formatAmount } from '@parvis/forms';
import type { Ctx, ExportedPart, PersonData, RetentionRule, TxCtx } from '@parvis/kit';
import { sayInstant } from '../privacy/request-rules.ts';
import { schema } from '../schema.ts';
import { ofRequests } from './ledger.ts';
import { STATUS_WORDS } from './words.ts';

/** Five years, in which the Cour des comptes may be asked to judge a fact, and the days of a year that is not over. */
const ACCOUNT_DAYS = 6 * 366;

export const paymentsRule: RetentionRule = {
  name: 'payments',
  theme: 'requests',
  tables: ['payment', 'payment_attempt'],
  what: 'Ce qui était à payer, la somme, le nom de qui paie, la date et le numéro du paiement\u202F; jamais de numéro de carte ni de compte',
  people: 'Les personnes dont une demande est payante',
  purpose: 'Encaisser ce qui est dû, en donner un justificatif et en rendre compte au comptable public',
  basis: 'legal-obligation',
  law: 'Code des juridictions financières, art. L142-1-3',
  recipients:
    'Le régisseur et les agents qui encaissent\u202F; le service de paiement reçoit la somme, l’objet et l’adresse électronique',
  keep: { clock: 'own', days: ACCOUNT_DAYS, from: 'le paiement' },
  export: exportPayments,
  erase: erasePayments,
  purge: purgePayments,
};

async function exportPayments(ctx: Ctx, { requests }: PersonData): Promise<readonly ExportedPart[]> {
  if (requests.length === 0) return [];
  const { payment } = schema.for(ctx.read);
  const rows = await ctx.read
    .select()
    .from(payment)
    .where(
      ofRequests(
        ctx.read,
        ctx.tenant.id,
        requests.map(({ id }) => id),
      ),
    )
    .orderBy(asc(payment.id));
  return rows.map(({ reference, label, amount, status, payer, paidAt, number }) => ({
    title: `Paiement ${reference}\u00A0: ${label}`,
    data: {
      référence: reference,
      objet: label,
      somme: formatAmount(amount / 100),
      état: STATUS_WORDS[status].word,
      nom: payer,
      'payé le': paidAt === null ? null : sayInstant(paidAt, ctx.site.zone),
      'numéro du paiement': number,
    },
  }));
}

/** What was not paid goes with its request; what was paid stays in the accounts, and leads to no request any more. */
async function erasePayments({ tx, tenant }: TxCtx, { requests }: PersonData): Promise<number> {
  if (requests.length === 0) return 0;
  const { payment } = schema.for(tx);
  const theirs = ofRequests(
    tx,
    tenant.id,
    requests.map(({ id }) => id),
  );
  const gone = await tx
    .delete(payment)
    .where(and(theirs, ne(payment.status, 'paid')))
    .returning({ id: payment.id });
  const apart = await tx.update(payment).set({ requestId: null }).where(theirs).returning({ id: payment.id });
  return gone.length + apart.length;
}

async function purgePayments({ tx, own }: TxCtx, before: number): Promise<number> {
  const { payment } = schema.for(tx);
  const old = await tx
    .select({ id: payment.id })
    .from(payment)
    .where(own(payment, eq(payment.status, 'paid'), lt(payment.paidAt, before)))
    .limit(500);
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await tx.delete(payment).where(own(payment, inArray(payment.id, ids)));
  return ids.length;
}
