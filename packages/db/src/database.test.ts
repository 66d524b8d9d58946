import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type Db, openDb } from './database.ts';
import { DbConstraintError, DbError } from './errors.ts';
import { eq } from './operators.ts';
import type { Tx } from './statements.ts';
import { describeEachEngine, sameDatabase } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

describeEachEngine('db.write', (open) => {
  const { venueOf, opened } = helpers(open);

  it('returns what the work returned, and keeps what it wrote', async () => {
    const db = await opened();
    const venue = venueOf(db);
    const id = await db.write(async (tx) => {
      const [row] = await tx.insert(venue).values({ name: 'Mairie' }).returning({ id: venue.id });
      return row?.id;
    });
    expect(await db.read.select({ id: venue.id, name: venue.name }).from(venue)).toEqual([
      { id, name: 'Mairie' },
    ]);
  });

  it('rolls everything back when the work throws', async () => {
    const db = await opened();
    const venue = venueOf(db);
    const failing = db.write(async (tx) => {
      await tx.insert(venue).values({ name: 'Mairie' });
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await db.read.$count(venue)).toBe(0);
  });

  it('shows readers nothing of an open transaction, and the transaction what it wrote', async () => {
    const db = await opened();
    const venue = venueOf(db);
    await db.write(async (tx) => {
      await tx.insert(venue).values({ name: 'Mairie' });
      expect(await db.read.$count(venue)).toBe(0);
      expect(await tx.$count(venue)).toBe(1);
    });
    expect(await db.read.$count(venue)).toBe(1);
  });

  it('is refused inside another write, and allowed in what another write left behind', async () => {
    const db = await opened();
    const venue = venueOf(db);
    const inner = () => db.write((tx) => tx.insert(venue).values({ name: 'Bus' }));
    await expect(db.write(inner)).rejects.toMatchObject({ code: 'PARVIS_DB_NESTED_WRITE' });

    let later: Promise<void> | undefined;
    await db.write(async (tx) => {
      await tx.insert(venue).values({ name: 'Mairie' });
      tx.afterCommit(() => {
        later = inner();
      });
    });
    await later;
    expect(await db.read.$count(venue)).toBe(2);
  });

  it('refuses a tx, and a statement begun with it, after its end', async () => {
    const db = await opened();
    const venue = venueOf(db);
    const ended = { code: 'PARVIS_DB_TX_ENDED' };
    const kept: { tx?: Tx; pending?: PromiseLike<unknown> } = {};
    await db.write(async (tx) => {
      kept.tx = tx;
      // A builder does nothing until it is awaited: this one is only handed out.
      kept.pending = tx.insert(venue).values({ name: 'Late' });
    });
    const { tx, pending } = kept;
    if (tx === undefined || pending === undefined) throw new Error('the work did not run');
    await expect(Promise.resolve(pending)).rejects.toMatchObject(ended);
    await expect(Promise.resolve(tx.select().from(venue))).rejects.toMatchObject(ended);
    await expect(Promise.resolve(tx.$count(venue))).rejects.toMatchObject(ended);
    expect(() => tx.touch('late')).toThrow(DbError);
    expect(() => tx.afterCommit(() => undefined)).toThrow(DbError);
    expect(await db.read.$count(venue)).toBe(0);
  });

  it('commits nothing after a failed statement, even when the work swallowed the error', async () => {
    const db = await opened();
    const venue = venueOf(db);
    const swallowed = db.write(async (tx) => {
      await tx.insert(venue).values({ name: 'Mairie', code: 'A' });
      await tx
        .insert(venue)
        .values({ name: 'Bus', code: 'A' })
        .catch(() => undefined);
    });
    await expect(swallowed).rejects.toMatchObject({ kind: 'unique', constraint: 'venue.code' });

    const carriedOn = db.write(async (tx) => {
      await tx.insert(venue).values({ name: 'Mairie', code: 'A' });
      await tx
        .insert(venue)
        .values({ name: 'Bus', code: 'A' })
        .catch(() => undefined);
      await tx.insert(venue).values({ name: 'Bus', code: 'B' });
    });
    await expect(carriedOn).rejects.toMatchObject({ code: 'PARVIS_DB_TX_FAILED' });
    expect(await db.read.$count(venue)).toBe(0);
  });

  it('names the constraint that refused a row, alike on both engines', async () => {
    const db = await opened();
    const { venue, booking } = tables.for(db);
    await db.write((tx) => tx.insert(venue).values({ id: 'v', name: 'Mairie', code: 'A' }));
    const refusal = async (work: (tx: Tx) => Promise<unknown>) => {
      const error: unknown = await db.write(work).catch((e: unknown) => e);
      if (!(error instanceof DbConstraintError)) throw new Error('not refused', { cause: error });
      expect(JSON.stringify([error.message, error])).not.toContain('secret');
      return [error.kind, error.constraint];
    };
    const secret = { id: 'w', name: 'secret', code: 'secret' };
    expect(await refusal((tx) => tx.insert(venue).values({ ...secret, id: 'v' }))).toEqual([
      'unique',
      'venue.id',
    ]);
    await db.write((tx) => tx.insert(venue).values({ ...secret, name: 'Bus' }));
    expect(await refusal((tx) => tx.insert(venue).values({ ...secret, id: 'x' }))).toEqual([
      'unique',
      'venue.code',
    ]);
    const orphan = { venueId: 'secret', startsAt: 1, endsAt: 2 };
    expect(await refusal((tx) => tx.insert(booking).values(orphan))).toEqual(['foreign-key', undefined]);
    const nameless = { name: nullAsText() };
    expect(await refusal((tx) => tx.insert(venue).values(nameless))).toEqual(['not-null', 'venue.name']);
  });

  it('sells exactly 3 places to 50 who ask at once', async () => {
    const db = await opened();
    const { venue, booking } = tables.for(db);
    await db.write((tx) => tx.insert(venue).values({ id: 'v', name: 'Mairie', places: 3 }));
    const book = () =>
      db.write(async (tx) => {
        const [row] = await tx.select({ places: venue.places }).from(venue).where(eq(venue.id, 'v'));
        const taken = await tx.$count(booking, eq(booking.venueId, 'v'));
        await sleep(1);
        if (row === undefined || taken >= row.places) return false;
        await tx.insert(booking).values({ venueId: 'v', startsAt: taken, endsAt: taken + 1 });
        return true;
      });
    const outcomes = await Promise.all(Array.from({ length: 50 }, book));
    expect(outcomes.filter(Boolean)).toHaveLength(3);
    expect(await db.read.$count(booking)).toBe(3);
  });

  it('runs the work again when another transaction made it impossible to serialize', async () => {
    const db = await opened();
    const beside = await openDb(sameDatabase(db));
    const venue = venueOf(db);
    await db.write((tx) => tx.insert(venue).values({ id: 'v', name: 'Mairie', places: 0 }));
    let runs = 0;
    let committed = 0;
    const heard: string[] = [];
    db.onTouched((tags) => heard.push(...tags));
    const addOne = (through: Db, count: () => void) =>
      through.write(async (tx) => {
        count();
        const [row] = await tx.select({ places: venue.places }).from(venue).where(eq(venue.id, 'v'));
        tx.touch(`run:${runs}`);
        tx.afterCommit(() => committed++);
        await sleep(20);
        await tx
          .update(venue)
          .set({ places: (row?.places ?? 0) + 1 })
          .where(eq(venue.id, 'v'));
      });
    await Promise.all([addOne(db, () => runs++), addOne(beside, () => undefined), addOne(db, () => runs++)]);
    expect(await db.read.select({ places: venue.places }).from(venue)).toEqual([{ places: 3 }]);
    // A run that was rolled back leaves no callback and no tag behind.
    expect(committed).toBe(3);
    expect(heard.length).toBeLessThanOrEqual(3);
    if (db.engine === 'postgres') expect(runs).toBeGreaterThan(2);
    else expect(runs).toBe(2);
    await beside.close();
  });

  it('waits for the writes under way before closing, and refuses those that come after', async () => {
    const db = await opened();
    const venue = venueOf(db);
    const slow = db.write(async (tx) => {
      await sleep(30);
      await tx.insert(venue).values({ name: 'Mairie' });
      return 'written';
    });
    const closing = db.close();
    await expect(db.write(async () => undefined)).rejects.toMatchObject({ code: 'PARVIS_DB_CLOSED' });
    await closing;
    expect(await slow).toBe('written');
  });
});

/** Null where the types forbid it, as from JSON that nobody checked. */
function nullAsText(): string {
  return JSON.parse('null');
}

function helpers(open: () => Promise<Db>) {
  return {
    venueOf: (db: Db) => tables.for(db).venue,
    opened: async () => {
      const db = await open();
      await createTables(db);
      return db;
    },
  };
}
