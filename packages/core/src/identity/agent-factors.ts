// Taking every second factor of an agent away: for one who lost their telephone and their recovery codes.

import { eq, type Tx } from '@parvis/db';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';
import { removeRecoveryCodes } from './agent-recovery.ts';
import { removeTotp } from './agent-totp.ts';

/** Application, passkeys and recovery codes; and their sessions end. The next sign-in makes a new one where the tenant requires it. */
export async function dropFactors(house: House, tx: Tx, agentId: string): Promise<void> {
  const { agentPasskey } = schema.for(tx);
  await removeTotp(tx, agentId);
  await removeRecoveryCodes(tx, agentId);
  await tx.delete(agentPasskey).where(eq(agentPasskey.agentId, agentId));
  await house.agents.sessions.endAll(tx, agentId);
}
