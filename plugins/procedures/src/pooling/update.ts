// When a shared procedure is published anew: each body that adapted it gets what changed, or has to settle what meets.

import type { Ctx, TxCtx } from '@parvis/kit';
import { eq, inArray, isNull, ne, or } from '@parvis/kit/data';
import { type Definition, tables } from '../schema.ts';
import { adoptionOf, publishOwn, stand, type Version } from './adoption.ts';
import { diffDefinitions } from './diff-definitions.ts';
import { mergeDefinitions } from './merge-definitions.ts';

/** Bodies brought up to date in one transaction: the first ones with the publication, the next ones in jobs. */
const AT_ONCE = 8;

/** A shared procedure, by the names that its rows and its jobs know it by. */
interface Named {
  readonly id: string;
  readonly slug: string;
}

/** Brings the next bodies up to the newest shared version, and plans the rest. Run twice, it does no harm. */
export async function updateAdaptations(tx: TxCtx, { id, slug }: Named, shared: Version): Promise<void> {
  const behind = await bodiesBehind(tx, id, shared.id);
  const bases = await definitionsOf(
    tx,
    behind.map(({ baseId }) => baseId),
  );
  for (const body of behind.slice(0, AT_ONCE)) {
    const base = bases.get(body.baseId);
    if (base) await updateBody(tx, body, base, shared);
  }
  if (behind.length > AT_ONCE) await tx.enqueue('update', { slug });
}

/** The job `update`. */
export async function updateJob(ctx: Ctx, payload: unknown): Promise<void> {
  const { slug } = payload as { readonly slug: string };
  await ctx.write(async (tx) => {
    const adoption = await adoptionOf(tx, slug, tx.site.authority.id);
    if (adoption) await updateAdaptations(tx, adoption, adoption.shared);
  });
}

interface Body {
  readonly procedureId: string;
  readonly authorityId: string;
  readonly definition: Definition;
  readonly baseId: string;
}

/** Those whose own version does not hold the changes of the shared one, and who were not told of them; one more than are done. */
async function bodiesBehind(tx: TxCtx, procedureId: string, sharedId: string): Promise<readonly Body[]> {
  const { adaptation, version } = tables.for(tx.tx);
  const rows = await tx.tx
    .select({
      authorityId: adaptation.authorityId,
      definition: version.definition,
      baseId: version.baseId,
    })
    .from(adaptation)
    .innerJoin(version, eq(version.id, adaptation.versionId))
    .where(
      tx.own(
        adaptation,
        eq(adaptation.procedureId, procedureId),
        ne(version.baseId, sharedId),
        or(isNull(adaptation.pendingId), ne(adaptation.pendingId, sharedId)),
      ),
    )
    .limit(AT_ONCE + 1);
  return rows.flatMap(({ baseId, ...row }) => (baseId === null ? [] : [{ ...row, procedureId, baseId }]));
}

async function definitionsOf(tx: TxCtx, ids: readonly string[]): Promise<ReadonlyMap<string, Definition>> {
  if (ids.length === 0) return new Map();
  const { version } = tables.for(tx.tx);
  const rows = await tx.tx
    .select({ id: version.id, definition: version.definition })
    .from(version)
    .where(tx.own(version, inArray(version.id, [...new Set(ids)])));
  return new Map(rows.map(({ id, definition }) => [id, definition]));
}

async function updateBody(tx: TxCtx, body: Body, base: Definition, shared: Version): Promise<void> {
  const { procedureId, authorityId, definition: own } = body;
  const merge = mergeDefinitions(base, shared.definition, own);
  const subject = { kind: 'procedure', id: procedureId, details: { authorityId } };
  if (merge.conflicts.length > 0 || merge.refusal !== null) {
    // The body keeps its own until someone there decides.
    await stand(tx, procedureId, authorityId, { pendingId: shared.id });
    await tx.record('waiting', subject);
    return;
  }
  await publishOwn(tx, {
    procedureId,
    authorityId,
    definition: merge.definition,
    baseId: shared.id,
    settles: true,
    report: diffDefinitions(own, merge.definition),
  });
  await tx.record('updated', subject);
}
