// Where citizens sign in: by a link sent to them, by password, or through a provider.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SitePage } from '../../http/site-app.ts';
import type { SiteEnv } from '../../http/visit.ts';
import { providerRoutes } from '../oidc/index.ts';

export function signInRoutes(house: House, page: SitePage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.route('/', providerRoutes(house, page));
  return app;
}
