import { and, type Db, eq, migrate, type SQL, type Tx } from '@parvis/db';
import { describeEachEngine, type OpenTestDb } from '@parvis/db/testing';
import type { Authority, OwnedTable, Site } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { readAgenda, slotsIn } from './agenda.ts';
import { release, takeSlot } from './booking.ts';
import type { BookingTx } from './free-slot.ts';
import { dropHolds, holdSlot } from './hold.ts';
import { appointments } from './index.ts';
import { type Appointment, type Motif, tables, type Venue } from './schema.ts';
import { addAbsence, addAdvisor, addMotif, addOpening, addVenue, type SeedTx } from './seed.ts';
import { untilSettled } from './settle.ts';
import { toSlotAddress } from './slot-address.ts';

const PARIS = 'Europe/Paris';
const NOW = at('2026-11-24T08:00');
const EVERY_DAY = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;

function at(iso: string, zone = PARIS): number {
  return Temporal.PlainDateTime.from(iso).toZonedDateTime(zone).epochMilliseconds;
}

const NOBODY = { person: 'Claire', phone: null, note: null, home: null, texts: false, keys: [] };

interface World {
  readonly db: Db;
  readonly motif: Motif;
  readonly venue: Venue;
  readonly elsewhere: Venue;
  readonly advisors: readonly string[];
  /** Books for a new request; `slot` is a wall time in its address. */
  readonly book: (
    slot: string,
    more?: {
      readonly venue?: Partial<Venue>;
      readonly now?: number;
      readonly keys?: readonly string[];
      readonly holder?: string;
    },
  ) => Promise<Appointment | null>;
}

const authority: Authority = {
  id: 'epci',
  kind: 'epci',
  name: 'CC',
  siren: '200058360',
  insee: null,
  contact: { address: [], hours: [] },
  privacy: null,
};
const site: Site = {
  id: 'site',
  slug: 'le-favril',
  name: 'Le Favril',
  theme: 'parvis',
  authority,
  zone: PARIS,
  origin: 'http://le-favril.localhost:3000',
  demo: false,
};

function own(table: OwnedTable, ...conditions: readonly (SQL | undefined)[]): SQL {
  const bound = and(eq(table.tenantId as Parameters<typeof eq>[0], 'tenant'), ...conditions);
  if (bound === undefined) throw new Error('a condition on the tenant is never empty');
  return bound;
}

function context(tx: Tx, now = NOW): BookingTx {
  return {
    tx,
    tenant: { id: 'tenant', name: 'CC' },
    site,
    now,
    own,
    touch: (...tags) => tx.touch(...tags),
  };
}

/** Two advisors at one venue each day from 9 to 12, and a venue where nobody receives. */
async function world(open: OpenTestDb): Promise<World> {
  const db = await open();
  const { migrations } = appointments;
  if (migrations === undefined) throw new Error('the plugin has migrations');
  await migrate(db, [{ owner: 'appointments', folder: migrations }]);
  let requests = 0;
  const ids = await db.write(async (tx) => {
    const seed: SeedTx = context(tx);
    const motifId = await addMotif(seed, {
      slug: 'aide',
      title: 'Être aidé',
      summary: '',
      receivedBy: 'un conseiller',
      minutes: 45,
      step: 30,
      bufferAfter: 15,
    });
    const where = { address: [], commune: 'La Loupe', insee: '28214', latitude: 48.47, longitude: 1.01 };
    const venueId = await addVenue(seed, { ...where, slug: 'la-loupe', name: 'Mairie' });
    const elsewhereId = await addVenue(seed, { ...where, slug: 'ailleurs', name: 'Ailleurs' });
    const advisors = [];
    for (const name of ['Ada', 'Bea']) {
      const resourceId = await addAdvisor(seed, { name, authorityId: 'epci' });
      const hours = { recurrence: EVERY_DAY, start: '01:00', end: '12:00', from: '2026-01-01' };
      await addOpening(seed, { resourceId, venueId, motifIds: [motifId], ...hours });
      advisors.push(resourceId);
    }
    return { motifId, venueId, elsewhereId, advisors };
  });
  const rows = tables.for(db.read);
  const [motif] = await db.read.select().from(rows.motif).where(eq(rows.motif.id, ids.motifId));
  const [venue] = await db.read.select().from(rows.venue).where(eq(rows.venue.id, ids.venueId));
  const [elsewhere] = await db.read.select().from(rows.venue).where(eq(rows.venue.id, ids.elsewhereId));
  if (!motif || !venue || !elsewhere) throw new Error('the seeded rows are missing');
  return {
    db,
    motif,
    venue,
    elsewhere,
    advisors: ids.advisors,
    book(slot, { now = NOW, venue: more = {}, ...who } = {}) {
      requests += 1;
      const wish = { motif, venue: { ...venue, ...more }, slot, requestId: `request-${requests}` };
      return db.write((tx) => takeSlot(context(tx, now), { ...NOBODY, ...wish, ...who }));
    },
  };
}

