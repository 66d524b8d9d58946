// The agents of an authority: who works there, what each can do and why, invitations.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';

export function teamRoutes(_house: House, _desk: DeskPage): Hono<SiteEnv> {
  return new Hono<SiteEnv>();
}
