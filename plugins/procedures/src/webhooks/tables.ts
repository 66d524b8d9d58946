// The software that bodies have told of what happens, and what was sent to it.

import { defineTables } from '@parvis/kit/data';

/** `waiting`: it was not taken yet, and is tried again by itself. `failed`: not any more. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed';

export const webhookTables = defineTables((kit) => {
  const webhook = kit.table(
    'procedures_webhook',
    {
      authorityId: kit.text('authority_id').notNull(),
      /** As workflows name it: `logiciel-metier`. */
      name: kit.text('name').notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      url: kit.text('url').notNull(),
      /** What its secret is derived from, with the secret of the installation: another salt is another secret. */
      salt: kit.text('salt').notNull(),
      changedAt: kit.instant('changed_at').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.authorityId, t.name] })],
  );
  /** Without the answers: they are read when it is sent. */
  const delivery = kit.table(
    'procedures_delivery',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      requestId: kit.text('request_id').notNull(),
      /** Of the request: whoever looks at the list may not read requests. */
      reference: kit.text('reference').notNull().default(''),
      authorityId: kit.text('authority_id').notNull(),
      webhook: kit.text('webhook').notNull(),
      /** Ids of the fields that are told. */
      fields: kit.json<readonly string[]>('fields').notNull(),
      /** Of the workflow: which step was taken (null: silence), and the status it led to. */
      transition: kit.text('transition'),
      status: kit.text('status').notNull(),
      at: kit.instant('at').notNull(),
      state: kit.text('state').$type<DeliveryState>().notNull(),
      /** What came back, in words; null before the first try. */
      answer: kit.text('answer'),
      tries: kit.integer('tries').notNull(),
      triedAt: kit.instant('tried_at'),
    },
    (t) => [
      kit.index('procedures_delivery_authority').on(t.tenantId, t.authorityId, t.at),
      kit.index('procedures_delivery_request').on(t.requestId),
    ],
  );
  return { webhook, delivery };
});
