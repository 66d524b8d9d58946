// What the builder keeps: procedures that are being written, and blocks of questions to use again.

import type { Field } from '@parvis/forms';
import { defineTables } from '@parvis/kit/data';
import type { Definition } from '../schema.ts';

/** What the catalogue says of the procedure: its entry, as it will be written at the publication. */
export interface Sheet {
  readonly summary: string;
  readonly theme: string;
  readonly keywords: readonly string[];
  readonly who: string;
  readonly need: readonly string[];
  readonly cost: string;
  readonly delay: string;
  readonly legal?: string;
  /** Who handles the requests: the citizen's commune, or the body that pools. */
  readonly level: 'commune' | 'epci';
}

export const builderTables = defineTables((kit) => {
  /** A procedure that is being written. Nothing of it is public before it is published. */
  const plan = kit.table(
    'procedures_plan',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Id of the body whose agents write it. */
      authorityId: kit.text('authority_id').notNull(),
      /** Under which it will be published. */
      slug: kit.text('slug').notNull(),
      title: kit.text('title').notNull(),
      /** Id of the version that it began from, of the procedure that it changes. Null for a procedure that is new. */
      baseId: kit.text('base_id'),
      definition: kit.json<Definition>('definition').notNull(),
      sheet: kit.json<Sheet>('sheet').notNull(),
      /** Counts what was saved: who saves says which one they saw. */
      revision: kit.integer('revision').notNull(),
      changedAt: kit.instant('changed_at').notNull(),
      /** Who saved last: their account, and their name as colleagues read it. */
      agentId: kit.text('agent_id').notNull(),
      changedBy: kit.text('changed_by').notNull(),
    },
    (t) => [
      kit.uniqueIndex('procedures_plan_slug').on(t.tenantId, t.authorityId, t.slug),
      kit.index('procedures_plan_age').on(t.tenantId, t.changedAt),
    ],
  );
  /** What a plan was before each save that changed its procedure: for who had its page open meanwhile. */
  const past = kit.table(
    'procedures_plan_past',
    {
      planId: kit.ref('plan_id', () => plan.id, { onDelete: 'cascade' }).notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      /** The last revision of the plan that had this definition. */
      revision: kit.integer('revision').notNull(),
      definition: kit.json<Definition>('definition').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.planId, t.revision] })],
  );
  /** Questions that belong together, kept under a name. */
  const block = kit.table(
    'procedures_block',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      title: kit.text('title').notNull(),
      fields: kit.json<readonly Field[]>('fields').notNull(),
      createdAt: kit.instant('created_at').notNull(),
    },
    (t) => [kit.index('procedures_block_tenant').on(t.tenantId, t.title)],
  );
  /** Into which procedures a block was put. */
  const blockUse = kit.table(
    'procedures_block_use',
    {
      blockId: kit.ref('block_id', () => block.id, { onDelete: 'cascade' }).notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      slug: kit.text('slug').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.blockId, t.slug] })],
  );
  return { plan, past, block, blockUse };
});
