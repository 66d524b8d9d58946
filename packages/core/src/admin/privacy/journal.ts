// « Journal des accès »: who saw or changed what, when and from where, for the data-protection officer of one authority.

import { and, asc, eq, inArray } from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import { Hono } from 'hono';
import { knownActions } from '../../audit/actions.ts';
import { checkChain, lastCheck } from '../../audit/check-chain.ts';
import type { House } from '../../house.ts';
import { addressOf, type SiteEnv } from '../../http/visit.ts';
import { schema } from '../../schema.ts';
import { withArticle } from '../../services/service-pages.ts';
import type { DeskPage } from '../index.ts';
import { journalExport } from './journal-export.ts';
import { journalLines } from './journal-lines.ts';
import { askedRequest, type JournalQuery, journalParameters, toJournalQuery } from './journal-query.ts';

const ADDRESS = '/agent/donnees/journal';
const PAGE = 50;

export function journalRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  const checks = checksUnderWay(house);

  app.get('/', (c) =>
    journalPage(
      house,
      desk(c),
      toJournalQuery((name) => c.req.query(name)),
    ),
  );
  app.get('/export.csv', (c) =>
    journalExport(
      house,
      c,
      desk(c),
      toJournalQuery((name) => c.req.query(name)),
    ),
  );
  app.post('/verification', async (c) => {
    const ctx = desk(c);
    ctx.demand('privacy.read');
    await checks(ctx, addressOf(house, c));
    return ctx.seeOther(`${ADDRESS}#verification`);
  });
  return app;
}

/** One look at a chain at a time, however many ask for one. */
function checksUnderWay(house: House) {
  const underWay = new Map<string, Promise<unknown>>();
  return async function check({ tenant, site, actor }: DeskCtx, address: string): Promise<void> {
    const running =
      underWay.get(tenant.id) ??
      checkChain(house, tenant.id, { actor, siteId: site.id, address }).finally(() =>
        underWay.delete(tenant.id),
      );
    underWay.set(tenant.id, running);
    await running;
  };
}

async function journalPage(house: House, ctx: DeskCtx, query: JournalQuery): Promise<Response> {
  ctx.demand('privacy.read');
  const requestId = query.reference === '' ? null : await askedRequest(ctx, query.reference);
  const isUnknown = query.reference !== '' && requestId === null;
  const [{ lines, next }, check, agents] = await Promise.all([
    isUnknown ? { lines: [], next: null } : journalLines(house, ctx, query, requestId, PAGE),
    lastCheck(house, ctx.tenant.id),
    agentsHere(ctx),
  ]);
  ctx.looked('audit', [ctx.actor.authority.id]);
  const parameters = journalParameters(query);
  const link = (path: string, more: Record<string, string> = {}) => {
    const search = new URLSearchParams({ ...parameters, ...more }).toString();
    return search === '' ? path : `${path}?${search}`;
  };
  return ctx.page(
    'desk-journal',
    {
      address: ADDRESS,
      authority: ctx.actor.authority.name,
      forWhom: withArticle(ctx.actor.authority),
      query,
      agents,
      actions: [...knownActions(house.plugins.all)]
        .map(([value, text]) => ({ value, text }))
        .sort((a, b) => a.text.localeCompare(b.text, 'fr')),
      isFiltered: Object.keys(parameters).length > 0,
      isUnknown,
      lines,
      newest: query.before === null ? null : link(ADDRESS),
      next: next === null ? null : link(ADDRESS, { avant: String(next) }),
      export: link(`${ADDRESS}/export.csv`),
      check,
      verification: `${ADDRESS}/verification`,
    },
    {
      title: 'Journal des accès',
      breadcrumb: [{ href: '/agent/donnees', text: 'Données personnelles' }],
    },
  );
}

/** Who works, or has worked, for the authority. */
async function agentsHere(
  ctx: DeskCtx,
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const { agent, agentRole } = schema.for(ctx.read);
  const here = ctx.read
    .select({ id: agentRole.agentId })
    .from(agentRole)
    .where(eq(agentRole.authorityId, ctx.actor.authority.id));
  return ctx.read
    .select({ value: agent.id, text: agent.name })
    .from(agent)
    .where(and(eq(agent.tenantId, ctx.tenant.id), inArray(agent.id, here)))
    .orderBy(asc(agent.name), asc(agent.id));
}
