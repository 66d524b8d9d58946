// Who did what to what, for whom, and who looked. Lines are only ever added (the database refuses anything else), each
// bound to the one before, so that a line changed, taken out or put in later shows.

import { type Db, eq, keptRead, type Later, newId, type Tx } from '@parvis/db';
import type { Actor, AuditSubject } from '@parvis/kit';
import { schema } from '../schema.ts';
import type { Vault } from '../vault.ts';
import { type AuditLine, CHAIN_START, type LineHash, lineHashing } from './chain.ts';
import { type AuditDetails, detailsWriter } from './details.ts';

export interface AuditEntry {
  readonly tenantId: string;
  readonly siteId: string | null;
  readonly actor: Actor;
  /** `<owner>.<what>`: `request.looked`, `agent.invited`. Its French words are in `actions.ts`. */
  readonly action: string;
  readonly subject: AuditSubject;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The network address it came from, where it came from outside. */
  readonly address?: string;
}

export interface AuditLog {
  /** Adds lines in a transaction, together with what they tell of: one that is undone leaves none. */
  append(tx: Tx, entries: readonly AuditEntry[]): Promise<void>;
  /** Adds lines in a transaction of their own, shared with those that come meanwhile; there once the promise resolves. */
  record(entries: readonly AuditEntry[]): Promise<void>;
}

/** Lines of one shared transaction, and of one INSERT. */
const MOST_LINES = 500;
/** So many lines that fail alone, one after the other: the database is at fault, and not they. */
const FAILURES_IN_A_ROW = 3;

interface Waiting {
  readonly lines: readonly ReadyLine[];
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
  const lineHash = lineHashing(secret);
  let waiting: Waiting[] = [];
  let flushing = false;

  async function appendReady(tx: Tx, lines: readonly ReadyLine[]): Promise<void> {
    for (const tenantId of new Set(lines.map((line) => line.tenantId))) {
      const own = lines.filter((line) => line.tenantId === tenantId);
      for (let from = 0; from < own.length; from += MOST_LINES)
        await appendToChain(tx, vault, lineHash, tenantId, own.slice(from, from + MOST_LINES));
    }
  }

  const write = (batch: readonly Waiting[]): Promise<void> =>
    db.write((tx) =>
      appendReady(
        tx,
        batch.flatMap(({ lines }) => lines),
      ),
    );

  async function flush(): Promise<void> {
    flushing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_LINES);
      waiting = waiting.slice(batch.length);
      await write(batch).then(
        () => batch.forEach(({ done }) => done()),
        () => writeApart(batch),
      );
    }
    flushing = false;
  }

  /** What one entry is refused for is no reason to lose those that shared its transaction. */
  async function writeApart(batch: readonly Waiting[]): Promise<void> {
    let failures = 0;
    let last: unknown;
    for (const one of batch) {
      if (failures >= FAILURES_IN_A_ROW) {
        one.failed(last);
        continue;
      }
      await write([one]).then(
        () => {
          failures = 0;
          one.done();
        },
        (error: unknown) => {
          failures += 1;
          last = error;
          one.failed(error);
        },
      );
    }
  }

  return {
    append: (tx, entries) => appendReady(tx, entries.map(toReadyLine)),
    record: (entries) =>
      new Promise((done, failed) => {
        if (entries.length === 0) return done();
        // What cannot be written down fails here, for its own caller.
        waiting.push({ lines: entries.map(toReadyLine), done, failed });
        if (!flushing) void flush();
      }),
  };
}

const headOf = keptRead((reader, later: Later<'tenantId'>) => {
  const { auditHead } = schema.for(reader);
  return reader
    .select()
    .from(auditHead)
    .where(eq(auditHead.tenantId, later('tenantId')));
});

async function appendToChain(
  tx: Tx,
  vault: Vault,
  lineHash: LineHash,
  tenantId: string,
  ready: readonly ReadyLine[],
): Promise<void> {
  const { audit, auditHead } = schema.for(tx);
  const [head] = await headOf(tx, { tenantId });
  let { number, hash } = head ?? CHAIN_START;
  const sealDetails = detailsWriter(tx, vault, tenantId);
  const rows: (AuditLine & { readonly hash: string })[] = [];
  for (const { json, ...fields } of ready) {
    const line: AuditLine = {
      ...fields,
      id: newId(),
      number: number + 1,
      details: json === null ? null : await sealDetails(fields.at, json),
      previous: hash,
    };
    number = line.number;
    hash = lineHash(line);
    rows.push({ ...line, hash });
  }
  // The head before the lines: of two transactions the second stops here, and is run again on PostgreSQL.
  if (head) await tx.update(auditHead).set({ number, hash }).where(eq(auditHead.tenantId, tenantId));
  else await tx.insert(auditHead).values({ tenantId, number, hash }).onConflictDoNothing();
  await tx.insert(audit).values(rows);
}

/** A line before it has its place in the chain; its details are still in clear. */
interface ReadyLine extends Omit<AuditLine, 'id' | 'number' | 'previous' | 'details'> {
  readonly json: string | null;
}

function toReadyLine({ tenantId, actor, siteId, action, subject, at, address }: AuditEntry): ReadyLine {
  const name = actor.kind === 'system' ? undefined : (actor.name ?? undefined);
  const details: AuditDetails = {
    ...(name && { name }),
    ...(address && { address }),
    ...(subject.details && { more: subject.details }),
  };
  return {
    tenantId,
    at,
    actorKind: actor.kind,
    actorId: actor.kind === 'system' ? null : actor.id,
    authorityId: actor.kind === 'agent' ? actor.authority.id : null,
    siteId,
    action: storable(action),
    subjectKind: storable(subject.kind),
    subjectId: subject.id === null ? null : storable(subject.id),
    citizenId: subject.citizenId ?? (actor.kind === 'citizen' ? actor.id : null),
    json: Object.keys(details).length > 0 ? JSON.stringify(details) : null,
  };
}

/** Text that comes back as it was hashed: PostgreSQL refuses NUL, and both engines change a lone half of a pair. */
function storable(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '\u{FFFD}');
}
