// A page of someone's own space: whose it is, and what all its pages share.

import type { Crumb, PageCtx } from '@parvis/kit';
import type { House } from '../house.ts';
import type { SitePage } from '../http/site-app.ts';
import type { SiteVisit } from '../http/visit.ts';
import type { SignedCitizen } from '../identity/index.ts';
import { doorTo, returnPath, SPACE } from '../identity/sign-in/return-path.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

export interface SpaceVisit {
  readonly house: House;
  readonly c: SiteVisit;
  readonly ctx: PageCtx;
  readonly snapshot: SiteSnapshot;
  readonly me: SignedCitizen;
}

/** For whoever is signed in; the others are led to the door, and back here. */
export function inSpace(house: House, page: SitePage, answer: (visit: SpaceVisit) => Promise<Response>) {
  return async function answerInSpace(c: SiteVisit): Promise<Response> {
    const me = c.get('citizen');
    if (me) return answer({ house, c, ctx: page(c), snapshot: c.get('snapshot'), me });
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(doorTo(c.req.method === 'GET' ? returnPath(pathname + search) : SPACE), 303);
  };
}

const TABS = [
  { href: SPACE, text: 'Demandes et rendez-vous' },
  { href: `${SPACE}/messages`, text: 'Messages' },
  { href: `${SPACE}/documents`, text: 'Documents' },
  { href: `${SPACE}/identite`, text: 'Informations' },
  { href: `${SPACE}/securite`, text: 'Sécurité' },
  { href: `${SPACE}/donnees`, text: 'Mes données' },
] as const;

export interface SpacePageOptions {
  readonly title: string;
  readonly status?: 200 | 409 | 422;
}

/** A page under the tabs of the space. `space-page.eta` is the layout that shows them. */
export function spacePage(
  { c, ctx, me }: SpaceVisit,
  view: string,
  model: object,
  { title, status = 200 }: SpacePageOptions,
): Response {
  const { path } = c.req;
  return ctx.page(
    view,
    {
      ...model,
      space: {
        who: me.name ?? me.account.email,
        tabs: TABS.map((tab) => ({ ...tab, current: tab.href === path })),
      },
    },
    { title, status, breadcrumb: path === SPACE ? [] : [SPACE_CRUMB] },
  );
}

export const SPACE_CRUMB: Crumb = { href: SPACE, text: 'Mon espace' };
