// Searches of the inbox that an agent keeps under a name.

import { asc, eq } from '@parvis/db';
import { fieldSet, readFields } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { PageError } from '@parvis/kit';
import { notFound } from '../../http/error-pages.ts';
import { schema } from '../../schema.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { inboxParameters, toInboxQuery } from './inbox-query.ts';

/** Of one agent at one authority: they are links on a line. */
const MOST = 12;

const NAME = fieldSet([
  { id: 'nom', type: 'text', label: 'Nom de cette recherche', maxLength: 40 },
  { id: 'recherche', type: 'text', label: 'Recherche', maxLength: 1_000 },
]);

export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

export async function savedFilters(ctx: DeskCtx): Promise<readonly SavedFilter[]> {
  const { inboxFilter } = schema.for(ctx.read);
  const { actor } = ctx;
  return ctx.read
    .select({ id: inboxFilter.id, name: inboxFilter.name, query: inboxFilter.query })
    .from(inboxFilter)
    .where(
      ctx.own(
        inboxFilter,
        eq(inboxFilter.agentId, actor.id),
        eq(inboxFilter.authorityId, actor.authority.id),
      ),
    )
    .orderBy(asc(inboxFilter.name), asc(inboxFilter.id))
    .limit(MOST);
}

export async function saveFilter(ctx: DeskCtx): Promise<Response> {
  ctx.demand('requests.read');
  const outcome = readFields(NAME, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok)
    throw new PageError(
      400,
      'Donnez un nom à cette recherche',
      'Quarante lettres au plus. Rien n’a été gardé.',
      [{ href: '/agent', text: 'Revenir à la boîte de réception' }],
    );
  if ((await savedFilters(ctx)).length >= MOST)
    throw new PageError(
      409,
      `Vous avez déjà ${MOST} recherches enregistrées`,
      'Supprimez-en une, puis recommencez.',
      [{ href: '/agent', text: 'Revenir à la boîte de réception' }],
    );
  // As the inbox reads it, so that what someone made up is kept by nobody.
  const typed = new URLSearchParams(outcome.values.recherche);
  const query = inboxParameters(toInboxQuery((name) => typed.get(name) ?? undefined)).toString();
  await ctx.write(async ({ tx, tenant }) => {
    const { inboxFilter } = schema.for(tx);
    await tx.insert(inboxFilter).values({
      tenantId: tenant.id,
      agentId: ctx.actor.id,
      authorityId: ctx.actor.authority.id,
      name: outcome.values.nom,
      query,
    });
  });
  return ctx.seeOther(`/agent?${query}`);
}

export async function forgetFilter(ctx: DeskCtx, id: string): Promise<Response> {
  ctx.demand('requests.read');
  const gone = await ctx.write(async ({ tx }) => {
    const { inboxFilter } = schema.for(tx);
    return tx
      .delete(inboxFilter)
      .where(ctx.own(inboxFilter, eq(inboxFilter.id, id), eq(inboxFilter.agentId, ctx.actor.id)))
      .returning({ id: inboxFilter.id });
  });
  if (gone.length === 0) throw notFound();
  return ctx.seeOther('/agent');
}
