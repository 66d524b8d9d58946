// Agents: who they are, how they sign in, and for which authority they are working on this page.

import { and, type Db, eq, newId, type Tx } from '@parvis/db';
import type { AgentActor, Role } from '@parvis/kit';
import type { House } from '../house.ts';
import { addressOf, getHostCookie, type SiteVisit, setHostCookie } from '../http/visit.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import { foldedEmail } from './citizens.ts';
import { deviceName } from './device.ts';
import { hashPassword, isPassword } from './password.ts';
import { authoritiesHeld, type HeldRole, knownPermissions, permissionsAt } from './roles.ts';
import { type SessionFacts, type SessionKind, type Sessions, sessionsOf } from './sessions.ts';

const COOKIE = 'agent';

export interface NewAgent {
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  /** At least 12 characters. */
  readonly password: string;
  readonly roles: readonly { readonly authorityId: string; readonly role: Role; readonly until?: string }[];
}

/**
 * Adds an agent with their roles, and returns their id.
 *
 * @throws CodedError PARVIS_PASSWORD_SHORT; DbConstraintError where the tenant has an agent of that address
 */
export async function createAgent(
  tx: Tx,
  { tenantId, email, name, password, roles }: NewAgent,
): Promise<string> {
  const { agent, agentRole } = schema.for(tx);
  const id = newId();
  await tx
    .insert(agent)
    .values({ id, tenantId, email: foldedEmail(email), name, passwordHash: await hashPassword(password) });
  if (roles.length > 0) {
    await tx.insert(agentRole).values(
      roles.map(({ authorityId, role, until }) => ({
        tenantId,
        agentId: id,
        authorityId,
        role,
        until: until ?? null,
      })),
    );
  }
  return id;
}

/** Who signs in, and what guards the door. One for an installation. */
export interface Doorkeeper {
  readonly sessions: Sessions<AgentAccount>;
  /** The agent's new session, or why there is none; the reason never says whether the account exists. */
  signIn(c: SiteVisit, email: string, password: string): Promise<'in' | 'refused' | 'slow-down'>;
  signOut(c: SiteVisit): Promise<void>;
  /** The agent of this tenant who is at work on this page, or null. */
  agentOf(c: SiteVisit): Promise<SignedAgent | null>;
  /** Works for another authority where a role is held; false where none is. */
  workFor(c: SiteVisit, authorityId: string): Promise<boolean>;
}

/** An agent as their session finds them. */
export interface AgentAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly email: string;
  readonly disabledAt: number | null;
  readonly roles: readonly HeldRole[];
}

export interface SignedAgent extends AgentActor {
  /** Ids of the authorities they may work for. */
  readonly authorityIds: readonly string[];
  /** Of this session, in the list of sessions. */
  readonly handle: string;
  readonly session: SessionFacts;
}

export function doorkeeper(house: House): Doorkeeper {
  const sessions = sessionsOf(house.db, AGENTS);
  const known = knownPermissions(house.plugins);

  async function held(c: SiteVisit) {
    const id = getHostCookie(house, c, COOKIE);
    if (!id) return null;
    const found = await sessions.find(id, c.get('now'));
    if (!found || found.person.disabledAt !== null) return null;
    return found.person.tenantId === c.get('snapshot').tenant.id ? found : null;
  }

  return {
    sessions,
    async signIn(c, email, password) {
      const now = c.get('now');
      const { tenant, site } = c.get('snapshot');
      const account = `agent\0${tenant.id}\0${foldedEmail(email)}`;
      const address = addressOf(house, c);
      const waits = [
        await house.limits.take('sign-in-address', address),
        await house.limits.take('sign-in-account', account),
      ];
      if (waits.some((seconds) => seconds > 0)) return 'slow-down';
      const agent = await agentByEmail(house.db, tenant.id, email);
      const right = await isPassword(password, agent?.passwordHash);
      const authorityIds = agent ? authoritiesHeld(agent.roles, localDay(site.zone, now)) : [];
      // Where the site is of a body they work for, they start there.
      const authorityId = authorityIds.find((id) => id === site.authority.id) ?? authorityIds[0];
      if (!right || !agent || !authorityId || agent.disabledAt !== null) return 'refused';
      await house.limits.clear('sign-in-account', account);
      await house.limits.giveBack('sign-in-address', address);
      await endSession(c);
      await sessions.endExpired();
      const id = await sessions.start(agent.id, {
        authorityId,
        startedAt: now,
        device: deviceName(c.req.header('user-agent')),
        signedInBy: 'password',
        logoutHint: null,
      });
      setHostCookie(house, c, COOKIE, id, sessions.cookieSeconds);
      return 'in';
    },
    async signOut(c) {
      await endSession(c);
      setHostCookie(house, c, COOKIE, '', 0);
    },
    async agentOf(c) {
      const found = await held(c);
      if (!found) return null;
      const { facts, person, handle } = found;
      const { authorities, site } = c.get('snapshot');
      const today = localDay(site.zone, c.get('now'));
      const authorityIds = authoritiesHeld(person.roles, today).filter((id) => authorities.has(id));
      const chosen = authorityIds.find((id) => id === facts.authorityId) ?? authorityIds[0];
      const authority = chosen && authorities.get(chosen);
      if (!authority) return null;
      return {
        kind: 'agent',
        id: person.id,
        name: person.name,
        email: person.email,
        authority,
        permissions: new Set(permissionsAt(authority.id, person.roles, today, known).keys()),
        authorityIds,
        handle,
        session: facts,
      };
    },
    async workFor(c, authorityId) {
      const found = await held(c);
      const today = localDay(c.get('snapshot').site.zone, c.get('now'));
      if (!found || !authoritiesHeld(found.person.roles, today).includes(authorityId)) return false;
      await house.db.write(async (tx) => {
        const { agentSession } = schema.for(tx);
        await tx.update(agentSession).set({ authorityId }).where(eq(agentSession.idHash, found.handle));
      });
      return true;
    },
  };

  async function endSession(c: SiteVisit): Promise<void> {
    const id = getHostCookie(house, c, COOKIE);
    if (id) await sessions.end(id);
  }
}

const AGENTS: SessionKind<AgentAccount> = {
  table: 'agentSession',
  limits: { idleHours: 2, mostHours: 12 },
  async load(read, idHash) {
    const { agentSession, agent, agentRole } = schema.for(read);
    // One row a role: the session, its agent and all their roles in one query.
    const rows = await read
      .select({ session: agentSession, agent, role: agentRole })
      .from(agentSession)
      .innerJoin(agent, eq(agent.id, agentSession.personId))
      .leftJoin(agentRole, eq(agentRole.agentId, agent.id))
      .where(eq(agentSession.idHash, idHash));
    const [first] = rows;
    if (!first) return null;
    const { id, tenantId, name, email, disabledAt } = first.agent;
    const roles = rows.flatMap(({ role }) =>
      role ? [{ authorityId: role.authorityId, role: role.role, until: role.until }] : [],
    );
    return { row: first.session, personId: id, person: { id, tenantId, name, email, disabledAt, roles } };
  },
};

async function agentByEmail(db: Db, tenantId: string, email: string) {
  const { agent, agentRole } = schema.for(db.read);
  const rows = await db.read
    .select({ agent, role: agentRole })
    .from(agent)
    .leftJoin(agentRole, eq(agentRole.agentId, agent.id))
    .where(and(eq(agent.tenantId, tenantId), eq(agent.email, foldedEmail(email))));
  const [first] = rows;
  return first && { ...first.agent, roles: rows.flatMap(({ role }) => role ?? []) };
}
