// What is kept of orientations.

import type { ExportedPart, RetentionRule } from '@parvis/kit';
import { inArray } from '@parvis/kit/data';
import { sayWhen } from '../french.ts';
import { prescriptionTables } from './tables.ts';

const orientations: RetentionRule = {
  name: 'orientations',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_prescription'],
  what: 'Qui vous a orienté vers un rendez-vous ou un atelier, pour quel besoin, et que vous étiez d’accord',
  people: 'Les personnes qu’un travailleur social ou un partenaire oriente',
  purpose: 'Vous recevoir utilement, et dire à qui vous a orienté si vous êtes venu',
  basis: 'public-task',
  recipients: 'La personne qui vous reçoit, et celle qui vous a orienté',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { prescription } = prescriptionTables.for(ctx.read);
    const rows = await ctx.read
      .select()
      .from(prescription)
      .where(
        ctx.own(
          prescription,
          inArray(
            prescription.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      );
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    return rows.map((row) => ({
      title: 'Orientation',
      data: {
        référence: references.get(row.requestId) ?? '',
        'orienté par': row.agentName,
        pour: row.why,
        'accord donné': sayWhen(row.agreedAt, ctx.site.zone),
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { prescription } = prescriptionTables.for(ctx.tx);
    const erased = await ctx.tx
      .delete(prescription)
      .where(
        ctx.own(
          prescription,
          inArray(
            prescription.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      )
      .returning({ requestId: prescription.requestId });
    return erased.length;
  },
};

export const retention = [orientations] as const;

export const impersonal = { appointments_motif_access: 'which motifs are not booked by everyone' };
