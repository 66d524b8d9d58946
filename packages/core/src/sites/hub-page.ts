// The list of the sites of an installation, on hosts kept for it: where a demonstration is entered. No site of a commune
// shows it.

import { asc, eq } from '@parvis/db';
import { monogram } from '@parvis/theming';
import type { Context } from 'hono';
import type { House } from '../house.ts';
import { securityHeaders } from '../http/security.ts';
import { isHttps } from '../http/visit.ts';
import { schema } from '../schema.ts';

const MOST = 400;

export async function hubPage(
  house: House,
  c: Context,
  originOf: (host: string) => string,
): Promise<Response> {
  const t = schema.for(house.db.read);
  const rows = await house.db.read
    .select({
      site: t.site,
      host: t.siteHost.host,
      kind: t.authority.kind,
      population: t.authority.population,
    })
    .from(t.site)
    .innerJoin(t.authority, eq(t.authority.id, t.site.authorityId))
    .innerJoin(t.siteHost, eq(t.siteHost.siteId, t.site.id))
    .where(eq(t.siteHost.main, true))
    .orderBy(asc(t.site.slug))
    .limit(MOST);
  const shown = rows.map(({ site, host, kind, population }) => ({
    href: originOf(host),
    name: site.name,
    population,
    isGroup: kind === 'epci',
    monogram: monogram(site.name),
  }));
  const theme = house.theming.themes[0]?.name ?? 'parvis';
  const brand = rows.find((row) => row.kind === 'epci')?.site.brand ?? rows[0]?.site.brand;
  const html = house.theming.render(theme, 'core/hub', {
    page: {
      title: 'Les sites de cette installation',
      stylesheet: brand ? house.theming.stylesheet(theme, brand).href : null,
      groups: shown.filter((one) => one.isGroup),
      sites: shown.filter((one) => !one.isGroup),
      mailbox: house.mailer.kind === 'mailbox' ? '/_courrier' : null,
    },
  });
  for (const [name, value] of Object.entries(securityHeaders({ https: isHttps(house, c) })))
    c.header(name, value);
  c.header('x-robots-tag', 'noindex, nofollow');
  return c.html(html);
}
