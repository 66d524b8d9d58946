// The desk's addresses of workshops, under `/agent/appointments`.

import type { DeskRouter } from '@parvis/kit';
import { moveSomeone, notePresence, sessionPage, sheetPage, writeToAll } from './session.ts';
import {
  addPerson,
  addPersonPage,
  callOffPage,
  cancelSession,
  editSession,
  editSessionPage,
} from './session-change.ts';
import { editWorkshopPage, newWorkshopPage, saveWorkshop } from './workshop-form.ts';
import { addDates, copyWorkshop, publishWorkshop, workshopDeskPage, workshopListPage } from './workshops.ts';

export function workshopDesk(app: DeskRouter): void {
  app.get('/ateliers', (c) => workshopListPage(c.var.page));
  app.get('/ateliers/nouveau', (c) => newWorkshopPage(c.var.page));
  app.post('/ateliers/nouveau', (c) => saveWorkshop(c.var.page, null));
  app.get('/ateliers/:workshop', (c) => workshopDeskPage(c.var.page, c.req.param('workshop')));
  app.get('/ateliers/:workshop/modifier', (c) => editWorkshopPage(c.var.page, c.req.param('workshop')));
  app.post('/ateliers/:workshop/modifier', (c) => saveWorkshop(c.var.page, c.req.param('workshop')));
  app.post('/ateliers/:workshop/publication', (c) => publishWorkshop(c.var.page, c.req.param('workshop')));
  app.post('/ateliers/:workshop/copie', (c) => copyWorkshop(c.var.page, c.req.param('workshop')));
  app.post('/ateliers/:workshop/seances', (c) => addDates(c.var.page, c.req.param('workshop')));
  app.get('/ateliers/seances/:session', (c) => sessionPage(c.var.page, c.req.param('session')));
  app.get('/ateliers/seances/:session/emargement', (c) => sheetPage(c.var.page, c.req.param('session')));
  app.post('/ateliers/seances/:session/presences', (c) => notePresence(c.var.page, c.req.param('session')));
  app.post('/ateliers/seances/:session/message', (c) => writeToAll(c.var.page, c.req.param('session')));
  app.post('/ateliers/seances/:session/deplacement', (c) => moveSomeone(c.var.page, c.req.param('session')));
  app.get('/ateliers/seances/:session/inscription', (c) => addPersonPage(c.var.page, c.req.param('session')));
  app.post('/ateliers/seances/:session/inscription', (c) => addPerson(c.var.page, c.req.param('session')));
  app.get('/ateliers/seances/:session/modifier', (c) => editSessionPage(c.var.page, c.req.param('session')));
  app.post('/ateliers/seances/:session/modifier', (c) => editSession(c.var.page, c.req.param('session')));
  app.get('/ateliers/seances/:session/annulation', (c) => callOffPage(c.var.page, c.req.param('session')));
  app.post('/ateliers/seances/:session/annulation', (c) => cancelSession(c.var.page, c.req.param('session')));
}
