// Pages that belong to no site: the list of the sites, the demonstration's mailbox, the gallery, an unknown host name.

import type { Html } from '@parvis/kit';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { House } from '../house.ts';
import { securityHeaders } from './security.ts';
import { isHttps } from './visit.ts';

/** Stone and slate: the colours of the installation's own pages. */
export const HOUSE_BRAND = { primary: '#4a5c6a', secondary: '#c9a26b' };

/** The theme that draws them. */
export function houseTheme({ theming }: House): string {
  return theming.themes[0]?.name ?? 'parvis';
}

/** The style sheet of the installation's own pages. */
export function houseStylesheet(house: House): string {
  return house.theming.stylesheet(houseTheme(house), HOUSE_BRAND).href;
}

export function barePage(house: House, c: Context, view: string, page: object): Response {
  return bareHtml(house, c, house.theming.render(houseTheme(house), view, { page }), 200);
}

/** Never kept, never indexed. */
export function bareHtml(house: House, c: Context, html: Html, status: ContentfulStatusCode): Response {
  for (const [name, value] of Object.entries(securityHeaders({ https: isHttps(house, c) })))
    c.header(name, value);
  c.header('content-type', 'text/html; charset=utf-8');
  c.header('cache-control', 'no-store');
  c.header('x-robots-tag', 'noindex, nofollow');
  return c.body(html, status);
}
