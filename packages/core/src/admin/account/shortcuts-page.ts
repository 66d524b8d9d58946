// « ? »: the keys of the desk, and the switch of the one that is a single sign (WCAG 2.1.4): who dictates, or types with a
// trembling hand, turns it off on this device.

import type { House } from '../../house.ts';
import { getHostCookie, type SiteVisit, setHostCookie } from '../../http/visit.ts';
import type { AccountVisit } from './visit.ts';

const PATH = '/agent/compte/raccourcis';
const COOKIE = 'raccourcis';
const YEAR = 365 * 86_400;

/** Whether the sign « / » leads to the search on this device. */
export function hasSlashKey(house: House, c: SiteVisit): boolean {
  return getHostCookie(house, c, COOKIE) !== 'non';
}

export function shortcutsPage({ house, c, ctx }: AccountVisit): Response {
  return ctx.page(
    'desk-shortcuts',
    { action: PATH, on: hasSlashKey(house, c), saved: c.req.query('garde') !== undefined },
    { title: 'Raccourcis du clavier' },
  );
}

export async function saveShortcuts({ house, c, ctx }: AccountVisit): Promise<Response> {
  const on = (await ctx.body()).get('raccourci') === 'oui';
  setHostCookie(house, c, COOKIE, on ? 'oui' : 'non', YEAR);
  return ctx.seeOther(`${PATH}?garde=1`);
}
