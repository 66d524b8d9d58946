// All that an installation keeps about people, and what it says of it in French.

import type { LegalBasis, Service } from '@parvis/kit';
import type { House } from '../house.ts';
import type { OwnedRule } from './declarations.ts';
import { hostRules } from './host-rules.ts';

/** Days after its closure for which a request is kept, where its service does not say otherwise. */
export const DEFAULT_KEEP_DAYS = 730;
/** Days without a sign-in after which an account is erased. */
export const ACCOUNT_DAYS = 1_095;
/** Days before that at which its owner is told. */
export const WARNING_DAYS = 30;
/** Days after which a request that nobody closed is shown to the data-protection officer. */
export const FORGOTTEN_DAYS = 365;

export const DAY = 86_400_000;

/** The rules of the plugins, then the host's: what hangs on a request goes before the request. */
export function rulesOf(house: House): readonly OwnedRule[] {
  return [...house.plugins.retention, ...hostRules(house).map((rule) => ({ owner: 'core', rule }))];
}

/** The same in the order in which they are read: what every request has comes first. */
export function rulesToRead(house: House): readonly OwnedRule[] {
  const all = rulesOf(house);
  return [...all.filter(({ owner }) => owner === 'core'), ...all.filter(({ owner }) => owner !== 'core')];
}

export function keepDaysOf({ sheet }: Pick<Service, 'sheet'>): number {
  return sheet.keepDays ?? DEFAULT_KEEP_DAYS;
}

const NBSP = '\u00A0';

/** « 2 ans », « 18 mois », « 30 jours ». */
export function sayDays(days: number): string {
  // Some count the days of leap years too.
  const years = Math.floor(days / 365);
  if (years > 0 && days <= years * 366) return `${years}${NBSP}${years === 1 ? 'an' : 'ans'}`;
  return days === 1 ? `1${NBSP}jour` : `${days}${NBSP}jours`;
}

/** How long something is kept; `requestDays` is what the service at hand says. */
export function sayKeep({ rule: { keep } }: OwnedRule, requestDays: readonly number[]): string {
  switch (keep.clock) {
    case 'request':
      return `${[...new Set(requestDays)]
        .sort((a, b) => a - b)
        .map(sayDays)
        .join(' ou ')} après la clôture de la demande`;
    case 'account':
      return `${sayDays(ACCOUNT_DAYS)} après votre dernière connexion`;
    case 'own':
      return `${sayDays(keep.days)} après ${keep.from}`;
    case 'hand':
      return keep.until;
  }
}

const BASIS_WORDS: Readonly<Record<LegalBasis, string>> = {
  'public-task': 'Mission d’intérêt public (RGPD, art. 6, 1, e)',
  'legal-obligation': 'Obligation légale (RGPD, art. 6, 1, c)',
  consent: 'Consentement (RGPD, art. 6, 1, a)',
  contract: 'Contrat (RGPD, art. 6, 1, b)',
};

export function sayBasis({ rule: { basis, law } }: OwnedRule): string {
  return law ? `${BASIS_WORDS[basis]}${NBSP}; ${law}` : BASIS_WORDS[basis];
}
