// Uploads that come in pieces: whose browser sends them, and how far they have come.

import type { AnyColumn, ColumnKit } from '@parvis/db';

/** A piece that arrived, under its own name in the store. */
export interface UploadPart {
  readonly id: string;
  /** Bytes. */
  readonly size: number;
}

interface Referred {
  readonly tenant: { readonly id: AnyColumn };
  readonly site: { readonly id: AnyColumn };
}

export function uploadTables(kit: ColumnKit, { tenant, site }: Referred) {
  const upload = kit.table(
    'upload',
    {
      /** Of the file too, once it is whole. */
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      siteId: kit.ref('site_id', () => site.id, { onDelete: 'cascade' }).notNull(),
      /** Keyed hash of the browser that sends it. */
      visitorHash: kit.text('visitor_hash').notNull(),
      name: kit.text('name').notNull(),
      /** As the browser says it. */
      type: kit.text('type').notNull(),
      /** Bytes that were announced. */
      size: kit.integer('size').notNull(),
      /** Bytes that arrived. */
      received: kit.integer('received').notNull(),
      parts: kit.json<readonly UploadPart[]>('parts').notNull(),
      /** It was looked at, and is a file. */
      whole: kit.boolean('whole').notNull(),
      /** A form was sent with it. */
      taken: kit.boolean('taken').notNull(),
      expiresAt: kit.instant('expires_at').notNull(),
    },
    (t) => [
      kit.index('upload_visitor').on(t.tenantId, t.visitorHash),
      kit.index('upload_expiry').on(t.expiresAt),
    ],
  );
  return { upload };
}
