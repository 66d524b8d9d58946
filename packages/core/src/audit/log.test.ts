// The log on real databases: what is written, together with what, by how many at once; and what breaks its chain.

import { type Db, migrate, newId, openDb } from '@parvis/db';
import { describeEachEngine, type OpenTestDb, runAlone, sameDatabase } from '@parvis/db/testing';
import type { Actor } from '@parvis/kit';
import { assert, asyncProperty, integer, nat, record as shape, string } from 'fast-check';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { vaultOf } from '../vault.ts';
import { sayAnchor, toAnchor } from './chain.ts';
import { forgetDetails, readDetails } from './details.ts';
import { type AuditEntry, auditLog } from './log.ts';
import { type AuditVerdict, verifyAudit } from './verify.ts';

const SECRET = 'un secret assez long pour les essais du journal';
const vault = vaultOf(SECRET);
const TENANT = 'tenant-a';
const NOVEMBER = Date.UTC(2026, 10, 24, 9);
const NOBODY: Actor = { kind: 'system' };

async function migrated(open: OpenTestDb): Promise<Db> {
  const db = await open();
  await migrate(db, [{ owner: 'core', folder: new URL('../../migrations/', import.meta.url) }]);
  return db;
}

const logOn = (db: Db) => auditLog({ db, vault, secret: SECRET });

function entry(more: Partial<AuditEntry> = {}): AuditEntry {
  const subject = { kind: 'request', id: newId(), details: { path: '/agent' } };
  return {
    tenantId: TENANT,
    siteId: null,
    actor: NOBODY,
    action: 'request.looked',
    subject,
    at: NOVEMBER,
    ...more,
  };
}

const check = (db: Db, tenantId = TENANT) => verifyAudit(db.read, SECRET, tenantId);

async function withLines(open: OpenTestDb, count: number): Promise<Db> {
  const db = await migrated(open);
  await logOn(db).record(Array.from({ length: count }, () => entry()));
  return db;
}

/** What someone does who owns the database: the guards taken away, then SQL of their own. */
async function tamper(db: Db, ...statements: readonly string[]): Promise<void> {
  await runAlone(db, async (runner) => {
    const guards =
      runner.engine === 'sqlite'
        ? ['update', 'delete', 'replace'].map((one) => `DROP TRIGGER audit_append_only_${one}`)
        : ['ALTER TABLE audit DISABLE TRIGGER ALL'];
    for (const statement of [...guards, ...statements]) await runner.exec(statement);
  });
}

