// The agents' pages, of all slices: loaded with the desk, after the public ones.

import type { DeskRouter } from '@parvis/kit';
import { builderRoutes } from './builder/index.ts';
import { deskRoutes } from './case/desk.ts';
import { procedureRoutes } from './pooling/desk/index.ts';
import { webhookRoutes } from './webhooks/desk.ts';

export function deskPages(app: DeskRouter): void {
  webhookRoutes(app);
  procedureRoutes(app);
  builderRoutes(app);
  deskRoutes(app);
}
