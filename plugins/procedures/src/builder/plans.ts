// Procedures that are being written: found, saved by compare-and-swap, begun from a template or from what is published.

import { type DeskCtx, PageError, type TxCtx } from '@parvis/kit';
import { asc, desc, eq, lt, newId } from '@parvis/kit/data';
import { freshId } from '../pooling/fresh-id.ts';
import { type Definition, SHARED, tables } from '../schema.ts';
import { sheetOf } from './sheet.ts';
import { builderTables, type Sheet } from './tables.ts';

export interface Plan {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Null for a procedure that is new. */
  readonly baseId: string | null;
  readonly definition: Definition;
  readonly sheet: Sheet;
  readonly revision: number;
  readonly changedAt: number;
  readonly changedBy: string;
}

export type Changes = Partial<Pick<Plan, 'title' | 'definition' | 'sheet' | 'baseId'>>;

export const WORKSHOP = '/agent/procedures/atelier';
export const addressOf = ({ id }: Pick<Plan, 'id'>, ...rest: readonly string[]): string =>
  [WORKSHOP, id, ...rest].join('/');

/** The plan of that id, of the body that the agent works for. */
export async function planFor(page: DeskCtx, id: string): Promise<Plan> {
  page.demand('procedures.manage');
  const { plan } = builderTables.for(page.read);
  const [found] = await page.read
    .select()
    .from(plan)
    .where(page.own(plan, eq(plan.id, id), eq(plan.authorityId, page.actor.authority.id)));
  if (found) return found;
  throw new PageError(
    404,
    'Ce brouillon n’existe pas',
    'Il a peut-être été publié ou abandonné, ou appartient à une autre collectivité.',
    [{ href: WORKSHOP, text: 'Voir les brouillons' }],
  );
}

/** The newest first. */
export async function plansOf(page: DeskCtx) {
  const { plan } = builderTables.for(page.read);
  return page.read
    .select({
      id: plan.id,
      title: plan.title,
      baseId: plan.baseId,
      changedAt: plan.changedAt,
      changedBy: plan.changedBy,
    })
    .from(plan)
    .where(page.own(plan, eq(plan.authorityId, page.actor.authority.id)))
    .orderBy(desc(plan.changedAt), asc(plan.id))
    .limit(200);
}

/** How many earlier definitions are kept for whoever still looks at them. */
const KEPT_REVISIONS = 60;

/** Saves what changes where nobody saved since `seen`; false where somebody did, and then nothing is written. */
export async function savePlan(
  page: DeskCtx,
  { id }: Pick<Plan, 'id'>,
  seen: string | undefined,
  changes: Changes,
): Promise<boolean> {
  const revision = Number(seen);
  if (!Number.isInteger(revision)) return false;
  return page.write(async (tx) => {
    const { plan, past } = builderTables.for(tx.tx);
    const here = tx.own(
      plan,
      eq(plan.id, id),
      eq(plan.authorityId, page.actor.authority.id),
      eq(plan.revision, revision),
    );
    const [before] = await tx.tx.select({ definition: plan.definition }).from(plan).where(here);
    if (!before) return false;
    if (changes.definition) {
      await tx.tx.insert(past).values({ planId: id, tenantId: tx.tenant.id, revision, ...before });
      await tx.tx
        .delete(past)
        .where(tx.own(past, eq(past.planId, id), lt(past.revision, revision - KEPT_REVISIONS)));
    }
    const saved = await tx.tx
      .update(plan)
      .set({
        ...changes,
        revision: revision + 1,
        changedAt: tx.now,
        changedBy: page.actor.name,
        agentId: page.actor.id,
      })
      .where(here)
      .returning({ id: plan.id });
    return saved.length > 0;
  });
}

export async function dropPlan(tx: TxCtx, authorityId: string, id: string): Promise<boolean> {
  const { plan } = builderTables.for(tx.tx);
  const gone = await tx.tx
    .delete(plan)
    .where(tx.own(plan, eq(plan.id, id), eq(plan.authorityId, authorityId)))
    .returning({ id: plan.id });
  return gone.length > 0;
}

export interface NewPlan {
  readonly title: string;
  /** Of the procedure that it changes; without it, a name of its own is made from the title. */
  readonly slug?: string;
  /** Id of the version that it changes. */
  readonly baseId: string | null;
  readonly definition: Definition;
  /** Of the procedure that it was copied from, or that it changes: its entry of the catalogue is a start. */
  readonly from: string | null;
}

/** Begins a plan, or goes on with the one that the body has for the same procedure. Returns its id. */
export async function beginPlan(page: DeskCtx, begun: NewPlan): Promise<string> {
  const { title, slug: known, baseId, definition, from } = begun;
  return page.write(async (tx) => {
    const { plan } = builderTables.for(tx.tx);
    const authorityId = page.actor.authority.id;
    if (known !== undefined) {
      const [there] = await tx.tx
        .select({ id: plan.id })
        .from(plan)
        .where(tx.own(plan, eq(plan.authorityId, authorityId), eq(plan.slug, known)));
      if (there) return there.id;
    }
    const slug = known ?? freshId(title, await slugsInUse(tx));
    const id = newId();
    await tx.tx.insert(plan).values({
      id,
      tenantId: tx.tenant.id,
      authorityId,
      slug,
      title,
      baseId,
      definition,
      sheet: await sheetOf(tx, from, baseId === null),
      revision: 1,
      changedAt: tx.now,
      agentId: page.actor.id,
      changedBy: page.actor.name,
    });
    await tx.record('plan-begun', { kind: 'procedure', id, details: { slug } });
    return id;
  });
}

/** Names that a new procedure cannot have: of procedures, of entries of the catalogue, of other plans. */
export async function slugsInUse(tx: TxCtx): Promise<ReadonlySet<string>> {
  const { procedure } = tables.for(tx.tx);
  const { plan } = builderTables.for(tx.tx);
  const procedures = await tx.tx.select({ slug: procedure.slug }).from(procedure).where(tx.own(procedure));
  const plans = await tx.tx.select({ slug: plan.slug }).from(plan).where(tx.own(plan));
  const services = await tx.catalogue.all();
  return new Set([...procedures, ...plans, ...services].map(({ slug }) => slug));
}

/** Id and definition of the newest shared version of a procedure. */
export async function newestShared(
  tx: TxCtx | DeskCtx,
  slug: string,
): Promise<{
  readonly procedureId: string;
  readonly versionId: string;
  readonly definition: Definition;
} | null> {
  const reader = 'tx' in tx ? tx.tx : tx.read;
  const { procedure, version } = tables.for(reader);
  const [found] = await reader
    .select({ procedureId: procedure.id, versionId: version.id, definition: version.definition })
    .from(version)
    .innerJoin(procedure, eq(procedure.id, version.procedureId))
    .where(tx.own(version, eq(procedure.slug, slug), eq(version.line, SHARED)))
    .orderBy(desc(version.number))
    .limit(1);
  return found ?? null;
}
