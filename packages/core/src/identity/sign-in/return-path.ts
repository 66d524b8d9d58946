// Where someone goes on to after signing in. It comes from an address that anyone can make up: only a page of this very site
// is taken, never another one.

import { localPath } from '../../http/visit.ts';

export const SPACE = '/mon-espace';

const LONGEST = 500;

/** The page that a query or a form names; the person's own space for anything that is no page of this site. */
export function returnPath(given: string | undefined): string {
  if (given === undefined || given.length > LONGEST || !/^\/[!-~]*$/.test(given)) return SPACE;
  if (/^\/connexion(?:[/?#]|$)/.test(given)) return SPACE;
  try {
    return localPath(given);
  } catch {
    return SPACE;
  }
}

/** The door, with the way back. */
export function doorTo(back: string): string {
  return back === SPACE ? '/connexion' : `/connexion?retour=${encodeURIComponent(back)}`;
}
