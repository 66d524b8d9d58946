// Whether each body that takes money online can: its provider is installed, its settings can be read, the provider knows it.

import { eq } from '@parvis/db';
import { type Check, PaymentProviderError } from '@parvis/kit';
import type { House } from '../house.ts';
import { paymentProviders, settingsIn } from '../payments/account.ts';
import { schema } from '../schema.ts';

const PATIENCE = 10_000;

export async function checkPayments(house: House): Promise<readonly Check[]> {
  const { read } = house.db;
  const { paymentAccount, authority } = schema.for(read);
  const accounts = await read
    .select({ body: authority.name, provider: paymentAccount.provider, settings: paymentAccount.settings })
    .from(paymentAccount)
    .innerJoin(authority, eq(authority.id, paymentAccount.authorityId));
  if (accounts.length === 0) return [{ name: 'payments', ok: true, text: 'No body takes money online.' }];
  return Promise.all(accounts.map((account) => checkAccount(house, account)));
}

interface Account {
  readonly body: string;
  readonly provider: string;
  readonly settings: string;
}

async function checkAccount(house: House, { body, provider: named, settings }: Account): Promise<Check> {
  const name = `payments: ${body}`;
  const failed = (text: string): Check => ({ name, ok: false, text });
  const provider = paymentProviders(house).get(named);
  if (!provider) return failed(`${named} is not installed: nobody can pay online.`);
  const told = settingsIn(house, settings);
  if (!told)
    return failed('Its settings were locked under another secret: its administrator sets them again.');
  try {
    await provider.known(told, AbortSignal.timeout(PATIENCE));
    return {
      name,
      ok: true,
      text: `${named} knows it; money ${provider.mode(told) === 'test' ? 'does not move' : 'moves'}.`,
    };
  } catch (error) {
    if (error instanceof PaymentProviderError)
      return failed(`${named} does not confirm it: ${error.message}`);
    throw error;
  }
}
