// The key of a payment: in the mail that asks for it, and in the addresses that the provider is given. Derived from the id under
// the installation's secret: a stolen database opens none.

import type { Payment } from '@parvis/kit';
import type { House } from '../house.ts';

type Keyed = Pick<House, 'vault'>;

/** `<id>.<22 characters of an HMAC>`: 132 bits that nobody tries out. */
function paymentKey({ vault }: Keyed, { id }: Pick<Payment, 'id'>): string {
  return `${id}.${vault.hash('payment-key', id).slice(0, 22)}`;
}

/** The id that a key opens, or null. Every comparison is between keyed hashes: its time tells nothing. */
export function idOfKey({ vault }: Keyed, key: string): string | null {
  const id = /^([\da-f-]{36})\.[\w-]{22}$/.exec(key)?.[1];
  if (id === undefined) return null;
  const hashed = (one: string) => vault.hash('payment-key-compare', one);
  return hashed(paymentKey({ vault }, { id })) === hashed(key) ? id : null;
}

/** The address of the page to pay on. */
export function paymentPath(house: Keyed, payment: Pick<Payment, 'id'>): string {
  return `/paiement/${paymentKey(house, payment)}`;
}
