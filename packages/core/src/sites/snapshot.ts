// What a page of a site needs to know, gathered once: an immutable picture of the site, its tenant and its services.

import { asc, type Db, eq } from '@parvis/db';
import type { Authority, Html, Service, Site, Tenant } from '@parvis/kit';
import { type Brand, faviconDataUri, monogram, type Theming } from '@parvis/theming';
import { Temporal } from 'temporal-polyfill';
import type { SecondFactorPolicy } from '../identity/second-factor-policy.ts';
import { schema } from '../schema.ts';
import { createServiceSearch, type ServiceSearch } from '../search/index.ts';
import { catalogueOf } from '../services/catalogue.ts';

export interface SiteSnapshot {
  readonly tenant: Tenant;
  /** Whether the tenant's agents must have a second factor. */
  readonly secondFactor: SecondFactorPolicy;
  readonly site: Site;
  readonly authorities: ReadonlyMap<string, Authority>;
  /** The EPCI that the site's commune belongs to, when it pools. */
  readonly group: Authority | null;
  readonly population: number | null;
  readonly services: readonly Service[];
  readonly serviceBySlug: ReadonlyMap<string, Service>;
  readonly search: ServiceSearch;
  readonly brand: Brand;
  readonly stylesheet: string;
  readonly monogram: Html;
  readonly favicon: string;
  /** Epoch milliseconds: the local midnight at which a responsibility may pass to another body. */
  readonly until: number;
}

/** How the installation is reached from outside. */
export interface Reach {
  /** The origin of a site, from its main host name. */
  originOf(host: string): string;
}

/** Reads a site whole, in a fixed number of queries; null when there is none. */
export async function loadSnapshot(
  db: Pick<Db, 'read'>,
  theming: Theming,
  reach: Reach,
  siteId: string,
  now: number,
): Promise<SiteSnapshot | null> {
  const t = schema.for(db.read);
  const [row] = await db.read
    .select({ site: t.site, tenant: t.tenant, authority: t.authority })
    .from(t.site)
    .innerJoin(t.tenant, eq(t.tenant.id, t.site.tenantId))
    .innerJoin(t.authority, eq(t.authority.id, t.site.authorityId))
    .where(eq(t.site.id, siteId));
  if (!row) return null;

  // One after the other: inside a transaction there is one connection.
  const tenantId = row.tenant.id;
  const hosts = await db.read.select().from(t.siteHost).where(eq(t.siteHost.siteId, siteId));
  const authorityRows = await db.read.select().from(t.authority).where(eq(t.authority.tenantId, tenantId));
  const serviceRows = await db.read
    .select()
    .from(t.service)
    .where(eq(t.service.tenantId, tenantId))
    .orderBy(asc(t.service.position));
  const adaptations = await db.read
    .select()
    .from(t.serviceAdaptation)
    .where(eq(t.serviceAdaptation.siteId, siteId));
  const responsibilities = await db.read
    .select()
    .from(t.responsibility)
    .where(eq(t.responsibility.communeId, row.authority.id));

  const authorities = new Map(authorityRows.map((one) => [one.id, toAuthority(one)]));
  const authority = authorities.get(row.authority.id) ?? toAuthority(row.authority);
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(row.site.zone).toPlainDate();
  const services = catalogueOf({
    rows: serviceRows,
    adaptations,
    responsibilities,
    authority,
    authorities,
    today: today.toString(),
  });
  const mainHost = (hosts.find((one) => one.main) ?? hosts[0])?.host ?? 'localhost';
  return {
    tenant: { id: row.tenant.id, name: row.tenant.name },
    secondFactor: row.tenant.secondFactor,
    site: {
      id: row.site.id,
      slug: row.site.slug,
      name: row.site.name,
      theme: row.site.theme,
      authority,
      zone: row.site.zone,
      origin: reach.originOf(mainHost),
      demo: row.site.demo,
    },
    authorities,
    group:
      authority.kind === 'commune'
        ? (authorityRows.map(toAuthority).find((one) => one.kind === 'epci') ?? null)
        : null,
    population: row.authority.population,
    services,
    serviceBySlug: new Map(services.map((one) => [one.slug, one])),
    search: createServiceSearch(
      services.map(({ id, title, official, summary, keywords }) => ({
        id,
        title,
        keywords: official ? [...keywords, official] : keywords,
        text: summary,
      })),
    ),
    brand: row.site.brand,
    stylesheet: theming.stylesheet(row.site.theme, row.site.brand).href,
    monogram: monogram(row.site.name),
    favicon: faviconDataUri(row.site.name, row.site.brand),
    until: today.add({ days: 1 }).toZonedDateTime(row.site.zone).epochMilliseconds,
  };
}

interface AuthorityRow extends Authority {
  readonly tenantId: string;
}

function toAuthority({ id, kind, name, siren, insee, contact, privacy }: AuthorityRow): Authority {
  return { id, kind, name, siren, insee, contact, privacy };
}
