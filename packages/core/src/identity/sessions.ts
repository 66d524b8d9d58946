// Sessions of agents, by Lucia, which nothing outside this folder knows. The id is in the agent's cookie only: the
// database holds its SHA-256, so that a stolen copy opens nothing.

import { createHash } from 'node:crypto';
import { type Db, eq, lte } from '@parvis/db';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import { schema } from '../schema.ts';
import type { HeldRole } from './roles.ts';

declare module 'lucia' {
  interface Register {
    Lucia: AgentSessions;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: AgentAttributes;
  }
}

export interface SessionAttributes {
  /** The authority the agent chose to work for. */
  readonly authorityId: string;
  /** Epoch milliseconds: when the password was given. */
  readonly startedAt: number;
}

export interface AgentAttributes {
  readonly tenantId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly HeldRole[];
}

export type AgentSessions = Lucia<SessionAttributes, AgentAttributes>;

/** Hours without a page after which a session ends; Lucia extends it in its second half. */
const IDLE_HOURS = 2;
/** Milliseconds after which it ends, however busy. */
export const LONGEST_SESSION = 12 * 3_600_000;

export function agentSessions(db: Db): AgentSessions {
  return new Lucia<SessionAttributes, AgentAttributes>(hashedSessions(db), {
    sessionExpiresIn: new TimeSpan(IDLE_HOURS, 'h'),
    getSessionAttributes: ({ authorityId, startedAt }) => ({ authorityId, startedAt }),
    getUserAttributes: ({ tenantId, name, email, roles }) => ({ tenantId, name, email, roles }),
  });
}

export function hashOfSession(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function hashedSessions(db: Db): Adapter {
  return {
    async getSessionAndUser(sessionId) {
      const { session, agent, agentRole } = schema.for(db.read);
      // One row a role: the session, its agent and all their roles in one query.
      const rows = await db.read
        .select({ session, agent, role: agentRole })
        .from(session)
        .innerJoin(agent, eq(agent.id, session.agentId))
        .leftJoin(agentRole, eq(agentRole.agentId, agent.id))
        .where(eq(session.idHash, hashOfSession(sessionId)));
      const [first] = rows;
      if (!first) return [null, null];
      const { id, tenantId, name, email } = first.agent;
      const roles = rows.flatMap(({ role }) =>
        role ? [{ authorityId: role.authorityId, role: role.role, until: role.until }] : [],
      );
      return [toSession(sessionId, first.session), { id, attributes: { tenantId, name, email, roles } }];
    },
    async getUserSessions(agentId) {
      const { session } = schema.for(db.read);
      const rows = await db.read.select().from(session).where(eq(session.agentId, agentId));
      // Their ids are known to nobody but their owner: the hash stands for them.
      return rows.map((row) => toSession(row.idHash, row));
    },
    setSession: ({ id, userId, expiresAt, attributes }) =>
      db.write(async (tx) => {
        await tx.insert(schema.for(tx).session).values({
          idHash: hashOfSession(id),
          agentId: userId,
          expiresAt: expiresAt.getTime(),
          ...attributes,
        });
      }),
    updateSessionExpiration: (sessionId, expiresAt) =>
      db.write(async (tx) => {
        const { session } = schema.for(tx);
        await tx
          .update(session)
          .set({ expiresAt: expiresAt.getTime() })
          .where(eq(session.idHash, hashOfSession(sessionId)));
      }),
    deleteSession: (sessionId) =>
      db.write(async (tx) => {
        const { session } = schema.for(tx);
        await tx.delete(session).where(eq(session.idHash, hashOfSession(sessionId)));
      }),
    deleteUserSessions: (agentId) =>
      db.write(async (tx) => {
        const { session } = schema.for(tx);
        await tx.delete(session).where(eq(session.agentId, agentId));
      }),
    deleteExpiredSessions: () =>
      db.write(async (tx) => {
        const { session } = schema.for(tx);
        await tx.delete(session).where(lte(session.expiresAt, Date.now()));
      }),
  };
}

interface SessionRow extends SessionAttributes {
  readonly agentId: string;
  readonly expiresAt: number;
}

function toSession(id: string, { agentId, expiresAt, authorityId, startedAt }: SessionRow): DatabaseSession {
  return { id, userId: agentId, expiresAt: new Date(expiresAt), attributes: { authorityId, startedAt } };
}
