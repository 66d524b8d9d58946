// What people and trust cost a page: reading the session that its cookie names, after a thousand sign-ins, with the person
// and, for an agent, their roles; and writing lines of the audit log, each on the disk before the page is sent.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, newId, openDb } from '@parvis/db';
import { auditLog } from '../src/audit/log.ts';
import { AGENT_SESSIONS } from '../src/identity/agent-accounts.ts';
import { CITIZENS } from '../src/identity/citizens.ts';
import { type SessionKind, type Sessions, sessionsOf } from '../src/identity/sessions.ts';
import { schema } from '../src/schema.ts';
import { vaultOf } from '../src/vault.ts';

const SIGN_INS = 1_000;
const READ_GOAL = 0.15;
const APPEND_GOAL = 1_000;
const SECRET = 'a secret of the benchmark, long enough';
const TENANT = 'tenant';

type BenchDb = Awaited<ReturnType<typeof openDb>>;

export default async function sessions() {
  const data = await mkdtemp(join(tmpdir(), 'parvis-bench-'));
  const db = await openDb({ file: join(data, 'bench.db') });
  try {
    await migrate(db, [{ owner: 'core', folder: new URL('../migrations/', import.meta.url) }]);
    await founded(db);
    const agent = await medianRead(db, AGENT_SESSIONS);
    const citizen = await medianRead(db, CITIZENS);
    const value = Math.max(agent, citizen);
    const lines = await appendsASecond(db);
    return [
      {
        name: 'session-read',
        value,
        unit: 'ms',
        goal: READ_GOAL,
        better: 'lower',
        pass: value <= READ_GOAL,
        detail: `the slower of two medians over ${SIGN_INS} sign-ins each, on SQLite: of an agent with their roles ${agent}, of a citizen ${citizen}`,
      },
      {
        name: 'audit-append',
        value: lines,
        unit: 'lines/s',
        goal: APPEND_GOAL,
        better: 'higher',
        pass: lines >= APPEND_GOAL,
        detail: '3,000 lines by 50 pages side by side, on SQLite with synchronous=FULL',
      },
    ] as const;
  } finally {
    await db.close();
    await rm(data, { recursive: true, force: true });
  }
}

async function founded(db: BenchDb): Promise<void> {
  await db.write(async (tx) => {
    const { tenant, authority, agent, agentRole, citizen } = schema.for(tx);
    const now = Date.now();
    await tx.insert(tenant).values({ id: TENANT, name: 'Essai', createdAt: now });
    const bodies = Array.from({ length: 3 }, (_, index) => `authority-${index}`);
    await tx.insert(authority).values(
      bodies.map(
        (id) =>
          ({
            id,
            tenantId: TENANT,
            kind: 'commune',
            name: id,
            siren: id,
            contact: { address: [], hours: [] },
          }) as const,
      ),
    );
    const people = Array.from({ length: SIGN_INS }, (_, index) => ({
      id: `person-${index}`,
      tenantId: TENANT,
      email: `person-${index}@exemple.fr`,
    }));
    for (let from = 0; from < SIGN_INS; from += 250) {
      const some = people.slice(from, from + 250);
      await tx.insert(agent).values(some.map((one) => ({ ...one, name: one.id })));
      await tx
        .insert(citizen)
        .values(some.map((one) => ({ ...one, identity: {}, createdAt: now, seenAt: now })));
      await tx
        .insert(agentRole)
        .values(
          some.flatMap(({ id }) =>
            bodies.map((authorityId) => ({ tenantId: TENANT, agentId: id, authorityId, role: 'secretary' })),
          ),
        );
    }
  });
}

/** Milliseconds: each session read once after all are there, in an order that is not that of the sign-ins. */
async function medianRead<P>(db: BenchDb, kind: SessionKind<P>): Promise<number> {
  const all: Sessions<P> = sessionsOf(db, kind);
  const now = Date.now();
  const ids: string[] = [];
  for (let person = 0; person < SIGN_INS; person += 1) {
    const facts = { startedAt: now, device: 'Firefox sur Windows', signedInBy: 'password', logoutHint: null };
    ids.push(await all.start(`person-${person}`, facts));
  }
  const shuffled = ids.map((_, index) => ids[(index * 379) % SIGN_INS] ?? '');
  const times: number[] = [];
  for (const id of shuffled) {
    const begun = performance.now();
    const found = await all.find(id, now);
    times.push(performance.now() - begun);
    if (!found) throw new Error('a session was not found');
  }
  times.sort((a, b) => a - b);
  return Math.round((times[SIGN_INS / 2] ?? Number.NaN) * 1_000) / 1_000;
}

async function appendsASecond(db: BenchDb): Promise<number> {
  const log = auditLog({ db, vault: vaultOf(SECRET), secret: SECRET });
  const line = () =>
    log.record([
      {
        tenantId: TENANT,
        siteId: null,
        actor: { kind: 'system' },
        action: 'request.looked',
        subject: {
          kind: 'request',
          id: newId(),
          details: { method: 'GET', path: '/agent/demandes', status: 200 },
        },
        at: Date.now(),
        address: '192.0.2.7',
      },
    ]);
  const page = async () => {
    for (let count = 0; count < 60; count += 1) await line();
  };
  await line();
  const begun = performance.now();
  await Promise.all(Array.from({ length: 50 }, page));
  return Math.round(3_000 / ((performance.now() - begun) / 1_000));
}
