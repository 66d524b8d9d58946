// Publishing: a procedure becomes a version that never changes, and whoever adapted it is brought up to date.

import { CodedError, type TxCtx } from '@parvis/kit';
import { desc, eq, newId } from '@parvis/kit/data';
import { checkDefinition } from './check-definition.ts';
import { updateAdaptations } from './pooling/update.ts';
import { type Definition, SHARED, tables } from './schema.ts';
import type { Scenario } from './workflow/scenario.ts';
import type { LetterTemplate } from './workflow/workflow.ts';

export interface NewProcedure extends Pick<Definition, 'form' | 'requester' | 'workflow'> {
  /** What services name in `{kind: 'form', procedure}`. Permanent. */
  readonly slug: string;
  readonly title: string;
  /** Id of the body that it belongs to and that alone uses it. Without it: the body that pools, for all. */
  readonly authorityId?: string;
  readonly letters?: readonly LetterTemplate[];
  /** What must happen: run at each publication, which is refused where one fails. */
  readonly scenarios?: readonly Scenario[];
}

/**
 * Publishes a procedure under a slug: version 1 of a new one, or the next version of one. Whoever adapted it gets what
 * changed, or has to settle what meets. Returns the version's id.
 *
 * @throws CodedError PARVIS_PROCEDURE_OWNER, and what `checkDefinition` throws
 */
export async function publishProcedure(
  tx: TxCtx,
  { slug, title, authorityId, letters = [], scenarios = [], ...parts }: NewProcedure,
): Promise<string> {
  const definition = checkDefinition({ ...parts, letters, scenarios });
  const { procedure } = tables.for(tx.tx);
  const [known] = await tx.tx
    .select()
    .from(procedure)
    .where(tx.own(procedure, eq(procedure.slug, slug)));
  const procedureId = known?.id ?? newId();
  if (known && known.authorityId !== (authorityId ?? null)) throw ownedByOther(slug);
  if (!known) {
    await tx.tx.insert(procedure).values({
      id: procedureId,
      tenantId: tx.tenant.id,
      slug,
      title,
      authorityId: authorityId ?? null,
      createdAt: tx.now,
    });
  } else if (known.title !== title) {
    await tx.tx
      .update(procedure)
      .set({ title })
      .where(tx.own(procedure, eq(procedure.id, procedureId)));
  }
  const id = await addVersion(tx, { procedureId, line: SHARED, definition });
  if (known) await updateAdaptations(tx, { id: procedureId, slug }, { id, definition });
  return id;
}

export interface NewVersion {
  readonly procedureId: string;
  /** `shared`, or the id of the body whose own it is. */
  readonly line: string;
  readonly definition: Definition;
  readonly baseId?: string;
  readonly report?: readonly string[];
}

/** Appends a version, checked before, to its line. Returns its id. */
export async function addVersion(tx: TxCtx, added: NewVersion): Promise<string> {
  const { version } = tables.for(tx.tx);
  const { procedureId, line, definition, baseId = null, report = null } = added;
  const [last] = await tx.tx
    .select({ number: version.number })
    .from(version)
    .where(tx.own(version, eq(version.procedureId, procedureId), eq(version.line, line)))
    .orderBy(desc(version.number))
    .limit(1);
  const id = newId();
  await tx.tx.insert(version).values({
    id,
    tenantId: tx.tenant.id,
    procedureId,
    line,
    number: (last?.number ?? 0) + 1,
    baseId,
    report,
    definition,
    publishedAt: tx.now,
  });
  tx.touch(`procedures:${tx.tenant.id}`);
  return id;
}

function ownedByOther(slug: string): CodedError {
  return new CodedError(
    'PARVIS_PROCEDURE_OWNER',
    `The procedure "${slug}" belongs to another body of the tenant.`,
    'Give it another slug, or adapt the one that is there.',
  );
}
