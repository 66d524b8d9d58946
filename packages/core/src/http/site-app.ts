// The pages of a site, in one place: which address is answered by what. The host alone owns the layout, the errors, the
// guard on forms and the cache. What is loaded after these is in `site-parts.ts`.

import type { PageCtx } from '@parvis/kit';
import { Hono } from 'hono';
import { UPLOADS, uploadRoutes } from '../files/uploads/tus.ts';
import type { House } from '../house.ts';
import { signInRoutes } from '../identity/sign-in/index.ts';
import { messageFileAnswer } from '../papers/message-files.ts';
import { receiptAnswer } from '../papers/paper-answer.ts';
import { paymentReturnRoutes, paymentRoutes } from '../payments/routes.ts';
import { ADDRESS_SEARCH, searchAddresses } from '../places/address-search.ts';
import { mounted, pathAfter } from '../plugins/mount.ts';
import { privacyPage } from '../privacy/privacy-page.ts';
import { ratingPage, saveRating } from '../ratings/rating-pages.ts';
import {
  addCitizenMessage,
  reachedByCode,
  reopenRequest,
  requestPage,
  trackByCode,
  trackPage,
} from '../requests/citizen-pages.ts';
import { searchPage, serviceOf, servicePage, servicesPage } from '../services/service-pages.ts';
import { homePage } from '../sites/home-page.ts';
import { TEXT_PAGES, textPage } from '../sites/text-pages.ts';
import { apiHandler } from './api.ts';
import { entrance, guard } from './entrance.ts';
import { type PageStanding, pageContext } from './page-context.ts';
import { handsOver } from './route-table.ts';
import type { SiteEnv, SiteVisit } from './visit.ts';

/** The context of one of the host's own public pages. */
export type SitePage = (c: SiteVisit) => PageCtx;

/** The public pages. */
export function siteApp(house: House): Hono<SiteEnv> {
  const app = entrance(house);
  const page = (c: SiteVisit, standing: PageStanding = { owner: 'core' }): PageCtx =>
    pageContext(house, c, standing);

  // Before the guard on forms and the citizen's session: machines have neither, and who comes back from paying brings neither.
  app.all('/api/*', apiHandler(house));
  app.route('/paiement', paymentReturnRoutes(house));
  // Files come in pieces, each with a proof of its own.
  app.route(UPLOADS, uploadRoutes(house));
  guard(house, app);

  app.get('/', (c) => homePage(house, page(c), c.get('snapshot')));
  app.get('/demarches', (c) => servicesPage(page(c)));
  app.get('/demarches/:service', (c) =>
    servicePage(house, page(c), c.get('snapshot'), c.req.param('service')),
  );
  app.get('/recherche', (c) => searchPage(page(c), c.get('snapshot'), c.req.query('q') ?? ''));
  app.get('/donnees-personnelles', (c) => privacyPage(house, page(c), c.get('snapshot')));
  for (const path of Object.keys(TEXT_PAGES))
    app.get(path, (c) => textPage(house, page(c), c.get('snapshot'), path));

  app.get(ADDRESS_SEARCH, (c) => searchAddresses(house, c));
  app.get('/suivi', (c) => trackPage(page(c)));
  app.post('/suivi', (c) => trackByCode(house, c, page(c)));
  app.get('/suivi/:code', async (c) => {
    const ctx = page(c);
    const reached = await reachedByCode(house, c, ctx, c.req.param('code'));
    const fresh = c.req.query('envoye') !== undefined;
    return requestPage(house, ctx, c.get('snapshot'), reached, { fresh });
  });
  app.get('/suivi/:code/accuse.pdf', async (c) => {
    const ctx = page(c);
    const { request } = await reachedByCode(house, c, ctx, c.req.param('code'));
    return receiptAnswer(house, c, request, ctx.requests.codeOf(request.id));
  });
  app.get('/suivi/:code/fichiers/:fichier', async (c) => {
    const ctx = page(c);
    const { request } = await reachedByCode(house, c, ctx, c.req.param('code'));
    return messageFileAnswer(house, c, ctx, request, c.req.param('fichier'));
  });
  app.post('/suivi/:code/messages', async (c) => {
    const ctx = page(c);
    const reached = await reachedByCode(house, c, ctx, c.req.param('code'));
    return addCitizenMessage(house, ctx, c.get('snapshot'), reached);
  });

  app.post('/suivi/:code/pas-regle', async (c) => {
    const ctx = page(c);
    const reached = await reachedByCode(house, c, ctx, c.req.param('code'));
    return reopenRequest(house, ctx, c.get('snapshot'), reached);
  });
  app.get('/avis/:jeton', (c) => ratingPage(house, page(c), c.get('snapshot'), c.req.param('jeton')));
  app.post('/avis/:jeton', (c) => saveRating(house, page(c), c.get('snapshot'), c.req.param('jeton')));

  app.route('/connexion', signInRoutes(house, page));
  app.route('/paiement', paymentRoutes(house, page));
  mountChannels(house, app);
  return app;
}

/** `/demarches/<service>/commencer`: handed to the first channel of the service that starts on this site. */
function mountChannels(house: House, app: Hono<SiteEnv>): void {
  const starters = new Map(
    [...house.plugins.channels].flatMap(([kind, { plugin, channel }]) =>
      channel.start ? [[kind, { owner: plugin.name, run: mounted<PageCtx>(channel.start) }] as const] : [],
    ),
  );
  const start = (c: SiteVisit, slug: string): Response | Promise<Response> => {
    const service = serviceOf(c.get('snapshot'), slug);
    const kind = service.channels.map((one) => one.kind).find((one) => starters.has(one));
    const starter = kind && starters.get(kind);
    if (!starter) return c.redirect(`/demarches/${service.slug}`, 303);
    const ctx = pageContext(house, c, { owner: starter.owner, service });
    return starter.run(c.req.raw, pathAfter(`/demarches/${slug}/commencer`, c.req.path), ctx);
  };
  const channels = [...starters.values()].map(({ owner, run }) => ({ owner, routes: run.routes }));
  const handle = handsOver((c: SiteVisit) => start(c, c.req.param('service') ?? ''), ...channels);
  app.all('/demarches/:service/commencer', handle);
  app.all('/demarches/:service/commencer/*', handle);
}
