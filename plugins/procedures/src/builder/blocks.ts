// Blocks: questions that belong together, kept under a name to be put into other procedures.

import { expandBlocks, type Field } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { asc, eq, newId } from '@parvis/kit/data';
import { freshId } from '../pooling/fresh-id.ts';
import type { Definition } from '../schema.ts';
import { changedMeanwhile, refused, savePress } from './edit.ts';
import { fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor, WORKSHOP } from './plans.ts';
import { answeredInScenarios } from './sample-answer.ts';
import { gone } from './standing.ts';
import { builderTables } from './tables.ts';
import { correctable } from './uses.ts';

const LIBRARY = `${WORKSHOP}/blocs`;
const MOST_BLOCKS = 200;
const LONGEST_TITLE = 100;

export async function blocksOf(page: DeskCtx) {
  const { block } = builderTables.for(page.read);
  return page.read
    .select({ id: block.id, title: block.title })
    .from(block)
    .where(page.own(block))
    .orderBy(asc(block.title), asc(block.id))
    .limit(MOST_BLOCKS);
}

/** The library of the tenant: what each block asks, and where it was put. */
export async function libraryPage(page: DeskCtx, wrong: string | null = null): Promise<Response> {
  page.demand('procedures.manage');
  const { block, blockUse } = builderTables.for(page.read);
  const rows = await page.read
    .select()
    .from(block)
    .where(page.own(block))
    .orderBy(asc(block.title), asc(block.id))
    .limit(MOST_BLOCKS);
  const uses = await page.read.select().from(blockUse).where(page.own(blockUse));
  return page.page(
    'desk-builder-blocks',
    {
      back: WORKSHOP,
      action: LIBRARY,
      wrong,
      blocks: rows.map(({ id, title, fields }) => ({
        id,
        title,
        questions: fields.map(({ label }) => label),
        uses: uses.filter(({ blockId }) => blockId === id).map(({ slug }) => slug),
      })),
    },
    { title: 'Blocs de questions', status: wrong === null ? 200 : 422 },
  );
}

export async function changeBlock(page: DeskCtx): Promise<Response> {
  page.demand('procedures.manage');
  const body = await page.body();
  const [press = '', id = ''] = (body.get('faire') ?? '').split(' ');
  const title = (body.get(`nom-${id}`) ?? '').trim().slice(0, LONGEST_TITLE);
  if (press === 'renommer' && title === '') return libraryPage(page, id);
  await page.write(async (tx) => {
    const { block } = builderTables.for(tx.tx);
    const here = tx.own(block, eq(block.id, id));
    if (press === 'renommer') {
      const named = await tx.tx.update(block).set({ title }).where(here).returning({ id: block.id });
      if (named.length === 0)
        throw new PageError(
          409,
          'Ce bloc n’est plus là',
          `Quelqu’un l’a supprimé pendant que vous écriviez son nom\u00A0: «\u00A0${title}\u00A0».`,
          [{ href: LIBRARY, text: 'Voir les blocs' }],
        );
    }
    if (press !== 'supprimer') return;
    const away = await tx.tx.delete(block).where(here).returning({ id: block.id });
    if (away.length > 0) await tx.record('block-dropped', { kind: 'block', id });
  });
  return page.seeOther(LIBRARY);
}

/** On a page of a plan: « garder » keeps its questions under a name, « inserer » puts those of a block there. */
export async function pressBlock(page: DeskCtx, planId: string, pageId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const body = await page.body();
  if (body.get('faire') === 'garder') return keepBlock(page, plan, pageId, body.get('nom') ?? '');
  return insertBlock(page, plan, pageId, body.get('bloc') ?? '');
}

