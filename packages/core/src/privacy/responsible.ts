// Who answers for which data (RGPD art. 4, 7 and 8, art. 28): the operator of a service for its requests, the body that pools
// for accounts; and that body hosts for all the others.

import { and, desc, eq, lte, type Reader } from '@parvis/db';
import type { Authority, Service } from '@parvis/kit';
import { schema } from '../schema.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

/** The body that pools: the EPCI, or the commune that is alone. */
export function poolerOf({ authorities, site }: Pick<SiteSnapshot, 'authorities' | 'site'>): Authority {
  return [...authorities.values()].find(({ kind }) => kind === 'epci') ?? site.authority;
}

/** Who hosts for a body, as its processor; null for the one that hosts for itself. */
export function processorOf(snapshot: SiteSnapshot, controller: Authority): Authority | null {
  const pooler = poolerOf(snapshot);
  return pooler.id === controller.id ? null : pooler;
}

/** What the register must know of a service. */
export type OperatedService = Pick<Service, 'id' | 'title' | 'sheet' | 'channels'>;

/** The services that a body operates on a day, for itself or for some of its communes, in the catalogue's order. */
export async function servicesOperatedBy(
  reader: Reader,
  tenantId: string,
  authority: Authority,
  snapshot: SiteSnapshot,
  today: string,
): Promise<readonly OperatedService[]> {
  const { service, responsibility } = schema.for(reader);
  const [services, handed] = await Promise.all([
    reader.select().from(service).where(eq(service.tenantId, tenantId)).orderBy(service.position),
    reader
      .select()
      .from(responsibility)
      .where(and(eq(responsibility.tenantId, tenantId), lte(responsibility.since, today)))
      .orderBy(desc(responsibility.since)),
  ]);
  const current = new Map<string, string>();
  for (const { serviceId, communeId, operatorId } of handed) {
    const key = `${serviceId} ${communeId}`;
    if (!current.has(key)) current.set(key, operatorId);
  }
  const pooler = poolerOf(snapshot);
  const communes = [...snapshot.authorities.values()].filter(({ kind }) => kind === 'commune');
  return services.filter(({ id, level, authorityId }) =>
    communes.some((commune) => {
      if (authorityId !== null && authorityId !== commune.id) return false;
      const operatorId = current.get(`${id} ${commune.id}`) ?? (level === 'epci' ? pooler.id : commune.id);
      return operatorId === authority.id;
    }),
  );
}
