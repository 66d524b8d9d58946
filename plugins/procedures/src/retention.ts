// What the forms keep about people: answers, with their request; drafts, for a month.

import { summarise } from '@parvis/forms';
import type { ExportedPart, PersonRequest, RetentionRule } from '@parvis/kit';
import { eq, inArray, lt } from '@parvis/kit/data';
import { plans } from './builder/retention.ts';
import { opinions } from './opinions/retention.ts';
import { tables } from './schema.ts';
import { deliveries } from './webhooks/retention.ts';

/** Days after which a draft that nobody touched is deleted. */
const DRAFT_DAYS = 30;

const answers: RetentionRule = {
  name: 'answers',
  theme: 'requests',
  channel: 'form',
  tables: ['procedures_submission', 'procedures_revision'],
  what: 'Vos réponses au formulaire',
  people: 'Les personnes qui font une demande en ligne',
  purpose: 'Traiter la demande et pouvoir en justifier',
  basis: 'public-task',
  recipients: 'Les agents du service qui traite la demande\u202F; ceux de la commune peuvent la lire',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { submission, version } = tables.for(ctx.read);
    const rows = await ctx.read
      .select({
        requestId: submission.requestId,
        answers: submission.answers,
        aside: submission.aside,
        definition: version.definition,
      })
      .from(submission)
      .innerJoin(version, eq(version.id, submission.versionId))
      .where(ctx.own(submission, inArray(submission.requestId, idsOf(requests))));
    const byId = new Map(requests.map((one) => [one.id, one]));
    return rows.map((row) => ({
      title: `Réponses à la demande ${byId.get(row.requestId)?.reference ?? ''}`,
      data: {
        démarche: byId.get(row.requestId)?.title ?? '',
        réponses: summarise(row.definition.form, row.answers).flatMap((page) =>
          page.rows.map(({ label, text }) => ({ question: label, réponse: [text].flat().join(', ') })),
        ),
        ...(row.aside?.length && {
          'anciennes questions': row.aside.map(({ label, text }) => ({
            question: label,
            réponse: [text].flat().join(', '),
          })),
        }),
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { submission, revision } = tables.for(ctx.tx);
    await ctx.tx.delete(revision).where(ctx.own(revision, inArray(revision.requestId, idsOf(requests))));
    const gone = await ctx.tx
      .delete(submission)
      .where(ctx.own(submission, inArray(submission.requestId, idsOf(requests))))
      .returning({ id: submission.requestId });
    return gone.length;
  },
};

/** Nobody knows whose they are but the browser that began them: they are not exported, and end by themselves. */
const drafts: RetentionRule = {
  name: 'drafts',
  theme: 'requests',
  channel: 'form',
  tables: ['procedures_draft', 'procedures_draft_key', 'procedures_signature_code'],
  what: 'Les réponses d’un formulaire commencé et pas encore envoyé',
  people: 'Les personnes qui commencent une demande en ligne',
  purpose: 'Reprendre un formulaire interrompu, dans le même navigateur',
  basis: 'public-task',
  recipients: 'Vous seul, tant que le formulaire n’est pas envoyé',
  keep: { clock: 'own', days: DRAFT_DAYS, from: 'la dernière saisie' },
  async purge(ctx, before) {
    const { draft } = tables.for(ctx.tx);
    const old = await ctx.tx
      .select({ id: draft.id })
      .from(draft)
      .where(ctx.own(draft, lt(draft.savedAt, before)))
      .limit(500);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await ctx.tx.delete(draft).where(ctx.own(draft, inArray(draft.id, ids)));
    return old.length;
  },
};

function idsOf(requests: readonly PersonRequest[]): string[] {
  return requests.map(({ id }) => id);
}

export const retention = [answers, opinions, deliveries, drafts, plans] as const;

export const impersonal = {
  procedures_procedure: 'the forms themselves',
  procedures_version: 'the forms themselves',
  procedures_adaptation: 'which forms a body changed for itself',
  procedures_block: 'questions that procedures share',
  procedures_block_use: 'which procedures share them',
  procedures_webhook: 'the addresses of the software of bodies',
};
