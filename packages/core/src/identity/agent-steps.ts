// Between the first proof of who an agent is and their session: a step that lasts ten minutes, on one browser of one site.

import type { Tx } from '@parvis/db';
import type { House } from '../house.ts';
import { getHostCookie, type SiteVisit, setHostCookie } from '../http/visit.ts';
import { type AgentRecord, agentById } from './agent-accounts.ts';
import { issueOneTime, type OneTime, oneTimeByToken, useOneTime } from './one-time.ts';

const COOKIE = 'second-facteur';
const MINUTES = 10;

/** How an agent proved who they are. */
export interface AgentSignIn {
  /** `password`, `passkey`, or the name of a provider. */
  readonly by: string;
  /** A second factor was seen with it: none is asked for here. */
  readonly secondFactorSeen: boolean;
  /** Locked in the vault: what the provider asks for at sign-out. */
  readonly logoutHint?: string;
}

export interface AgentStep {
  readonly id: string;
  readonly agent: AgentRecord;
  readonly how: AgentSignIn;
}

/** The first proof was right: the second factor is to come. */
export async function beginStep(
  house: House,
  c: SiteVisit,
  agentId: string,
  { by, logoutHint }: AgentSignIn,
): Promise<void> {
  const { token } = await house.db.write((tx) =>
    issueOneTime(tx, house.vault, {
      purpose: 'agent-second-factor',
      tenantId: c.get('snapshot').tenant.id,
      now: c.get('now'),
      minutes: MINUTES,
      agentId,
      payload: { by, logoutHint, siteId: c.get('snapshot').site.id },
    }),
  );
  setHostCookie(house, c, COOKIE, token, MINUTES * 60);
}

/** The step that this browser is at, while it lasts. */
export async function currentStep(house: House, c: SiteVisit): Promise<AgentStep | null> {
  const token = getHostCookie(house, c, COOKIE);
  if (!token) return null;
  const { tenant, site } = c.get('snapshot');
  const found = await oneTimeByToken(house.db.read, house.vault, {
    purpose: 'agent-second-factor',
    tenantId: tenant.id,
    token,
    now: c.get('now'),
  });
  const kept = found && payloadOf(found);
  if (!found?.agentId || !kept || kept.siteId !== site.id) return null;
  const agent = await agentById(house.db.read, tenant.id, found.agentId);
  if (!agent || agent.disabledAt !== null) return null;
  const { by, logoutHint } = kept;
  return { id: found.id, agent, how: { by, secondFactorSeen: true, ...(logoutHint && { logoutHint }) } };
}

/** Ends the step, once, with what is done then in the same transaction: false where it was over already, or that failed. */
export async function endStep(
  house: House,
  c: SiteVisit,
  step: AgentStep,
  also: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const ended = await house.db.write(
    async (tx) => (await useOneTime(tx, step.id, c.get('now'))) && (await also(tx)),
  );
  setHostCookie(house, c, COOKIE, '', 0);
  return ended;
}

function payloadOf({ payload }: OneTime) {
  if (typeof payload !== 'object' || payload === null) return null;
  const { by, logoutHint, siteId } = payload as Readonly<Record<string, unknown>>;
  if (typeof by !== 'string' || typeof siteId !== 'string') return null;
  return { by, siteId, ...(typeof logoutHint === 'string' && { logoutHint }) };
}
