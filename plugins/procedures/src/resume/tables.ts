// What else opens a draft than the browser or the account that holds it, and the codes that sign one.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../schema.ts';

/**
 * `code`: the keyed hash of the code that its person was given. `browser`: the key of a browser that was opened with that code.
 * `after`: the id of the draft of an account that was being typed when its session ended.
 */
const DRAFT_KEYS = ['code', 'browser', 'after'] as const;

export const resumeTables = defineTables((kit) => {
  const { draft } = base.for(kit);
  const draftKey = kit.table(
    'procedures_draft_key',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      draftId: kit.ref('draft_id', () => draft.id, { onDelete: 'cascade' }).notNull(),
      siteId: kit.text('site_id').notNull(),
      serviceId: kit.text('service_id').notNull(),
      kind: kit.text('kind', { enum: DRAFT_KEYS }).notNull(),
      value: kit.text('value').notNull(),
    },
    (t) => [
      kit.uniqueIndex('procedures_draft_key_once').on(t.siteId, t.serviceId, t.kind, t.value),
      kit.index('procedures_draft_key_value').on(t.tenantId, t.kind, t.value),
      kit.index('procedures_draft_key_draft').on(t.draftId),
    ],
  );
  /** The code that was last sent to sign a draft. */
  const signatureCode = kit.table(
    'procedures_signature_code',
    {
      draftId: kit.ref('draft_id', () => draft.id, { onDelete: 'cascade' }).notNull(),
      fieldId: kit.text('field_id').notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      /** `mail` or `text`. */
      by: kit.text('by', { enum: ['mail', 'text'] }).notNull(),
      /** Keyed hash of where it went: another address needs another code. */
      toHash: kit.text('to_hash').notNull(),
      codeHash: kit.text('code_hash').notNull(),
      /** Wrong codes so far. */
      tries: kit.integer('tries').notNull(),
      /** Codes sent for this draft. */
      sends: kit.integer('sends').notNull(),
      sentAt: kit.instant('sent_at').notNull(),
      expiresAt: kit.instant('expires_at').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.draftId, t.fieldId] })],
  );
  return { draftKey, signatureCode };
});
