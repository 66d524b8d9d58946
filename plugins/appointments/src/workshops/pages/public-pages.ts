// The public addresses of workshops, under `/ateliers`.

import type { PageRouter } from '@parvis/kit';
import { changePlace, ownPlacePage, placeCalendar } from './own-place.ts';
import { programmeFeed, programmePage } from './programme.ts';
import { signUpPage, takePlace } from './sign-up.ts';
import { workshopPage } from './workshop-page.ts';

export function workshopPages(app: PageRouter): void {
  app.get('/', (c) =>
    programmePage(c.var.page, {
      month: c.req.query('mois'),
      theme: c.req.query('theme'),
      place: c.req.query('lieu'),
      order: c.req.query('tri'),
      wheelchair: c.req.query('fauteuil') === '1',
    }),
  );
  app.get('/programme.ics', (c) => programmeFeed(c.var.page));
  app.get('/place/:code', (c) => ownPlacePage(c.var.page, c.req.param('code')));
  app.post('/place/:code', (c) => changePlace(c.var.page, c.req.param('code')));
  app.get('/place/:code/calendrier.ics', (c) => placeCalendar(c.var.page, c.req.param('code')));
  app.get('/:workshop', (c) => workshopPage(c.var.page, c.req.param('workshop')));
  app.get('/:workshop/inscription', (c) =>
    signUpPage(c.var.page, c.req.param('workshop'), c.req.query('seance')),
  );
  app.post('/:workshop/inscription', (c) =>
    takePlace(c.var.page, c.req.param('workshop'), c.req.query('seance')),
  );
}