async function keepBlock(page: DeskCtx, plan: Plan, pageId: string, typed: string): Promise<Response> {
  const here = plan.definition.form.pages.find(({ id }) => id === pageId);
  if (!here) throw gone(plan, 'Cette page');
  const title = typed.trim().slice(0, LONGEST_TITLE) || here.title;
  const own = new Set(here.fields.map(({ id }) => id));
  if (here.fields.length === 0) throw refused(plan, 'Cette page ne pose aucune question.');
  const outside = here.fields.find((field) => field.type === 'signature' || readsOutside(field, own));
  if (outside)
    throw refused(
      plan,
      `La question «\u00A0${outside.label}\u00A0» dépend d’une question d’une autre page\u00A0: le bloc ne se suffirait pas.`,
    );
  await page.write(async (tx) => {
    const { block, blockUse } = builderTables.for(tx.tx);
    const id = newId();
    const tenantId = tx.tenant.id;
    await tx.tx.insert(block).values({ id, tenantId, title, fields: here.fields, createdAt: tx.now });
    await tx.tx.insert(blockUse).values({ blockId: id, tenantId, slug: plan.slug });
    await tx.record('block-kept', { kind: 'block', id });
  });
  return page.seeOther(addressOf(plan, 'pages', pageId));
}

function readsOutside(field: Field, own: ReadonlySet<string>): boolean {
  const text = JSON.stringify([field.when ?? null, field.type === 'computed' ? field.rule : null]);
  return [...text.matchAll(/"var":\[?"([^".]+)/g)].some(([, id = '']) => !own.has(id));
}

async function insertBlock(page: DeskCtx, plan: Plan, pageId: string, blockId: string): Promise<Response> {
  if (!plan.definition.form.pages.some(({ id }) => id === pageId)) throw gone(plan, 'Cette page');
  const { block } = builderTables.for(page.read);
  const [found] = await page.read
    .select()
    .from(block)
    .where(page.own(block, eq(block.id, blockId)));
  if (!found)
    throw new PageError(404, 'Ce bloc n’existe pas', 'Choisissez un bloc de la liste.', [
      { href: addressOf(plan, 'pages', pageId), text: 'Revenir à la page' },
    ]);
  const seen = (await page.body()).get('revision');
  if (Number(seen) !== plan.revision) throw changedMeanwhile(plan);
  const definition = withBlock(plan.definition, pageId, found);
  const saved = await savePress(page, plan, { definition }, addressOf(plan, 'pages', pageId));
  await page.write(async (tx) => {
    const { blockUse } = builderTables.for(tx.tx);
    await tx.tx
      .insert(blockUse)
      .values({ blockId, tenantId: tx.tenant.id, slug: plan.slug })
      .onConflictDoNothing();
  });
  return saved;
}

/** The questions of a block at the end of a page. They keep their ids; where one is taken, all get a beginning of their own. */
function withBlock(
  definition: Definition,
  pageId: string,
  { title, fields }: { readonly title: string; readonly fields: readonly Field[] },
): Definition {
  const taken = new Set([
    ...fieldsOf(definition.form).map(({ id }) => id),
    ...definition.workflow.transitions.flatMap(({ asks = [] }) => asks.map(({ id }) => id)),
  ]);
  const added = fields.some(({ id }) => taken.has(id)) ? renamed(title, fields, taken) : fields;
  const form = {
    pages: definition.form.pages.map((page) =>
      page.id === pageId ? { ...page, fields: [...page.fields, ...added] } : page,
    ),
  };
  return added.reduce<Definition>((wider, field) => answeredInScenarios(correctable(wider, field), field), {
    ...definition,
    form,
  });
}

function renamed(title: string, fields: readonly Field[], taken: ReadonlySet<string>): readonly Field[] {
  // A beginning is free when no id that is there starts with it.
  const beginnings = new Set(
    [...taken].flatMap((id) => id.split('-').map((_, n, parts) => parts.slice(0, n + 1).join('-'))),
  );
  const as = freshId(title.slice(0, 20), beginnings);
  const block = { id: 'bloc', version: 1, title, fields };
  const source = { pages: [{ id: 'page', title, fields: [{ block: 'bloc', version: 1, as }] }] };
  return expandBlocks(source, () => block).pages[0]?.fields ?? [];
}
