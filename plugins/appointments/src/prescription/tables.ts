// Orientation: who sent whom to an appointment or a workshop, and why; and which motifs are not booked by just anyone.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../schema.ts';

export const prescriptionTables = defineTables((kit) => {
  const { motif } = base.for(kit);
  const prescription = kit.table(
    'appointments_prescription',
    {
      /** Of the appointment or of the place at a workshop. */
      requestId: kit.text('request_id').primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Who prescribed, and for which body. */
      agentId: kit.text('agent_id').notNull(),
      agentName: kit.text('agent_name').notNull(),
      authorityId: kit.text('authority_id').notNull(),
      /** Read by agents only. */
      why: kit.text('why').notNull(),
      /** When the prescriber stated that the person agrees. */
      agreedAt: kit.instant('agreed_at').notNull(),
    },
    (t) => [kit.index('appointments_prescription_agent').on(t.tenantId, t.agentId, t.agreedAt)],
  );
  /** Motifs that not everyone may book by themselves; a motif without a row is for everyone. */
  const motifAccess = kit.table(
    'appointments_motif_access',
    {
      motifId: kit.ref('motif_id', () => motif.id, { onDelete: 'cascade' }).primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      access: kit.text('access', { enum: ['agents', 'prescribers'] }).notNull(),
    },
    (t) => [kit.index('appointments_motif_access_tenant').on(t.tenantId)],
  );
  return { prescription, motifAccess };
});
