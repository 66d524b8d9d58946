// Which bodies, beside its operator and the citizen's commune, read a request: for a reason, and until a day.

import type { AnyColumn, ColumnKit } from '@parvis/db';

interface Referred {
  readonly tenant: { readonly id: AnyColumn };
  readonly authority: { readonly id: AnyColumn };
  readonly request: { readonly id: AnyColumn };
}

export function shareTables(kit: ColumnKit, { tenant, authority, request }: Referred) {
  const requestShare = kit.table(
    'request_share',
    {
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }).notNull(),
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      /** As its agents read it: « Avis demandé ». */
      why: kit.text('why').notNull(),
      since: kit.instant('since').notNull(),
      /** The first instant at which it is over; null while nobody ends it. */
      until: kit.instant('until'),
    },
    (t) => [
      kit.primaryKey({ columns: [t.requestId, t.authorityId] }),
      kit.index('request_share_authority').on(t.authorityId, t.since),
    ],
  );
  return { requestShare };
}
