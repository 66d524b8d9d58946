// Asking for a mail to an agent, in the transaction that makes it due.

import { and, eq, type Reader, type Tx } from '@parvis/db';
import type { House } from '../house.ts';
import type { SiteVisit } from '../http/visit.ts';
import { schema } from '../schema.ts';
import type { AgentNews } from './agent-letters.ts';

/** An invitation leads to the site of the body that the agent will work for, where it has one. */
export async function mailInvitation(
  house: House,
  c: SiteVisit,
  tx: Tx,
  agentId: string,
  authorityId: string,
): Promise<void> {
  const { tenant, site } = c.get('snapshot');
  const siteId = (await siteOfAuthority(tx, tenant.id, authorityId)) ?? site.id;
  await enqueue(house, c, tx, 'agent-invitation', { agentId }, siteId);
}

/** Whether the address has an account is found out by the job: the page takes as long for every address. */
export function mailReset(house: House, c: SiteVisit, tx: Tx, email: string): Promise<void> {
  return enqueue(house, c, tx, 'agent-reset', { email });
}

export function mailNews(
  house: House,
  c: SiteVisit,
  tx: Tx,
  agentId: string,
  news: AgentNews,
): Promise<void> {
  return enqueue(house, c, tx, 'agent-news', { agentId, news });
}

/** The id of a site of this body, or null. */
export async function siteOfAuthority(
  reader: Reader,
  tenantId: string,
  authorityId: string,
): Promise<string | null> {
  const { site } = schema.for(reader);
  const [found] = await reader
    .select({ id: site.id })
    .from(site)
    .where(and(eq(site.tenantId, tenantId), eq(site.authorityId, authorityId)))
    .orderBy(site.id)
    .limit(1);
  return found?.id ?? null;
}

function enqueue(
  house: House,
  c: SiteVisit,
  tx: Tx,
  name: string,
  payload: object,
  siteId = c.get('snapshot').site.id,
): Promise<void> {
  return house.jobs.enqueue(tx, { owner: 'core', name, siteId, payload, dueAt: c.get('now') });
}
