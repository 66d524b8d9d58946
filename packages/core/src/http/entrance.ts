// How every page of a site begins: which site is asked, the guard on forms, who is there.

import { Hono } from 'hono';
import type { House } from '../house.ts';
import { errorPage, notFound, unknownHost } from './error-pages.ts';
import { formsGuard } from './forms-guard.ts';
import type { SiteEnv } from './visit.ts';

/** An app that knows which site is asked, and draws its errors. */
export function entrance(house: House): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.onError((error, c) => errorPage(house, c, error));
  app.notFound((c) => (c.get('snapshot') ? errorPage(house, c, notFound()) : unknownHost(house, c)));
  app.use(async function findSite(c, next) {
    const snapshot = await house.sites.byHost(new URL(c.req.url).hostname.toLowerCase());
    if (!snapshot) return unknownHost(house, c);
    c.set('snapshot', snapshot);
    c.set('now', house.now());
    return next();
  });
  return app;
}

/** Routes added after this are behind the guard on forms, and know which citizen is signed in. */
export function guard(house: House, app: Hono<SiteEnv>): void {
  app.use(formsGuard(house));
  app.use(async function findCitizen(c, next) {
    c.set('citizen', await house.citizens.citizenOf(c));
    return next();
  });
}
