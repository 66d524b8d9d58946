/** The small schema that this package's tests write to. */

import { type Db, runAlone } from './database.ts';
import { appendOnly, breakpoint, overlapGuard } from './dialect.ts';
import { defineTables } from './tables.ts';

export const tables = defineTables((kit) => {
  const venue = kit.table('venue', {
    id: kit.id(),
    name: kit.text('name').notNull(),
    code: kit.text('code').unique(),
    kind: kit
      .text('kind', { enum: ['mairie', 'bus'] })
      .notNull()
      .default('mairie'),
    places: kit.integer('places').notNull().default(0),
    latitude: kit.real('latitude'),
    open: kit.boolean('open').notNull().default(true),
    openedAt: kit.instant('opened_at'),
    since: kit.day('since'),
    notes: kit.json<unknown>('notes'),
    picture: kit.bytes('picture'),
  });
  const booking = kit.table(
    'booking',
    {
      id: kit.id(),
      venueId: kit.ref('venue_id', () => venue.id, { onDelete: 'cascade' }).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
      active: kit.boolean('active').notNull().default(true),
    },
    (t) => [kit.index('booking_venue').on(t.venueId)],
  );
  const ledger = kit.table(
    'ledger',
    { id: kit.id(), page: kit.integer('page').notNull(), line: kit.text('line').notNull() },
    (t) => [kit.uniqueIndex('ledger_page').on(t.page)],
  );
  return { venue, booking, ledger };
});

const guards = [
  overlapGuard({
    name: 'booking_overlap',
    table: 'booking',
    key: ['venue_id'],
    start: 'starts_at',
    end: 'ends_at',
    active: 'active',
  }),
  appendOnly({ table: 'ledger', unique: [['page']] }),
];

const schema = {
  sqlite: `CREATE TABLE venue (
    id text PRIMARY KEY NOT NULL, name text NOT NULL, code text UNIQUE, kind text DEFAULT 'mairie' NOT NULL,
    places integer DEFAULT 0 NOT NULL, latitude real, open integer DEFAULT true NOT NULL, opened_at integer,
    since text, notes text, picture blob);
  CREATE TABLE booking (
    id text PRIMARY KEY NOT NULL, venue_id text NOT NULL REFERENCES venue(id) ON DELETE CASCADE,
    starts_at integer NOT NULL, ends_at integer NOT NULL, active integer DEFAULT true NOT NULL);
  CREATE TABLE ledger (id text PRIMARY KEY NOT NULL, page integer NOT NULL, line text NOT NULL);
  CREATE UNIQUE INDEX ledger_page ON ledger (page);`,
  postgres: `CREATE TABLE venue (
    id text PRIMARY KEY, name text NOT NULL, code text UNIQUE, kind text DEFAULT 'mairie' NOT NULL,
    places integer DEFAULT 0 NOT NULL, latitude double precision, open boolean DEFAULT true NOT NULL,
    opened_at bigint, since text, notes jsonb, picture bytea);
  CREATE TABLE booking (
    id text PRIMARY KEY, venue_id text NOT NULL REFERENCES venue(id) ON DELETE CASCADE,
    starts_at bigint NOT NULL, ends_at bigint NOT NULL, active boolean DEFAULT true NOT NULL);
  CREATE TABLE ledger (id text PRIMARY KEY, page integer NOT NULL, line text NOT NULL);
  CREATE UNIQUE INDEX ledger_page ON ledger (page);`,
};

/** Makes the tables, but neither the index nor the guards of `booking` and `ledger`. */
export async function createTables(db: Db): Promise<void> {
  await runAlone(db, (runner) => runner.exec(schema[runner.engine]));
}

export async function createGuards(db: Db): Promise<void> {
  await runAlone(db, async (runner) => {
    for (const guard of guards) {
      for (const statement of guard[runner.engine].split(breakpoint)) await runner.exec(statement);
    }
  });
}
