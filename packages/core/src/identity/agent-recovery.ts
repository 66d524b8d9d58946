// Ways back in for an agent who lost their telephone: ten codes, shown once, each working once.

import { randomInt } from 'node:crypto';
import { and, eq, isNull, type Reader, type Tx } from '@parvis/db';
import { CODE_ALPHABET } from '../requests/codes.ts';
import { schema } from '../schema.ts';
import type { Vault } from '../vault.ts';

const CODES = 10;
const GROUP = 5;
const SYMBOLS = 2 * GROUP;

/** Makes a new set, which replaces the one before, and returns the codes: « KXTM9-7WDCH », 41 bits each. */
export async function newRecoveryCodes(
  tx: Tx,
  vault: Vault,
  { tenantId, agentId }: { readonly tenantId: string; readonly agentId: string },
): Promise<readonly string[]> {
  await removeRecoveryCodes(tx, agentId);
  const codes = new Set<string>();
  while (codes.size < CODES) codes.add(randomCode());
  await tx
    .insert(schema.for(tx).agentRecoveryCode)
    .values([...codes].map((code) => ({ tenantId, agentId, codeHash: hashOf(vault, agentId, code) })));
  return [...codes].map((code) => `${code.slice(0, GROUP)}-${code.slice(GROUP)}`);
}

/** Takes a code: true once for each. Case, spaces and the hyphen do not matter. */
export async function useRecoveryCode(
  tx: Tx,
  vault: Vault,
  agentId: string,
  typed: string,
  now: number,
): Promise<boolean> {
  const code = typed.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '');
  if (code.length !== SYMBOLS) return false;
  const { agentRecoveryCode: table } = schema.for(tx);
  const rows = await tx
    .update(table)
    .set({ usedAt: now })
    .where(
      and(eq(table.agentId, agentId), eq(table.codeHash, hashOf(vault, agentId, code)), isNull(table.usedAt)),
    )
    .returning({ id: table.id });
  return rows.length === 1;
}

/** How many are left. */
export function recoveryCodesLeft(reader: Reader, agentId: string): Promise<number> {
  const { agentRecoveryCode: table } = schema.for(reader);
  return reader.$count(table, and(eq(table.agentId, agentId), isNull(table.usedAt)));
}

export async function removeRecoveryCodes(tx: Tx, agentId: string): Promise<void> {
  const { agentRecoveryCode: table } = schema.for(tx);
  await tx.delete(table).where(eq(table.agentId, agentId));
}

function randomCode(): string {
  return Array.from({ length: SYMBOLS }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
}

function hashOf(vault: Vault, agentId: string, code: string): string {
  return vault.hash('agent-recovery', `${agentId}\0${code}`);
}
