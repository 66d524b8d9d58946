// The receipt of a payment on paper: drawn when it is asked for, from what is stored.

import { date as sayDate } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import { drawPaper } from '../papers/draw-paper.ts';
import { footerOf, letterheadOf, placeOf } from '../papers/letterhead.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { euros, type PaymentRow } from './ledger.ts';
import { MEANS_WORDS } from './words.ts';

const NBSP = '\u00A0';

export function receiptFileName({ reference }: PaymentRow): string {
  return `justificatif-de-paiement-${reference}.pdf`;
}

/** Of a payment that was made. */
export async function paymentReceipt(
  house: House,
  asked: SiteSnapshot,
  payment: PaymentRow,
): Promise<Buffer> {
  const snapshot = (await house.sites.byId(payment.siteId)) ?? asked;
  const { site } = snapshot;
  const author = snapshot.authorities.get(payment.authorityId) ?? site.authority;
  const paidAt = payment.paidAt ?? payment.askedAt;
  return drawPaper(await letterheadOf(house, snapshot, author), {
    title: 'Justificatif de paiement',
    recipient: [payment.payer],
    placeAndDate: `${placeOf(author)}, le ${sayDate(paidAt, 'day', site.zone)}`,
    blocks: [
      ...(payment.mode === 'test'
        ? [
            {
              kind: 'text',
              text: `Paiement d’essai${NBSP}: aucune somme n’a été versée. Ce document n’est pas un justificatif.`,
              bold: true,
            } as const,
          ]
        : []),
      {
        kind: 'text',
        text: `Nous avons reçu votre paiement de ${euros(payment)}. Ce document le prouve${NBSP}: gardez-le.`,
      },
      {
        kind: 'facts',
        rows: [
          { label: 'Pour', value: payment.label },
          { label: 'Somme payée', value: euros(payment) },
          { label: 'Payée à', value: counterName(author) },
          { label: 'Par', value: payment.payer },
          { label: 'Le', value: sayDate(paidAt, 'moment', site.zone) },
          ...(payment.means ? [{ label: 'Moyen de paiement', value: MEANS_WORDS[payment.means] }] : []),
          ...(payment.number ? [{ label: 'Numéro du paiement', value: payment.number }] : []),
          { label: 'Référence', value: payment.reference },
        ],
      },
    ],
    footer: footerOf(author, `Paiement ${payment.reference}`),
    at: paidAt,
  });
}
