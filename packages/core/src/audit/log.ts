// Who did what to what, for whom, and who looked. Lines are only ever added (the database refuses anything else) and each
// carries a keyed hash of the one before, so that a line changed, taken out or put in later shows.

import { createHmac, randomBytes } from 'node:crypto';
import { and, type Db, eq, type Tx } from '@parvis/db';
import type { Actor, AuditSubject } from '@parvis/kit';
import { schema } from '../schema.ts';
import { encrypt, type Vault } from '../vault.ts';

export interface AuditEntry {
  readonly tenantId: string;
  readonly siteId: string | null;
  readonly actor: Actor;
  /** `<owner>.<what>`: `request.looked`, `agent.invited`. */
  readonly action: string;
  readonly subject: AuditSubject;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The network address it came from, where it came from outside. */
  readonly address?: string;
}

export interface AuditLog {
  /** Adds lines in a transaction, together with what they tell of. */
  append(tx: Tx, entries: readonly AuditEntry[]): Promise<void>;
  /** Adds a line in a transaction of its own, shared with those that come meanwhile; there once the promise resolves. */
  record(entries: readonly AuditEntry[]): Promise<void>;
}

/** What every chain begins with. */
export const CHAIN_START = 'parvis';

interface Waiting {
  readonly entries: readonly AuditEntry[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export function auditLog({
  db,
  vault,
  secret,
}: {
  readonly db: Db;
  readonly vault: Vault;
  readonly secret: string;
}): AuditLog {
  let waiting: Waiting[] = [];
  let flushing = false;

  async function append(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
    for (const tenantId of new Set(entries.map((entry) => entry.tenantId))) {
      const own = entries.filter((entry) => entry.tenantId === tenantId);
      await appendToChain(tx, vault, secret, tenantId, own);
    }
  }

  async function flush(): Promise<void> {
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await db
        .write((tx) =>
          append(
            tx,
            batch.flatMap(({ entries }) => entries),
          ),
        )
        .then(
          () => batch.forEach(({ done }) => done()),
          (error: unknown) => batch.forEach(({ failed }) => failed(error)),
        );
    }
    flushing = false;
  }

  return {
    append,
    record: (entries) =>
      new Promise((done, failed) => {
        if (entries.length === 0) return done();
        waiting.push({ entries, done, failed });
        if (!flushing) void flush();
      }),
  };
}

async function appendToChain(
  tx: Tx,
  vault: Vault,
  secret: string,
  tenantId: string,
  entries: readonly AuditEntry[],
): Promise<void> {
  const { audit, auditHead } = schema.for(tx);
  const [head] = await tx.select().from(auditHead).where(eq(auditHead.tenantId, tenantId));
  let { number, hash } = head ?? { number: 0, hash: CHAIN_START };
  const keys = new Map<string, Buffer>();
  const rows = [];
  for (const entry of entries) {
    const month = new Date(entry.at).toISOString().slice(0, 7);
    const key = keys.get(month) ?? (await monthKey(tx, vault, tenantId, month));
    keys.set(month, key);
    const line: AuditLine = { ...toLine(entry, key), tenantId, number: number + 1, previous: hash };
    number = line.number;
    hash = lineHash(secret, line);
    rows.push({ ...line, hash });
  }
  await tx.insert(audit).values(rows);
  if (head) await tx.update(auditHead).set({ number, hash }).where(eq(auditHead.tenantId, tenantId));
  else await tx.insert(auditHead).values({ tenantId, number, hash });
}

/** A line as it is stored, without its own hash. */
export interface AuditLine {
  readonly tenantId: string;
  readonly number: number;
  readonly at: number;
  readonly actorKind: Actor['kind'];
  readonly actorId: string | null;
  readonly authorityId: string | null;
  readonly siteId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly citizenId: string | null;
  readonly details: string | null;
  readonly previous: string;
}

/** What a line's details say, once decrypted. */
export interface AuditDetails {
  /** The actor's name on that day. */
  readonly name?: string;
  readonly address?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

function toLine({ actor, siteId, action, subject, at, address }: AuditEntry, key: Buffer) {
  const name = actor.kind === 'system' ? undefined : (actor.name ?? undefined);
  const details: AuditDetails = {
    ...(name && { name }),
    ...(address && { address }),
    ...(subject.details && { more: subject.details }),
  };
  return {
    at,
    actorKind: actor.kind,
    actorId: actor.kind === 'system' ? null : actor.id,
    authorityId: actor.kind === 'agent' ? actor.authority.id : null,
    siteId,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    citizenId: subject.citizenId ?? (actor.kind === 'citizen' ? actor.id : null),
    details: Object.keys(details).length > 0 ? encrypt(key, JSON.stringify(details)) : null,
  };
}

/** HMAC-SHA-256 over every field in a fixed order: who can write to the database, but lacks the secret, cannot mend a chain. */
export function lineHash(secret: string, line: AuditLine): string {
  const fields = [
    line.previous,
    line.tenantId,
    line.number,
    line.at,
    line.actorKind,
    line.actorId,
    line.authorityId,
    line.siteId,
    line.action,
    line.subjectKind,
    line.subjectId,
    line.citizenId,
    line.details,
  ];
  return createHmac('sha256', secret)
    .update(`audit\0${JSON.stringify(fields)}`)
    .digest('base64url');
}

/** The vault's purpose for the keys of the log. */
export const AUDIT_KEY_PURPOSE = 'audit-key';

async function monthKey(tx: Tx, vault: Vault, tenantId: string, month: string): Promise<Buffer> {
  const { auditKey } = schema.for(tx);
  const [known] = await tx
    .select({ key: auditKey.key })
    .from(auditKey)
    .where(and(eq(auditKey.tenantId, tenantId), eq(auditKey.month, month)));
  const unlocked = known && vault.unlock(AUDIT_KEY_PURPOSE, known.key);
  if (unlocked) return Buffer.from(unlocked, 'base64url');
  if (known) throw new Error('a key of the audit log does not open under this installation’s secret');
  const made = randomBytes(32);
  await tx
    .insert(auditKey)
    .values({ tenantId, month, key: vault.lock(AUDIT_KEY_PURPOSE, made.toString('base64url')) });
  return made;
}
