import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { asc, eq } from './operators.ts';
import { describeEachEngine } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

describeEachEngine('inserts', (open) => {
  it('keep their SQL, and neither values nor defaults with it', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    const rest = { code: null, latitude: null, openedAt: null, since: null, picture: null };
    const bare = { ...rest, kind: 'mairie', places: 0, open: true, notes: null };
    for (const round of ['1', '2']) {
      await db.write(async (tx) => {
        await tx.insert(venue).values({ id: `a${round}`, name: 'Mairie' });
        await tx
          .insert(venue)
          .values({ id: `b${round}`, name: 'Bus', kind: 'bus', open: false, notes: [round] });
        await tx.insert(venue).values({ id: `c${round}`, name: 'Nul', notes: null, latitude: null });
        await tx.insert(venue).values([
          { id: `d${round}`, name: round, places: 3 },
          { id: `e${round}`, name: round, picture: Buffer.from(round) },
        ]);
        await tx.insert(venue).values({ id: `f${round}`, name: 'SQL', places: sql`1 + 1` });
      });
      expect(await db.read.select().from(venue).orderBy(asc(venue.id))).toEqual([
        { ...bare, id: `a${round}`, name: 'Mairie' },
        { ...bare, id: `b${round}`, name: 'Bus', kind: 'bus', open: false, notes: [round] },
        { ...bare, id: `c${round}`, name: 'Nul' },
        { ...bare, id: `d${round}`, name: round, places: 3 },
        { ...bare, id: `e${round}`, name: round, picture: Buffer.from(round) },
        { ...bare, id: `f${round}`, name: 'SQL', places: 2 },
      ]);
      await db.write((tx) => tx.delete(venue));
    }
  });

  it('make a new id for each row that has none', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    await db.write(async (tx) => {
      for (const name of ['a', 'b']) await tx.insert(venue).values({ name });
      await tx.insert(venue).values([{ name: 'c' }, { name: 'd' }]);
    });
    const rows = await db.read.select({ id: venue.id }).from(venue);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(4);
  });

  it('answer and give way as they are told', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    const row = { id: 'v', name: 'Mairie' };
    await db.write(async (tx) => {
      await tx.insert(venue).values(row);
      expect(
        await tx
          .insert(venue)
          .values({ ...row, id: 'w' })
          .returning({ id: venue.id }),
      ).toEqual([{ id: 'w' }]);
      await tx
        .insert(venue)
        .values({ ...row, name: 'Autre' })
        .onConflictDoNothing();
      await tx
        .insert(venue)
        .values({ ...row, name: 'Autre' })
        .onConflictDoUpdate({ target: venue.id, set: { places: 7 } });
    });
    expect(await db.read.select().from(venue).where(eq(venue.id, 'v'))).toMatchObject([
      { name: 'Mairie', places: 7 },
    ]);
  });

  it('are as good in large numbers and many shapes', async () => {
    const db = await open();
    await createTables(db);
    const { venue } = tables.for(db);
    const optional = { code: 'c', latitude: 1, openedAt: 2, since: '2026-01-01', notes: {}, places: 4 };
    const names = Object.keys(optional);
    const rows = Array.from({ length: 2 ** names.length }, (_, shape) => ({
      id: `v${shape}`,
      name: `${shape}`,
      ...Object.fromEntries(
        Object.entries(optional)
          .filter((_entry, index) => shape & (1 << index))
          .map(([name, value]) => [name, name === 'code' ? `c${shape}` : value]),
      ),
    }));
    await db.write(async (tx) => {
      for (const row of rows) await tx.insert(venue).values(row);
    });
    const kept = await db.read.select().from(venue);
    await db.write((tx) => tx.delete(venue));
    await db.write((tx) => tx.insert(venue).values(rows));
    expect(await db.read.select().from(venue)).toEqual(kept);
    expect(kept).toHaveLength(rows.length);
    for (const row of rows) expect(kept.find(({ id }) => id === row.id)).toMatchObject(row);
  });
});
