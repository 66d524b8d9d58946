import { expect, expectTypeOf, it } from 'vitest';
import type { Db } from './database.ts';
import { ascNullsLast, containsFolded, descNullsFirst, plus, startsWithFolded } from './dialect.ts';
import { alias, and, asc, count, eq, inArray } from './operators.ts';
import { describeEachEngine } from './testing.ts';
import { createTables, tables } from './testing-schema.ts';

describeEachEngine('statements', (open) => {
  const opened = async () => {
    const db = await open();
    await createTables(db);
    return db;
  };

  it('give back every kind of value as it was written', async () => {
    const db = await opened();
    const { venue } = tables.for(db.read);
    const row = {
      id: 'v',
      name: 'Élancourt « nord »',
      code: '001',
      kind: 'bus',
      places: -3,
      latitude: 48.412345678901,
      open: false,
      openedAt: 1_795_511_070_133,
      since: '2026-02-28',
      notes: { text: '12', list: [1, null, 'é'], nested: { deep: true } },
      picture: Buffer.from([0, 255, 128]),
    } as const;
    await db.write((tx) => tx.insert(venue).values(row));
    const [read] = await db.read.select().from(venue);
    expect(read).toEqual(row);
    expectTypeOf(read).toEqualTypeOf<typeof venue.$inferSelect | undefined>();
    expect(Buffer.isBuffer(read?.picture)).toBe(true);
  });

  it.each(['12', 'true', '', 12, [], null])('keep the JSON value %j', async (notes) => {
    const db = await opened();
    const { venue } = tables.for(db);
    await db.write((tx) => tx.insert(venue).values({ name: 'x', notes }));
    expect(await db.read.select({ notes: venue.notes }).from(venue)).toEqual([{ notes }]);
  });

  it('join, group, count and name queries', async () => {
    const db = await opened();
    const { venue, booking } = tables.for(db);
    await addVenues(db, ['a', 'b']);
    await db.write(async (tx) => {
      await tx
        .insert(booking)
        .values([1, 3, 5].map((startsAt) => ({ venueId: 'a', startsAt, endsAt: startsAt + 1 })));
    });
    const joined = await db.read
      .select({ venue: venue.id, bookings: count(booking.id) })
      .from(venue)
      .leftJoin(booking, eq(booking.venueId, venue.id))
      .groupBy(venue.id)
      .orderBy(asc(venue.id));
    expect(joined).toEqual([
      { venue: 'a', bookings: 3 },
      { venue: 'b', bookings: 0 },
    ]);
    const booked = db.read.$with('booked').as((q) => q.selectDistinct({ id: booking.venueId }).from(booking));
    expect(await db.read.with(booked).select().from(booked)).toEqual([{ id: 'a' }]);
    const used = db.read.select({ id: booking.venueId }).from(booking).where(eq(booking.startsAt, 3));
    expect(await db.read.$count(venue, inArray(venue.id, used))).toBe(1);
    const other = alias(booking, 'other');
    const pairs = db.read
      .select({ a: booking.startsAt, b: other.startsAt })
      .from(booking)
      .innerJoin(other, and(eq(other.startsAt, plus(booking.startsAt, 2))))
      .orderBy(booking.startsAt);
    expect(await pairs).toEqual([
      { a: 1, b: 3 },
      { a: 3, b: 5 },
    ]);
  });

  it('insert or update, count up, and return what they changed', async () => {
    const db = await opened();
    const { venue } = tables.for(db);
    const add = () =>
      db.write((tx) =>
        tx
          .insert(venue)
          .values({ id: 'v', name: 'Mairie', places: 1 })
          .onConflictDoUpdate({ target: venue.id, set: { places: plus(venue.places, 10) } })
          .returning({ places: venue.places }),
      );
    expect([await add(), await add()]).toEqual([[{ places: 1 }], [{ places: 11 }]]);
    const again = await db.write((tx) =>
      tx.insert(venue).values({ id: 'v', name: 'Bus' }).onConflictDoNothing().returning(),
    );
    expect(again).toEqual([]);
    const deleted = await db.write((tx) =>
      tx.delete(venue).where(eq(venue.id, 'v')).returning({ id: venue.id }),
    );
    expect(deleted).toEqual([{ id: 'v' }]);
  });

  it('find folded text, with the pattern characters taken literally', async () => {
    const db = await opened();
    const { venue } = tables.for(db);
    await addVenues(db, ['saint-eliph', '100 % bio', 'a_b', 'axb', 'wow!']);
    const found = async (where: ReturnType<typeof containsFolded>) =>
      (await db.read.select({ name: venue.name }).from(venue).where(where)).map((row) => row.name);
    expect(await found(containsFolded(venue.name, 'ÉLIPH'))).toEqual(['saint-eliph']);
    expect(await found(containsFolded(venue.name, '%'))).toEqual(['100 % bio']);
    expect(await found(containsFolded(venue.name, '_'))).toEqual(['a_b']);
    expect(await found(containsFolded(venue.name, '!'))).toEqual(['wow!']);
    expect(await found(startsWithFolded(venue.name, 'Á'))).toEqual(['a_b', 'axb']);
    expect(await found(startsWithFolded(venue.name, 'eliph'))).toEqual([]);
  });

  it('put null where they are told', async () => {
    const db = await opened();
    const { venue } = tables.for(db);
    await db.write(async (tx) => {
      await tx
        .insert(venue)
        .values([{ name: 'none' }, { name: 'one', code: '1' }, { name: 'two', code: '2' }]);
    });
    const order = async (by: ReturnType<typeof ascNullsLast>) =>
      (await db.read.select({ name: venue.name }).from(venue).orderBy(by)).map((row) => row.name);
    expect(await order(ascNullsLast(venue.code))).toEqual(['one', 'two', 'none']);
    expect(await order(descNullsFirst(venue.code))).toEqual(['none', 'two', 'one']);
  });

  it('type what a join may leave empty', async () => {
    const db = await opened();
    const { venue, booking } = tables.for(db);
    await addVenues(db, ['a']);
    const on = eq(booking.venueId, venue.id);
    const left = await db.read
      .select({ venue: venue.id, starts: booking.startsAt })
      .from(venue)
      .leftJoin(booking, on);
    expectTypeOf(left).toEqualTypeOf<{ venue: string; starts: number | null }[]>();
    expect(left).toEqual([{ venue: 'a', starts: null }]);
    const right = await db.read.select().from(booking).rightJoin(venue, on);
    expectTypeOf(right).toEqualTypeOf<
      { booking: typeof booking.$inferSelect | null; venue: typeof venue.$inferSelect }[]
    >();
    expect(right).toMatchObject([{ booking: null, venue: { id: 'a' } }]);
  });

  it('offer nothing that one engine alone knows', async () => {
    const db = await opened();
    const { venue } = tables.for(db);
    const rows = db.read.select().from(venue);
    // @ts-expect-error SQLite only: a row must be awaited, not fetched at once.
    expectTypeOf(rows.all).toBeAny();
    // @ts-expect-error SQLite only, after another step of the chain too.
    expectTypeOf(rows.where(eq(venue.id, 'v')).get).toBeAny();
    // @ts-expect-error db.read does not write.
    expect(db.read.insert).toBeUndefined();
  });
});

async function addVenues(db: Db, names: readonly string[]): Promise<void> {
  const { venue } = tables.for(db);
  await db.write((tx) => tx.insert(venue).values(names.map((name) => ({ id: name, name }))));
}
