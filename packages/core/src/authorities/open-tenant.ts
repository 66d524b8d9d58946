// Opening a tenant on a running installation: founded, then started by each plugin, then furnished. All or nothing.

import type { Tx } from '@parvis/db';
import type { PaymentSettings, TxCtx } from '@parvis/kit';
import type { House } from '../house.ts';
import { saveAccount } from '../payments/account.ts';
import { type Standing, txContextFor } from '../plugins/context.ts';
import { loadSnapshot } from '../sites/snapshot.ts';
import { type FoundedTenant, type FoundingOptions, type FoundingStep, foundTenant } from './found-tenant.ts';
import type { FoundingPlan } from './founding-plan.ts';

/** What else a tenant gets on its first day, in the founding transaction: people, places, who operates what. */
export type Furnish = (founded: FoundedTenant, within: FoundingTx) => Promise<void>;

export interface FoundingTx {
  readonly tx: Tx;
  /** Where a plugin's code stands, on the first site of the tenant: for the functions that plugins export. */
  readonly contextOf: (plugin: string) => TxCtx;
  /** Opens the online payment of a body, by the name of a provider and what it is told. */
  readonly takePayments: (authorityId: string, provider: string, settings: PaymentSettings) => Promise<void>;
}

export interface OpeningOptions extends FoundingOptions {
  readonly furnish?: Furnish;
}

/**
 * Opens a tenant in one transaction: when anything fails, nothing is left.
 *
 * @throws CodedError PARVIS_INIT_EXISTS, and what starters and `furnish` throw
 */
export async function openTenant(
  house: House,
  plan: FoundingPlan,
  { furnish, ...options }: OpeningOptions,
): Promise<FoundedTenant> {
  return house.db.write(async (tx) => {
    const founded = await foundTenant(tx, plan, options);
    const standing = await standingIn(house, tx, founded);
    const contextOf = (plugin: string) => txContextFor(house, standing, plugin, tx);
    for (const { name, starter } of house.plugins.all) {
      await starter?.(contextOf(name));
      options.onStep?.(`plugin ${name}`);
    }
    await furnish?.(founded, {
      tx,
      contextOf,
      takePayments: (authorityId, name, settings) =>
        saveAccount(
          house,
          tx,
          { tenantId: founded.tenant.id, authorityId },
          { name, settings, at: standing.now },
        ),
    });
    options.onStep?.('content');
    return founded;
  });
}

/** How many steps `openTenant` tells. */
export function openingSteps(house: House): number {
  const own: readonly FoundingStep[] = ['bodies', 'sites', 'services', 'content'];
  return own.length + house.plugins.all.length;
}

/** The machine, on the first site, seen from inside the transaction that makes it. */
async function standingIn(house: House, tx: Tx, { sites }: FoundedTenant): Promise<Standing> {
  const now = Date.now();
  const reach = { originOf: (host: string) => `https://${host}` };
  const snapshot = await loadSnapshot({ read: tx }, house.theming, reach, sites[0]?.id ?? '', now);
  if (!snapshot) throw new Error('the tenant was founded without a site');
  return { snapshot, actor: { kind: 'system' }, now };
}
