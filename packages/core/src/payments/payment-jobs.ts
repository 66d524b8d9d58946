// What is done later about payments: the mail that asks, the one that thanks, and asking the provider when nobody came back.

import type { House } from '../house.ts';
import type { Job } from '../jobs/queue.ts';
import { type Letter, toMail } from '../mail/letters.ts';
import type { Standing } from '../plugins/context.ts';
import { requestById } from '../requests/ledger.ts';
import { withArticle } from '../services/service-pages.ts';
import { attemptsOf, nextCheck } from './attempts.ts';
import { euros, type PaymentRow, paymentById } from './ledger.ts';
import { paymentPath } from './payment-key.ts';
import { paymentReceipt, receiptFileName } from './receipt-paper.ts';
import { learnOutcomes } from './settle.ts';

const NBSP = '\u00A0';

type PaymentJob = (house: House, standing: Standing, job: Job) => Promise<void>;

export const PAYMENT_JOBS: readonly (readonly [string, PaymentJob])[] = [
  ['payment-asked', aboutPayment(sendAsked)],
  ['payment-receipt', aboutPayment(sendReceipt)],
  ['payment-check', aboutPayment(check)],
];

interface Work {
  readonly house: House;
  readonly standing: Standing;
  readonly payment: PaymentRow;
  readonly job: Job;
}

/** A job about a payment of the site's tenant; nothing where it is gone meanwhile. */
function aboutPayment(work: (about: Work) => Promise<void>): PaymentJob {
  return async (house, standing, job) => {
    const { paymentId } = job.payload as { readonly paymentId: string };
    const payment = await paymentById(house.db.read, standing.snapshot.tenant.id, paymentId);
    if (payment) await work({ house, standing, payment, job });
  };
}

/** Asks, or reminds: what it says was written when it was asked; whether it is still owed is looked at now. */
async function sendAsked({ house, standing, payment, job }: Work): Promise<void> {
  if (payment.status !== 'due') return;
  const { text } = job.payload as { readonly text: string };
  const { snapshot } = standing;
  const body = snapshot.authorities.get(payment.authorityId) ?? snapshot.site.authority;
  await sendTo({ house, standing, payment, job }, (title) => ({
    subject: `À payer${NBSP}: ${euros(payment)} pour votre demande «${NBSP}${title}${NBSP}»`,
    title: `${euros(payment)} à payer`,
    paragraphs: text.split(/\n{2,}/),
    facts: [
      { label: 'Pour', value: payment.label },
      { label: 'Somme', value: euros(payment) },
      { label: 'À payer à', value: withArticle(body) },
      { label: 'Référence', value: payment.reference },
    ],
    button: { href: snapshot.site.origin + paymentPath(house, payment), text: `Payer ${euros(payment)}` },
  }));
}

async function sendReceipt({ house, standing, payment, job }: Work): Promise<void> {
  if (payment.status !== 'paid') return;
  const { snapshot } = standing;
  const content = await paymentReceipt(house, snapshot, payment);
  await sendTo({ house, standing, payment, job }, (title) => ({
    subject: `Paiement reçu${NBSP}: ${euros(payment)} (${payment.reference})`,
    title: 'Votre paiement est reçu',
    paragraphs: [
      `Nous avons reçu ${euros(payment)} pour votre demande «${NBSP}${title}${NBSP}». Le justificatif est joint à ce courriel${NBSP}: gardez-le.`,
      ...(payment.mode === 'test' ? [`C’était un essai${NBSP}: aucune somme n’a été débitée.`] : []),
    ],
    facts: [
      { label: 'Pour', value: payment.label },
      { label: 'Somme', value: euros(payment) },
      ...(payment.number ? [{ label: 'Numéro du paiement', value: payment.number }] : []),
      { label: 'Référence', value: payment.reference },
    ],
    attachments: [{ name: receiptFileName(payment), type: 'application/pdf', content }],
    button: { href: snapshot.site.origin + paymentPath(house, payment), text: 'Voir le paiement' },
  }));
}

/** To the person who asked, where they gave an address. */
async function sendTo(
  { house, standing, payment, job }: Work,
  write: (requestTitle: string) => Letter,
): Promise<void> {
  const { snapshot } = standing;
  const request =
    payment.requestId && (await requestById(house.db.read, snapshot.tenant.id, payment.requestId));
  if (!request || !request.requester.email) return;
  await house.mailer.send(toMail(house, snapshot, request.requester.email, job.id, write(request.title)));
}

/** Asks the provider, and plans to ask again while there is something to learn. */
async function check({ house, standing, payment, job }: Work): Promise<void> {
  await learnOutcomes(house, standing, payment, 0);
  const { again } = job.payload as { readonly again: boolean };
  const dueAt = again ? nextCheck(await attemptsOf(house.db.read, payment.id), standing.now) : null;
  if (dueAt === null) return;
  await house.db.write((tx) =>
    house.jobs.enqueue(tx, {
      owner: 'core',
      name: 'payment-check',
      siteId: payment.siteId,
      payload: { paymentId: payment.id, again: true },
      dueAt,
    }),
  );
}
