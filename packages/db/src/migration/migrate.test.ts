import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import type { Engine } from '../column-kit.ts';
import { type Db, openDb, runAlone } from '../database.ts';
import { appendOnly } from '../dialect.ts';
import { describeEachEngine, sameDatabase } from '../testing.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import type { MigrationSource } from './source.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const people = {
  '0001_person.sql': 'CREATE TABLE person (id text PRIMARY KEY NOT NULL, name text NOT NULL);',
  '0002_dog.sql':
    'CREATE TABLE dog (id text PRIMARY KEY NOT NULL, person_id text NOT NULL REFERENCES person(id) ON DELETE CASCADE);',
};

describeEachEngine('migrate', (open) => {
  it('applies what is new, in order, once', async () => {
    const db = await open();
    const core = source('core', people);
    const plugin = source('plugins/agenda', {
      '0001_walk.sql': 'CREATE TABLE walk (dog_id text REFERENCES dog(id));',
    });
    const ids = ['core/0001_person.sql', 'core/0002_dog.sql', 'plugins/agenda/0001_walk.sql'];
    expect(await pendingMigrations(db, [core, plugin])).toEqual(ids);
    expect(await migrate(db, [core, plugin])).toEqual(ids);
    expect(await pendingMigrations(db, [core, plugin])).toEqual([]);
    expect(await migrate(db, [core, plugin])).toEqual([]);
  });

  it('applies a file that was merged late', async () => {
    const db = await open();
    await migrate(db, [source('core', { '0002_b.sql': 'CREATE TABLE b (id text);' })]);
    const merged = { '0001_a.sql': 'CREATE TABLE a (id text);', '0002_b.sql': 'CREATE TABLE b (id text);' };
    expect(await migrate(db, [source('core', merged)])).toEqual(['core/0001_a.sql']);
  });

  it('refuses a file that was changed after it was applied, but not for its line endings', async () => {
    const db = await open();
    await migrate(db, [source('core', { '0001_a.sql': 'CREATE TABLE a\n(id text);' })]);
    expect(await migrate(db, [source('core', { '0001_a.sql': 'CREATE TABLE a\r\n(id text);' })])).toEqual([]);
    const changed = [source('core', { '0001_a.sql': 'CREATE TABLE a\n(id text, more text);' })];
    const refusal = { code: 'PARVIS_DB_APPLIED_MIGRATION_CHANGED' };
    await expect(migrate(db, changed)).rejects.toMatchObject(refusal);
    await expect(pendingMigrations(db, changed)).rejects.toMatchObject(refusal);
  });

  it('refuses to go on when an applied file is missing, unless its whole owner is', async () => {
    const db = await open();
    await migrate(db, [
      source('core', people),
      source('agenda', { '0001_a.sql': 'CREATE TABLE a (id text);' }),
    ]);
    const { '0001_person.sql': first } = people;
    const refusal = { code: 'PARVIS_DB_APPLIED_MIGRATION_MISSING' };
    await expect(migrate(db, [source('core', { '0001_person.sql': first })])).rejects.toMatchObject(refusal);
    expect(await migrate(db, [source('core', people)])).toEqual([]);
  });

  it('keeps nothing of a file that fails, and everything before it', async () => {
    const db = await open();
    const broken = 'CREATE TABLE cat (id text);\n--> statement-breakpoint\nCREATE TABLE oops (id nonsense(;';
    const sources = [source('core', { ...people, '0003_cat.sql': broken })];
    await expect(migrate(db, sources)).rejects.toMatchObject({ code: 'PARVIS_DB_MIGRATION_FAILED' });
    expect(await pendingMigrations(db, sources)).toEqual(['core/0003_cat.sql']);
    const repaired = [source('core', { ...people, '0003_cat.sql': 'CREATE TABLE cat (id text);' })];
    expect(await migrate(db, repaired)).toEqual(['core/0003_cat.sql']);
  });

  it('names the folder that is missing and the file that is misnamed', async () => {
    const db = await open();
    const folder = { code: 'PARVIS_DB_MIGRATION_FOLDER' };
    const nowhere = new URL('nowhere/', pathToFileURL(`${tmpdir()}/`));
    await expect(migrate(db, [{ owner: 'core', folder: nowhere }])).rejects.toMatchObject(folder);
    await expect(migrate(db, [source('core', { '1_a.sql': '' })])).rejects.toMatchObject(folder);
  });

  it('lets two processes migrate at once', async () => {
    const db = await open();
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [
        `${String(n + 1).padStart(4, '0')}_t.sql`,
        `CREATE TABLE t${n} (id text);\n--> statement-breakpoint\nCREATE INDEX i${n} ON t${n} (id);`,
      ]),
    );
    const core = source('core', files);
    const run = promisify(execFile);
    const child = fileURLToPath(new URL('testing-migrate-process.ts', import.meta.url));
    const given = JSON.stringify({
      options: sameDatabase(db),
      owner: core.owner,
      folder: core.folder.href,
      at: Date.now() + 1500,
    });
    const processes = [1, 2, 3].map(() => run(process.execPath, ['--import', 'tsx', child, given]));
    const applied = (await Promise.all(processes)).flatMap(({ stdout }): string[] => JSON.parse(stdout));
    expect(applied.toSorted()).toEqual(Object.keys(files).map((file) => `core/${file}`));
    expect(await pendingMigrations(db, [core])).toEqual([]);
  }, 30_000);
});

