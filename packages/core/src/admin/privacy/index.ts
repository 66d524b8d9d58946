// The data-protection officer's pages: the register, the audit log, a person's data.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';

export function privacyDeskRoutes(_house: House, _desk: DeskPage): Hono<SiteEnv> {
  return new Hono<SiteEnv>();
}
