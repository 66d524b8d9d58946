// Lines of the audit log about agents: who did it, to whom, from where.

import type { Tx } from '@parvis/db';
import type { Actor } from '@parvis/kit';
import type { House } from '../house.ts';
import { addressOf, type SiteVisit } from '../http/visit.ts';

/** Adds a line in the transaction that does it: `agent.<what>`. Without an actor, it was whoever has the mail or the password. */
export function auditAgent(
  house: House,
  c: SiteVisit,
  tx: Tx,
  what: string,
  agentId: string,
  details?: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { tenant, site } = c.get('snapshot');
  const actor: Actor = c.get('agent') ?? { kind: 'system' };
  return house.audit.append(tx, [
    {
      tenantId: tenant.id,
      siteId: site.id,
      actor,
      action: `agent.${what}`,
      subject: { kind: 'agent', id: agentId, ...(details && { details }) },
      at: c.get('now'),
      address: addressOf(house, c),
    },
  ]);
}