describeEachEngine('a table rebuilt by a migration', (open) => {
  const rebuild = {
    sqlite: `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_person (id text PRIMARY KEY NOT NULL, name text NOT NULL, age integer);
--> statement-breakpoint
INSERT INTO __new_person (id, name) SELECT id, name FROM person;
--> statement-breakpoint
DROP TABLE person;
--> statement-breakpoint
ALTER TABLE __new_person RENAME TO person;
--> statement-breakpoint
PRAGMA foreign_keys=ON;`,
    postgres: 'ALTER TABLE person ADD COLUMN age integer;',
  };

  it('keeps its child rows, its triggers and its foreign keys', async () => {
    const db = await open();
    const guard = { '0003_guard.sql': appendOnly({ table: 'person' })[db.engine] };
    await migrate(db, [source('core', { ...people, ...guard })]);
    await insertPeople(db);
    await migrate(db, [source('core', { ...people, ...guard, '0004_age.sql': rebuild[db.engine] })]);
    expect(await rows(db, 'SELECT id, person_id FROM dog')).toEqual([{ id: 'rex', person_id: 'ann' }]);
    await expect(rows(db, "UPDATE person SET name = 'Bob'")).rejects.toThrow('parvis:append-only:person');
    await expect(rows(db, "INSERT INTO dog VALUES ('lost', 'nobody')")).rejects.toThrow(/foreign key/i);
  });

  it('is refused when it leaves child rows that point to nothing', async () => {
    const db = await open();
    if (db.engine === 'postgres') return;
    await migrate(db, [source('core', people)]);
    await insertPeople(db);
    const emptied = rebuild.sqlite.replace('FROM person', "FROM person WHERE name <> 'Ann'");
    const sources = [source('core', { ...people, '0003_age.sql': emptied })];
    await expect(migrate(db, sources)).rejects.toMatchObject({ code: 'PARVIS_DB_MIGRATION_ORPHANS' });
    expect(await rows(db, 'SELECT id FROM person')).toEqual([{ id: 'ann' }]);
    await expect(rows(db, "INSERT INTO dog VALUES ('lost', 'nobody')")).rejects.toThrow(/foreign key/i);
  });
});

describeEachEngine('two Db on one database', (open) => {
  it('write one after the other', async () => {
    const db = await open();
    await migrate(db, [source('core', people)]);
    const beside = await openDb(sameDatabase(db));
    const insert = (through: Db, id: string) => rows(through, `INSERT INTO person VALUES ('${id}', 'x')`);
    const ids = Array.from({ length: 40 }, (_, n) => `id${n}`);
    await Promise.all(ids.map((id, n) => insert(n % 2 === 0 ? db : beside, id)));
    expect(await rows(db, 'SELECT id FROM person')).toHaveLength(40);
    await beside.close();
  });
});

async function insertPeople(db: Db): Promise<void> {
  await rows(db, "INSERT INTO person (id, name) VALUES ('ann', 'Ann')");
  await rows(db, "INSERT INTO dog VALUES ('rex', 'ann')");
}

function rows(db: Db, statement: string): Promise<Record<string, unknown>[]> {
  return runAlone(db, (runner) => runner.query(statement));
}

/** A migration folder on disk with the same files for both engines. */
function source(owner: string, files: Readonly<Record<string, string>>): MigrationSource {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-migrations-'));
  folders.push(folder);
  const engines: readonly Engine[] = ['sqlite', 'postgres'];
  for (const engine of engines) {
    mkdirSync(join(folder, engine));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, engine, file), text);
  }
  return { owner, folder: pathToFileURL(folder) };
}
