// « Mon espace »: what a citizen with an account finds in one place.

import { Hono } from 'hono';
import type { House } from '../house.ts';
import type { SitePage } from '../http/site-app.ts';
import type { SiteEnv } from '../http/visit.ts';

export function spaceRoutes(_house: House, _page: SitePage): Hono<SiteEnv> {
  return new Hono<SiteEnv>();
}
