// « Payer »: one page for one payment, whatever its state. It is where the mail leads, and where people come back to.

import { type FieldError, fieldSet, type Typed, toControls } from '@parvis/forms';
import type { CitizenRequest, PageCtx } from '@parvis/kit';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import { withArticle } from '../services/service-pages.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { accountOf, type PaymentAccount } from './account.ts';
import { type AttemptRow, attemptsOf, isOpenAttempt } from './attempts.ts';
import { fits } from './depart.ts';
import { euros, type PaymentRow } from './ledger.ts';
import { paymentPath } from './payment-key.ts';

export const EMAIL = fieldSet([
  {
    id: 'courriel',
    type: 'email',
    label: 'Votre adresse électronique',
    help: 'Le ticket de paiement y est envoyé.',
  },
]);

interface Notice {
  readonly tone: 'ok' | 'warn' | 'info';
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface PaymentView {
  /** The provider was asked a moment ago, and did not answer. */
  readonly silent?: boolean;
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
}

export async function paymentPage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  payment: PaymentRow,
  { silent = false, errors = [], typed = {} }: PaymentView = {},
): Promise<Response> {
  const [request, attempts, account] = await Promise.all([
    payment.requestId === null ? null : ctx.requests.byId(payment.requestId),
    attemptsOf(ctx.read, payment.id),
    accountOf(house, ctx.read, ctx.tenant.id, payment.authorityId),
  ]);
  const online = account && fits(account, payment) ? account : null;
  const path = paymentPath(house, payment);
  const body = snapshot.authorities.get(payment.authorityId) ?? snapshot.site.authority;
  const last = attempts.at(-1);
  const waiting = last?.status === 'pending' && isOpenAttempt(last, ctx.now);
  const owed = payment.status === 'due' && request !== null;
  return ctx.page(
    'payment',
    {
      heading: HEADINGS[payment.status](payment),
      notice: noticeOf(payment, last, online, { waiting, silent }),
      facts: factsOf(payment, ctx, withArticle(body)),
      errors,
      offer:
        owed && online
          ? {
              action: `${path}/depart`,
              button: buttonText(payment, online, last, waiting),
              about: online.provider.about,
              simulated: online.provider.simulated,
              test: online.provider.mode(online.settings) === 'test',
              controls: needsEmail(request) ? toControls(EMAIL.fields, { typed, errors }) : [],
            }
          : null,
      check: owed && waiting ? path : null,
      counter: owed
        ? {
            name: counterName(body),
            contact: body.contact,
            reference: payment.reference,
            online: online !== null,
          }
        : null,
      receipt: payment.status === 'paid' ? `${path}/justificatif.pdf` : null,
      request: request && {
        href: `/suivi/${ctx.requests.codeOf(request.id)}`,
        title: request.title,
      },
    },
    {
      title: HEADINGS[payment.status](payment),
      breadcrumb: [],
      status: errors.length > 0 ? 422 : 200,
      ...(owed && online && { leadsTo: online.provider.origin }),
    },
  );
}

function needsEmail({ requester }: CitizenRequest): boolean {
  return !requester.email;
}

const HEADINGS: Readonly<Record<PaymentRow['status'], (payment: PaymentRow) => string>> = {
  due: (payment) => `Payer ${euros(payment)}`,
  paid: () => 'Votre paiement est reçu',
  cancelled: () => 'Il n’y a plus rien à payer',
};

function factsOf(payment: PaymentRow, { site }: PageCtx, to: string) {
  return [
    { label: 'Pour', text: payment.label },
    { label: 'Somme', text: euros(payment) },
    { label: 'Payé à', text: to },
    { label: 'Référence', text: payment.reference },
    ...(payment.paidAt === null ? [] : [{ label: 'Payé le', at: payment.paidAt, zone: site.zone }]),
    ...(payment.number === null ? [] : [{ label: 'Numéro du paiement', text: payment.number }]),
  ];
}

function noticeOf(
  { status, mode }: PaymentRow,
  last: AttemptRow | undefined,
  online: PaymentAccount | null,
  { waiting, silent }: { readonly waiting: boolean; readonly silent: boolean },
): Notice | null {
  if (status === 'paid')
    return {
      tone: 'ok',
      title: 'C’est payé',
      paragraphs: [
        ...(mode === 'test' ? ['C’était un essai\u00A0: aucune somme n’a été débitée.'] : []),
        'Un justificatif vous est envoyé par courriel. Vous n’avez rien d’autre à faire.',
      ],
    };
  if (status === 'cancelled')
    return {
      tone: 'info',
      title: 'Cette demande est close',
      paragraphs: ['Rien ne vous est demandé. Si vous avez déjà payé, appelez-nous.'],
    };
  const service = online?.provider.label ?? 'le service de paiement';
  if (silent)
    return {
      tone: 'warn',
      title: `${capital(service)} ne répond pas en ce moment`,
      paragraphs: [
        'Si vous venez de payer, ne payez pas une seconde fois\u00A0: nous redemanderons la réponse nous-mêmes, et vous écrirons.',
      ],
    };
  if (last?.status === 'mismatch')
    return {
      tone: 'warn',
      title: 'Nous vérifions votre paiement',
      paragraphs: ['Ne payez pas de nouveau\u00A0: nos services vous répondront.'],
    };
  if (waiting)
    return {
      tone: 'info',
      title: `Nous attendons la réponse de ${service}`,
      paragraphs: [
        'Vous avez payé\u202F? La réponse arrive en général en une minute. Vous pouvez fermer cette page\u00A0: nous vous écrirons.',
        'Vous n’avez pas terminé\u202F? Reprenez le paiement là où vous l’avez laissé.',
      ],
    };
  if (last?.status === 'refused')
    return {
      tone: 'warn',
      title: 'Le paiement a été refusé',
      paragraphs: [
        'Rien n’a été débité. La banque n’a pas donné son accord\u00A0: vérifiez la carte, ou utilisez-en une autre.',
      ],
    };
  if (last?.status === 'abandoned' || last?.status === 'lost')
    return {
      tone: 'info',
      title: 'Le paiement n’est pas allé au bout',
      paragraphs: ['Rien n’a été débité. Vous pouvez recommencer quand vous voulez.'],
    };
  return null;
}

function buttonText(
  payment: PaymentRow,
  { provider }: PaymentAccount,
  last: AttemptRow | undefined,
  waiting: boolean,
): string {
  if (waiting) return 'Reprendre le paiement';
  const verb = last ? 'Réessayer de payer' : 'Payer';
  return `${verb} ${euros(payment)} avec ${provider.label}`;
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
