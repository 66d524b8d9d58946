// What the forms keep about people: answers, with their request; drafts, for a month.

import { summarise } from '@parvis/forms';
import type { ExportedPart, PersonRequest, RetentionRule } from '@parvis/kit';
import { eq, inArray, lt, or, startsWithFolded } from '@parvis/kit/data';
import { plans } from './builder/retention.ts';
import { opinions } from './opinions/retention.ts';
import { accountHolder, asideOf, DRAFT_DAYS } from './resume/holders.ts';
import { tables } from './schema.ts';
import { deliveries } from './webhooks/retention.ts';

const answers: RetentionRule = {
  name: 'answers',
  theme: 'requests',
  channel: 'form',
  tables: ['procedures_submission', 'procedures_revision'],
  what: 'Vos réponses au formulaire',
  people: 'Les personnes qui font une demande en ligne',
  purpose: 'Traiter la demande et pouvoir en justifier',
  basis: 'public-task',
  recipients:
    'Les agents du service qui traite la demande\u202F; ceux de la commune, et d’une collectivité à qui un avis est demandé, peuvent la lire',
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

/** Those of an account are exported and erased with it. Nobody knows whose the others are but the browser that began them. */
const drafts: RetentionRule = {
  name: 'drafts',
  theme: 'requests',
  channel: 'form',
  tables: ['procedures_draft', 'procedures_draft_key', 'procedures_signature_code'],
  what: 'Les réponses d’un formulaire commencé et pas encore envoyé, et l’empreinte du code qui le reprend',
  people: 'Les personnes qui commencent une demande en ligne',
  purpose: 'Reprendre un formulaire interrompu, dans le même navigateur, par un code ou dans son espace',
  basis: 'public-task',
  recipients: 'Vous seul, et qui a le code que vous avez noté, tant que le formulaire n’est pas envoyé',
  keep: { clock: 'own', days: DRAFT_DAYS, from: 'la dernière saisie' },
  async export(ctx, { citizenId }): Promise<readonly ExportedPart[]> {
    if (citizenId === null) return [];
    const { draft, version } = tables.for(ctx.read);
    const rows = await ctx.read
      .select({ answers: draft.answers, savedAt: draft.savedAt, definition: version.definition })
      .from(draft)
      .innerJoin(version, eq(version.id, draft.versionId))
      .where(ctx.own(draft, ofAccount(draft, citizenId)));
    return rows.map(({ answers, savedAt, definition }) => ({
      title: 'Formulaire commencé',
      data: {
        enregistré: new Date(savedAt).toISOString(),
        réponses: summarise(definition.form, answers).flatMap((page) =>
          page.rows.map(({ label, text }) => ({ question: label, réponse: [text].flat().join(', ') })),
        ),
      },
    }));
  },
  async erase(ctx, { citizenId }) {
    if (citizenId === null) return 0;
    const { draft } = tables.for(ctx.tx);
    const gone = await ctx.tx
      .delete(draft)
      .where(ctx.own(draft, ofAccount(draft, citizenId)))
      .returning({ id: draft.id });
    return gone.length;
  },
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

function ofAccount(draft: typeof tables.sqlite.draft, citizenId: string) {
  const mine = accountHolder(citizenId);
  return or(eq(draft.visitor, mine), startsWithFolded(draft.visitor, asideOf(mine)));
}

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
