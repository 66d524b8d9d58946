// Which payments a list or an export shows, as its address says it: `etat=payes&du=2026-11-01&au=2026-11-30`.

import { and, count, desc, eq, gte, lt, lte, or, type Reader, type SQL, sum } from '@parvis/db';
import type { DeskCtx, PaymentStatus } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { schema } from '../../schema.ts';
import type { PaymentRow } from '../ledger.ts';

export interface PaymentQuery {
  readonly state: 'tous' | 'dus' | 'payes';
  /** Days, the last one included, 'YYYY-MM-DD'; empty for no limit. Of payment for what is paid, of asking otherwise. */
  readonly from: string;
  readonly to: string;
}

const STATES: Readonly<Record<PaymentQuery['state'], PaymentStatus | null>> = {
  tous: null,
  dus: 'due',
  payes: 'paid',
};

export function toPaymentQuery(given: (name: string) => string | undefined): PaymentQuery {
  const state = given('etat');
  return {
    state: state === 'dus' || state === 'tous' ? state : 'payes',
    from: dayIn(given('du')),
    to: dayIn(given('au')),
  };
}

function dayIn(text = ''): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return '';
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch {
    return '';
  }
}

export function paymentParameters({ state, from, to }: PaymentQuery): URLSearchParams {
  return new URLSearchParams([
    ['etat', state],
    ['du', from],
    ['au', to],
  ]);
}

/** What the body that the agent works for is owed, newest first; `before`, an id, goes on from there. */
export async function paymentsFound(
  reader: Reader,
  ctx: DeskCtx,
  query: PaymentQuery,
  { before, most }: { readonly before?: string | undefined; readonly most: number },
): Promise<readonly PaymentRow[]> {
  const { payment } = schema.for(reader);
  const [last] = before
    ? await reader
        .select({ id: payment.id, askedAt: payment.askedAt })
        .from(payment)
        .where(and(eq(payment.id, before), eq(payment.tenantId, ctx.tenant.id)))
    : [];
  const { askedAt, id } = payment;
  return reader
    .select()
    .from(payment)
    .where(
      and(
        ...conditionsOf(reader, ctx, query),
        last && lte(askedAt, last.askedAt),
        last && or(lt(askedAt, last.askedAt), lt(id, last.id)),
      ),
    )
    .orderBy(desc(askedAt), desc(id))
    .limit(most);
}

function conditionsOf(reader: Reader, ctx: DeskCtx, { state, from, to }: PaymentQuery): (SQL | undefined)[] {
  const { payment } = schema.for(reader);
  const status = STATES[state];
  const when = state === 'payes' ? payment.paidAt : payment.askedAt;
  const startOf = (day: string, plus = 0) =>
    Temporal.PlainDate.from(day).add({ days: plus }).toZonedDateTime(ctx.site.zone).epochMilliseconds;
  return [
    eq(payment.tenantId, ctx.tenant.id),
    eq(payment.authorityId, ctx.actor.authority.id),
    status === null ? undefined : eq(payment.status, status),
    from === '' ? undefined : gte(when, startOf(from)),
    to === '' ? undefined : lt(when, startOf(to, 1)),
  ];
}

/** How many there are, and what they come to, in cents. */
export async function totalsOf(
  reader: Reader,
  ctx: DeskCtx,
  query: PaymentQuery,
): Promise<{ readonly count: number; readonly cents: number }> {
  const { payment } = schema.for(reader);
  const [all] = await reader
    .select({ count: count(), cents: sum(payment.amount) })
    .from(payment)
    .where(and(...conditionsOf(reader, ctx, query)));
  return { count: all?.count ?? 0, cents: Number(all?.cents ?? 0) };
}
