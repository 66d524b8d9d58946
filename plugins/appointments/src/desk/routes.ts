// The pages of the desk of appointments, under `/agent/appointments`.

import type { DeskRouter } from '@parvis/kit';
import { bookPage, saveBooking } from './book-page.ts';
import { bookedPage } from './booked-page.ts';
import { calendarPage } from './calendar-page.ts';
import { changePage, saveChange } from './change-page.ts';
import { revoke, revokePage } from './revoke-page.ts';

export function deskRoutes(app: DeskRouter): void {
  app.get('/', (c) =>
    calendarPage(c.var.page, {
      view: c.req.query('vue'),
      day: c.req.query('jour'),
      agenda: c.req.query('agenda'),
    }),
  );
  app.get('/nouveau', (c) =>
    bookPage(c.var.page, {
      motif: c.req.query('motif'),
      commune: c.req.query('commune') || undefined,
      from: c.req.query('des'),
      venue: c.req.query('lieu'),
      resource: c.req.query('avec'),
    }),
  );
  app.post('/nouveau', (c) => saveBooking(c.var.page));
  app.get('/:request/deplacement', (c) => changePage(c.var.page, c.req.param('request')));
  app.post('/:request/deplacement', (c) => saveChange(c.var.page, c.req.param('request')));
  app.get('/:request/annulation', (c) => revokePage(c.var.page, c.req.param('request')));
  app.post('/:request/annulation', (c) => revoke(c.var.page, c.req.param('request')));
  app.get('/:request/pris', (c) => bookedPage(c.var.page, c.req.param('request')));
}
