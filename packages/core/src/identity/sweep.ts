// What is over and opens nothing any more is not kept until someone happens to sign in.

import { lt, type Tx } from '@parvis/db';
import { schema } from '../schema.ts';

/** Deletes sessions, one-time codes, sign-ins under way and counted tries that have expired, of all tenants. */
export async function sweepExpired(tx: Tx, now: number): Promise<void> {
  const { agentSession, citizenSession, oneTime, oidcFlow, rateLimit } = schema.for(tx);
  await tx.delete(agentSession).where(lt(agentSession.expiresAt, now));
  await tx.delete(citizenSession).where(lt(citizenSession.expiresAt, now));
  await tx.delete(oneTime).where(lt(oneTime.expiresAt, now));
  await tx.delete(oidcFlow).where(lt(oidcFlow.expiresAt, now));
  await tx.delete(rateLimit).where(lt(rateLimit.expire, now));
}
