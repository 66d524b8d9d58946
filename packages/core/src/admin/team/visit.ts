// One visit to the pages of the team: whose agents may be seen from here, and what is done to them.

import type { Tx } from '@parvis/db';
import { type Authority, type DeskCtx, PageError } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import type { House } from '../../house.ts';
import type { SiteVisit } from '../../http/visit.ts';
import { auditAgent } from '../../identity/agent-audit.ts';
import { agentInReach, authoritiesInReach, type KnownAgent } from '../../identity/agent-team.ts';
import type { SignedAgent } from '../../identity/index.ts';
import { isHeldOn } from '../../identity/roles.ts';
import { localDay } from '../../sites/opening-hours.ts';

export const TEAM = '/agent/equipe';

export interface TeamVisit {
  readonly house: House;
  readonly c: SiteVisit;
  readonly ctx: DeskCtx;
  readonly signed: SignedAgent;
  readonly reach: readonly Authority[];
  /** YYYY-MM-DD, in the zone of the site. */
  readonly today: string;
}

export function teamVisit(
  house: House,
  c: SiteVisit,
  ctx: DeskCtx,
  permission: 'agents.read' | 'agents.manage',
): TeamVisit {
  ctx.demand(permission);
  const signed = c.get('agent');
  if (!signed) throw new Error('a page of the team was reached past its door');
  const reach = authoritiesInReach(signed, c.get('snapshot'));
  return { house, c, ctx, signed, reach, today: localDay(ctx.site.zone, ctx.now) };
}

/** Whoever else has no role within reach does not exist here. */
export async function memberOf({ house, ctx, reach }: TeamVisit, id: string): Promise<KnownAgent> {
  const member = await agentInReach(house.db.read, ctx.tenant.id, id, reach);
  if (!member)
    throw new PageError(404, 'Cet agent est introuvable', 'Il ne travaille pas pour votre collectivité.', [
      { href: TEAM, text: 'Revenir à l’équipe' },
    ]);
  ctx.looked('agent', [id]);
  return member;
}

/** An account is everyone's for whom its owner works: only who has reach over all of it closes it. */
export function isWholly({ reach, today }: TeamVisit, member: KnownAgent): boolean {
  return member.teamRoles
    .filter((role) => isHeldOn(role, today))
    .every(({ authorityId }) => reach.some(({ id }) => id === authorityId));
}

/** The last day of a role that ends at once. */
export function yesterday(today: string): string {
  return Temporal.PlainDate.from(today).subtract({ days: 1 }).toString();
}

/**
 * Changes what an agent may do, and writes it down. They sign in again; who changes their own rights goes on under a new session
 * id.
 */
export async function changeRights(
  { house, c, signed }: TeamVisit,
  agentId: string,
  what: string,
  details: Readonly<Record<string, unknown>>,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const isOwn = agentId === signed.id;
  await house.db.write(async (tx) => {
    await work(tx);
    await house.agents.sessions.endAll(tx, agentId, isOwn ? signed.handle : undefined);
    await auditAgent(house, c, tx, what, agentId, details);
  });
  if (isOwn) await house.agents.rotate(c);
}
