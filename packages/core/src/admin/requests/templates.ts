// Texts that an authority's agents answer with, and the page on which they are kept.

import { asc, eq, newId } from '@parvis/db';
import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { CitizenRequest, Ctx, DeskCtx } from '@parvis/kit';
import { notFound } from '../../http/error-pages.ts';
import { schema } from '../../schema.ts';
import { withArticle } from '../../services/service-pages.ts';
import { localDay } from '../../sites/opening-hours.ts';

const ADDRESS = '/agent/modeles';
const MOST = 100;

const TEMPLATE = fieldSet([
  {
    id: 'nom',
    type: 'text',
    label: 'Nom du modèle',
    help: 'Par exemple\u00A0: Dossier incomplet.',
    maxLength: 60,
  },
  {
    id: 'texte',
    type: 'textarea',
    label: 'Texte',
    help: 'Écrivez {{demandeur}}, {{reference}} ou {{demarche}} là où le nom, la référence ou la démarche doit venir.',
    maxLength: 8_000,
  },
]);

export interface AnswerTemplate {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export async function answerTemplates(ctx: DeskCtx): Promise<readonly AnswerTemplate[]> {
  const { answerTemplate } = schema.for(ctx.read);
  return ctx.read
    .select({ id: answerTemplate.id, name: answerTemplate.name, text: answerTemplate.text })
    .from(answerTemplate)
    .where(ctx.own(answerTemplate, eq(answerTemplate.authorityId, ctx.actor.authority.id)))
    .orderBy(asc(answerTemplate.name), asc(answerTemplate.id))
    .limit(MOST);
}

/** A text with what stands at its places. A place that nobody knows stays as it was written, and is seen before it is sent. */
export function fillTemplate(text: string, { reference, title, requester }: CitizenRequest): string {
  const places: Readonly<Record<string, string>> = { demandeur: requester.name, reference, demarche: title };
  return text.replace(/\{\{ *([a-z]+) *\}\}/g, (written, name: string) =>
    Object.hasOwn(places, name) ? (places[name] ?? '') : written,
  );
}

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export async function templatesPage(ctx: DeskCtx, { typed, errors = [] }: State = {}): Promise<Response> {
  ctx.demand('requests.answer');
  return ctx.page(
    'desk-templates',
    {
      address: ADDRESS,
      forWhom: withArticle(ctx.actor.authority),
      errors,
      controls: toControls(TEMPLATE.fields, { ...(typed && { typed }), errors }),
      templates: await answerTemplates(ctx),
    },
    { title: 'Modèles de réponse', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function templatePage(
  ctx: DeskCtx,
  id: string,
  { typed, errors = [] }: State = {},
): Promise<Response> {
  ctx.demand('requests.answer');
  const { name, text } = await ownTemplate(ctx, id);
  return ctx.page(
    'desk-template',
    {
      address: ADDRESS,
      action: `${ADDRESS}/${id}`,
      errors,
      controls: toControls(TEMPLATE.fields, { typed: typed ?? { nom: name, texte: text }, errors }),
    },
    { title: name, status: errors.length > 0 ? 422 : 200 },
  );
}

/** Adds a template, or changes the one whose id is given. */
export async function saveTemplate(ctx: DeskCtx, id?: string): Promise<Response> {
  ctx.demand('requests.answer');
  if (id !== undefined) await ownTemplate(ctx, id);
  const outcome = readFields(TEMPLATE, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return id === undefined ? templatesPage(ctx, outcome) : templatePage(ctx, id, outcome);
  const { nom: name, texte: text } = outcome.values;
  await ctx.write(async (tx) => {
    const { answerTemplate } = schema.for(tx.tx);
    if (id === undefined)
      await tx.tx.insert(answerTemplate).values({
        id: newId(),
        tenantId: tx.tenant.id,
        authorityId: ctx.actor.authority.id,
        name,
        text,
      });
    else
      await tx.tx
        .update(answerTemplate)
        .set({ name, text })
        .where(mine(tx, answerTemplate, ctx, id));
    await tx.record('template-saved', { kind: 'template', id: id ?? null, details: { name } });
  });
  return ctx.seeOther(ADDRESS);
}

export async function dropTemplate(ctx: DeskCtx, id: string): Promise<Response> {
  ctx.demand('requests.answer');
  const { name } = await ownTemplate(ctx, id);
  await ctx.write(async (tx) => {
    const { answerTemplate } = schema.for(tx.tx);
    await tx.tx.delete(answerTemplate).where(mine(tx, answerTemplate, ctx, id));
    await tx.record('template-dropped', { kind: 'template', id, details: { name } });
  });
  return ctx.seeOther(ADDRESS);
}

/** One of the agent's own authority; any other does not exist for them. */
async function ownTemplate(ctx: DeskCtx, id: string): Promise<AnswerTemplate> {
  const { answerTemplate } = schema.for(ctx.read);
  const [row] = await ctx.read
    .select()
    .from(answerTemplate)
    .where(mine(ctx, answerTemplate, ctx, id));
  if (!row) throw notFound();
  return row;
}

function mine(
  ctx: Pick<Ctx, 'own'>,
  table: typeof schema.sqlite.answerTemplate,
  { actor }: DeskCtx,
  id: string,
) {
  return ctx.own(table, eq(table.id, id), eq(table.authorityId, actor.authority.id));
}
