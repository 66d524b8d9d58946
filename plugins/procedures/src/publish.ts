// Publishing: a procedure's form becomes a version that never changes.

import { defineForm } from '@parvis/forms';
import { CodedError, type TxCtx } from '@parvis/kit';
import { desc, eq, newId } from '@parvis/kit/data';
import { type Definition, tables } from './schema.ts';

export interface NewProcedure extends Definition {
  /** What services name in `{kind: 'form', procedure}`. Permanent. */
  readonly slug: string;
  readonly title: string;
}

/**
 * Publishes a form under a slug: version 1 of a new procedure, or the next version of one. Returns the version's id.
 *
 * @throws FormError for a form that could not work; CodedError PARVIS_PROCEDURE_REQUESTER
 */
export async function publishProcedure(
  tx: TxCtx,
  { slug, title, form, requester }: NewProcedure,
): Promise<string> {
  checkRequester({ form: defineForm(form), requester });
  const { procedure, version } = tables.for(tx.tx);
  const [known] = await tx.tx
    .select()
    .from(procedure)
    .where(tx.own(procedure, eq(procedure.slug, slug)));
  const procedureId = known?.id ?? newId();
  if (!known) {
    await tx.tx
      .insert(procedure)
      .values({ id: procedureId, tenantId: tx.tenant.id, slug, title, createdAt: tx.now });
  }
  const [last] = await tx.tx
    .select({ number: version.number })
    .from(version)
    .where(tx.own(version, eq(version.procedureId, procedureId)))
    .orderBy(desc(version.number))
    .limit(1);
  const id = newId();
  await tx.tx.insert(version).values({
    id,
    tenantId: tx.tenant.id,
    procedureId,
    number: (last?.number ?? 0) + 1,
    definition: { form, requester },
    publishedAt: tx.now,
  });
  tx.touch(`procedures:${tx.tenant.id}`);
  return id;
}

/** The fields that say who asks are fields of the form. */
function checkRequester({ form, requester }: Definition): void {
  const ids = new Set(form.pages.flatMap((page) => page.fields.map((field) => field.id)));
  const named = [
    ...requester.name,
    ...(requester.email ? [requester.email] : []),
    ...(requester.phone ? [requester.phone] : []),
  ];
  const unknown = named.find((id) => !ids.has(id));
  if (unknown === undefined) return;
  throw new CodedError(
    'PARVIS_PROCEDURE_REQUESTER',
    `The requester is read from "${unknown}", which is no field of the form.`,
    'Name ids of fields in `requester`.',
  );
}
