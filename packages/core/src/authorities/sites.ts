// New sites: an address, a brand and a theme for a body. Cheap, so that a whole intercommunality is a few statements.

import { and, eq, inArray, type Tx } from '@parvis/db';
import { CodedError } from '@parvis/kit';
import type { Brand } from '@parvis/theming';
import { schema } from '../schema.ts';
import { HOSTS_TAG, tenantTag } from '../sites/directory.ts';
import { firstRepeated } from './tenant.ts';

export interface NewSite {
  readonly authorityId: string;
  readonly slug: string;
  readonly name: string;
  /** Host names, lower case and without a port. Mails and calendars link to the first. */
  readonly hosts: readonly [string, ...string[]];
  readonly theme: string;
  readonly brand: Brand;
  /** The IANA zone in which the site says hours. */
  readonly zone: string;
  /** Every page says that it is a demonstration, and none is indexed. */
  readonly demo?: boolean;
}

export interface CreatedSite {
  readonly id: string;
  readonly slug: string;
  readonly authorityId: string;
  readonly host: string;
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * Opens sites, in the order given, in two statements and two checks.
 *
 * @throws CodedError PARVIS_SITE_SLUG_TAKEN, PARVIS_SITE_HOST_TAKEN, PARVIS_SITE_HOST_NAME
 */
export async function createSites(
  tx: Tx,
  tenantId: string,
  sites: readonly NewSite[],
): Promise<readonly CreatedSite[]> {
  if (sites.length === 0) return [];
  await refuseTakenSlugs(tx, tenantId, sites);
  await refuseTakenHosts(tx, sites);
  const { site, siteHost } = schema.for(tx);
  const rows = await tx
    .insert(site)
    .values(
      sites.map(({ authorityId, slug, name, theme, brand, zone, demo }) => {
        return { tenantId, authorityId, slug, name, theme, brand, zone, demo };
      }),
    )
    .returning({ id: site.id, slug: site.slug });
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
  const created = sites.flatMap(({ slug, authorityId, hosts }) => {
    const id = ids.get(slug);
    return id === undefined ? [] : [{ id, slug, authorityId, host: hosts[0], hosts }];
  });
  await tx
    .insert(siteHost)
    .values(
      created.flatMap(({ id, hosts }) => hosts.map((host, n) => ({ host, siteId: id, main: n === 0 }))),
    );
  tx.touch(HOSTS_TAG, tenantTag(tenantId));
  return created.map(({ id, slug, authorityId, host }) => ({ id, slug, authorityId, host }));
}

async function refuseTakenSlugs(tx: Tx, tenantId: string, sites: readonly NewSite[]): Promise<void> {
  const { site } = schema.for(tx);
  const slugs = sites.map(({ slug }) => slug);
  const known = await tx
    .select({ slug: site.slug })
    .from(site)
    .where(and(eq(site.tenantId, tenantId), inArray(site.slug, slugs)));
  const taken = known[0]?.slug ?? firstRepeated(slugs);
  if (taken === undefined) return;
  throw new CodedError(
    'PARVIS_SITE_SLUG_TAKEN',
    `The tenant already has a site named "${taken}".`,
    'Give the new site another slug.',
  );
}

async function refuseTakenHosts(tx: Tx, sites: readonly NewSite[]): Promise<void> {
  const { siteHost } = schema.for(tx);
  const hosts = sites.flatMap((one) => one.hosts);
  const odd = hosts.find((host) => !HOST_NAME.test(host));
  if (odd !== undefined) {
    throw new CodedError(
      'PARVIS_SITE_HOST_NAME',
      `"${odd}" is not a host name.`,
      'Write it in lower-case letters, digits, hyphens and dots, without http:// and without a port.',
    );
  }
  // Of the whole installation: a name leads to one site, whoever owns it.
  const known = await tx.select({ host: siteHost.host }).from(siteHost).where(inArray(siteHost.host, hosts));
  const taken = known[0]?.host ?? firstRepeated(hosts);
  if (taken === undefined) return;
  throw new CodedError(
    'PARVIS_SITE_HOST_TAKEN',
    `The host name ${taken} already leads to a site of this installation.`,
    'Choose another name, or another domain.',
  );
}
