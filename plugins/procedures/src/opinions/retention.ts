// Opinions go with the request that they are about.

import { formatDay } from '@parvis/forms';
import type { RetentionRule } from '@parvis/kit';
import { asc, eq, inArray } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { VERDICT_WORDS } from '../workflow/actions/opinion.ts';
import { opinionTables } from './tables.ts';

export const opinions: RetentionRule = {
  name: 'opinions',
  theme: 'requests',
  channel: 'form',
  tables: ['procedures_opinion'],
  what: 'Les avis demandés à d’autres collectivités sur la demande',
  people: 'Les personnes qui font une demande en ligne',
  purpose: 'Décider en connaissance de cause et pouvoir en justifier',
  basis: 'public-task',
  recipients:
    'Les agents du service qui traite la demande, ceux de la commune et ceux de la collectivité consultée',
  keep: { clock: 'request' },
  // Like the notes of agents, those that are not told to the citizen are given by an officer, who reads them first.
  async export(ctx, { requests }) {
    if (requests.length === 0) return [];
    const { opinion } = opinionTables.for(ctx.read);
    const rows = await ctx.read
      .select()
      .from(opinion)
      .where(
        ctx.own(
          opinion,
          inArray(
            opinion.requestId,
            requests.map(({ id }) => id),
          ),
          eq(opinion.shown, true),
        ),
      )
      .orderBy(asc(opinion.askedAt), asc(opinion.id));
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    return rows.map((row) => ({
      title: `Avis sur la demande ${references.get(row.requestId) ?? ''}`,
      data: {
        'demandé à': ctx.authorities.find(({ id }) => id === row.authorityId)?.name ?? '',
        le: formatDay(localDay(ctx.site.zone, row.askedAt)),
        question: row.question,
        avis: row.verdict === null ? null : VERDICT_WORDS[row.verdict],
        texte: row.text,
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { opinion } = opinionTables.for(ctx.tx);
    const gone = await ctx.tx
      .delete(opinion)
      .where(
        ctx.own(
          opinion,
          inArray(
            opinion.requestId,
            requests.map(({ id }) => id),
          ),
        ),
      )
      .returning({ id: opinion.id });
    return gone.length;
  },
};
