// Signing in through a provider (OpenID Connect): from a page of a site, by the broker host, back to that very site.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SitePage } from '../../http/site-app.ts';
import type { SiteEnv } from '../../http/visit.ts';
import { arrive } from './arrival.ts';
import { depart } from './departure.ts';
import { confirmLink, enterLinkCode, keepApart, linkingPage, sendLinkCode } from './linking.ts';
import { usableProviders } from './providers.ts';
import { leave } from './sign-out.ts';

export { brokerRoutes } from './broker.ts';
export { sendLinkMail } from './link-letter.ts';
export { providerButtons, providerChecks } from './providers.ts';
export { providerLogout } from './sign-out.ts';

/** Under `/connexion`. */
export function providerRoutes(house: House, page: SitePage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  for (const { name } of usableProviders(house)) app.get(`/${name}`, (c) => depart(house, c, name));
  app.get('/retour', (c) => arrive(house, c, page(c)));
  app.get('/rattachement', (c) => linkingPage(house, c, page(c)));
  app.post('/rattachement/confirmation', (c) => confirmLink(house, c, page(c)));
  app.post('/rattachement/courriel', (c) => sendLinkCode(house, c, page(c)));
  app.post('/rattachement/code', (c) => enterLinkCode(house, c, page(c)));
  app.post('/rattachement/autre-compte', (c) => keepApart(house, c, page(c)));
  app.get('/au-revoir', (c) => leave(house, c, page(c)));
  return app;
}
