import { expect, it } from 'vitest';
import { inLaterList } from './dialect.ts';
import { keptRead, keptWrite, type Later } from './kept-query.ts';
import { and, asc, eq, gte } from './operators.ts';
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

describeEachEngine('kept queries', (open) => {
  const inVenues = keptRead((reader, later: Later<'venues'>) => {
    const { booking } = tables.for(reader);
    return reader
      .select({ id: booking.id })
      .from(booking)
      .where(inLaterList(reader.engine, booking.venueId, later('venues')))
      .orderBy(asc(booking.id));
  });
  const drop = keptWrite((tx, later: Later<'venue' | 'id'>) => {
    const { booking } = tables.for(tx);
    return tx
      .delete(booking)
      .where(and(eq(booking.venueId, later('venue')), gte(booking.id, later('id'))))
      .returning({ id: booking.id });
  });

  async function filled() {
    const db = await open();
    await createTables(db);
    const { venue, booking } = tables.for(db);
    await db.write(async (tx) => {
      await tx.insert(venue).values(['a', 'b"', 'c'].map((id) => ({ id, name: id })));
      const times = { startsAt: 1, endsAt: 2 };
      await tx.insert(booking).values([
        { id: '1', venueId: 'a', ...times },
        { id: '2', venueId: 'b"', ...times },
        { id: '3', venueId: 'c', ...times },
        { id: '4', venueId: 'c', ...times },
      ]);
    });
    return db;
  }

  it('read by lists of any length', async () => {
    const db = await filled();
    const ids = async (venues: readonly string[]) =>
      (await inVenues(db.read, { venues })).map(({ id }) => id).join('');
    expect(await ids(['a', 'b"'])).toBe('12');
    expect(await ids(['c', 'nowhere', 'a'])).toBe('134');
    expect(await ids([])).toBe('');
  });

  it('delete in their transaction, and say what', async () => {
    const db = await filled();
    const dropped = await db.write(async (tx) => [
      await drop(tx, { venue: 'c', id: '4' }),
      await drop(tx, { venue: 'c', id: '4' }),
    ]);
    expect(dropped).toEqual([[{ id: '4' }], []]);
    const undone = db.write(async (tx) => {
      expect(await drop(tx, { venue: 'c', id: '3' })).toEqual([{ id: '3' }]);
      throw new Error('on second thoughts');
    });
    await expect(undone).rejects.toThrow('on second thoughts');
    expect(await inVenues(db.read, { venues: ['c'] })).toEqual([{ id: '3' }]);
  });
});
