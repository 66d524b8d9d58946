// Where citizens sign in: by a link sent to them, by password, or through a provider. Nobody has to.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SitePage } from '../../http/site-app.ts';
import type { SiteEnv } from '../../http/visit.ts';
import { providerLogout, providerRoutes } from '../oidc/index.ts';
import { doorPage } from './door-page.ts';
import { askByEmail, codePage, enterByCode, enterByLink, linkPage } from './email-door.ts';
import { enterByPassword } from './password-door.ts';
import { returnPath } from './return-path.ts';

export function signInRoutes(house: House, page: SitePage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) => doorPage(house, c, page(c), { back: returnPath(c.req.query('retour')) }));
  app.post('/courriel', (c) => askByEmail(house, c, page(c)));
  app.get('/code', (c) => codePage(house, c, page(c)));
  app.post('/code', (c) => enterByCode(house, c, page(c)));
  app.get('/lien/:token', (c) => linkPage(house, c, page(c), c.req.param('token')));
  app.post('/lien/:token', (c) => enterByLink(house, c, page(c), c.req.param('token')));
  app.post('/mot-de-passe', (c) => enterByPassword(house, c, page(c)));
  app.post('/deconnexion', async (c) => {
    const session = c.get('citizen')?.session;
    await house.citizens.signOut(c);
    const away = session ? await providerLogout(house, c, session) : null;
    return page(c).seeOther(away ?? '/');
  });
  // The address of a form that came back, asked for anew.
  for (const path of ['/courriel', '/mot-de-passe']) app.get(path, (c) => page(c).seeOther('/connexion'));
  app.route('/', providerRoutes(house, page));
  return app;
}
