// How a body takes money online: the provider that it chose, and what it told of itself there.

import { and, eq, type Reader, type Tx } from '@parvis/db';
import type { PaymentProvider, PaymentSettings } from '@parvis/kit';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';

const PURPOSE = 'payment-account';

export interface PaymentAccount {
  /** Permanent name of the provider: `payfip`. */
  readonly name: string;
  readonly provider: PaymentProvider;
  readonly settings: PaymentSettings;
}

/** The providers of the installation, by name. */
export function paymentProviders({ plugins }: Pick<House, 'plugins'>): ReadonlyMap<string, PaymentProvider> {
  return new Map(plugins.all.flatMap(({ payments = {} }) => Object.entries(payments)));
}

/** How a body takes money, or null where it does not (any more), or by a provider that is not installed. */
export async function accountOf(
  house: Pick<House, 'plugins' | 'vault'>,
  reader: Reader,
  tenantId: string,
  authorityId: string,
): Promise<PaymentAccount | null> {
  const { paymentAccount } = schema.for(reader);
  const [row] = await reader
    .select()
    .from(paymentAccount)
    .where(and(eq(paymentAccount.authorityId, authorityId), eq(paymentAccount.tenantId, tenantId)));
  const provider = row && paymentProviders(house).get(row.provider);
  const settings = row && settingsIn(house, row.settings);
  return row && provider && settings ? { name: row.provider, provider, settings } : null;
}

export async function saveAccount(
  { vault }: Pick<House, 'vault'>,
  tx: Tx,
  body: { readonly tenantId: string; readonly authorityId: string },
  { name, settings, at }: { readonly name: string; readonly settings: PaymentSettings; readonly at: number },
): Promise<void> {
  const { paymentAccount } = schema.for(tx);
  const set = { provider: name, settings: vault.lock(PURPOSE, JSON.stringify(settings)), changedAt: at };
  await tx
    .insert(paymentAccount)
    .values({ ...body, ...set })
    .onConflictDoUpdate({ target: paymentAccount.authorityId, set });
}

export async function dropAccount(tx: Tx, tenantId: string, authorityId: string): Promise<void> {
  const { paymentAccount } = schema.for(tx);
  await tx
    .delete(paymentAccount)
    .where(and(eq(paymentAccount.authorityId, authorityId), eq(paymentAccount.tenantId, tenantId)));
}

/** What was locked; null where the installation's secret is another one. */
export function settingsIn({ vault }: Pick<House, 'vault'>, locked: string): PaymentSettings | null {
  const text = vault.unlock(PURPOSE, locked);
  if (text === null) return null;
  const read: unknown = JSON.parse(text);
  if (typeof read !== 'object' || read === null) return null;
  return Object.fromEntries(
    Object.entries(read).flatMap(([id, value]) => (typeof value === 'string' ? [[id, value] as const] : [])),
  );
}
