// Who works at an authority, with which roles: read for the pages of the team, changed with what must stay true.

import { and, asc, eq, isNull, type Reader, type Tx } from '@parvis/db';
import type { Authority, Role } from '@parvis/kit';
import { schema } from '../schema.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { type AgentRecord, agentById } from './agent-accounts.ts';
import type { SignedAgent } from './agents.ts';

/**
 * The authorities whose agents someone may see or manage: the one they work for, and from the intercommunality all of its
 * tenant. By name, their own first.
 */
export function authoritiesInReach(
  { authority }: Pick<SignedAgent, 'authority'>,
  { authorities }: Pick<SiteSnapshot, 'authorities'>,
): readonly Authority[] {
  if (authority.kind !== 'epci') return [authority];
  const others = [...authorities.values()].filter(({ id }) => id !== authority.id);
  return [authority, ...others.sort((a, b) => a.name.localeCompare(b.name, 'fr'))];
}

export interface TeamRole {
  readonly id: string;
  readonly authorityId: string;
  readonly role: string;
  readonly until: string | null;
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly invitedAt: number | null;
  readonly disabledAt: number | null;
  /** At this authority. */
  readonly roles: readonly TeamRole[];
}

/** The agents who have or had a role at an authority, by name. */
export async function teamOf(
  reader: Reader,
  tenantId: string,
  authorityId: string,
): Promise<readonly TeamMember[]> {
  const { agent, agentRole } = schema.for(reader);
  const rows = await reader
    .select({ agent, role: agentRole })
    .from(agentRole)
    .innerJoin(agent, eq(agent.id, agentRole.agentId))
    .where(and(eq(agentRole.tenantId, tenantId), eq(agentRole.authorityId, authorityId)))
    .orderBy(asc(agentRole.id));
  const members = new Map<string, TeamMember & { roles: TeamRole[] }>();
  for (const { agent: one, role } of rows) {
    const { id, name, email, invitedAt, disabledAt } = one;
    const member = members.get(id) ?? { id, name, email, invitedAt, disabledAt, roles: [] };
    member.roles.push(role);
    members.set(id, member);
  }
  return [...members.values()].sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

/** An agent with all their roles, wherever they are held. */
export interface KnownAgent extends AgentRecord {
  readonly teamRoles: readonly TeamRole[];
}

/** An agent who has or had a role at one of these authorities; null for anyone else. */
export async function agentInReach(
  reader: Reader,
  tenantId: string,
  id: string,
  reach: readonly Authority[],
): Promise<KnownAgent | null> {
  const agent = await agentById(reader, tenantId, id);
  if (!agent) return null;
  const { agentRole } = schema.for(reader);
  const teamRoles = await reader
    .select()
    .from(agentRole)
    .where(and(eq(agentRole.agentId, id), eq(agentRole.tenantId, tenantId)))
    .orderBy(asc(agentRole.id));
  const within = new Set(reach.map((one) => one.id));
  return teamRoles.some(({ authorityId }) => within.has(authorityId)) ? { ...agent, teamRoles } : null;
}

/** Gives a role, or another end to one that is held. */
export async function giveRole(
  tx: Tx,
  given: {
    readonly tenantId: string;
    readonly agentId: string;
    readonly authorityId: string;
    readonly role: Role;
    readonly until: string | null;
  },
): Promise<void> {
  const { agentRole } = schema.for(tx);
  const { agentId, authorityId, role, until } = given;
  const held = await tx
    .update(agentRole)
    .set({ until })
    .where(
      and(eq(agentRole.agentId, agentId), eq(agentRole.authorityId, authorityId), eq(agentRole.role, role)),
    )
    .returning({ id: agentRole.id });
  if (held.length === 0) await tx.insert(agentRole).values(given);
}

/** Ends a role: `until` is the last day it was held. It stays on the agent's page. */
export async function endRole(tx: Tx, agentId: string, roleId: string, until: string): Promise<void> {
  const { agentRole } = schema.for(tx);
  await tx
    .update(agentRole)
    .set({ until })
    .where(and(eq(agentRole.id, roleId), eq(agentRole.agentId, agentId)));
}

/** Whether someone else, whose account is open, administers this authority without an end. */
export async function hasOtherAdministrator(tx: Tx, authorityId: string, agentId: string): Promise<boolean> {
  const { agent, agentRole } = schema.for(tx);
  const rows = await tx
    .select({ id: agent.id })
    .from(agentRole)
    .innerJoin(agent, eq(agent.id, agentRole.agentId))
    .where(
      and(
        eq(agentRole.authorityId, authorityId),
        eq(agentRole.role, 'administrator'),
        isNull(agentRole.until),
        isNull(agent.disabledAt),
        // Who was invited may never come.
        isNull(agent.invitedAt),
      ),
    );
  return rows.some(({ id }) => id !== agentId);
}

/** Closes an account: nobody signs in with it from now on. Its sessions are another matter. */
export async function setDisabled(tx: Tx, agentId: string, disabledAt: number | null): Promise<void> {
  const { agent } = schema.for(tx);
  await tx.update(agent).set({ disabledAt }).where(eq(agent.id, agentId));
}

export async function noteInvited(tx: Tx, agentId: string, now: number): Promise<void> {
  const { agent } = schema.for(tx);
  await tx.update(agent).set({ invitedAt: now }).where(eq(agent.id, agentId));
}
