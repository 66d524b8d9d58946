// « Mon espace »: what a citizen with an account finds in one place, on any site of the tenant.

import { Hono } from 'hono';
import type { House } from '../house.ts';
import type { SitePage } from '../http/site-app.ts';
import type { SiteEnv } from '../http/visit.ts';
import { addressCodePage, askNewAddress, confirmAddress } from './address-form.ts';
import { claimRequest } from './claim.ts';
import { dataRoutes } from './data.ts';
import { documentsPage, ownDocument } from './documents-page.ts';
import { identityPage, saveIdentity } from './identity-page.ts';
import { messagesPage } from './messages-page.ts';
import { overviewPage } from './overview.ts';
import {
  ownMessageFile,
  ownReceipt,
  ownRequestPage,
  reopenOwnRequest,
  writeOnOwnRequest,
} from './own-request.ts';
import { savePassword } from './password-form.ts';
import { endOtherSessions, endSession, securityPage, unlinkProvider } from './security-page.ts';
import { inSpace, type SpaceVisit } from './visit.ts';

export function spaceRoutes(house: House, page: SitePage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const mine = (answer: (visit: SpaceVisit) => Promise<Response>) => inSpace(house, page, answer);
  app.get(
    '/',
    mine((visit) => overviewPage(visit)),
  );
  app.post('/demandes', mine(claimRequest));
  app.get('/demandes/:id', mine(ownRequestPage));
  app.get('/demandes/:id/accuse.pdf', mine(ownReceipt));
  app.get('/demandes/:id/fichiers/:fichier', mine(ownMessageFile));
  app.post('/demandes/:id/messages', mine(writeOnOwnRequest));
  app.post('/demandes/:id/pas-regle', mine(reopenOwnRequest));
  app.get('/messages', mine(messagesPage));
  app.get('/documents', mine(documentsPage));
  app.get('/documents/:id', mine(ownDocument));
  app.get(
    '/identite',
    mine((visit) => identityPage(visit)),
  );
  app.post('/identite', mine(saveIdentity));
  app.get(
    '/securite',
    mine((visit) => securityPage(visit)),
  );
  app.post('/securite/mot-de-passe', mine(savePassword));
  app.post('/securite/adresse/demande', mine(askNewAddress));
  app.get(
    '/securite/adresse',
    mine((visit) => addressCodePage(visit)),
  );
  app.post('/securite/adresse', mine(confirmAddress));
  app.post('/securite/sessions/fin', mine(endSession));
  app.post('/securite/sessions/autres', mine(endOtherSessions));
  app.post('/securite/comptes/fin', mine(unlinkProvider));
  // The address of a form that came back, asked for anew.
  app.get('/demandes', (c) => page(c).seeOther('/mon-espace'));
  app.get('/securite/mot-de-passe', (c) => page(c).seeOther('/mon-espace/securite'));
  app.get('/securite/adresse/demande', (c) => page(c).seeOther('/mon-espace/securite'));
  app.route('/donnees', dataRoutes(house, page));
  return app;
}
