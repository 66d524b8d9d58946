// Publishing a plan: everything that must be right, what changes, and one button.

import { FormError } from '@parvis/forms';
import { CodedError, type DeskCtx, PageError, type TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { poolingBody } from '../pooling/desk/visit.ts';
import { diffDefinitions } from '../pooling/diff-definitions.ts';
import { freshId } from '../pooling/fresh-id.ts';
import { mergeDefinitions } from '../pooling/merge-definitions.ts';
import { publishProcedure } from '../publish.ts';
import { type Definition, tables } from '../schema.ts';
import { changedMeanwhile, refused, savePress } from './edit.ts';
import { faultsOf } from './faults.ts';
import { navOf } from './nav.ts';
import { addressOf, dropPlan, newestShared, type Plan, planFor, slugsInUse } from './plans.ts';
import { missingIn, writeEntry } from './sheet.ts';
import { builderTables } from './tables.ts';
import { placeOfFault, warningsOf } from './warnings.ts';

export async function publishPage(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const newest = plan.baseId === null ? null : await newestShared(page, plan.slug);
  const overtaken = newest !== null && newest.versionId !== plan.baseId;
  const faults = faultsOf(plan.definition).map((fault) => ({
    sentence: fault.sentence,
    ...placeOfFault(plan, fault),
  }));
  const missing = missingIn(plan.sheet);
  const changes = newest === null ? [] : diffDefinitions(newest.definition, plan.definition);
  return page.page(
    'desk-builder-publish',
    {
      nav: navOf(plan, 'publication'),
      action: addressOf(plan, 'publication'),
      catchUp: addressOf(plan, 'rattrapage'),
      revision: plan.revision,
      faults: [
        ...faults,
        ...(missing.length > 0
          ? [
              {
                sentence: `La fiche ne dit pas encore\u00A0: ${missing.join(', ')}.`,
                href: addressOf(plan, 'fiche'),
                text: 'Compléter la fiche',
              },
            ]
          : []),
      ],
      warnings: warningsOf(plan).filter(({ sentence }) => !sentence.startsWith('La fiche ne dit pas encore')),
      overtaken,
      theirs: overtaken ? await changedSince(page, plan, newest.definition) : [],
      fresh: newest === null,
      changes,
      scenarios: plan.definition.scenarios.length,
      shared: page.authorities.length > 1 && poolingBody(page)?.id === page.actor.authority.id,
      who: page.actor.authority.name,
    },
    { title: `Publier\u00A0: ${plan.title}` },
  );
}

/** What others published since the plan began. */
async function changedSince(page: DeskCtx, plan: Plan, newest: Definition): Promise<readonly string[]> {
  const base = await baseOf(page, plan);
  return base ? diffDefinitions(base, newest) : [];
}

async function baseOf(page: DeskCtx, { baseId }: Plan): Promise<Definition | null> {
  if (baseId === null) return null;
  const { version } = tables.for(page.read);
  const [found] = await page.read
    .select({ definition: version.definition })
    .from(version)
    .where(page.own(version, eq(version.id, baseId)));
  return found?.definition ?? null;
}

/** Takes what others published into the plan; where both changed the same thing, the plan keeps its own. */
export async function catchUp(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const newest = await newestShared(page, plan.slug);
  const base = await baseOf(page, plan);
  if (!newest || !base) throw refused(plan, 'Il n’y a rien à reprendre.');
  const { definition } = mergeDefinitions(base, newest.definition, plan.definition);
  return savePress(page, plan, { definition, baseId: newest.versionId }, addressOf(plan, 'publication'));
}

export async function publishPlan(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const seen = Number((await page.body()).get('revision'));
  if (seen !== plan.revision) throw changedMeanwhile(plan);
  const missing = missingIn(plan.sheet);
  if (missing.length > 0) throw refused(plan, `La fiche ne dit pas encore\u00A0: ${missing.join(', ')}.`);
  const [fault] = faultsOf(plan.definition);
  if (fault) throw refused(plan, fault.sentence);
  try {
    const slug = await page.write((tx) => publish(page, tx, plan));
    return page.seeOther(`/agent/procedures/modeles/${slug}`);
  } catch (error) {
    if (error instanceof FormError || error instanceof CodedError) throw refused(plan, error.message);
    throw error;
  }
}

async function publish(page: DeskCtx, tx: TxCtx, plan: Plan): Promise<string> {
  const { definition, sheet, title } = plan;
  await demandUntouched(page, tx, plan);
  const pooling = poolingBody(page)?.id;
  const mine = page.actor.authority.id;
  const authorityId = await ownerOf(tx, plan, mine === pooling ? null : mine);
  const slug = plan.baseId === null ? await stillFree(tx, plan) : plan.slug;
  await publishProcedure(tx, {
    slug,
    title,
    form: definition.form,
    requester: definition.requester,
    workflow: definition.workflow,
    letters: definition.letters,
    scenarios: definition.scenarios,
    ...(authorityId !== null && { authorityId }),
  });
  await writeEntry(tx, { slug, title, sheet, authorityId });
  await dropPlan(tx, mine, plan.id);
  await tx.record('published', { kind: 'procedure', id: plan.id, details: { slug } });
  return slug;
}

/** Nobody saved the plan, or published the procedure, since the page was looked at. */
async function demandUntouched(page: DeskCtx, tx: TxCtx, plan: Plan): Promise<void> {
  const { plan: table } = builderTables.for(tx.tx);
  const [row] = await tx.tx
    .select({ revision: table.revision })
    .from(table)
    .where(tx.own(table, eq(table.id, plan.id), eq(table.authorityId, page.actor.authority.id)));
  if (row?.revision !== plan.revision) throw changedMeanwhile(plan);
  if (plan.baseId === null) return;
  const newest = await newestShared(tx, plan.slug);
  if (newest?.versionId !== plan.baseId)
    throw new PageError(
      409,
      'Cette démarche a été publiée entre-temps',
      'Reprenez d’abord ce qui a changé. Rien n’a été publié.',
      [{ href: addressOf(plan, 'publication'), text: 'Voir ce qui a changé' }],
    );
}

/** Whose it is: of a procedure that is there, it stays. */
async function ownerOf(tx: TxCtx, plan: Plan, mine: string | null): Promise<string | null> {
  if (plan.baseId === null) return mine;
  const { procedure } = tables.for(tx.tx);
  const [found] = await tx.tx
    .select({ authorityId: procedure.authorityId })
    .from(procedure)
    .where(tx.own(procedure, eq(procedure.slug, plan.slug)));
  return found?.authorityId ?? mine;
}

/** The name that was kept for it, or another where someone took it meanwhile. */
async function stillFree(tx: TxCtx, { slug }: Plan): Promise<string> {
  const { procedure } = tables.for(tx.tx);
  const [there] = await tx.tx
    .select({ id: procedure.id })
    .from(procedure)
    .where(tx.own(procedure, eq(procedure.slug, slug)));
  return there ? freshId(slug, await slugsInUse(tx)) : slug;
}