describeEachEngine('takeSlot', (open) => {
  it('sells a slot to exactly as many of fifty people as there are advisors', {
    timeout: 60_000,
  }, async () => {
    const { db, book, advisors } = await world(open);
    const booked = await Promise.all(
      Array.from({ length: 50 }, () => untilSettled({ id: 'tenant' }, () => book('2026-12-01-0900'))),
    );
    const sold = booked.filter((one) => one !== null);
    expect(new Set(sold.map(({ resourceId }) => resourceId))).toEqual(new Set(advisors));
    expect(sold).toHaveLength(2);
    expect(await db.read.$count(tables.for(db.read).occupancy)).toBe(2);
  });

  it('keeps the time of the buffers, and frees all of it when released', async () => {
    const { db, book } = await world(open);
    const first = await book('2026-12-01-0900');
    await book('2026-12-01-0900');
    expect(await book('2026-12-01-0930')).toBeNull();
    expect(await book('2026-12-01-1000')).not.toBeNull();
    const requestId = first?.requestId ?? '';
    expect(await db.write((tx) => release(context(tx), requestId))).toMatchObject({ id: first?.id });
    expect(await db.write((tx) => release(context(tx), requestId))).toBeNull();
    expect((await book('2026-12-01-0900'))?.resourceId).toBe(first?.resourceId);
    const { appointment } = tables.for(db.read);
    const [row] = await db.read.select().from(appointment).where(eq(appointment.requestId, requestId));
    expect(row).toMatchObject({ status: 'cancelled', sequence: 1 });
  });

  it.each([
    ['off the grid', '2026-12-01-0910'],
    ['before the opening', '2026-12-01-0030'],
    ['that would end after the opening', '2026-12-01-1130'],
    ['in the past', '2026-11-23-0900'],
    ['too near', '2026-11-24-0930'],
    ['past the horizon', '2027-03-01-0900'],
    ['on a public holiday', '2026-12-25-0900'],
    ['on a day that does not exist', '2027-02-31-0900'],
    ['in words', 'demain'],
  ])('refuses a slot %s', async (_, slot) => {
    const { book } = await world(open);
    expect(await book(slot)).toBeNull();
  });

  it('refuses a slot at a venue where nobody receives, and of an advisor who is away', async () => {
    const { db, book, elsewhere, advisors } = await world(open);
    expect(await book('2026-12-01-0900', { venue: elsewhere })).toBeNull();
    await db.write(async (tx) => {
      for (const resourceId of advisors) {
        const day = { start: at('2026-12-01T00:00'), end: at('2026-12-02T00:00') };
        await addAbsence(context(tx), { resourceId, ...day });
      }
    });
    expect(await book('2026-12-01-0900')).toBeNull();
    expect(await book('2026-12-02-0900')).not.toBeNull();
  });

  it('books nothing at an hour that clocks jump over, and the first of an hour that happens twice', async () => {
    const { book } = await world(open);
    const march = at('2027-03-20T08:00');
    expect(await book('2027-03-28-0200', { now: march })).toBeNull();
    expect((await book('2027-03-28-0300', { now: march }))?.startsAt).toBe(Date.UTC(2027, 2, 28, 1));
    const october = at('2027-10-25T08:00');
    expect((await book('2027-10-31-0230', { now: october }))?.startsAt).toBe(Date.UTC(2027, 9, 31, 0, 30));
  });

  it('refuses what the guard alone can see: two rows for one advisor at once', async () => {
    const { db, advisors, venue } = await world(open);
    const { occupancy } = tables.for(db.read);
    const [resourceId = ''] = advisors;
    const row = { tenantId: 'tenant', resourceId, venueId: venue.id, kind: 'hold', active: true } as const;
    const insert = (startsAt: number) =>
      db.write(async (tx) => {
        await tx.insert(occupancy).values({ ...row, startsAt, endsAt: startsAt + 10 });
      });
    await insert(0);
    await expect(insert(9)).rejects.toMatchObject({ kind: 'overlap' });
    await insert(10);
  });

  it('offers exactly the slots that it books', async () => {
    const { db, book, motif, venue } = await world(open);
    const day = { from: at('2026-12-01T00:00'), until: at('2026-12-02T00:00') };
    const read = async () => {
      const agenda = await readAgenda(
        { own, site, tenant: { id: 'tenant', name: 'CC' }, read: db.read },
        day,
      );
      return slotsIn(agenda, motif, NOW, day).map(({ start }) => toSlotAddress(start, venue.zone));
    };
    const offered = await read();
    expect(offered[0]).toBe('2026-12-01-0100');
    for (const slot of offered) {
      const still = (await read()).includes(slot);
      expect((await book(slot)) !== null).toBe(still);
    }
  });

  it('goes to whoever has the least to do, but to the advisor of last time for someone who comes again', async () => {
    const { book, advisors } = await world(open);
    const first = await book('2026-12-01-0900', { keys: ['claire'] });
    const second = await book('2026-12-02-0900', { keys: ['bob'] });
    expect(new Set([first?.resourceId, second?.resourceId])).toEqual(new Set(advisors));
    for (const slot of ['2026-12-03-0900', '2026-12-04-0900', '2026-12-05-0900'])
      expect((await book(slot, { keys: ['claire'] }))?.resourceId).toBe(first?.resourceId);
    expect((await book('2026-12-06-0900'))?.resourceId).toBe(second?.resourceId);
  });
});

