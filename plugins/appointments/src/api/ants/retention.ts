// What is kept of pre-application numbers.

import type { ExportedPart, RetentionRule } from '@parvis/kit';
import { inArray } from '@parvis/kit/data';
import { antsTables } from './tables.ts';

export const applicationNumbers: RetentionRule = {
  name: 'applications',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_ants_application'],
  what: 'Votre numéro de pré-demande de carte d’identité ou de passeport',
  people: 'Les personnes qui prennent rendez-vous pour une carte d’identité ou un passeport',
  purpose: 'Retrouver votre pré-demande, et éviter que deux rendez-vous soient pris avec le même numéro',
  basis: 'public-task',
  recipients: 'La personne qui vous reçoit, et l’Agence nationale des titres sécurisés (France Titres)',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { antsApplication } = antsTables.for(ctx.read);
    const rows = await ctx.read
      .select()
      .from(antsApplication)
      .where(
        ctx.own(
          antsApplication,
          inArray(
            antsApplication.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      );
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    return rows.map(({ requestId, applicationId }) => ({
      title: 'Numéro de pré-demande',
      data: { référence: references.get(requestId) ?? '', numéro: applicationId },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { antsApplication } = antsTables.for(ctx.tx);
    const erased = await ctx.tx
      .delete(antsApplication)
      .where(
        ctx.own(
          antsApplication,
          inArray(
            antsApplication.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      )
      .returning({ requestId: antsApplication.requestId });
    return erased.length;
  },
};
