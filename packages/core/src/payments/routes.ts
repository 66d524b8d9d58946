// The public addresses of payments, on the site where the request was made. The key in them opens one payment and nothing else.

import { readFields } from '@parvis/forms';
import { PageError } from '@parvis/kit';
import { Hono } from 'hono';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import type { SitePage } from '../http/site-app.ts';
import { addressOf, type SiteEnv, type SiteVisit } from '../http/visit.ts';
import { waitText } from '../identity/limits.ts';
import { paperAnswer } from '../papers/paper-answer.ts';
import { localDay } from '../sites/opening-hours.ts';
import { noteCall } from './attempts.ts';
import { depart, emailFor } from './depart.ts';
import { type PaymentRow, paymentById } from './ledger.ts';
import { idOfKey, paymentPath } from './payment-key.ts';
import { EMAIL, paymentPage } from './payment-page.ts';
import { paymentReceipt, receiptFileName } from './receipt-paper.ts';
import { learnOutcomes } from './settle.ts';

export function paymentRoutes(house: House, page: SitePage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/:cle', async (c) => {
    const ctx = page(c);
    const asked = await found(house, c);
    // Never what the address says: the provider is asked.
    const answered =
      asked.status === 'paid' || (await learnOutcomes(house, standingOf(house, c, page), asked));
    return paymentPage(house, ctx, c.get('snapshot'), await found(house, c), { silent: !answered });
  });
  app.post('/:cle/depart', async (c) => {
    const ctx = page(c);
    const payment = await found(house, c);
    const request = payment.requestId === null ? null : await ctx.requests.byId(payment.requestId);
    if (payment.status !== 'due' || !request) return ctx.seeOther(paymentPath(house, payment));
    const read = readFields(EMAIL, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
    const email = emailFor(request.requester.email, read.ok ? read.values.courriel : '');
    if (email === null) {
      const view = read.ok ? { typed: read.typed } : read;
      return paymentPage(house, ctx, c.get('snapshot'), payment, view);
    }
    const url = await depart(house, standingOf(house, c, page), payment, email);
    c.header('cache-control', 'no-store');
    return url === null ? ctx.seeOther(paymentPath(house, payment)) : c.redirect(url, 303);
  });
  // The address of a form that came back, asked for anew.
  app.get('/:cle/depart', async (c) => page(c).seeOther(paymentPath(house, await found(house, c))));
  app.get('/:cle/justificatif.pdf', async (c) => {
    const payment = await found(house, c);
    if (payment.status !== 'paid') throw notFound();
    const bytes = await paymentReceipt(house, c.get('snapshot'), payment);
    return paperAnswer(c, bytes, receiptFileName(payment), 'keep');
  });
  return app;
}

/**
 * What a provider sends, and those it sends back: with no cookie, no token, and nothing in them that is believed. Before the
 * guard on forms, which takes forms of this site only.
 */
export function paymentReturnRoutes(house: House): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const back = async (c: SiteVisit) => {
    const payment = await found(house, c);
    c.header('cache-control', 'no-store');
    return c.redirect(paymentPath(house, payment), 303);
  };
  app.get('/:cle/retour', back);
  app.post('/:cle/retour', back);
  app.post('/:cle/notification', async (c) => {
    const payment = await found(house, c);
    const now = c.get('now');
    await house.db.write(async (tx) => {
      if (!(await noteCall(tx, payment.id, now))) return;
      await house.jobs.enqueue(tx, {
        owner: 'core',
        name: 'payment-check',
        siteId: payment.siteId,
        payload: { paymentId: payment.id, again: false },
        dueAt: now,
      });
    });
    c.header('cache-control', 'no-store');
    return c.text('ok');
  });
  return app;
}

function standingOf(house: House, c: SiteVisit, page: SitePage) {
  const { actor, now } = page(c);
  return { snapshot: c.get('snapshot'), actor, now, address: addressOf(house, c) };
}

/**
 * The payment that a key opens, on any site of its tenant. Keys that open nothing are counted.
 *
 * @throws PageError 404, 429
 */
async function found(house: House, c: SiteVisit): Promise<PaymentRow> {
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0)
    throw new PageError(429, 'Trop d’essais', `Attendez ${waitText(wait)}, ou appelez la mairie.`);
  const id = idOfKey(house, c.req.param('cle') ?? '');
  const payment = id === null ? null : await paymentById(house.db.read, c.get('snapshot').tenant.id, id);
  if (!payment) throw unknown();
  await house.limits.giveBack('code-address', address);
  return payment;
}

function unknown(): PageError {
  return new PageError(
    404,
    'Ce paiement est introuvable',
    'L’adresse est peut-être incomplète. Ouvrez le lien du courriel, ou suivez votre demande.',
    [
      { href: '/suivi', text: 'Suivre une demande' },
      { href: '/contact', text: 'Contacter la mairie' },
    ],
  );
}
