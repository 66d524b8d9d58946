// The data-protection officer's pages: the register, the audit log, a person's data.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';
import { journalRoutes } from './journal.ts';
import { dossierPage, eraseDossier, handOver } from './person-file.ts';
import { searchPage, searchResults } from './person-search.ts';
import { registerDownload, registerPage } from './register-page.ts';

export function privacyDeskRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) => registerPage(house, desk(c), c.get('snapshot')));
  app.get('/registre.csv', (c) => registerDownload(house, c, desk(c), c.get('snapshot')));
  app.get('/personne', (c) =>
    searchPage(
      desk(c),
      c.req.query('efface') === undefined
        ? {}
        : { done: 'C’est effacé. Ce qui a été fait est écrit dans le journal.' },
    ),
  );
  app.post('/personne', (c) => searchResults(house, desk(c), c.get('snapshot')));
  app.post('/personne/dossier', (c) => dossierPage(house, desk(c), c.get('snapshot')));
  app.post('/personne/archive', (c) => handOver(house, c, desk(c), c.get('snapshot')));
  app.post('/personne/effacement', (c) => eraseDossier(house, desk(c), c.get('snapshot')));
  app.route('/journal', journalRoutes(house, desk));
  return app;
}
