// Links that are mailed to agents: to open an account, or to choose a new password. Each works once, and only the last one sent.

import { and, eq, inArray, isNotNull, isNull, newId, type Reader, type Tx } from '@parvis/db';
import { schema } from '../schema.ts';
import type { Vault } from '../vault.ts';
import { type AgentRecord, addRoles, agentById, type NewRole } from './agent-accounts.ts';
import { foldedEmail } from './citizens.ts';
import { issueOneTime, oneTimeByToken, useOneTime } from './one-time.ts';

export type AgentLink = 'agent-invitation' | 'agent-reset';

const DAY_MINUTES = 24 * 60;

/** How long each is good for. */
const LINK_MINUTES: Readonly<Record<AgentLink, number>> = {
  'agent-invitation': 7 * DAY_MINUTES,
  'agent-reset': 60,
};

export interface Invitation {
  readonly tenantId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly NewRole[];
  readonly now: number;
}

/**
 * Adds an agent who has yet to come, and returns their id. The mail is another matter.
 *
 * @throws DbConstraintError where the tenant has an agent of that address
 */
export async function inviteAgent(
  tx: Tx,
  { tenantId, email, name, roles, now }: Invitation,
): Promise<string> {
  const id = newId();
  await tx.insert(schema.for(tx).agent).values({
    id,
    tenantId,
    email: foldedEmail(email),
    name,
    passwordHash: null,
    invitedAt: now,
  });
  await addRoles(tx, { tenantId, agentId: id, roles });
  return id;
}

/** Issues a link and returns its token. Those that were issued before open nothing from now on. */
export async function issueAgentLink(
  tx: Tx,
  vault: Vault,
  purpose: AgentLink,
  { tenantId, agentId, now }: { readonly tenantId: string; readonly agentId: string; readonly now: number },
): Promise<string> {
  await endAgentLinks(tx, agentId, [purpose], now);
  const minutes = LINK_MINUTES[purpose];
  const { token } = await issueOneTime(tx, vault, { purpose, tenantId, agentId, now, minutes });
  return token;
}

/** The agent of a link that may still be used, or null. */
export async function agentOfLink(
  reader: Reader,
  vault: Vault,
  purpose: AgentLink,
  { tenantId, token, now }: { readonly tenantId: string; readonly token: string; readonly now: number },
): Promise<{ readonly id: string; readonly agent: AgentRecord } | null> {
  const found = await oneTimeByToken(reader, vault, { purpose, tenantId, token, now });
  const agent = found?.agentId ? await agentById(reader, tenantId, found.agentId) : null;
  return found && agent && agent.disabledAt === null ? { id: found.id, agent } : null;
}

/** Uses a link up to set a password; false where it was used meanwhile. Every session of the agent ends elsewhere. */
export async function setPasswordByLink(
  tx: Tx,
  link: { readonly id: string; readonly agent: AgentRecord },
  passwordHash: string,
  now: number,
): Promise<boolean> {
  if (!(await useOneTime(tx, link.id, now))) return false;
  await endAgentLinks(tx, link.agent.id, ['agent-invitation', 'agent-reset'], now);
  const { agent } = schema.for(tx);
  await tx.update(agent).set({ passwordHash, invitedAt: null }).where(eq(agent.id, link.agent.id));
  return true;
}

/** Takes back an account that nobody opened, with its roles and links; false where someone came meanwhile. */
export async function withdrawInvitation(tx: Tx, tenantId: string, agentId: string): Promise<boolean> {
  const { agent } = schema.for(tx);
  const rows = await tx
    .delete(agent)
    .where(
      and(
        eq(agent.id, agentId),
        eq(agent.tenantId, tenantId),
        isNotNull(agent.invitedAt),
        isNull(agent.passwordHash),
      ),
    )
    .returning({ id: agent.id });
  return rows.length === 1;
}

async function endAgentLinks(
  tx: Tx,
  agentId: string,
  purposes: readonly AgentLink[],
  now: number,
): Promise<void> {
  const { oneTime } = schema.for(tx);
  await tx
    .update(oneTime)
    .set({ usedAt: now })
    .where(
      and(eq(oneTime.agentId, agentId), inArray(oneTime.purpose, [...purposes]), isNull(oneTime.usedAt)),
    );
}
