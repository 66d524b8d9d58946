// What lines say of people: encrypted under a key for each tenant and month, itself locked in the vault. Deleting the key
// makes a month unreadable and leaves the chain whole.

import { randomBytes } from 'node:crypto';
import { and, eq, inArray, keptRead, type Later, lte, type Reader, type Tx } from '@parvis/db';
import { Temporal } from 'temporal-polyfill';
import { schema } from '../schema.ts';
import { decrypt, encrypt, type Vault } from '../vault.ts';

/** Names, network addresses and what was seen are readable for this long at most (docs/decisions/0009-audit-chain.md). */
export const READABLE_MONTHS = 36;

export interface AuditDetails {
  /** The actor's name on that day. */
  readonly name?: string;
  readonly address?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

const KEY_PURPOSE = 'audit-key';

/** `2026-11`, in UTC. */
function monthOf(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 7);
}

/** Encrypts details in a transaction; a month's key is made with its first line. */
export function detailsWriter(tx: Tx, vault: Vault, tenantId: string) {
  const keys = new Map<string, Buffer>();
  return async function sealDetails(at: number, json: string): Promise<string> {
    const month = monthOf(at);
    const key = keys.get(month) ?? (await keyOfMonth(tx, vault, tenantId, month));
    keys.set(month, key);
    return encrypt(key, json);
  };
}

async function keyOfMonth(tx: Tx, vault: Vault, tenantId: string, month: string): Promise<Buffer> {
  const { auditKey } = schema.for(tx);
  const [known] = await storedKey(tx, { tenantId, month });
  if (known) {
    const key = unlocked(vault, known.key);
    if (!key) throw new Error('a key of the audit log does not open under this installation’s secret');
    return key;
  }
  const made = randomBytes(32);
  await tx
    .insert(auditKey)
    .values({ tenantId, month, key: vault.lock(KEY_PURPOSE, made.toString('base64url')) })
    // PostgreSQL runs the transaction again where another one made the key meanwhile.
    .onConflictDoNothing();
  return made;
}

const storedKey = keptRead((reader, later: Later<'tenantId' | 'month'>) => {
  const { auditKey } = schema.for(reader);
  return reader
    .select({ key: auditKey.key })
    .from(auditKey)
    .where(and(eq(auditKey.tenantId, later('tenantId')), eq(auditKey.month, later('month'))));
});

function unlocked(vault: Vault, locked: string): Buffer | null {
  const key = vault.unlock(KEY_PURPOSE, locked);
  return key === null ? null : Buffer.from(key, 'base64url');
}

interface Detailed {
  readonly at: number;
  readonly details: string | null;
}

/** The details of lines of one tenant, in their order: null where they are erased, or there are none. */
export async function readDetails(
  reader: Reader,
  vault: Vault,
  tenantId: string,
  lines: readonly Detailed[],
): Promise<readonly (AuditDetails | null)[]> {
  const months = [...new Set(lines.map(({ at }) => monthOf(at)))];
  if (months.length === 0) return [];
  const { auditKey } = schema.for(reader);
  const rows = await reader
    .select({ month: auditKey.month, key: auditKey.key })
    .from(auditKey)
    .where(and(eq(auditKey.tenantId, tenantId), inArray(auditKey.month, months)));
  const keys = new Map(rows.map(({ month, key }) => [month, unlocked(vault, key)]));
  return lines.map(({ at, details }) => {
    const key = keys.get(monthOf(at));
    const json = key && details !== null ? decrypt(key, details) : null;
    return json === null ? null : (JSON.parse(json) as AuditDetails);
  });
}

/**
 * Deletes the keys of the months up to that of `before`, in epoch milliseconds: no detail is read longer than it may be, those
 * of the end of a month some days less. Returns how many keys.
 */
export async function forgetDetails(tx: Tx, tenantId: string, before: number): Promise<number> {
  const { auditKey } = schema.for(tx);
  const gone = await tx
    .delete(auditKey)
    .where(and(eq(auditKey.tenantId, tenantId), lte(auditKey.month, monthOf(before))))
    .returning({ id: auditKey.id });
  return gone.length;
}