describeEachEngine('the audit log', (open) => {
  it('refuses any change of a line, by the database itself', async () => {
    const db = await withLines(open, 3);
    const { audit } = schema.for(db.read);
    const refused = { kind: 'append-only', constraint: 'audit' };
    await expect(db.write((tx) => tx.update(audit).set({ action: 'nothing.done' }))).rejects.toMatchObject(
      refused,
    );
    await expect(db.write((tx) => tx.delete(audit))).rejects.toMatchObject(refused);
    const [first] = await db.read.select().from(audit);
    if (!first) throw new Error('no line');
    const again = db.write((tx) =>
      tx
        .insert(audit)
        .values(first)
        .onConflictDoUpdate({ target: audit.id, set: { action: 'x.y' } }),
    );
    await expect(again).rejects.toMatchObject(refused);
    const raw = db.engine === 'sqlite' ? 'REPLACE INTO audit SELECT * FROM audit' : 'TRUNCATE audit';
    await expect(runAlone(db, (runner) => runner.exec(raw))).rejects.toThrow('parvis:append-only:audit');
    expect(await check(db)).toMatchObject({ ok: true, lines: 3 });
  });

  it('leaves no line of an act that was undone', async () => {
    const db = await migrated(open);
    const log = logOn(db);
    await log.record([entry()]);
    const undone = db.write(async (tx) => {
      await log.append(tx, [entry()]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await db.write((tx) => log.append(tx, [entry(), entry()]));
    expect(await check(db)).toMatchObject({ ok: true, lines: 3, firstBroken: null });
  });

  it('keeps one unbroken chain of what fifty write at once, from two processes on PostgreSQL', async () => {
    const db = await migrated(open);
    // SQLite has one process, and so one log.
    const other = db.engine === 'postgres' ? await openDb(sameDatabase(db)) : db;
    const logs = [logOn(db), db === other ? logOn(db) : logOn(other)];
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => {
        const log = logs[index % 2] ?? logOn(db);
        const own = index % 2 === 0 ? db : other;
        return index % 10 === 0 ? own.write((tx) => log.append(tx, [entry()])) : log.record([entry()]);
      }),
    );
    if (other !== db) await other.close();
    expect(await check(db)).toMatchObject({ ok: true, lines: 50 });
  });

  it('refuses one entry without losing those that came with it', async () => {
    const db = await migrated(open);
    const log = logOn(db);
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const outcomes = await Promise.allSettled([
      log.record([entry()]),
      log.record([entry()]),
      log.record([entry({ subject: { kind: 'request', id: null, details: circle } })]),
      // No engine keeps half a millisecond of an instant that it does not know.
      log.record([entry({ at: Number.NaN })]),
      log.record([entry()]),
      log.record([entry({ tenantId: 'tenant-b' })]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await check(db)).toMatchObject({ ok: true, lines: 3 });
    expect(await check(db, 'tenant-b')).toMatchObject({ ok: true, lines: 1 });
  });

  it('holds whatever is written down, in batches of any size', async () => {
    const db = await migrated(open);
    const log = logOn(db);
    let lines = 0;
    const entries = shape({
      kind: string({ unit: 'binary' }),
      id: string({ unit: 'binary' }),
      many: integer({ min: 1, max: 4 }),
      at: nat({ max: 4_000_000 }),
    });
    await assert(
      asyncProperty(entries, async ({ kind, id, many, at }) => {
        const subject = { kind: `${kind}\0\uD800`, id, details: { said: `${id}\uDFFF` } };
        await log.record(Array.from({ length: many }, () => entry({ subject, at: at * 1_000_000 })));
        lines += many;
        expect(await check(db)).toMatchObject({ ok: true, lines });
      }),
      { numRuns: 25 },
    );
  });

  it('reads a chain of several pages', async () => {
    const db = await withLines(open, 1_203);
    const verdict = await check(db);
    expect(verdict).toMatchObject({ ok: true, lines: 1_203, head: { number: 1_203 } });
    expect(verdict.head && toAnchor(sayAnchor(verdict.head))).toEqual(verdict.head);
  });

  it('shows nobody who has the database only what a line says of people, and nobody once the key of its month is gone', async () => {
    const db = await migrated(open);
    const actor: Actor = { kind: 'citizen', id: 'c', name: 'Claire Dupont' };
    await logOn(db).record([entry({ actor, address: '192.0.2.7' })]);
    const lines = await db.read.select().from(schema.for(db.read).audit);
    expect(JSON.stringify(lines)).not.toMatch(/Claire|192\.0\.2\.7|\/agent/);
    const said = { name: 'Claire Dupont', address: '192.0.2.7', more: { path: '/agent' } };
    expect(await readDetails(db.read, vault, TENANT, lines)).toEqual([said]);
    expect(await readDetails(db.read, vaultOf(`${SECRET}!`), TENANT, lines)).toEqual([null]);
    const forget = (tenantId: string, before: number) =>
      db.write((tx) => forgetDetails(tx, tenantId, before));
    expect(await forget(TENANT, Date.UTC(2026, 9, 31, 23))).toBe(0);
    expect(await forget('tenant-b', Date.UTC(2026, 10, 1))).toBe(0);
    expect(await readDetails(db.read, vault, TENANT, lines)).toEqual([said]);
    expect(await forget(TENANT, Date.UTC(2026, 10, 1))).toBe(1);
    expect(await readDetails(db.read, vault, TENANT, lines)).toEqual([null]);
    expect(await check(db)).toMatchObject({ ok: true, lines: 1 });
  });
});

describeEachEngine('a chain that was tampered with', (open) => {
  const found = (number: number, fault: string) => ({ ok: false, firstBroken: { number, fault } });

  it.each([
    ['a changed action', `UPDATE audit SET action = 'x.y' WHERE number = 3`, 3, 'changed'],
    ['a changed instant', 'UPDATE audit SET at = at + 1 WHERE number = 5', 5, 'changed'],
    ['a changed id', `UPDATE audit SET id = 'x' WHERE number = 1`, 1, 'changed'],
    ['erased details', 'UPDATE audit SET details = NULL WHERE number = 2', 2, 'changed'],
    ['a forged hash', `UPDATE audit SET hash = previous WHERE number = 5`, 5, 'changed'],
    ['a line taken out', 'DELETE FROM audit WHERE number = 4', 4, 'missing'],
    ['the first line taken out', 'DELETE FROM audit WHERE number = 1', 1, 'missing'],
    ['a tail cut off', 'DELETE FROM audit WHERE number > 3', 4, 'truncated'],
    ['everything cut off', 'DELETE FROM audit', 1, 'truncated'],
    ['a head set back', 'UPDATE audit_head SET number = 4', 4, 'head'],
    ['a head set further', 'UPDATE audit_head SET number = 9', 7, 'truncated'],
    ['a head that names another hash', `UPDATE audit_head SET hash = 'x'`, 6, 'head'],
    ['no head', 'DELETE FROM audit_head', 6, 'head'],
    ['a line of another tenant', `UPDATE audit SET tenant_id = 'b' WHERE number = 3`, 3, 'missing'],
  ] as const)('%s is found', async (_, statement, number, fault) => {
    const db = await withLines(open, 6);
    await tamper(db, statement);
    expect(await check(db)).toMatchObject(found(number, fault));
  });

  it('a line put in is found, wherever it is put', async () => {
    const columns =
      'at, actor_kind, actor_id, authority_id, site_id, action, subject_kind, subject_id, citizen_id, details, previous, hash';
    for (const [number, fault, at = number] of [
      [7, 'inserted'],
      [0, 'inserted', 6],
      [6, 'inserted', 6],
    ] as const) {
      const db = await withLines(open, 6);
      await tamper(
        db,
        'DROP INDEX audit_number',
        `INSERT INTO audit (id, tenant_id, number, ${columns}) SELECT 'x', tenant_id, ${number}, ${columns} FROM audit WHERE number = 6`,
      );
      const verdict = await check(db);
      // A copy at the end is no line of this place: its own number was hashed.
      expect(verdict).toMatchObject(found(at, number === 7 ? 'changed' : fault));
    }
  });

  it('lines of another tenant, moved here whole, do not hold', async () => {
    const db = await withLines(open, 2);
    await logOn(db).record([entry({ tenantId: 'b' }), entry({ tenantId: 'b' })]);
    await tamper(
      db,
      `DELETE FROM audit WHERE tenant_id = '${TENANT}'`,
      `DELETE FROM audit_head WHERE tenant_id = '${TENANT}'`,
      `UPDATE audit SET tenant_id = '${TENANT}'`,
      `UPDATE audit_head SET tenant_id = '${TENANT}'`,
    );
    expect(await check(db)).toMatchObject(found(1, 'changed'));
  });

  it('a tail cut off together with its head shows by an anchor kept elsewhere, and only by it', async () => {
    const db = await withLines(open, 6);
    const { head } = await check(db);
    if (!head) throw new Error('no head');
    const { audit } = schema.for(db.read);
    const [, , third] = await db.read.select().from(audit).orderBy(audit.number);
    await tamper(
      db,
      'DELETE FROM audit WHERE number > 3',
      `UPDATE audit_head SET number = 3, hash = '${third?.hash}'`,
    );
    const verify = (number: number, hash: string): Promise<AuditVerdict> =>
      verifyAudit(db.read, SECRET, TENANT, { number, hash });
    expect(await check(db)).toMatchObject({ ok: true, lines: 3 });
    expect(await verify(head.number, head.hash)).toMatchObject(found(4, 'truncated'));
    // Written on with other lines, it is as long as it was, and another.
    await logOn(db).record([entry(), entry(), entry()]);
    expect(await check(db)).toMatchObject({ ok: true, lines: 6 });
    expect(await verify(head.number, head.hash)).toMatchObject(found(6, 'anchor'));
    expect(await verify(3, third?.hash ?? '')).toMatchObject({ ok: true, lines: 6 });
  });

  it('does not hold under another secret', async () => {
    const db = await withLines(open, 2);
    expect(await verifyAudit(db.read, `${SECRET}!`, TENANT)).toMatchObject(found(1, 'changed'));
  });
});
