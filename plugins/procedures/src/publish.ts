// Publishing: a procedure's form becomes a version that never changes.

import { defineForm } from '@parvis/forms';
import { CodedError, type TxCtx } from '@parvis/kit';
import { desc, eq, newId } from '@parvis/kit/data';
import { type Definition, tables } from './schema.ts';
import { checkWorkflow } from './workflow/check-workflow.ts';
import { runScenario, type Scenario } from './workflow/scenario.ts';
import type { LetterTemplate } from './workflow/workflow.ts';
import { workflowError } from './workflow/workflow-error.ts';

export interface NewProcedure extends Pick<Definition, 'form' | 'requester' | 'workflow'> {
  /** What services name in `{kind: 'form', procedure}`. Permanent. */
  readonly slug: string;
  readonly title: string;
  readonly letters?: readonly LetterTemplate[];
  /** What must happen: run at each publication, which is refused where one fails. */
  readonly scenarios?: readonly Scenario[];
}

/**
 * Publishes a procedure under a slug: version 1 of a new one, or the next version of one. Returns the version's id.
 *
 * @throws FormError for a form that could not work; CodedError PARVIS_PROCEDURE_REQUESTER, PARVIS_WORKFLOW_SCENARIO, and
 * what `checkWorkflow` throws
 */
export async function publishProcedure(tx: TxCtx, { slug, title, ...parts }: NewProcedure): Promise<string> {
  const definition = checked(parts);
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
    definition,
    publishedAt: tx.now,
  });
  tx.touch(`procedures:${tx.tenant.id}`);
  return id;
}

/** A definition that works, whole. */
function checked({
  form,
  requester,
  workflow,
  letters = [],
  scenarios = [],
}: Omit<NewProcedure, 'slug' | 'title'>): Definition {
  const definition = { form: defineForm(form), requester, workflow, letters, scenarios };
  checkRequester(definition);
  checkWorkflow(definition);
  const failures = scenarios.flatMap((scenario) =>
    runScenario(definition, scenario).failures.map((failure) => `${scenario.name}\u00A0: ${failure}`),
  );
  if (failures.length === 0) return { form, requester, workflow, letters, scenarios };
  throw workflowError(
    'PARVIS_WORKFLOW_SCENARIO',
    `The procedure does not do what its scenarios say. ${failures.join(' ')}`,
    'Correct the workflow, or the scenario where it is the one that is wrong.',
  );
}

/** The fields that say who asks are fields of the form. */
function checkRequester({ form, requester }: Pick<Definition, 'form' | 'requester'>): void {
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
