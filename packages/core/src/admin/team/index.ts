// The agents of an authority: who works there, what each can do and why, invitations.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv, SiteVisit } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';
import { invite, invitePage } from './invite.ts';
import {
  closes,
  endsRole,
  givesRole,
  memberPage,
  reopens,
  resetsFactor,
  sendsInvitation,
  withdraws,
} from './member-page.ts';
import { teamPage } from './team-page.ts';
import { type TeamVisit, teamVisit } from './visit.ts';

export function teamRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const reads = (c: SiteVisit) => teamVisit(house, c, desk(c), 'agents.read');
  const manages = (c: SiteVisit) => teamVisit(house, c, desk(c), 'agents.manage');
  const changes =
    (work: (visit: TeamVisit, id: string) => Promise<Response>) =>
    (c: SiteVisit): Promise<Response> =>
      work(manages(c), c.req.param('id') ?? '');

  app.get('/', (c) => teamPage(reads(c)));
  app.get('/inviter', (c) => invitePage(manages(c)));
  app.post('/inviter', (c) => invite(manages(c)));
  app.get('/:id', (c) => memberPage(reads(c), c.req.param('id')));
  app.post('/:id/roles', changes(givesRole));
  app.post('/:id/roles/fin', changes(endsRole));
  app.post('/:id/invitation', changes(sendsInvitation));
  app.post('/:id/invitation/retrait', changes(withdraws));
  app.post('/:id/facteurs/retrait', changes(resetsFactor));
  app.post('/:id/fermeture', changes(closes));
  app.post('/:id/ouverture', changes(reopens));
  return app;
}
