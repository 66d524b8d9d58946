// What an agent proves after the first proof, and how the tries are counted and told.

import type { Tx } from '@parvis/db';
import type { House } from '../house.ts';
import { addressOf, type SiteVisit } from '../http/visit.ts';
import { useRecoveryCode } from './agent-recovery.ts';
import type { AgentStep } from './agent-steps.ts';
import { useTotp } from './agent-totp.ts';

export type FactorOutcome = 'right' | 'wrong' | 'slow-down';

/** A code that was typed: of the agent's application, or one of their recovery codes. */
export function proveByCode(
  house: House,
  c: SiteVisit,
  { agent }: AgentStep,
  typed: string,
): Promise<FactorOutcome> {
  const now = c.get('now');
  const use = (tx: Tx): Promise<boolean> =>
    /^[\d\s]+$/.test(typed)
      ? useTotp(tx, house.vault, agent, typed, now)
      : useRecoveryCode(tx, house.vault, agent.id, typed, now);
  return proveFactor(house, c, agent.id, () => house.db.write(use));
}

/** Counts a try, and writes a wrong one down: whoever made it knew the password. */
export async function proveFactor(
  house: House,
  c: SiteVisit,
  agentId: string,
  prove: () => Promise<boolean>,
): Promise<FactorOutcome> {
  const account = `agent-factor\0${agentId}`;
  if ((await house.limits.take('sign-in-account', account)) > 0) return 'slow-down';
  if (await prove()) {
    await house.limits.clear('sign-in-account', account);
    return 'right';
  }
  const { tenant, site } = c.get('snapshot');
  await house.audit.record([
    {
      tenantId: tenant.id,
      siteId: site.id,
      actor: { kind: 'system' },
      action: 'agent.second-factor-refused',
      subject: { kind: 'agent', id: agentId },
      at: c.get('now'),
      address: addressOf(house, c),
    },
  ]);
  return 'wrong';
}
