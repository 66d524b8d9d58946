// The pages of the desk about requests, beside the inbox and one request: kept searches, templates, many at once, intake,
// exports.

import { Hono } from 'hono';
import type { House } from '../../house.ts';
import type { SiteEnv, SiteVisit } from '../../http/visit.ts';
import type { DeskPage } from '../index.ts';
import { bulkResult, handleMany } from './bulk.ts';
import { toInboxQuery } from './inbox-query.ts';
import { intakePage, takeIn } from './intake.ts';
import { intakeSlip } from './intake-slip.ts';
import { requestExport } from './request-export.ts';
import { forgetFilter, saveFilter } from './saved-filters.ts';
import { dropTemplate, saveTemplate, templatePage, templatesPage } from './templates.ts';

export function manyRequestsRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const query = (c: SiteVisit) => toInboxQuery((name) => c.req.query(name));

  app.post('/recherches', (c) => saveFilter(desk(c)));
  app.post('/recherches/:id/suppression', (c) => forgetFilter(desk(c), c.req.param('id')));

  app.get('/modeles', (c) => templatesPage(desk(c)));
  app.post('/modeles', (c) => saveTemplate(desk(c)));
  app.get('/modeles/:id', (c) => templatePage(desk(c), c.req.param('id')));
  app.post('/modeles/:id', (c) => saveTemplate(desk(c), c.req.param('id')));
  app.post('/modeles/:id/suppression', (c) => dropTemplate(desk(c), c.req.param('id')));

  app.get('/demandes/lot', (c) => bulkResult(desk(c), (name) => c.req.query(name)));
  app.post('/demandes/lot', (c) => handleMany(house, desk(c), c.get('snapshot')));
  app.get('/demandes/nouvelle', (c) => intakePage(desk(c)));
  app.post('/demandes/nouvelle', (c) => takeIn(desk(c)));
  app.get('/demandes/export.csv', (c) => requestExport(house, c, desk(c), query(c), 'csv'));
  app.get('/demandes/export.json', (c) => requestExport(house, c, desk(c), query(c), 'json'));
  app.get('/demandes/:id/recepisse', (c) => intakeSlip(desk(c), c.get('snapshot'), c.req.param('id')));
  return app;
}
