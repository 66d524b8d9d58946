// Payments on the agents' desk: what came in and what is owed, for whoever answers for the money; and how the body takes it.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { Hono } from 'hono';
import type { DeskPage } from '../../admin/index.ts';
import type { House } from '../../house.ts';
import { notFound } from '../../http/error-pages.ts';
import type { SiteEnv, SiteVisit } from '../../http/visit.ts';
import { paperAnswer } from '../../papers/paper-answer.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { attemptsOf } from '../attempts.ts';
import { euros, type PaymentRow, paymentById } from '../ledger.ts';
import { paymentReceipt, receiptFileName } from '../receipt-paper.ts';
import { learnOutcomes, markPaid } from '../settle.ts';
import { ATTEMPT_WORDS, COUNTER_MEANS, MEANS_WORDS, STATUS_WORDS } from '../words.ts';
import { paymentExport } from './payment-export.ts';
import { paymentList } from './payment-list.ts';
import { toPaymentQuery } from './payment-query.ts';
import { dropPaymentAccount, savePaymentAccount, settingsPage } from './settings-page.ts';

const COUNTER = fieldSet([
  {
    id: 'moyen',
    type: 'choice',
    label: 'Comment la personne a payé',
    options: COUNTER_MEANS.map((value) => ({ value, label: MEANS_WORDS[value] })),
  },
  {
    id: 'numero',
    type: 'text',
    label: 'Numéro de quittance ou de chèque',
    help: 'Celui du carnet à souches ou de la caisse, pour le retrouver.',
    maxLength: 40,
    optional: true,
  },
]);

export function paymentDeskRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) =>
    paymentList(
      house,
      desk(c),
      toPaymentQuery((name) => c.req.query(name)),
    ),
  );
  app.get('/liste.csv', (c) =>
    paymentExport(
      house,
      c,
      desk(c),
      toPaymentQuery((name) => c.req.query(name)),
    ),
  );
  app.get('/:id', async (c) => {
    const ctx = desk(c);
    return detailPage(ctx, await owed(house, ctx, c.req.param('id')));
  });
  app.post('/:id/verification', (c) => checkAgain(house, desk(c), c));
  app.post('/:id/guichet', (c) => takeAtCounter(house, desk(c), c));
  for (const form of ['verification', 'guichet'])
    app.get(`/:id/${form}`, (c) => desk(c).seeOther(`/agent/paiements/${c.req.param('id')}`));
  app.get('/:id/justificatif.pdf', async (c) => {
    const payment = await owed(house, desk(c), c.req.param('id'));
    if (payment.status !== 'paid') throw notFound();
    const bytes = await paymentReceipt(house, c.get('snapshot'), payment);
    return paperAnswer(c, bytes, receiptFileName(payment), 'keep');
  });
  return app;
}

/** How the body takes money online, apart from the payments: whoever opens it need not see them. */
export function paymentSettingsRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) => settingsPage(house, desk(c), { saved: c.req.query('garde') ?? '' }));
  app.post('/', (c) => savePaymentAccount(house, desk(c)));
  app.post('/fermeture', (c) => dropPaymentAccount(house, desk(c)));
  // The address of a form that came back, asked for anew.
  app.get('/fermeture', (c) => desk(c).seeOther('/agent/paiement-en-ligne'));
  return app;
}

/** A payment of the body that the agent works for; any other does not exist for them. */
async function owed(house: House, ctx: DeskCtx, id: string): Promise<PaymentRow> {
  ctx.demand('payments.read');
  const payment = await paymentById(house.db.read, ctx.tenant.id, id);
  if (payment?.authorityId !== ctx.actor.authority.id) throw notFound();
  ctx.looked('payment', [id]);
  return payment;
}

interface Returned {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
}

async function detailPage(
  ctx: DeskCtx,
  payment: PaymentRow,
  { errors = [], typed = {} }: Returned = {},
): Promise<Response> {
  const attempts = await attemptsOf(ctx.read, payment.id);
  const address = `/agent/paiements/${payment.id}`;
  const collects = payment.status === 'due' && ctx.actor.permissions.has('payments.collect');
  return ctx.page(
    'desk-payment',
    {
      title: `${euros(payment)}\u00A0– ${payment.label}`,
      status: STATUS_WORDS[payment.status],
      payment: { ...payment, means: payment.means ? MEANS_WORDS[payment.means] : null },
      request: payment.requestId ? `/agent/demandes/${payment.requestId}` : null,
      attempts: attempts.map(({ startedAt, status, number, mode, provider }) => ({
        startedAt,
        words: ATTEMPT_WORDS[status],
        number: number ?? '',
        provider,
        test: mode === 'test',
      })),
      check: attempts.length > 0 && payment.status === 'due' ? `${address}/verification` : null,
      receipt: payment.status === 'paid' ? `${address}/justificatif.pdf` : null,
      errors,
      counter: collects
        ? { action: `${address}/guichet`, controls: toControls(COUNTER.fields, { errors, typed }) }
        : null,
    },
    { title: `Paiement ${payment.reference}`, status: errors.length > 0 ? 422 : 200 },
  );
}

async function checkAgain(house: House, ctx: DeskCtx, c: SiteVisit): Promise<Response> {
  const payment = await owed(house, ctx, c.req.param('id') ?? '');
  await learnOutcomes(house, { snapshot: c.get('snapshot'), actor: ctx.actor, now: ctx.now }, payment);
  return ctx.seeOther(`/agent/paiements/${payment.id}`);
}

async function takeAtCounter(house: House, ctx: DeskCtx, c: SiteVisit): Promise<Response> {
  ctx.demand('payments.collect');
  const payment = await owed(house, ctx, c.req.param('id') ?? '');
  const outcome = readFields(COUNTER, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return detailPage(ctx, payment, outcome);
  const { moyen, numero } = outcome.values;
  const means = COUNTER_MEANS.find((one) => one === moyen);
  if (payment.status !== 'due' || !means) return ctx.seeOther(`/agent/paiements/${payment.id}`);
  const standing = { snapshot: c.get('snapshot'), actor: ctx.actor, now: ctx.now };
  await house.db.write((tx) =>
    markPaid(house, standing, tx, payment, {
      means,
      number: numero || null,
      mode: 'real',
      at: ctx.now,
      agentId: ctx.actor.id,
    }),
  );
  return ctx.seeOther(`/agent/paiements/${payment.id}`);
}
