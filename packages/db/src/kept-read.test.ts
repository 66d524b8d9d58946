import { expect, it } from 'vitest';
import { keptRead, type Later } from './kept-read.ts';
import { asc, eq, gte } from './operators.ts';
import { describeEachEngine } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

describeEachEngine('keptRead', (open) => {
  const read = keptRead((reader, later: Later<'venue'>) => {
    const { booking, venue } = tables.for(reader);
    return reader
      .select({ id: booking.id, active: booking.active, name: venue.name, notes: venue.notes })
      .from(booking)
      .leftJoin(venue, eq(venue.id, booking.venueId))
      .where(eq(booking.venueId, later('venue')))
      .orderBy(asc(booking.id));
  });

  it('reads with other values each time, on each database, in and out of transactions', async () => {
    const [one, two] = [await open(), await open()];
    for (const [db, name] of [
      [one, 'Mairie'],
      [two, 'Bus'],
    ] as const) {
      await createTables(db);
      const { venue, booking } = tables.for(db);
      await db.write(async (tx) => {
        await tx.insert(venue).values([
          { id: 'v', name, notes: ['é'] },
          { id: 'w', name: 'Vide' },
        ]);
        await tx.insert(booking).values({ id: 'b', venueId: 'v', startsAt: 1, endsAt: 2, active: false });
      });
    }
    const found = (name: string) => [{ id: 'b', active: false, name, notes: ['é'] }];
    for (let time = 0; time < 2; time += 1) {
      expect(await read(one.read, { venue: 'v' })).toEqual(found('Mairie'));
      expect(await read(two.read, { venue: 'v' })).toEqual(found('Bus'));
      expect(await read(one.read, { venue: 'w' })).toEqual([]);
    }
    await one.write(async (tx) => {
      const { booking } = tables.for(tx);
      await tx.update(booking).set({ id: 'c' }).where(gte(booking.startsAt, 0));
      expect(await read(tx, { venue: 'v' })).toMatchObject([{ id: 'c' }]);
      expect(await read(one.read, { venue: 'v' })).toMatchObject([{ id: 'b' }]);
    });
  });

  it('is refused once its transaction has ended', async () => {
    const db = await open();
    await createTables(db);
    let late: Promise<unknown> | undefined;
    await db.write(async (tx) => {
      await read(tx, { venue: 'v' });
      late = Promise.resolve().then(async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return read(tx, { venue: 'v' });
      });
    });
    await expect(late).rejects.toMatchObject({ code: 'PARVIS_DB_TX_ENDED' });
  });
});
