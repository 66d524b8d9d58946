import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openDb } from './database.ts';
import { asc } from './operators.ts';
import { describeEachEngine, sameDatabase } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

describeEachEngine('writes that come together', (open) => {
  it('are all there, but those that failed, which leave nothing behind', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    const followed: number[] = [];
    const heard: string[] = [];
    db.onTouched((tags) => heard.push(...tags));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 150 }, (_, n) =>
        db.write(async (tx) => {
          await tx.insert(venue).values({ id: `v${n}`, name: 'Mairie' });
          tx.touch(`v${n}`);
          tx.afterCommit(() => followed.push(n));
          if (n % 7 === 3) throw new Error(`refused ${n}`);
          // A statement that fails, and is swallowed: the write is lost all the same.
          if (n % 7 === 5)
            await tx
              .insert(venue)
              .values({ id: `v${n}`, name: 'Twice' })
              .catch(() => null);
          return n;
        }),
      ),
    );
    const kept = Array.from({ length: 150 }, (_, n) => n).filter((n) => n % 7 !== 3 && n % 7 !== 5);
    expect(outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual(kept);
    const rows = await db.read.select({ id: venue.id }).from(venue).orderBy(asc(venue.id));
    expect(rows.map(({ id }) => id)).toEqual(kept.map((n) => `v${n}`).sort());
    expect(followed.toSorted((a, b) => a - b)).toEqual(kept);
    expect(heard.sort()).toEqual(kept.map((n) => `v${n}`).sort());
  });

  it('see what those before them wrote, and count right whatever fails between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 40 }), async (fails) => {
        const db = await open();
        await createTables(db);
        const { venue } = tables.for(db);
        await db.write((tx) => tx.insert(venue).values({ id: 'v', name: 'Mairie', places: 0 }));
        await Promise.allSettled(
          fails.map((fail) =>
            db.write(async (tx) => {
              const [row] = await tx.select().from(venue);
              await tx.update(venue).set({ places: (row?.places ?? 0) + 1 });
              if (fail) throw new Error('refused');
            }),
          ),
        );
        const [row] = await db.read.select().from(venue);
        expect(row?.places).toBe(fails.filter((fail) => !fail).length);
        await db.close();
      }),
      { numRuns: 8 },
    );
  });

  it('all get through, from two nodes, however many want the same row and however slowly each writes it', async () => {
    const db = await open({ poolSize: 30 });
    await createTables(db);
    const { venue } = tables.for(db);
    await db.write((tx) => tx.insert(venue).values({ id: 'v', name: 'Mairie', places: 0 }));
    const other = await openDb({ ...sameDatabase(db), poolSize: 30 });
    const slow = db.engine === 'postgres' ? 15 : 0;
    await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        (n % 2 ? other : db).write(async (tx) => {
          const [row] = await tx.select().from(venue);
          await sleep(slow);
          await tx.update(venue).set({ places: (row?.places ?? 0) + 1 });
        }),
      ),
    );
    const [row] = await db.read.select().from(venue);
    expect(row?.places).toBe(120);
    await other.close();
  }, 60_000);

  it('are finished before the database closes', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    const writes = Array.from({ length: 100 }, (_, n) =>
      db.write((tx) => tx.insert(venue).values({ id: `v${n}`, name: 'Mairie' })),
    );
    await db.close();
    expect((await Promise.allSettled(writes)).every(({ status }) => status === 'fulfilled')).toBe(true);
  });
});
