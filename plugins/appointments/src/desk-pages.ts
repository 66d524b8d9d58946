// The agents' pages, of all slices: loaded with the desk, after the public ones.

import type { DeskRouter } from '@parvis/kit';
import { buttonRoutes } from './calendars/button.ts';
import { calendarRoutes } from './calendars/desk.ts';
import { deskRoutes } from './desk/routes.ts';
import { prescriptionDesk } from './prescription/desk/desk-pages.ts';
import { statisticsRoutes } from './statistics/desk.ts';
import { workshopDesk } from './workshops/desk/desk-pages.ts';

export function deskPages(app: DeskRouter): void {
  workshopDesk(app);
  prescriptionDesk(app);
  deskRoutes(app);
  calendarRoutes(app);
  statisticsRoutes(app);
  buttonRoutes(app);
}
