// An agent's own account: password, second factors, sessions.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv, SiteVisit } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';
import { accountPage, endOtherSessions, endSession, unlinkProvider } from './account-page.ts';
import { codesPage, makeCodes } from './codes-page.ts';
import {
  addApplication,
  addOwnPasskey,
  applicationPage,
  nameOwnPasskey,
  passkeyNamePage,
  passkeyPage,
  removalPage,
  removeFactor,
} from './factor-pages.ts';
import { changePassword, passwordPage } from './password-page.ts';
import { saveShortcuts, shortcutsPage } from './shortcuts-page.ts';
import { type AccountVisit, accountVisit } from './visit.ts';

export function accountRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const own = (work: (visit: AccountVisit) => Response | Promise<Response>) => async (c: SiteVisit) =>
    work(await accountVisit(house, c, desk(c)));
  const ofKey =
    (work: (visit: AccountVisit, id: string) => Promise<Response>) =>
    async (c: SiteVisit): Promise<Response> =>
      work(await accountVisit(house, c, desk(c)), c.req.param('id') ?? '');

  app.get('/', own(accountPage));
  app.get('/raccourcis', own(shortcutsPage));
  app.post('/raccourcis', own(saveShortcuts));
  app.get('/mot-de-passe', own(passwordPage));
  app.post('/mot-de-passe', own(changePassword));
  app.get('/application', own(applicationPage));
  app.post('/application', own(addApplication));
  app.get(
    '/application/retrait',
    own((visit) => removalPage(visit, 'application')),
  );
  app.post(
    '/application/retrait',
    own((visit) => removeFactor(visit, 'application')),
  );
  app.get('/cles', own(passkeyPage));
  app.post('/cles', own(addOwnPasskey));
  app.get('/cles/:id/nom', ofKey(passkeyNamePage));
  app.post('/cles/:id/nom', ofKey(nameOwnPasskey));
  app.get(
    '/cles/:id/retrait',
    ofKey((visit, passkey) => removalPage(visit, { passkey })),
  );
  app.post(
    '/cles/:id/retrait',
    ofKey((visit, passkey) => removeFactor(visit, { passkey })),
  );
  app.get('/codes-de-secours', own(codesPage));
  app.post('/codes-de-secours', own(makeCodes));
  app.post('/sessions/fin', own(endSession));
  app.post('/sessions/autres', own(endOtherSessions));
  app.post('/comptes/fin', own(unlinkProvider));
  return app;
}
