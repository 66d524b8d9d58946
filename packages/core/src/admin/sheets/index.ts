// The sheets of services on the desk: what each body says of a shared service for itself, under `/agent/fiches`.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';
import { sheetsPage } from './list-page.ts';
import { saveSharedSheet } from './shared-sheet.ts';
import { saveSheet, saveSwitch, sheetPage } from './sheet-page.ts';

export function sheetRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) => sheetsPage(desk(c)));
  app.get('/:fiche', (c) =>
    sheetPage(house, desk(c), c.req.param('fiche'), { saved: c.req.query('garde') !== undefined }),
  );
  app.post('/:fiche', (c) => saveSheet(house, desk(c), c.req.param('fiche')));
  app.post('/:fiche/partagee', (c) => saveSharedSheet(house, desk(c), c.req.param('fiche')));
  app.post('/:fiche/offre', (c) => saveSwitch(desk(c), c.req.param('fiche')));
  return app;
}
