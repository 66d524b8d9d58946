// Links and short codes that work once and soon end. The database holds keyed hashes of them: a copy of it opens nothing.

import { randomBytes, randomInt } from 'node:crypto';
import { and, eq, gt, isNull, newId, plus, type Reader, type Tx } from '@parvis/db';
import { schema } from '../schema.ts';
import type { Vault } from '../vault.ts';

export type OneTimePurpose =
  | 'citizen-sign-in'
  | 'citizen-link'
  | 'citizen-address'
  | 'agent-invitation'
  | 'agent-reset'
  | 'agent-second-factor'
  | 'agent-ceremony';

export interface NewOneTime {
  readonly purpose: OneTimePurpose;
  readonly tenantId: string;
  readonly now: number;
  readonly minutes: number;
  readonly email?: string;
  readonly citizenId?: string;
  readonly agentId?: string;
  /** Kept locked. */
  readonly payload?: unknown;
}

export interface IssuedOneTime {
  readonly id: string;
  /** For the link: 256 bits. */
  readonly token: string;
  /** Six digits, for who reads the mail on another device. */
  readonly code: string;
}

export interface OneTime {
  readonly id: string;
  readonly purpose: string;
  readonly email: string | null;
  readonly citizenId: string | null;
  readonly agentId: string | null;
  readonly payload: unknown;
  readonly expiresAt: number;
}

/** Wrong short codes after which the code is dead: one chance in 200,000 for who guesses. */
const MOST_TRIES = 5;

export async function issueOneTime(tx: Tx, vault: Vault, wanted: NewOneTime): Promise<IssuedOneTime> {
  const { purpose, tenantId, now, minutes, email, citizenId, agentId, payload } = wanted;
  const id = newId();
  const token = randomBytes(32).toString('base64url');
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await tx.insert(schema.for(tx).oneTime).values({
    id,
    tenantId,
    purpose,
    tokenHash: tokenHash(vault, purpose, token),
    codeHash: codeHash(vault, id, code),
    email: email ?? null,
    citizenId: citizenId ?? null,
    agentId: agentId ?? null,
    payload: payload === undefined ? null : vault.lock(purpose, JSON.stringify(payload)),
    createdAt: now,
    expiresAt: now + minutes * 60_000,
  });
  return { id, token, code };
}

const tokenHash = (vault: Vault, purpose: OneTimePurpose, token: string): string =>
  vault.hash(`one-time:${purpose}`, token);
const codeHash = (vault: Vault, id: string, code: string): string =>
  vault.hash('one-time-code', `${id}\0${code}`);

/** What a token opens at this tenant, while it lasts and unless it was used. Looking does not use it. */
export async function oneTimeByToken(
  reader: Reader,
  vault: Vault,
  {
    purpose,
    tenantId,
    token,
    now,
  }: { purpose: OneTimePurpose; tenantId: string; token: string; now: number },
): Promise<OneTime | null> {
  const { oneTime } = schema.for(reader);
  const [row] = await reader
    .select()
    .from(oneTime)
    .where(
      and(
        eq(oneTime.tokenHash, tokenHash(vault, purpose, token)),
        eq(oneTime.tenantId, tenantId),
        gt(oneTime.expiresAt, now),
        isNull(oneTime.usedAt),
      ),
    );
  return row ? toOneTime(vault, purpose, row) : null;
}

/** Uses it up; false where it was used meanwhile, or is over. */
export async function useOneTime(tx: Tx, id: string, now: number): Promise<boolean> {
  const { oneTime } = schema.for(tx);
  const rows = await tx
    .update(oneTime)
    .set({ usedAt: now })
    .where(and(eq(oneTime.id, id), isNull(oneTime.usedAt), gt(oneTime.expiresAt, now)))
    .returning({ id: oneTime.id });
  return rows.length === 1;
}

/** Uses it up by its short code. A wrong code counts; after five, none is right any more. */
export async function useByCode(
  tx: Tx,
  vault: Vault,
  {
    purpose,
    tenantId,
    id,
    code,
    now,
  }: { purpose: OneTimePurpose; tenantId: string; id: string; code: string; now: number },
): Promise<{ readonly outcome: 'right'; readonly found: OneTime } | { readonly outcome: 'wrong' | 'over' }> {
  const { oneTime } = schema.for(tx);
  const [row] = await tx
    .select()
    .from(oneTime)
    .where(and(eq(oneTime.id, id), eq(oneTime.tenantId, tenantId), eq(oneTime.purpose, purpose)));
  if (!row || row.usedAt !== null || row.expiresAt <= now || row.tries >= MOST_TRIES)
    return { outcome: 'over' };
  if (row.codeHash !== codeHash(vault, id, code.replaceAll(/\D/g, ''))) {
    await tx
      .update(oneTime)
      .set({ tries: plus(oneTime.tries, 1) })
      .where(eq(oneTime.id, id));
    return { outcome: 'wrong' };
  }
  await tx.update(oneTime).set({ usedAt: now }).where(eq(oneTime.id, id));
  return { outcome: 'right', found: toOneTime(vault, purpose, row) };
}

function toOneTime(
  vault: Vault,
  purpose: OneTimePurpose,
  row: Omit<OneTime, 'payload'> & { readonly payload: string | null },
): OneTime {
  const { id, email, citizenId, agentId, expiresAt } = row;
  const plain = row.payload === null ? null : vault.unlock(purpose, row.payload);
  const payload: unknown = plain === null ? null : JSON.parse(plain);
  return { id, purpose, email, citizenId, agentId, payload, expiresAt };
}
