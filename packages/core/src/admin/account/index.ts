// An agent's own account: password, second factor, sessions.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';

export function accountRoutes(_house: House, _desk: DeskPage): Hono<SiteEnv> {
  return new Hono<SiteEnv>();
}
