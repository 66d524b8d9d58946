// The sheets of a tenant's services as one body keeps them: the shared ones, and what it says itself.

import { and, asc, eq, inArray, isNull, or, type Reader, type Tx } from '@parvis/db';
import type { Authority, Ctx, ServiceSheet } from '@parvis/kit';
import { schema } from '../schema.ts';
import { siteTag, tenantTag } from '../sites/directory.ts';
import { type Adaptation, type CatalogueRow, catalogueOf, type ServiceChanges } from './catalogue.ts';

export interface KeptSheet {
  readonly row: CatalogueRow;
  readonly offered: boolean;
  readonly changes: ServiceChanges;
  /** Who operates it for the body; null for what each commune operates itself, seen from the body that pools. */
  readonly operator: Authority | null;
  /** The body keeps the shared sheet itself: what it changes is changed for all. */
  readonly shares: boolean;
}

export interface OwnSite {
  readonly id: string;
  readonly name: string;
}

/** The website of a body, where it has one. */
export async function siteOf(reader: Reader, tenantId: string, authorityId: string): Promise<OwnSite | null> {
  const { site } = schema.for(reader);
  const [row] = await reader
    .select({ id: site.id, name: site.name })
    .from(site)
    .where(and(eq(site.tenantId, tenantId), eq(site.authorityId, authorityId)))
    .orderBy(asc(site.id))
    .limit(1);
  return row ?? null;
}

type Where = Pick<Ctx, 'authorities' | 'tenant'> & { readonly today: string };

/** The body whose sheets all the others show: the EPCI, or the commune alone. */
function poolingBody(authorities: readonly Authority[]): Authority | undefined {
  return (
    authorities.find(({ kind }) => kind === 'epci') ?? authorities.find(({ kind }) => kind === 'commune')
  );
}

/** Those that the body shows or could show on its site, in the catalogue's order. */
export async function keptSheets(
  reader: Reader,
  { tenant, authorities, today }: Where,
  {
    authority,
    siteId,
    slug,
  }: { readonly authority: Authority; readonly siteId: string; readonly slug?: string },
): Promise<readonly KeptSheet[]> {
  const t = schema.for(reader);
  const rows: readonly CatalogueRow[] = await reader
    .select()
    .from(t.service)
    .where(
      and(
        eq(t.service.tenantId, tenant.id),
        or(isNull(t.service.authorityId), eq(t.service.authorityId, authority.id)),
        ...(slug === undefined ? [] : [eq(t.service.slug, slug)]),
      ),
    )
    .orderBy(asc(t.service.position), asc(t.service.id));
  const adaptations: readonly Adaptation[] = await reader
    .select()
    .from(t.serviceAdaptation)
    .where(eq(t.serviceAdaptation.siteId, siteId));
  const responsibilities = await reader
    .select()
    .from(t.responsibility)
    .where(and(eq(t.responsibility.tenantId, tenant.id), eq(t.responsibility.communeId, authority.id)));
  const shown = new Map(
    catalogueOf({
      rows,
      adaptations: [],
      responsibilities,
      authority,
      authorities: new Map(authorities.map((one) => [one.id, one])),
      today,
    }).map((one) => [one.id, one.operator]),
  );
  const adapted = new Map(adaptations.map((one) => [one.serviceId, one]));
  const pooling = poolingBody(authorities)?.id;
  return rows.flatMap((row) => {
    const shares = (row.authorityId ?? pooling) === authority.id;
    const operator = shown.get(row.id) ?? null;
    if (!operator && !shares) return [];
    const { offered = true, changes = {} } = adapted.get(row.id) ?? {};
    return [{ row, offered, changes, operator, shares }];
  });
}

/** Writes what a body says itself; a body that says nothing and shows the service has no row. */
export async function adaptService(
  tx: Tx,
  siteId: string,
  serviceId: string,
  { offered, changes }: Pick<Adaptation, 'offered' | 'changes'>,
): Promise<void> {
  const { serviceAdaptation } = schema.for(tx);
  await tx
    .insert(serviceAdaptation)
    .values({ siteId, serviceId, offered, changes })
    .onConflictDoUpdate({
      target: [serviceAdaptation.siteId, serviceAdaptation.serviceId],
      set: { offered, changes },
    });
  tx.touch(siteTag(siteId));
}

/** Changes the sheet that every site shows which says nothing itself. */
export async function changeSharedSheet(
  tx: Tx,
  tenantId: string,
  serviceId: string,
  sheet: ServiceSheet,
): Promise<void> {
  const { service } = schema.for(tx);
  await tx
    .update(service)
    .set({ sheet })
    .where(and(eq(service.id, serviceId), eq(service.tenantId, tenantId)));
  tx.touch(tenantTag(tenantId));
}

/** The addresses that bodies want to be told at, of a service: by the id of the body. */
export async function recipientsOf(
  reader: Reader,
  tenantId: string,
  serviceId: string,
  authorityIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { site, serviceAdaptation } = schema.for(reader);
  const rows = await reader
    .select({ authorityId: site.authorityId, changes: serviceAdaptation.changes })
    .from(serviceAdaptation)
    .innerJoin(site, eq(site.id, serviceAdaptation.siteId))
    .where(
      and(
        eq(site.tenantId, tenantId),
        eq(serviceAdaptation.serviceId, serviceId),
        inArray(site.authorityId, [...authorityIds]),
      ),
    );
  return new Map(rows.map(({ authorityId, changes }) => [authorityId, changes.recipients ?? []]));
}
