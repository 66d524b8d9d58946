// Agents' accounts in the database: how one is made, and how it is found for a page or at the door.

import { and, eq, isNotNull, keptRead, type Later, newId, type Reader, type SQL, type Tx } from '@parvis/db';
import type { Role } from '@parvis/kit';
import { schema } from '../schema.ts';
import { foldedEmail } from './citizens.ts';
import { hashPassword } from './password.ts';
import type { HeldRole } from './roles.ts';
import type { SessionKind } from './sessions.ts';

export interface NewAgent {
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  /** At least 12 characters. */
  readonly password: string;
  readonly roles: readonly NewRole[];
}

export interface NewRole {
  readonly authorityId: string;
  readonly role: Role;
  /** The last day it is held. */
  readonly until?: string;
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
  const id = newId();
  const passwordHash = await hashPassword(password);
  await tx
    .insert(schema.for(tx).agent)
    .values({ id, tenantId, email: foldedEmail(email), name, passwordHash });
  await addRoles(tx, { tenantId, agentId: id, roles });
  return id;
}

/** Adds roles that the agent does not hold there yet. */
export async function addRoles(
  tx: Tx,
  {
    tenantId,
    agentId,
    roles,
  }: { readonly tenantId: string; readonly agentId: string; readonly roles: readonly NewRole[] },
): Promise<void> {
  if (roles.length === 0) return;
  await tx.insert(schema.for(tx).agentRole).values(
    roles.map(({ authorityId, role, until }) => ({
      tenantId,
      agentId,
      authorityId,
      role,
      until: until ?? null,
    })),
  );
}

/** An agent as their session finds them. */
export interface AgentAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly email: string;
  readonly disabledAt: number | null;
  /** They have an authenticator application or a passkey. */
  readonly hasFactor: boolean;
  readonly roles: readonly HeldRole[];
}

/** An agent as the door needs them. */
export interface AgentRecord extends AgentAccount {
  readonly passwordHash: string | null;
  /** Locked in the vault. */
  readonly totpSecret: string | null;
  readonly totpStep: number | null;
  readonly invitedAt: number | null;
}

export function agentByEmail(reader: Reader, tenantId: string, email: string): Promise<AgentRecord | null> {
  const { agent } = schema.for(reader);
  return findAgent(reader, and(eq(agent.tenantId, tenantId), eq(agent.email, foldedEmail(email))));
}

export function agentById(reader: Reader, tenantId: string, id: string): Promise<AgentRecord | null> {
  const { agent } = schema.for(reader);
  return findAgent(reader, and(eq(agent.tenantId, tenantId), eq(agent.id, id)));
}

async function findAgent(reader: Reader, condition: SQL | undefined): Promise<AgentRecord | null> {
  const { agent, agentRole, agentPasskey } = schema.for(reader);
  // A row for each role and passkey: all in one query, so that the door takes as long for every address.
  const rows = await reader
    .select({ agent, role: agentRole, passkeyId: agentPasskey.id })
    .from(agent)
    .leftJoin(agentRole, eq(agentRole.agentId, agent.id))
    .leftJoin(agentPasskey, eq(agentPasskey.agentId, agent.id))
    .where(condition)
    .orderBy(agentRole.id);
  const [first] = rows;
  return first ? { ...first.agent, ...whatIsHeld(first.agent, rows) } : null;
}

interface JoinedRow {
  readonly role: (HeldRole & { readonly id: string }) | null;
  readonly passkeyId: string | null;
}

function whatIsHeld(agent: { readonly totpSecret: string | null }, rows: readonly JoinedRow[]) {
  const roles = new Map(rows.flatMap(({ role }) => (role ? [[role.id, role] as const] : [])));
  return {
    hasFactor: agent.totpSecret !== null || rows.some(({ passkeyId }) => passkeyId !== null),
    roles: [...roles.values()].map(({ authorityId, role, until }) => ({ authorityId, role, until })),
  };
}

/** Whether an account was opened by its owner: an invitation that nobody answered does not sign in. */
export function hasCome(agent: Pick<AgentRecord, 'invitedAt'>): boolean {
  return agent.invitedAt === null;
}

/** Says that an invited agent has come in, by whatever way. */
export async function noteArrival(tx: Tx, agentId: string): Promise<void> {
  const { agent } = schema.for(tx);
  await tx
    .update(agent)
    .set({ invitedAt: null })
    .where(and(eq(agent.id, agentId), isNotNull(agent.invitedAt)));
}

/** The session, its agent, all their roles and passkeys in one query: a row for each role and passkey. */
const agentOfSession = keptRead((read, later: Later<'idHash'>) => {
  const { agentSession, agent, agentRole, agentPasskey } = schema.for(read);
  const { id, tenantId, name, email, disabledAt, totpSecret } = agent;
  return read
    .select({
      session: agentSession,
      agent: { id, tenantId, name, email, disabledAt, totpSecret },
      role: agentRole,
      passkeyId: agentPasskey.id,
    })
    .from(agentSession)
    .innerJoin(agent, eq(agent.id, agentSession.personId))
    .leftJoin(agentRole, eq(agentRole.agentId, agent.id))
    .leftJoin(agentPasskey, eq(agentPasskey.agentId, agent.id))
    .where(eq(agentSession.idHash, later('idHash')))
    .orderBy(agentRole.id);
});

export const AGENT_SESSIONS: SessionKind<AgentAccount> = {
  table: 'agentSession',
  limits: { idleHours: 2, mostHours: 12 },
  async load(read, idHash) {
    const rows = await agentOfSession(read, { idHash });
    const [first] = rows;
    if (!first) return null;
    const { id, tenantId, name, email, disabledAt } = first.agent;
    const person = { id, tenantId, name, email, disabledAt, ...whatIsHeld(first.agent, rows) };
    return { row: first.session, personId: id, person };
  },
};
