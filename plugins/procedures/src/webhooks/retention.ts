// What was sent to other software goes with the request that it is about: which step, when, and what came back.

import { formatDay } from '@parvis/forms';
import type { RetentionRule } from '@parvis/kit';
import { asc, inArray } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { webhookTables } from './tables.ts';

export const deliveries: RetentionRule = {
  name: 'deliveries',
  theme: 'requests',
  channel: 'form',
  tables: ['procedures_delivery'],
  what: 'La trace des envois de la demande aux logiciels de la collectivité',
  people: 'Les personnes qui font une demande en ligne',
  purpose: 'Savoir ce qui a été transmis, et le renvoyer si le logiciel ne l’a pas reçu',
  basis: 'public-task',
  recipients: 'Les administrateurs de la collectivité qui traite la demande',
  keep: { clock: 'request' },
  async export(ctx, { requests }) {
    if (requests.length === 0) return [];
    const { delivery } = webhookTables.for(ctx.read);
    const rows = await ctx.read
      .select()
      .from(delivery)
      .where(
        ctx.own(
          delivery,
          inArray(
            delivery.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      )
      .orderBy(asc(delivery.at), asc(delivery.id));
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    return rows.map(({ requestId, webhook, authorityId, at, state }) => ({
      title: `Envoi de la demande ${references.get(requestId) ?? ''} à un logiciel`,
      data: {
        logiciel: webhook,
        collectivité: ctx.authorities.find(({ id }) => id === authorityId)?.name ?? '',
        le: formatDay(localDay(ctx.site.zone, at)),
        reçu: state === 'delivered',
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { delivery } = webhookTables.for(ctx.tx);
    const gone = await ctx.tx
      .delete(delivery)
      .where(
        ctx.own(
          delivery,
          inArray(
            delivery.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      )
      .returning({ id: delivery.id });
    return gone.length;
  },
};
