// The pages of the desk of appointments, under `/agent/appointments`.

import type { DeskRouter } from '@parvis/kit';
import { absencesPage, removeAbsence, saveAbsence } from './absences.ts';
import { bookPage, saveBooking } from './book-page.ts';
import { bookedPage } from './booked-page.ts';
import { calendarPage } from './calendar-page.ts';
import { changePage, saveChange } from './change-page.ts';
import { closuresPage, removeClosure, saveClosure } from './closures.ts';
import { allCame, dayListPage, savePresence } from './day-list.ts';
import { endOpening, newOpeningPage, openingPage, saveOpening } from './opening-page.ts';
import { openingsPage } from './openings-page.ts';
import { resourcePage, resourcesPage, saveResource } from './resource-pages.ts';
import { revoke, revokePage } from './revoke-page.ts';
import { motifPage, motifsPage, saveMotif, saveVenue, venuePage, venuesPage } from './settings-pages.ts';

export function deskRoutes(app: DeskRouter): void {
  app.get('/', (c) =>
    calendarPage(c.var.page, {
      view: c.req.query('vue'),
      day: c.req.query('jour'),
      agenda: c.req.query('agenda'),
    }),
  );
  app.get('/liste', (c) =>
    dayListPage(c.var.page, { day: c.req.query('jour'), agenda: c.req.query('agenda') }),
  );
  app.post('/liste/tous-venus', (c) => allCame(c.var.page));
  app.get('/nouveau', (c) =>
    bookPage(c.var.page, {
      motif: c.req.query('motif'),
      commune: c.req.query('commune') || undefined,
      from: c.req.query('des'),
      venue: c.req.query('lieu'),
      resource: c.req.query('avec'),
      people: c.req.query('personnes'),
    }),
  );
  app.post('/nouveau', (c) => saveBooking(c.var.page));
  keepingRoutes(app);
  settingsRoutes(app);
  app.get('/:request/pris', (c) => bookedPage(c.var.page, c.req.param('request')));
  app.post('/:request/presence', (c) => savePresence(c.var.page, c.req.param('request')));
  app.get('/:request/deplacement', (c) => changePage(c.var.page, c.req.param('request')));
  app.post('/:request/deplacement', (c) => saveChange(c.var.page, c.req.param('request')));
  app.get('/:request/annulation', (c) => revokePage(c.var.page, c.req.param('request')));
  app.post('/:request/annulation', (c) => revoke(c.var.page, c.req.param('request')));
}

function keepingRoutes(app: DeskRouter): void {
  app.get('/permanences', (c) => openingsPage(c.var.page));
  app.get('/permanences/nouvelle', (c) => newOpeningPage(c.var.page, c.req.query('avec')));
  app.post('/permanences/nouvelle', (c) => saveOpening(c.var.page, null));
  app.get('/permanences/:id', (c) => openingPage(c.var.page, c.req.param('id')));
  app.post('/permanences/:id', (c) => saveOpening(c.var.page, c.req.param('id')));
  app.post('/permanences/:id/fin', (c) => endOpening(c.var.page, c.req.param('id')));
  app.get('/absences', (c) => absencesPage(c.var.page));
  app.post('/absences', (c) => saveAbsence(c.var.page));
  app.post('/absences/:id/suppression', (c) => removeAbsence(c.var.page, c.req.param('id')));
  app.get('/fermetures', (c) => closuresPage(c.var.page));
  app.post('/fermetures', (c) => saveClosure(c.var.page));
  app.post('/fermetures/:id/suppression', (c) => removeClosure(c.var.page, c.req.param('id')));
}

function settingsRoutes(app: DeskRouter): void {
  app.get('/agendas', (c) => resourcesPage(c.var.page));
  app.get('/agendas/nouveau', (c) => resourcePage(c.var.page, null));
  app.post('/agendas/nouveau', (c) => saveResource(c.var.page, null));
  app.get('/agendas/:id', (c) => resourcePage(c.var.page, c.req.param('id')));
  app.post('/agendas/:id', (c) => saveResource(c.var.page, c.req.param('id')));
  app.get('/motifs', (c) => motifsPage(c.var.page));
  app.get('/motifs/nouveau', (c) => motifPage(c.var.page, null));
  app.post('/motifs/nouveau', (c) => saveMotif(c.var.page, null));
  app.get('/motifs/:id', (c) => motifPage(c.var.page, c.req.param('id')));
  app.post('/motifs/:id', (c) => saveMotif(c.var.page, c.req.param('id')));
  app.get('/lieux', (c) => venuesPage(c.var.page));
  app.get('/lieux/nouveau', (c) => venuePage(c.var.page, null));
  app.post('/lieux/nouveau', (c) => saveVenue(c.var.page, null));
  app.get('/lieux/:id', (c) => venuePage(c.var.page, c.req.param('id')));
  app.post('/lieux/:id', (c) => saveVenue(c.var.page, c.req.param('id')));
}
