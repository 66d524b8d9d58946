import { expect, it } from 'vitest';
import { type Db, runAlone } from './database.ts';
import { asc, eq } from './operators.ts';
import type { Tx } from './statements.ts';
import { describeEachEngine } from './testing.ts';
import { createGuards, createTables, tables } from './testing-schema.ts';

describeEachEngine('overlapGuard', (open) => {
  const overlap = { kind: 'overlap', constraint: 'booking_overlap' };

  it('refuses a second active row in the same time, and only that', async () => {
    const db = await guarded(open);
    await booked(db, 'a', 10, 20);
    for (const [from, to] of [
      [10, 20],
      [5, 11],
      [19, 30],
      [12, 13],
      [0, 99],
    ] as const) {
      await expect(booked(db, 'x', from, to)).rejects.toMatchObject(overlap);
    }
    await booked(db, 'before', 5, 10);
    await booked(db, 'after', 20, 25);
    await booked(db, 'elsewhere', 10, 20, { venueId: 'w' });
    await booked(db, 'cancelled', 10, 20, { active: false });
    expect(await db.read.$count(tables.for(db).booking)).toBe(5);
  });

  it('watches changes too, and lets a row keep its own time', async () => {
    const db = await guarded(open);
    const { booking } = tables.for(db);
    await booked(db, 'a', 10, 20);
    await booked(db, 'b', 10, 20, { active: false });
    const change = (id: string, set: { active?: boolean; endsAt?: number }) =>
      db.write((tx) => tx.update(booking).set(set).where(eq(booking.id, id)));
    await expect(change('b', { active: true })).rejects.toMatchObject(overlap);
    await change('a', { endsAt: 19 });
    await change('a', { active: false });
    await change('b', { active: true });
  });

  it('refuses a row that ends before it starts, or at once', async () => {
    const db = await guarded(open);
    const order = { kind: 'check', constraint: 'booking_overlap_order' };
    await expect(booked(db, 'a', 20, 10)).rejects.toMatchObject(order);
    await expect(booked(db, 'a', 20, 20)).rejects.toMatchObject(order);
  });

  it('gives one place to one of twenty who ask at once', async () => {
    const db = await guarded(open);
    const asked = Array.from({ length: 20 }, (_, n) => booked(db, `n${n}`, 10 + n, 40 + n));
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toHaveLength(19);
    for (const reason of refused) expect(reason).toMatchObject(overlap);
  });
});

describeEachEngine('appendOnly', (open) => {
  const refused = { kind: 'append-only', constraint: 'ledger' };
  const first = { id: 'a', page: 1, line: 'first' };

  it('lets rows in, and refuses to change, delete or overwrite them', async () => {
    const db = await guarded(open);
    const { ledger } = tables.for(db);
    await db.write((tx) => tx.insert(ledger).values(first));
    const refusedWrites: readonly ((tx: Tx) => Promise<unknown>)[] = [
      async (tx) => tx.update(ledger).set({ line: 'other' }),
      async (tx) => tx.delete(ledger),
      async (tx) =>
        tx
          .insert(ledger)
          .values({ ...first, line: 'other' })
          .onConflictDoUpdate({ target: ledger.id, set: { line: 'other' } }),
    ];
    for (const write of refusedWrites) await expect(db.write(write)).rejects.toMatchObject(refused);
    await db.write((tx) => tx.insert(ledger).values({ id: 'b', page: 2, line: 'second' }));
    expect(await db.read.select().from(ledger).orderBy(asc(ledger.page))).toEqual([
      first,
      { id: 'b', page: 2, line: 'second' },
    ]);
  });

  it('refuses what SQL has besides: replacing by any of its keys, emptying', async () => {
    const db = await guarded(open);
    const { ledger } = tables.for(db);
    await db.write((tx) => tx.insert(ledger).values(first));
    const statements = {
      sqlite: [
        `INSERT OR REPLACE INTO ledger VALUES ('a', 9, 'other')`,
        `REPLACE INTO ledger VALUES ('z', 1, 'other')`,
        `REPLACE INTO ledger (rowid, id, page, line) SELECT rowid, 'z', 9, 'other' FROM ledger`,
        `UPDATE OR REPLACE ledger SET line = 'other'`,
        'DELETE FROM ledger',
      ],
      postgres: [
        'TRUNCATE ledger',
        'TRUNCATE venue, ledger CASCADE',
        `UPDATE ledger SET line = 'other'`,
        `INSERT INTO ledger VALUES ('a', 9, 'other') ON CONFLICT (id) DO UPDATE SET line = 'other'`,
        'DELETE FROM ledger',
      ],
    };
    for (const statement of statements[db.engine]) {
      const run = runAlone(db, (runner) => runner.exec(statement));
      await expect(run, statement).rejects.toThrow('parvis:append-only:ledger');
    }
    expect(await db.read.select().from(ledger)).toEqual([first]);
  });
});

async function guarded(open: () => Promise<Db>): Promise<Db> {
  const db = await open();
  await createTables(db);
  await createGuards(db);
  const { venue } = tables.for(db);
  await db.write(async (tx) => {
    await tx.insert(venue).values([
      { id: 'v', name: 'Mairie' },
      { id: 'w', name: 'Bus' },
    ]);
  });
  return db;
}

async function booked(
  db: Db,
  id: string,
  startsAt: number,
  endsAt: number,
  more: object = {},
): Promise<void> {
  await db.write(async (tx) => {
    const row = { id, venueId: 'v', startsAt, endsAt, ...more };
    await tx.insert(tables.for(tx).booking).values(row);
  });
}
