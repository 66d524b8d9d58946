// The secret addresses of agendas, which calendar programs read.

import type { PageRouter } from '@parvis/kit';
import { feedResponse } from './feed.ts';

export function feedPages(app: PageRouter): void {
  app.get('/:token', (c) => feedResponse(c.var.page, c.req.param('token'), c.req.header('if-none-match')));
}
