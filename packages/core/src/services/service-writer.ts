// Writing in the catalogue of a tenant, for plugins that make what it leads to: the contract's ServiceWriter.

import { and, asc, count, eq, newId, type Tx } from '@parvis/db';
import type { ServiceWriter, TxCtx } from '@parvis/kit';
import { schema } from '../schema.ts';
import { tenantTag } from '../sites/directory.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

/** `record` is given whole names: `service.added`. */
export function serviceWriter(
  tx: Tx,
  { tenant, authorities }: Pick<SiteSnapshot, 'tenant' | 'authorities'>,
  record: TxCtx['record'],
): ServiceWriter {
  const { service } = schema.for(tx);
  return {
    async all() {
      const rows = await tx
        .select()
        .from(service)
        .where(eq(service.tenantId, tenant.id))
        .orderBy(asc(service.position), asc(service.id));
      return rows.map(({ tenantId: _tenant, position: _position, ...entry }) => entry);
    },
    async add(entry) {
      if (entry.authorityId !== null && !authorities.has(entry.authorityId))
        throw new TypeError('a service was given to a body that is not of its tenant');
      const [there] = await tx.select({ many: count() }).from(service).where(eq(service.tenantId, tenant.id));
      const id = newId();
      await tx.insert(service).values({ ...entry, id, tenantId: tenant.id, position: there?.many ?? 0 });
      tx.touch(tenantTag(tenant.id));
      await record('service.added', { kind: 'service', id, details: { slug: entry.slug } });
      return id;
    },
    async update(id, changes) {
      const changed = await tx
        .update(service)
        .set(changes)
        .where(and(eq(service.tenantId, tenant.id), eq(service.id, id)))
        .returning({ id: service.id });
      if (changed.length === 0) return false;
      tx.touch(tenantTag(tenant.id));
      await record('service.changed', { kind: 'service', id });
      return true;
    },
  };
}
