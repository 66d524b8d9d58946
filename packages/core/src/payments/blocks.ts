// Payments on the pages of others: a request's own page, the agent's page of it, and a citizen's space.

import { type CitizenRequest, type Ctx, type DeskCtx, type Html, toHtml } from '@parvis/kit';
import type { House } from '../house.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { dueOf, euros, type PaymentRow, paymentsOf } from './ledger.ts';
import { paymentPath } from './payment-key.ts';
import { MEANS_WORDS, STATUS_WORDS } from './words.ts';

interface CitizenPayments {
  readonly block: Html;
  /** Something is still to pay. */
  readonly due: boolean;
}

/** What a request must pay and has paid, for its citizen; null where there is nothing. */
export async function citizenPayments(
  house: House,
  ctx: Ctx,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
): Promise<CitizenPayments | null> {
  const rows = await paymentsOf(ctx.read, ctx.tenant.id, request.id);
  const shown = rows.filter(({ status }) => status !== 'cancelled');
  if (shown.length === 0) return null;
  return {
    due: shown.some(({ status }) => status === 'due'),
    block: render(house, snapshot, 'payment-block', {
      title: 'Paiement',
      payments: shown.map((row) => lineOf(house, row)),
    }),
  };
}

/** What is still to pay for the requests of an account. */
export async function duePayments(
  house: House,
  ctx: Ctx,
  snapshot: SiteSnapshot,
  requestIds: readonly string[],
): Promise<Html | null> {
  const rows = await dueOf(ctx.read, ctx.tenant.id, requestIds);
  if (rows.length === 0) return null;
  return render(house, snapshot, 'payment-block', {
    title: 'À payer',
    payments: rows.map((row) => lineOf(house, row)),
  });
}

/** The same for an agent, with what the accounts know; null where there is nothing. */
export async function agentPayments(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
): Promise<Html | null> {
  const rows = await paymentsOf(ctx.read, ctx.tenant.id, request.id);
  if (rows.length === 0) return null;
  const opens = ctx.actor.permissions.has('payments.read');
  return render(house, snapshot, 'desk-payment-block', {
    zone: ctx.site.zone,
    payments: rows.map((row) => ({
      label: row.label,
      status: STATUS_WORDS[row.status],
      amount: euros(row),
      reference: row.reference,
      means: row.means ? MEANS_WORDS[row.means] : null,
      number: row.number,
      paidAt: row.paidAt,
      test: row.mode === 'test',
      href: opens && row.authorityId === ctx.actor.authority.id ? `/agent/paiements/${row.id}` : null,
    })),
  });
}

function lineOf(house: House, row: PaymentRow) {
  return {
    label: row.label,
    amount: euros(row),
    paid: row.status === 'paid',
    href: paymentPath(house, row),
    receipt: row.status === 'paid' ? `${paymentPath(house, row)}/justificatif.pdf` : null,
  };
}

function render(house: House, { site }: SiteSnapshot, view: string, page: object): Html {
  return toHtml(house.theming.render(site.theme, `core/${view}`, { page }));
}
