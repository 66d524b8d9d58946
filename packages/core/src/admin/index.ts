// The agents' desk, under `/agent` on every site of the tenant. Loaded after its first pages (see `http/site-parts.ts`).

import type { DeskCtx } from '@parvis/kit';
import { Hono } from 'hono';
import { auditedVisits } from '../audit/visits.ts';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import { handsOver } from '../http/route-table.ts';
import type { SiteEnv, SiteVisit } from '../http/visit.ts';
import { providerLogout } from '../identity/oidc/index.ts';
import { receiptAnswer } from '../papers/paper-answer.ts';
import { paymentDeskRoutes, paymentSettingsRoutes } from '../payments/desk/index.ts';
import { mountedLater, pathAfter } from '../plugins/mount.ts';
import { ratingDeskRoutes } from '../ratings/desk.ts';
import { accountRoutes } from './account/index.ts';
import { hasSlashKey } from './account/shortcuts-page.ts';
import { contactRoutes } from './contact/index.ts';
import { deskContext, deskLinks } from './desk-context.ts';
import { answerRequest, assignRequest, closeRequest, deskRequestPage, noteRequest } from './desk-request.ts';
import { fileDownload, fileInline } from './files.ts';
import { inboxPage } from './inbox.ts';
import { privacyDeskRoutes } from './privacy/index.ts';
import { toInboxQuery } from './requests/inbox-query.ts';
import { manyRequestsRoutes } from './requests/routes.ts';
import { sheetRoutes } from './sheets/index.ts';
import { doorRoutes } from './sign-in.ts';
import { teamRoutes } from './team/index.ts';

/** The desk's context of a page, for the host's own routes. */
export type DeskPage = (c: SiteVisit) => DeskCtx;

export async function deskRoutes(house: House): Promise<Hono<SiteEnv>> {
  const doors = house.agents;
  const app = new Hono<SiteEnv>();
  const desk = (c: SiteVisit, owner?: string): DeskCtx => {
    const agent = c.get('agent');
    if (!agent) throw new Error('a desk page was reached past its door');
    return deskContext(house, c, agent, owner);
  };

  app.route('/', doorRoutes(house));

  app.use(async function onlyAgents(c, next) {
    const agent = await doors.agentOf(c);
    if (!agent) return c.redirect('/agent/connexion', 303);
    c.set('agent', agent);
    return next();
  });
  app.use(auditedVisits(house));
  app.post('/deconnexion', async (c) => {
    const session = c.get('agent')?.session;
    await doors.signOut(c);
    const away = session ? await providerLogout(house, c, session) : null;
    return c.redirect(away ?? '/agent/connexion', 303);
  });
  app.post('/collectivite', async (c) => {
    await doors.workFor(c, (await desk(c).body()).get('collectivite') ?? '');
    return c.redirect('/agent', 303);
  });
  app.get('/', (c) => {
    const ctx = desk(c);
    if (!ctx.actor.permissions.has('requests.read')) {
      // Who handles no request starts at a page of the host that is theirs.
      const own = deskLinks(house, ctx.actor).findLast(({ href }) => href !== '/agent');
      if (own) return ctx.seeOther(own.href);
    }
    return inboxPage(
      house,
      ctx,
      c.get('snapshot'),
      toInboxQuery((name) => c.req.query(name)),
      { slashKey: hasSlashKey(house, c) },
    );
  });
  app.route('/', manyRequestsRoutes(house, desk));
  app.get('/demandes/:id', (c) =>
    deskRequestPage(house, desk(c), c.get('snapshot'), c.req.param('id'), {
      template: c.req.query('modele'),
      piece: c.req.query('piece'),
    }),
  );
  app.post('/demandes/:id/notes', (c) => noteRequest(house, desk(c), c.get('snapshot'), c.req.param('id')));
  app.post('/demandes/:id/attribution', (c) =>
    assignRequest(house, desk(c), c.get('snapshot'), c.req.param('id')),
  );
  app.post('/demandes/:id/messages', (c) =>
    answerRequest(house, desk(c), c.get('snapshot'), c.req.param('id')),
  );
  app.post('/demandes/:id/cloture', (c) =>
    closeRequest(house, desk(c), c.get('snapshot'), c.req.param('id')),
  );
  app.get('/demandes/:id/accuse.pdf', async (c) => {
    const found = await desk(c).requestFor(c.req.param('id'));
    if (!found) throw notFound();
    return receiptAnswer(house, c, found.request, null);
  });
  app.get('/fichiers/:id', (c) => fileDownload(house, c, desk(c), c.req.param('id')));
  app.get('/fichiers/:id/apercu', (c) => fileInline(house, c, desk(c), c.req.param('id')));

  app.route('/compte', accountRoutes(house, desk));
  app.route('/equipe', teamRoutes(house, desk));
  app.route('/donnees', privacyDeskRoutes(house, desk));
  app.route('/coordonnees', contactRoutes(house, desk));
  app.route('/avis', ratingDeskRoutes(desk));
  app.route('/fiches', sheetRoutes(house, desk));
  app.route('/paiements', paymentDeskRoutes(house, desk));
  app.route('/paiement-en-ligne', paymentSettingsRoutes(house, desk));

  for (const plugin of house.plugins.all) {
    if (!plugin.desk) continue;
    const run = await mountedLater<DeskCtx>(plugin.desk.routes);
    const prefix = `/agent/${plugin.name}`;
    const handle = handsOver(
      (c: SiteVisit) => run(c.req.raw, pathAfter(prefix, c.req.path), desk(c, plugin.name)),
      { owner: plugin.name, routes: run.routes },
    );
    app.all(`/${plugin.name}/*`, handle);
    app.all(`/${plugin.name}`, handle);
  }
  return app;
}
