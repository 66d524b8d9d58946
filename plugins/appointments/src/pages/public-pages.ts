// The public addresses of the plugin, under `/rendez-vous`.

import type { PageRouter } from '@parvis/kit';
import { readWishes } from '../wishes.ts';
import { book, contactPage } from './booking.ts';
import { calendarResponse, cancel, cancellationPage } from './cancellation.ts';
import { changeWaiting, earlierPage } from './earlier.ts';
import { motifListPage } from './motif-list.ts';
import { motifPage } from './motif-page.ts';
import { confirmMovePage, move, movePage } from './move.ts';

export function publicPages(app: PageRouter): void {
  app.get('/', (c) => motifListPage(c.var.page, c.req.query('q')));
  app.get('/:code/calendrier.ics', (c) => calendarResponse(c.var.page, c.req.param('code')));
  app.get('/:code/annulation', (c) => cancellationPage(c.var.page, c.req.param('code')));
  app.post('/:code/annulation', (c) => cancel(c.var.page, c.req.param('code')));
  app.get('/:code/deplacement', (c) =>
    movePage(c.var.page, c.req.param('code'), { place: c.req.query('lieu'), week: c.req.query('semaine') }),
  );
  app.get('/:code/deplacement/:venue/:slot', (c) => confirmMovePage(c.var.page, c.req.param()));
  app.post('/:code/deplacement/:venue/:slot', (c) => move(c.var.page, c.req.param()));
  app.get('/:code/plus-tot', (c) => earlierPage(c.var.page, c.req.param('code')));
  app.post('/:code/plus-tot', (c) => changeWaiting(c.var.page, c.req.param('code')));
  app.get('/:motif', (c) => {
    const wishes = readWishes((name) => c.req.query(name));
    const asked = { place: c.req.query('lieu'), week: c.req.query('semaine'), wishes };
    return motifPage(c.var.page, c.req.param('motif'), asked);
  });
  app.get('/:motif/:venue/:slot', (c) =>
    contactPage(c.var.page, { ...c.req.param(), people: c.req.query('personnes') }),
  );
  app.post('/:motif/:venue/:slot', (c) =>
    book(c.var.page, { ...c.req.param(), people: c.req.query('personnes') }),
  );
}
