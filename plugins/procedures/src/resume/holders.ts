// Who holds a draft, as its row says it: a browser by its key, or an account. What is put aside, and what was being typed when
// a session ended, is held under their name too, beside the one that they go on with.

import type { PageCtx, Service } from '@parvis/kit';

/** Days for which a draft is kept after it was last touched. */
export const DRAFT_DAYS = 30;

/** The first instant at which a draft may be gone, in epoch milliseconds. */
export const keptUntil = (savedAt: number): number => savedAt + DRAFT_DAYS * 86_400_000;

/** What a browser is known by among those who type in the form of a service. */
export const draftPurpose = (serviceId: string): string => `draft:${serviceId}`;

export const browserHolder = (page: PageCtx, service: Service): string =>
  page.visitor(draftPurpose(service.id));

const ACCOUNT = 'compte:';

export const accountHolder = (citizenId: string): string => ACCOUNT + citizenId;
export const isAccount = (holder: string): boolean => holder.startsWith(ACCOUNT);

/** Put aside for a holder: found again by its code, and in the account. */
export const asideFor = (holder: string, draftId: string): string => `${asideOf(holder)}${draftId}`;
export const asideOf = (holder: string): string => `cote:${holder}:`;

/** What a browser sent for the draft of an account after the session had ended. */
export const afterSession = (browser: string): string => `suite:${browser}`;

/** Under whose name whoever is at the screen types. */
export function ownHolder(page: PageCtx, service: Service): string {
  const { actor } = page;
  return actor.kind === 'citizen' && actor.id !== null
    ? accountHolder(actor.id)
    : browserHolder(page, service);
}

/** The names under which drafts are theirs, the account's first. */
export function holdersOf(page: PageCtx, service: Service): readonly string[] {
  return [...new Set([ownHolder(page, service), browserHolder(page, service)])];
}
