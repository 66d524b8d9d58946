// How often one may try: by account and by network address, in generous numbers. A person never meets them; a program that
// guesses does. Keys are hashed, so that the counters name nobody.

import type { Db, Limiter } from '@parvis/db';
import type { Vault } from '../vault.ts';

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/** Tries, and the seconds within which they count. Many people of one mairie or telephone company share an address. */
const LIMITS = {
  /** Passwords and second factors on one account. */
  'sign-in-account': { points: 10, seconds: QUARTER },
  'sign-in-address': { points: 50, seconds: QUARTER },
  /** Tracking codes, links and hand-offs that open nothing. */
  'code-address': { points: 40, seconds: QUARTER },
  /** Mails that a form sends to an address that anyone can type. */
  'mail-recipient': { points: 5, seconds: HOUR },
  'mail-address': { points: 30, seconds: HOUR },
  /** Forms sent from one address. */
  'form-address': { points: 300, seconds: QUARTER },
  /** Files begun to be sent in pieces from one address. */
  'upload-address': { points: 120, seconds: QUARTER },
  /** Addresses looked up while someone types: some ten for each. */
  'address-search': { points: 600, seconds: QUARTER },
  /** Open data read from one address, where no kept answer serves. */
  'api-address': { points: 600, seconds: QUARTER },
} as const;

export type LimitName = keyof typeof LIMITS;

export interface Limits {
  /** Takes one try before its outcome is known, so that tries made side by side all count. Seconds to wait, 0 for none. */
  take(name: LimitName, key: string): Promise<number>;
  /** Gives the last try back: it was right. */
  giveBack(name: LimitName, key: string): Promise<void>;
  clear(name: LimitName, key: string): Promise<void>;
}

export function limitsOf(db: Db, vault: Vault): Limits {
  const limiters = new Map<LimitName, Limiter>();
  for (const name of Object.keys(LIMITS) as LimitName[]) {
    limiters.set(name, db.limiter({ name, ...LIMITS[name] }));
  }
  const limiter = (name: LimitName): Limiter => {
    const found = limiters.get(name);
    if (!found) throw new Error(`no limit is named ${name}`);
    return found;
  };
  const hashed = (key: string) => vault.hash('limit', key);
  return {
    take: (name, key) => limiter(name).take(hashed(key)),
    giveBack: (name, key) => limiter(name).giveBack(hashed(key)),
    clear: (name, key) => limiter(name).clear(hashed(key)),
  };
}

/** « 12 minutes »: how long someone who was stopped should wait. */
export function waitText(seconds: number): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return minutes === 1 ? 'une minute' : `${minutes}\u00A0minutes`;
}
