// Signing in through a provider (OpenID Connect): what happens on a site, before and after the broker host.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SitePage } from '../../http/site-app.ts';
import type { SiteEnv } from '../../http/visit.ts';

export { type ProviderButton, providerButtons, providerChecks } from './providers.ts';
export { providerLogout } from './sign-out.ts';

export function providerRoutes(_house: House, _page: SitePage): Hono<SiteEnv> {
  return new Hono<SiteEnv>();
}
