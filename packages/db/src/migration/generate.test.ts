import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runAlone } from '../database.ts';
import { overlapGuard } from '../dialect.ts';
import { defineTables } from '../tables.ts';
import { describeEachEngine } from '../testing.ts';
import { createTables, tables as liveTables } from '../testing-schema.ts';
import { generateMigration, migrate, schemaDrift } from './index.ts';

const first = defineTables((kit) => {
  const venue = kit.table('venue', { id: kit.id(), name: kit.text('name').notNull() });
  const stay = kit.table(
    'stay',
    {
      id: kit.id(),
      venueId: kit.ref('venue_id', () => venue.id, { onDelete: 'cascade' }).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
      active: kit.boolean('active').notNull().default(true),
    },
    (t) => [kit.index('stay_venue').on(t.venueId)],
  );
  return { venue, stay };
});

/** `name` may be null and there is a new column: SQLite can only do the first by rebuilding the table. */
const second = defineTables((kit) => {
  const venue = kit.table('venue', { id: kit.id(), name: kit.text('name'), notes: kit.json('notes') });
  return { ...first.for(kit), venue };
});

const guard = overlapGuard({
  name: 'stay_overlap',
  table: 'stay',
  key: ['venue_id'],
  start: 'starts_at',
  end: 'ends_at',
  active: 'active',
});

describeEachEngine('generateMigration', (open) => {
  let path: string;
  beforeEach(async () => {
    path = await mkdtemp(join(tmpdir(), 'parvis-generate-'));
  });
  afterEach(() => rm(path, { recursive: true, force: true }));

  it('writes what brings a database from one declaration to the next, with its rows', async () => {
    const db = await open();
    const source = { owner: 'core', folder: pathToFileURL(path) };
    const generated = await generateMigration({ ...source, tables: first, name: 'start', guards: [guard] });
    expect(generated).toBe('0001_start.sql');
    expect(await generateMigration({ ...source, tables: first, name: 'again' })).toBeUndefined();
    await migrate(db, [source]);
    expect(await schemaDrift(db, first)).toEqual([]);
    expect(await schemaDrift(db, second)).not.toEqual([]);

    const { venue, stay } = first.for(db);
    await db.write(async (tx) => {
      await tx.insert(venue).values({ id: 'v', name: 'Mairie' });
      await tx.insert(stay).values({ venueId: 'v', startsAt: 1, endsAt: 3 });
    });
    expect(await generateMigration({ ...source, tables: second, name: 'loosen' })).toBe('0002_loosen.sql');
    expect(await readFile(join(path, 'sqlite/0002_loosen.sql'), 'utf8')).toContain('DROP TABLE `venue`');
    await migrate(db, [source]);
    expect(await schemaDrift(db, second)).toEqual([]);
    expect(await db.read.$count(stay)).toBe(1);
    const clash = db.write((tx) => tx.insert(stay).values({ venueId: 'v', startsAt: 2, endsAt: 4 }));
    await expect(clash).rejects.toMatchObject({ kind: 'overlap', constraint: 'stay_overlap' });
  });
});

describeEachEngine('schemaDrift', (open) => {
  it('tells each difference', async () => {
    const db = await open();
    await createTables(db);
    expect(await schemaDrift(db, liveTables)).toEqual(['the index booking_venue on booking is missing']);
    await runAlone(db, async (runner) => {
      await runner.exec('CREATE INDEX booking_venue ON booking (venue_id)');
      await runner.exec('DROP TABLE ledger');
      await runner.exec(
        'CREATE TABLE ledger (id integer NOT NULL, page integer NOT NULL, line text, more text)',
      );
      await runner.exec('CREATE UNIQUE INDEX ledger_page ON ledger (page)');
    });
    const integer = 'ledger.id is integer, declared text';
    const nullable = 'ledger.line accepts null, and its declaration does not';
    expect(await schemaDrift(db, liveTables)).toEqual([integer, nullable, 'ledger.more is not declared']);
    await runAlone(db, (runner) => runner.exec('DROP TABLE ledger'));
    expect(await schemaDrift(db, liveTables)).toEqual(['ledger is missing']);
  });
});
