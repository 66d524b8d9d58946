// Codes of an authenticator application (TOTP, RFC 6238): the key is locked in the vault, and no code is taken twice.

import { and, eq, isNull, lt, or, type Tx } from '@parvis/db';
import { Secret, TOTP } from 'otpauth';
import { schema } from '../schema.ts';
import type { Vault } from '../vault.ts';

/** Seconds of a step, and the steps of drift that are allowed on each side (RFC 6238, 5.2 and 6). */
const PERIOD = 30;
const DRIFT = 1;

const SECRET_PURPOSE = 'agent-totp';
const CANDIDATE_PURPOSE = 'agent-totp-candidate';
/** A key that was shown may be confirmed for this long. */
const CANDIDATE_MINUTES = 30;

/** A new key: 160 bits (RFC 4226, 4), in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the application reads from the drawn code. */
export function totpUri(secret: string, who: { readonly issuer: string; readonly account: string }): string {
  return totpOf(secret, who.issuer, who.account).toString();
}

/** The step of a right code, or null. Spaces do not matter. */
export function totpStepOf(secret: string, typed: string, now: number): number | null {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(secret).validate({ token, timestamp: now, window: DRIFT });
  return delta === null ? null : Math.floor(now / 1_000 / PERIOD) + delta;
}

function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    period: PERIOD,
    digits: 6,
    algorithm: 'SHA1',
  });
}

/** Takes a code of an agent's application: true once for each, and never for one that is older than the last. */
export async function useTotp(
  tx: Tx,
  vault: Vault,
  agent: { readonly id: string; readonly totpSecret: string | null },
  typed: string,
  now: number,
): Promise<boolean> {
  const secret = agent.totpSecret && vault.unlock(SECRET_PURPOSE, agent.totpSecret);
  const step = secret ? totpStepOf(secret, typed, now) : null;
  if (step === null) return false;
  const { agent: table } = schema.for(tx);
  const rows = await tx
    .update(table)
    .set({ totpStep: step })
    .where(and(eq(table.id, agent.id), or(isNull(table.totpStep), lt(table.totpStep, step))))
    .returning({ id: table.id });
  return rows.length === 1;
}

/** A key that is shown to an agent, on its way through the form that confirms it. */
export function lockCandidate(vault: Vault, agentId: string, secret: string, now: number): string {
  const until = now + CANDIDATE_MINUTES * 60_000;
  return vault.lock(CANDIDATE_PURPOSE, JSON.stringify([agentId, secret, until]));
}

/** The key of a form that came back; null where it was made for someone else, or long ago. */
export function candidateOf(vault: Vault, agentId: string, locked: string, now: number): string | null {
  const plain = vault.unlock(CANDIDATE_PURPOSE, locked);
  if (plain === null) return null;
  const [owner, secret, until]: readonly unknown[] = JSON.parse(plain);
  return owner === agentId && typeof secret === 'string' && typeof until === 'number' && until > now
    ? secret
    : null;
}

/** Gives an agent the application whose code they just typed: that code is spent. */
export async function setTotp(
  tx: Tx,
  vault: Vault,
  agentId: string,
  { secret, step }: { readonly secret: string; readonly step: number },
): Promise<void> {
  const { agent } = schema.for(tx);
  await tx
    .update(agent)
    .set({ totpSecret: vault.lock(SECRET_PURPOSE, secret), totpStep: step })
    .where(eq(agent.id, agentId));
}

export async function removeTotp(tx: Tx, agentId: string): Promise<void> {
  const { agent } = schema.for(tx);
  await tx.update(agent).set({ totpSecret: null, totpStep: null }).where(eq(agent.id, agentId));
}
