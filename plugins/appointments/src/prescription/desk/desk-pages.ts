// The desk's addresses of orientations, under `/agent/appointments`.

import type { DeskRouter } from '@parvis/kit';
import {
  motifAccessPage,
  orientationsPage,
  orientToMotif,
  orientToMotifPage,
  orientToWorkshop,
  orientToWorkshopPage,
  saveMotifAccess,
} from './orientations.ts';

export function prescriptionDesk(app: DeskRouter): void {
  app.get('/orientations', (c) => orientationsPage(c.var.page, c.req.query('fait')));
  app.get('/orientations/motifs', (c) => motifAccessPage(c.var.page));
  app.post('/orientations/motifs', (c) => saveMotifAccess(c.var.page));
  app.get('/orientations/rendez-vous/:motif', (c) => orientToMotifPage(c.var.page, c.req.param('motif')));
  app.post('/orientations/rendez-vous/:motif', (c) => orientToMotif(c.var.page, c.req.param('motif')));
  app.get('/orientations/ateliers/:session', (c) => orientToWorkshopPage(c.var.page, c.req.param('session')));
  app.post('/orientations/ateliers/:session', (c) => orientToWorkshop(c.var.page, c.req.param('session')));
}
