// What is kept of pre-application numbers.

import type { ExportedPart, RetentionRule } from '@parvis/kit';
import { and, eq, inArray } from '@parvis/kit/data';
import { antsTables } from './tables.ts';

export const applicationNumbers: RetentionRule = {
  name: 'applications',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_ants_application', 'appointments_ants_refusal'],
  what: 'Votre numéro de pré-demande de carte d’identité ou de passeport, et s’il a été refusé',
  people: 'Les personnes qui prennent rendez-vous pour une carte d’identité ou un passeport',
  purpose: 'Retrouver votre pré-demande, et éviter que deux rendez-vous soient pris avec le même numéro',
  basis: 'public-task',
  recipients: 'La personne qui vous reçoit, et l’Agence nationale des titres sécurisés (France Titres)',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { antsApplication, antsRefusal } = antsTables.for(ctx.read);
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    const rows = await ctx.read
      .select({ application: antsApplication, refused: antsRefusal.status })
      .from(antsApplication)
      .leftJoin(
        antsRefusal,
        and(
          eq(antsRefusal.requestId, antsApplication.requestId),
          eq(antsRefusal.applicationId, antsApplication.applicationId),
        ),
      )
      .where(ctx.own(antsApplication, inArray(antsApplication.requestId, [...references.keys()])));
    return rows.map(({ application, refused }) => ({
      title: 'Numéro de pré-demande',
      data: {
        référence: references.get(application.requestId) ?? '',
        numéro: application.applicationId,
        refusé: refused !== null,
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const ids = requests.map(({ id }) => id);
    const { antsApplication, antsRefusal } = antsTables.for(ctx.tx);
    await ctx.tx.delete(antsRefusal).where(ctx.own(antsRefusal, inArray(antsRefusal.requestId, ids)));
    const erased = await ctx.tx
      .delete(antsApplication)
      .where(ctx.own(antsApplication, inArray(antsApplication.requestId, ids)))
      .returning({ requestId: antsApplication.requestId });
    return erased.length;
  },
};