describeEachEngine('holdSlot', (open) => {
  const MINUTES = 60_000;
  const until = NOW + 10 * MINUTES;

  it('keeps a slot for its holder alone, until it is booked', async () => {
    const { db, book, motif, venue } = await world(open);
    const hold = (holder: string, slot: string) =>
      db.write((tx) => holdSlot(context(tx), { motif, venue, slot }, { holder, until }));
    expect(await hold('claire', '2026-12-01-0900')).toMatchObject({ is: 'held' });
    expect(await hold('bob', '2026-12-01-0900')).toMatchObject({ is: 'held' });
    expect(await hold('cid', '2026-12-01-0900')).toEqual({ is: 'taken' });
    expect(await book('2026-12-01-0900', { holder: 'cid' })).toBeNull();
    expect(await book('2026-12-01-0900', { holder: 'claire' })).not.toBeNull();
    expect(await hold('bob', '2026-12-01-1000')).toMatchObject({ is: 'held' });
    expect(await book('2026-12-01-0900', { holder: 'cid' })).not.toBeNull();
  });

  it('frees it by itself when the time is over', async () => {
    const { db, book, motif, venue } = await world(open);
    for (const holder of ['claire', 'bob'])
      await db.write((tx) =>
        holdSlot(context(tx), { motif, venue, slot: '2026-12-01-0900' }, { holder, until }),
      );
    expect(await book('2026-12-01-0900', { now: until - 1 })).toBeNull();
    expect(await book('2026-12-01-0900', { now: until })).not.toBeNull();
    await db.write((tx) => dropHolds(context(tx, until), undefined));
    expect(await db.read.$count(tables.for(db.read).occupancy)).toBe(1);
  });

  it('keeps no more than six slots of one advisor from the others', async () => {
    const { db, motif, venue } = await world(open);
    const hours = Array.from({ length: 11 }, (_, index) => String(index + 1).padStart(2, '0'));
    const slots = [...hours.map((hour) => `01-${hour}00`), '02-0100', '02-0200', '02-0300'];
    const outcomes: string[] = [];
    for (const slot of slots) {
      const mine = { holder: `robot ${slot}`, until };
      const wanted = { motif, venue, slot: `2026-12-${slot}` };
      outcomes.push((await db.write((tx) => holdSlot(context(tx), wanted, mine))).is);
    }
    expect(outcomes).toEqual([...Array.from({ length: 12 }, () => 'held'), 'free', 'free']);
  });
});
