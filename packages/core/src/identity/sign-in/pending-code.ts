// What the device on which a code was asked for remembers of it: locked, in a cookie of this site, for as long as the code
// lasts. Whoever has the code but not the device gets in by the link only.

import type { House } from '../../house.ts';
import { getHostCookie, type SiteVisit, setHostCookie } from '../../http/visit.ts';

export interface PendingCode {
  /** Of the one-time code. */
  readonly id: string;
  readonly email: string;
  /** Where to go on to. */
  readonly back: string;
}

/** Minutes for which a link and its code are good. */
export const CODE_MINUTES = 15;

const COOKIE = 'connexion';
const PURPOSE = 'citizen-pending-code';

export function rememberCode(house: House, c: SiteVisit, pending: PendingCode): void {
  setHostCookie(house, c, COOKIE, house.vault.lock(PURPOSE, JSON.stringify(pending)), CODE_MINUTES * 60);
}

/** Null where nothing was asked for on this device, or too long ago. */
export function pendingCode(house: House, c: SiteVisit): PendingCode | null {
  const locked = getHostCookie(house, c, COOKIE);
  const plain = locked ? house.vault.unlock(PURPOSE, locked) : null;
  // Only what `rememberCode` locked opens.
  return plain === null ? null : (JSON.parse(plain) as PendingCode);
}

export function forgetCode(house: House, c: SiteVisit): void {
  setHostCookie(house, c, COOKIE, '', 0);
}
