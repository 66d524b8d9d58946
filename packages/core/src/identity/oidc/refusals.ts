// What was refused on the way to or from a provider: a line in the audit log, so that whoever keeps it sees an attack, and a
// sentence for the operator.

import type { Context } from 'hono';
import type { House } from '../../house.ts';
import { addressOf } from '../../http/visit.ts';
import type { Disbelief } from './relying-party.ts';

export type Refusal =
  | Disbelief
  /** A secret was shown again, or too late, or is of another kind. */
  | 'replayed-state'
  | 'expired-state'
  | 'replayed-handoff'
  | 'expired-handoff'
  | 'unknown-handoff'
  /** The answer of one provider came to the address of another (mix-up, RFC 9700, 4.4). */
  | 'other-provider'
  | 'other-site'
  | 'other-browser'
  /** The provider says that the agent works for a body where they hold no role. */
  | 'other-body'
  /** Linked to another account already. */
  | 'other-account'
  | 'unlinked-agent';

export async function refuse(
  house: House,
  c: Context,
  of: { readonly tenantId: string; readonly siteId: string; readonly provider: string | null },
  why: Refusal,
  error?: unknown,
): Promise<void> {
  house.log.warn({ provider: of.provider, why, err: error }, 'a sign-in through a provider was refused');
  await house.audit.record([
    {
      tenantId: of.tenantId,
      siteId: of.siteId,
      actor: { kind: 'system' },
      action: 'oidc.refused',
      subject: { kind: 'provider', id: of.provider, details: { why } },
      at: Date.now(),
      address: addressOf(house, c),
    },
  ]);
}
