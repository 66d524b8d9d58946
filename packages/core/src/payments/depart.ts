// Sending someone to pay: at most one attempt is under way, whatever is clicked, in however many windows.

import { looksLikeEmail } from '@parvis/forms';
import { PageError, PaymentProviderError } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import type { House } from '../house.ts';
import type { Standing } from '../plugins/context.ts';
import { accountOf, type PaymentAccount } from './account.ts';
import { addAttempt, attemptsOf, liveAttempt, nextCheck } from './attempts.ts';
import { type PaymentRow, paymentById } from './ledger.ts';
import { paymentPath } from './payment-key.ts';
import { learnOutcomes, PROVIDER_PATIENCE } from './settle.ts';

/** Departures under way in this process: a second click waits for the first. */
const departing = new Map<string, Promise<string | null>>();

/**
 * Where to send the person, or null where there is nothing (any more) to pay.
 *
 * @throws PageError 503 where the provider does not answer, 409 where it would not take this payment
 */
export function depart(
  house: House,
  standing: Standing,
  payment: PaymentRow,
  email: string,
): Promise<string | null> {
  const known = departing.get(payment.id);
  if (known) return known;
  const going = leave(house, standing, payment, email).finally(() => departing.delete(payment.id));
  departing.set(payment.id, going);
  return going;
}

async function leave(
  house: House,
  standing: Standing,
  asked: PaymentRow,
  email: string,
): Promise<string | null> {
  const { now, snapshot } = standing;
  const tenantId = snapshot.tenant.id;
  // What was paid in another window is learnt before anything is begun.
  await learnOutcomes(house, standing, asked);
  const payment = await paymentById(house.db.read, tenantId, asked.id);
  if (payment?.status !== 'due') return null;
  const live = liveAttempt(await attemptsOf(house.db.read, payment.id), now);
  if (live) return live.url;
  const account = await accountOf(house, house.db.read, tenantId, payment.authorityId);
  if (!account || !fits(account, payment)) throw notOnline(house, payment);
  return begin(house, standing, payment, account, email);
}

/** Whether the provider takes such a sum. */
export function fits({ provider }: PaymentAccount, { amount }: Pick<PaymentRow, 'amount'>): boolean {
  return amount >= provider.limits.least && amount <= provider.limits.most;
}

async function begin(
  house: House,
  { now, snapshot, actor, address }: Standing,
  payment: PaymentRow,
  { name, provider, settings }: PaymentAccount,
  email: string,
): Promise<string> {
  const { site } = snapshot;
  const path = paymentPath(house, payment);
  const begun = await provider
    .begin({
      amount: payment.amount,
      reference: payment.reference,
      label: payment.label,
      email,
      returnUrl: `${site.origin}${path}/retour`,
      notifyUrl: `${site.origin}${path}/notification`,
      year: Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(site.zone).year,
      settings,
      signal: AbortSignal.timeout(PROVIDER_PATIENCE),
    })
    .catch((error: unknown) => {
      if (!(error instanceof PaymentProviderError)) throw error;
      house.log.error({ err: error, provider: name, payment: payment.id }, 'a payment could not be begun');
      throw error.kind === 'down' ? providerDown(house, payment, provider.label) : notOnline(house, payment);
    });
  if (new URL(begun.url).origin !== provider.origin)
    throw new Error(`${name} sends people to ${new URL(begun.url).origin}, which is not its own`);
  const mode = provider.mode(settings);
  await house.db.write(async (tx) => {
    await addAttempt(tx, payment, begun, { provider: name, mode, now });
    await house.audit.append(tx, [
      {
        tenantId: payment.tenantId,
        siteId: site.id,
        actor,
        action: 'payment.begun',
        subject: { kind: 'payment', id: payment.id, details: { provider: name, amount: payment.amount } },
        at: now,
        ...(address && { address }),
      },
    ]);
    // A browser that is closed brings nothing back: the provider is asked all the same.
    const dueAt = nextCheck(await attemptsOf(tx, payment.id), now) ?? now;
    await house.jobs.enqueue(tx, {
      owner: 'core',
      name: 'payment-check',
      siteId: site.id,
      payload: { paymentId: payment.id, again: true },
      dueAt,
    });
  });
  return begun.url;
}

function providerDown(house: House, payment: PaymentRow, label: string): PageError {
  return new PageError(
    503,
    `${label} ne répond pas en ce moment`,
    'Rien n’a été débité et rien n’est perdu\u00A0: votre demande attend. Réessayez dans quelques minutes, ou demain. Vous pouvez aussi payer au guichet.',
    [
      { href: paymentPath(house, payment), text: 'Revenir au paiement et réessayer' },
      { href: '/contact', text: 'Contacter la mairie' },
    ],
  );
}

function notOnline(house: House, payment: PaymentRow): PageError {
  return new PageError(
    409,
    'Ce paiement n’est pas possible en ligne pour l’instant',
    'Rien n’a été débité. Payez au guichet, ou appelez-nous\u00A0: nous vous dirons comment faire.',
    [
      { href: paymentPath(house, payment), text: 'Revenir au paiement' },
      { href: '/contact', text: 'Contacter la mairie' },
    ],
  );
}

/** Where the provider writes to: what the request says, or what the person typed. Null where neither is an address. */
export function emailFor(known: string | undefined, typed: string): string | null {
  const email = (known ?? typed).trim();
  return email.length >= 6 && email.length <= 80 && looksLikeEmail(email) ? email : null;
}
