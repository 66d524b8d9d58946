// What ANTS adds to the tables of appointments: which motif collects which titles, and the pre-application numbers that people
// gave.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../../schema.ts';

/** What ANTS calls the titles that one comes for. */
export const REASONS = ['CNI', 'PASSPORT', 'CNI-PASSPORT'] as const;
export type Reason = (typeof REASONS)[number];

export const antsTables = defineTables((kit) => {
  const { motif } = base.for(kit);
  const antsReason = kit.table(
    'appointments_ants_reason',
    {
      motifId: kit.ref('motif_id', () => motif.id, { onDelete: 'cascade' }).notNull(),
      reason: kit.text('reason', { enum: REASONS }).notNull(),
      tenantId: kit.text('tenant_id').notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.motifId, t.reason] }),
      kit.index('appointments_ants_reason_tenant').on(t.tenantId),
    ],
  );
  const antsApplication = kit.table(
    'appointments_ants_application',
    {
      requestId: kit.text('request_id').notNull(),
      /** Ten letters and digits, capitals. */
      applicationId: kit.text('application_id').notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Where the person finds the appointment; no two numbers share one. */
      managementUrl: kit.text('management_url').notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.requestId, t.applicationId] }),
      kit.index('appointments_ants_application_id').on(t.tenantId, t.applicationId),
    ],
  );
  /** Numbers that the register refused after the booking, each told to the person once. */
  const antsRefusal = kit.table(
    'appointments_ants_refusal',
    {
      requestId: kit.text('request_id').notNull(),
      applicationId: kit.text('application_id').notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      /** What the register said of it. */
      status: kit.text('status', { enum: ['consumed', 'declared', 'unknown', 'expired'] }).notNull(),
      at: kit.instant('at').notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.requestId, t.applicationId] }),
      kit.index('appointments_ants_refusal_tenant').on(t.tenantId),
    ],
  );
  return { antsReason, antsApplication, antsRefusal };
});

/** All tables of the plugin. */
export const tables = defineTables((kit) => ({ ...base.for(kit), ...antsTables.for(kit) }));
