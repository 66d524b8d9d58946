// What came in, and what is owed: a list for whoever answers for the money, with its sum.

import { formatAmount } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import { withArticle } from '../../services/service-pages.ts';
import { accountOf } from '../account.ts';
import { euros } from '../ledger.ts';
import { STATUS_WORDS } from '../words.ts';
import { type PaymentQuery, paymentParameters, paymentsFound, totalsOf } from './payment-query.ts';

const MOST = 100;

export async function paymentList(house: House, ctx: DeskCtx, query: PaymentQuery): Promise<Response> {
  const configures = ctx.actor.permissions.has('payments.configure');
  ctx.demand('payments.read');
  const [rows, totals, account] = await Promise.all([
    paymentsFound(ctx.read, ctx, query, { most: MOST }),
    totalsOf(ctx.read, ctx, query),
    accountOf(house, ctx.read, ctx.tenant.id, ctx.actor.authority.id),
  ]);
  ctx.looked(
    'payment',
    rows.map(({ id }) => id),
  );
  return ctx.page(
    'desk-payments',
    {
      who: withArticle(ctx.actor.authority),
      query,
      states: [
        { value: 'payes', text: 'Payés' },
        { value: 'dus', text: 'À payer' },
        { value: 'tous', text: 'Tous' },
      ],
      rows: rows.map((row) => ({
        href: `/agent/paiements/${row.id}`,
        reference: row.reference,
        label: row.label,
        payer: row.payer,
        amount: euros(row),
        status: `${STATUS_WORDS[row.status].word}${row.mode === 'test' ? ' (essai)' : ''}`,
        at: row.paidAt ?? row.askedAt,
        number: row.number ?? '',
      })),
      count: totals.count,
      sum: formatAmount(totals.cents / 100),
      most: totals.count > MOST ? MOST : null,
      download: `/agent/paiements/liste.csv?${paymentParameters(query).toString()}`,
      online: account
        ? { label: account.provider.label, test: account.provider.mode(account.settings) === 'test' }
        : null,
      settings: configures ? '/agent/paiement-en-ligne' : null,
    },
    { title: 'Paiements' },
  );
}
