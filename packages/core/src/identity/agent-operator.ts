// What the operator of an installation does about agents, from the command line: let the first administrator in, see who there is,
// help someone who lost every second factor.

import { asc, eq, or, type Tx } from '@parvis/db';
import { CodedError, type Role } from '@parvis/kit';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';
import { agentByEmail } from './agent-accounts.ts';
import { dropFactors } from './agent-factors.ts';
import { inviteAgent, issueAgentLink } from './agent-invitations.ts';
import { agentLinkHref } from './agent-letters.ts';
import { siteOfAuthority } from './agent-mailing.ts';
import { giveRole } from './agent-team.ts';
import { foldedEmail } from './citizens.ts';
import { isRole, ROLES } from './roles.ts';

export interface OperatorInvitation {
  readonly email: string;
  readonly name: string;
  /** SIREN of a body, or INSEE code of a commune. */
  readonly at: string;
  readonly roles: readonly string[];
}

export interface InvitedAgent {
  readonly authority: string;
  /** Opens the account, once, for seven days. Null for someone who has one already: they have the roles besides. */
  readonly link: string | null;
}

/**
 * Invites an agent, and returns the link instead of mailing it.
 *
 * @throws CodedError PARVIS_AGENT_AUTHORITY, PARVIS_AGENT_ROLE, PARVIS_AGENT_CLOSED
 */
export async function inviteByOperator(
  house: House,
  { email, name, at, roles }: OperatorInvitation,
): Promise<InvitedAgent> {
  const given = roles.map(knownRole);
  const authority = await authorityAt(house, at);
  const { tenantId } = authority;
  const now = Date.now();
  const done = await house.db.write(async (tx) => {
    const known = await agentByEmail(tx, tenantId, email);
    if (known?.disabledAt) throw closed(email);
    const agentId = known?.id ?? (await inviteAgent(tx, { tenantId, email, name, roles: [], now }));
    for (const role of given) {
      await giveRole(tx, { tenantId, agentId, authorityId: authority.id, role, until: null });
    }
    await house.agents.sessions.endAll(tx, agentId);
    await audit(house, tx, tenantId, known ? 'agent.role-given' : 'agent.invited', agentId, {
      at: authority.name,
      roles: given,
    });
    const isOpen = known && known.invitedAt === null;
    const token = isOpen
      ? null
      : await issueAgentLink(tx, house.vault, 'agent-invitation', { tenantId, agentId, now });
    return { token, siteId: await siteOfAuthority(tx, tenantId, authority.id) };
  });
  if (done.token === null) return { authority: authority.name, link: null };
  const snapshot = done.siteId === null ? null : await house.sites.byId(done.siteId);
  const origin = snapshot?.site.origin ?? '';
  return { authority: authority.name, link: agentLinkHref(origin, 'agent-invitation', done.token) };
}

function knownRole(name: string): Role {
  if (isRole(name)) return name;
  throw new CodedError(
    'PARVIS_AGENT_ROLE',
    `There is no role "${name}".`,
    `Roles are: ${Object.keys(ROLES).join(', ')}.`,
  );
}

async function authorityAt({ db }: House, at: string) {
  const digits = at.replaceAll(/\s/g, '').toUpperCase();
  const { authority } = schema.for(db.read);
  const [found] = await db.read
    .select({ id: authority.id, tenantId: authority.tenantId, name: authority.name })
    .from(authority)
    .where(or(eq(authority.siren, digits), eq(authority.insee, digits)))
    .orderBy(asc(authority.id))
    .limit(1);
  if (found) return found;
  throw new CodedError(
    'PARVIS_AGENT_AUTHORITY',
    `No body of this installation has the SIREN or INSEE code "${at}".`,
    'Put it online first, with parvis init, or check the code.',
  );
}

function closed(email: string): CodedError {
  return new CodedError(
    'PARVIS_AGENT_CLOSED',
    `The account of ${email} is closed.`,
    'An administrator may open it again from its page, under « Équipe ».',
  );
}

export interface ListedAgent {
  readonly email: string;
  readonly name: string;
  readonly state: 'open' | 'invited' | 'closed';
  /** « administrator at Le Favril until 2026-12-31 ». */
  readonly roles: readonly string[];
}

/** All agents of the installation, by address. */
export async function listAgents({ db }: House): Promise<readonly ListedAgent[]> {
  const { agent, agentRole, authority } = schema.for(db.read);
  const rows = await db.read
    .select({ agent, role: agentRole, at: authority.name })
    .from(agent)
    .leftJoin(agentRole, eq(agentRole.agentId, agent.id))
    .leftJoin(authority, eq(authority.id, agentRole.authorityId))
    .orderBy(asc(agent.email), asc(agentRole.id));
  const agents = new Map<string, ListedAgent & { roles: string[] }>();
  for (const { agent: one, role, at } of rows) {
    const state = one.disabledAt !== null ? 'closed' : one.invitedAt !== null ? 'invited' : 'open';
    const listed = agents.get(one.id) ?? { email: one.email, name: one.name, state, roles: [] };
    if (role) listed.roles.push(`${role.role} at ${at}${role.until ? ` until ${role.until}` : ''}`);
    agents.set(one.id, listed);
  }
  return [...agents.values()];
}

/**
 * Takes every second factor and recovery code of an agent away, and ends their sessions: the next sign-in makes a new one where the
 * tenant requires it. Returns how many accounts have that address.
 *
 * @throws CodedError PARVIS_AGENT_UNKNOWN
 */
export async function resetFactor(house: House, email: string): Promise<number> {
  return house.db.write(async (tx) => {
    const { agent } = schema.for(tx);
    const rows = await tx
      .select()
      .from(agent)
      .where(eq(agent.email, foldedEmail(email)));
    if (rows.length === 0) {
      throw new CodedError(
        'PARVIS_AGENT_UNKNOWN',
        `No agent has the address ${email}.`,
        'List them with parvis agent list.',
      );
    }
    // One address has one account a tenant: this is no list.
    for (const { id, tenantId } of rows) {
      await dropFactors(house, tx, id);
      await audit(house, tx, tenantId, 'agent.factor-reset', id);
    }
    return rows.length;
  });
}

function audit(
  house: House,
  tx: Tx,
  tenantId: string,
  action: string,
  id: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const subject = { kind: 'agent', id, details: { by: 'command line', ...details } };
  return house.audit.append(tx, [
    { tenantId, siteId: null, actor: { kind: 'system' }, action, subject, at: Date.now() },
  ]);
}
