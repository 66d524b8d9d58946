// Agents: who they are, how they sign in, and for which authority they are working on this page.

import { and, type Db, eq, newId, type Tx } from '@parvis/db';
import type { AgentActor } from '@parvis/kit';
import type { House } from '../house.ts';
import { getHostCookie, type SiteVisit, setHostCookie } from '../http/visit.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import { hashPassword, isPassword } from './password.ts';
import { authoritiesHeld, knownPermissions, permissionsAt, type Role } from './roles.ts';
import { type AgentSessions, agentSessions, hashOfSession, LONGEST_SESSION } from './sessions.ts';
import { throttle } from './throttle.ts';

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

function foldedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Who signs in, and what guards the door. One for an installation. */
export interface Doorkeeper {
  /** The agent's new session, or why there is none; the reason never says whether the account exists. */
  signIn(c: SiteVisit, email: string, password: string): Promise<'in' | 'refused' | 'slow-down'>;
  signOut(c: SiteVisit): Promise<void>;
  /** The agent of this tenant who is at work on this page, or null. */
  agentOf(c: SiteVisit): Promise<SignedAgent | null>;
  /** Works for another authority where a role is held; false where none is. */
  workFor(c: SiteVisit, authorityId: string): Promise<boolean>;
}

export interface SignedAgent extends AgentActor {
  /** Ids of the authorities they may work for. */
  readonly authorityIds: readonly string[];
}

export function doorkeeper(house: House): Doorkeeper {
  const sessions = agentSessions(house.db);
  const byAccount = throttle({ tries: 10, within: 15 * 60_000 });
  const byAddress = throttle({ tries: 50, within: 15 * 60_000 });
  const known = knownPermissions(house.plugins);

  async function held(c: SiteVisit) {
    const id = getHostCookie(house, c, COOKIE);
    if (!id) return null;
    const { session, user } = await sessions.validateSession(id);
    const { tenant } = c.get('snapshot');
    if (!session || user.tenantId !== tenant.id) return null;
    if (session.startedAt + LONGEST_SESSION <= c.get('now')) {
      await sessions.invalidateSession(id);
      return null;
    }
    return { id, session, user };
  }

  return {
    async signIn(c, email, password) {
      const now = c.get('now');
      const { tenant, site } = c.get('snapshot');
      const account = `${tenant.id}\0${foldedEmail(email)}`;
      const address = addressOf(house, c);
      if (!byAddress.attempt(address, now) || !byAccount.attempt(account, now)) return 'slow-down';
      const agent = await agentByEmail(house.db, tenant.id, email);
      const right = await isPassword(password, agent?.passwordHash);
      const authorityIds = agent ? authoritiesHeld(agent.roles, localDay(site.zone, now)) : [];
      // Where the site is of a body they work for, they start there.
      const authorityId = authorityIds.find((id) => id === site.authority.id) ?? authorityIds[0];
      if (!right || !agent || !authorityId) return 'refused';
      byAccount.clear(account);
      byAddress.forgive(address);
      await endSession(c, sessions);
      await sessions.deleteExpiredSessions();
      const session = await sessions.createSession(agent.id, {
        authorityId,
        startedAt: now,
      });
      setHostCookie(house, c, COOKIE, session.id, LONGEST_SESSION / 1000);
      return 'in';
    },
    async signOut(c) {
      await endSession(c, sessions);
      setHostCookie(house, c, COOKIE, '', 0);
    },
    async agentOf(c) {
      const found = await held(c);
      if (!found) return null;
      const { session, user } = found;
      const { authorities, site } = c.get('snapshot');
      const today = localDay(site.zone, c.get('now'));
      const authorityIds = authoritiesHeld(user.roles, today).filter((id) => authorities.has(id));
      const chosen = authorityIds.includes(session.authorityId) ? session.authorityId : authorityIds[0];
      const authority = chosen && authorities.get(chosen);
      if (!authority) return null;
      return {
        kind: 'agent',
        id: user.id,
        name: user.name,
        email: user.email,
        authority,
        permissions: permissionsAt(authority.id, user.roles, today, known),
        authorityIds,
      };
    },
    async workFor(c, authorityId) {
      const found = await held(c);
      const today = localDay(c.get('snapshot').site.zone, c.get('now'));
      if (!found || !authoritiesHeld(found.user.roles, today).includes(authorityId)) return false;
      await house.db.write(async (tx) => {
        const { session } = schema.for(tx);
        await tx
          .update(session)
          .set({ authorityId })
          .where(eq(session.idHash, hashOfSession(found.id)));
      });
      return true;
    },
  };

  async function endSession(c: SiteVisit, all: AgentSessions): Promise<void> {
    const id = getHostCookie(house, c, COOKIE);
    if (id) await all.invalidateSession(id);
  }
}

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

/** The visitor's network address: the proxy's word counts only where it is trusted. */
function addressOf(house: House, c: SiteVisit): string {
  if (house.config.trustProxy) return c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const { incoming } = (c.env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  };
  return incoming?.socket?.remoteAddress ?? '';
}
