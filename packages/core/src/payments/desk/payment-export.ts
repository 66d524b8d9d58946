// The list of payments as a table (CSV), to compare with the account of the régie: sent as it is read.

import type { DeskCtx } from '@parvis/kit';
import { date } from '@parvis/theming';
import { BOM, csvLine, streamOf } from '../../admin/privacy/journal-export.ts';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import type { PaymentRow } from '../ledger.ts';
import { MEANS_WORDS, STATUS_WORDS } from '../words.ts';
import { type PaymentQuery, paymentParameters, paymentsFound } from './payment-query.ts';

const BATCH = 500;

type Column = readonly [title: string, of: (row: PaymentRow, zone: string) => string];

const COLUMNS: readonly Column[] = [
  ['Référence', ({ reference }) => reference],
  ['Objet', ({ label }) => label],
  ['Payeur', ({ payer }) => payer],
  // With a comma, and nothing after it: what spreadsheets in French add up.
  ['Somme (euros)', ({ amount }) => (amount / 100).toFixed(2).replace('.', ',')],
  ['État', ({ status }) => STATUS_WORDS[status].word],
  ['Essai', ({ mode }) => (mode === 'test' ? 'oui' : 'non')],
  ['Moyen', ({ means }) => (means ? MEANS_WORDS[means] : '')],
  ['Numéro du paiement', ({ number }) => number ?? ''],
  ['Payé le', ({ paidAt }, zone) => (paidAt === null ? '' : date(paidAt, 'moment', zone))],
  ['Payé (UTC)', ({ paidAt }) => (paidAt === null ? '' : new Date(paidAt).toISOString())],
  ['Demandé le', ({ askedAt }, zone) => date(askedAt, 'moment', zone)],
];

/** Every payment that the query finds. That it was taken away is in the audit log first. */
export async function paymentExport(
  house: House,
  c: SiteVisit,
  ctx: DeskCtx,
  query: PaymentQuery,
): Promise<Response> {
  ctx.demand('payments.read');
  await house.audit.record([
    {
      tenantId: ctx.tenant.id,
      siteId: ctx.site.id,
      actor: ctx.actor,
      action: 'payment.exported',
      subject: {
        kind: 'payment-list',
        id: null,
        details: Object.fromEntries(paymentParameters(query)),
      },
      at: ctx.now,
      address: addressOf(house, c),
    },
  ]);
  async function* lines(): AsyncGenerator<string> {
    yield BOM + csvLine(COLUMNS.map(([title]) => title));
    let before: string | undefined;
    for (;;) {
      const rows: readonly PaymentRow[] = await paymentsFound(ctx.read, ctx, query, { before, most: BATCH });
      if (rows.length > 0)
        yield rows.map((row) => csvLine(COLUMNS.map(([, of]) => of(row, ctx.site.zone)))).join('');
      if (rows.length < BATCH) return;
      before = rows.at(-1)?.id;
    }
  }
  return c.body(streamOf(lines()), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="paiements.csv"',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}
