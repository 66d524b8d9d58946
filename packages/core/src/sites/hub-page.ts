// The list of the sites of an installation, on hosts kept for it: where a demonstration is entered. No site of a commune
// shows it.

import { asc, eq } from '@parvis/db';
import { faviconDataUri } from '@parvis/theming';
import type { Context } from 'hono';
import type { House } from '../house.ts';
import { barePage, houseStylesheet } from '../http/bare-page.ts';
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
    // In the colours of its own site, not of this page.
    sign: faviconDataUri(site.name, site.brand),
  }));
  return barePage(house, c, 'core/hub', {
    title: 'Les sites de cette installation',
    stylesheet: houseStylesheet(house),
    groups: shown.filter((one) => one.isGroup),
    sites: shown.filter((one) => !one.isGroup),
    mailbox: house.mailer.kind === 'mailbox' ? '/_courrier' : null,
    gallery: '/_composants',
    demo: rows.some((row) => row.site.demo),
  });
}
