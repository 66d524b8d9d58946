// What is owed to public bodies, what was tried to pay it, and how each body takes money.

import type { AnyColumn, ColumnKit } from '@parvis/db';
import type { PaymentMode, PaymentStatus } from '@parvis/kit';

/** How money came in: `card` and `debit` through the provider, the others at the counter. */
export type PaymentMeans = 'card' | 'debit' | 'cash' | 'cheque' | 'counter-card' | 'transfer';

/**
 * `mismatch`: the provider says that it was paid, but not this sum or not for this. `lost`: it will not be paid.
 * `duplicate`: paid although the same was paid already.
 */
export type AttemptStatus = 'pending' | 'paid' | 'refused' | 'abandoned' | 'lost' | 'mismatch' | 'duplicate';

interface Referred {
  readonly tenant: { readonly id: AnyColumn };
  readonly site: { readonly id: AnyColumn };
  readonly authority: { readonly id: AnyColumn };
  readonly request: { readonly id: AnyColumn };
}

export function paymentTables(kit: ColumnKit, { tenant, site, authority, request }: Referred) {
  const payment = kit.table(
    'payment',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      siteId: kit.ref('site_id', () => site.id).notNull(),
      /** Null once the request was erased: what was paid stays in the accounts. */
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'set null' }),
      /** The body that is owed. */
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      purpose: kit.text('purpose').notNull(),
      label: kit.text('label').notNull(),
      /** In euro cents. */
      amount: kit.integer('amount').notNull(),
      reference: kit.text('reference').notNull(),
      /** Who pays, as the request says it. */
      payer: kit.text('payer').notNull(),
      status: kit.text('status').$type<PaymentStatus>().notNull(),
      askedAt: kit.instant('asked_at').notNull(),
      paidAt: kit.instant('paid_at'),
      means: kit.text('means').$type<PaymentMeans>(),
      /** The provider's number, or that of the cash book. */
      number: kit.text('number'),
      /** `test` where no money moved; null while it is owed. */
      mode: kit.text('mode').$type<PaymentMode>(),
      /** Who took the money at the counter. */
      agentId: kit.text('agent_id'),
    },
    (t) => [
      kit.uniqueIndex('payment_purpose').on(t.requestId, t.purpose),
      kit.uniqueIndex('payment_reference').on(t.tenantId, t.reference),
      kit.index('payment_authority').on(t.tenantId, t.authorityId, t.askedAt),
    ],
  );

  /** Each time that someone was sent to a provider: whatever comes back, whenever, belongs to one of these. */
  const paymentAttempt = kit.table(
    'payment_attempt',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      paymentId: kit.ref('payment_id', () => payment.id, { onDelete: 'cascade' }).notNull(),
      /** Permanent name of the provider. */
      provider: kit.text('provider').notNull(),
      /** The provider's name for it. */
      token: kit.text('token').notNull(),
      /** Where it takes the person, until when it does. */
      url: kit.text('url').notNull(),
      until: kit.instant('until').notNull(),
      mode: kit.text('mode').$type<PaymentMode>().notNull(),
      status: kit.text('status').$type<AttemptStatus>().notNull(),
      startedAt: kit.instant('started_at').notNull(),
      /** When the provider was asked last; 0 before. */
      checkedAt: kit.instant('checked_at').notNull(),
      /** When the provider called last. */
      calledAt: kit.instant('called_at'),
      number: kit.text('number'),
    },
    (t) => [
      kit.uniqueIndex('payment_attempt_token').on(t.provider, t.token),
      kit.index('payment_attempt_payment').on(t.paymentId, t.startedAt),
    ],
  );

  /** How a body takes money online. */
  const paymentAccount = kit.table('payment_account', {
    authorityId: kit.ref('authority_id', () => authority.id).primaryKey(),
    tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
    provider: kit.text('provider').notNull(),
    /** Locked in the vault. */
    settings: kit.text('settings').notNull(),
    changedAt: kit.instant('changed_at').notNull(),
  });

  return { payment, paymentAttempt, paymentAccount };
}
