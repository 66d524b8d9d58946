// What each tenant has done for it each night.

import { eq } from '@parvis/db';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';
import type { NewJob } from './queue.ts';

/** The purge, and what plugins do each night: once a tenant, in the name of the site of whoever pools. */
export async function nightlyJobs(house: House, dueAt: number): Promise<readonly NewJob[]> {
  const jobs = [
    { owner: 'core', name: 'purge' },
    ...house.plugins.all.flatMap(({ name: owner, daily = [] }) => daily.map((name) => ({ owner, name }))),
  ];
  const { site, authority } = schema.for(house.db.read);
  const rows = await house.db.read
    .select({ siteId: site.id, tenantId: site.tenantId, kind: authority.kind })
    .from(site)
    .innerJoin(authority, eq(authority.id, site.authorityId));
  const siteOf = new Map<string, string>();
  for (const { tenantId, siteId, kind } of rows)
    if (kind === 'epci' || !siteOf.has(tenantId)) siteOf.set(tenantId, siteId);
  return [...siteOf.values()].flatMap((siteId) =>
    jobs.map((job) => ({ ...job, siteId, payload: {}, dueAt })),
  );
}
