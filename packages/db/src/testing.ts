/** Runs database tests on both engines, each on databases of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, it } from 'vitest';
import { type Db, type OpenOptions, openDb, runAlone } from './database.ts';
import { createDatabase, dropDatabase, selectAll, selectTables } from './dialect.ts';
import { newId } from './ids.ts';

/** Speaks SQL to a database that a suite's `open` gave, as someone who has got hold of it would. */
export { runAlone } from './database.ts';

/** Opens a new, empty database. It is closed after the test if it still is open, then deleted. */
export type OpenTestDb = (options?: Omit<OpenOptions, 'url' | 'file'>) => Promise<Db>;

/**
 * Declares a suite twice: on SQLite (a file in the temporary folder), and on PostgreSQL when
 * `PARVIS_TEST_DATABASE_URL` names a server on which databases may be created. Without it the second half is
 * skipped, or fails when `CI` or `PARVIS_REQUIRE_POSTGRES` is set.
 */
export function describeEachEngine(name: string, suite: (open: OpenTestDb) => void): void {
  describe(`${name} (SQLite)`, () => suite(opener(newSqlite)));

  const server = process.env['PARVIS_TEST_DATABASE_URL'];
  if (server) {
    describe(`${name} (PostgreSQL)`, () => suite(opener(() => newPostgres(server))));
  } else if (process.env['CI'] || process.env['PARVIS_REQUIRE_POSTGRES']) {
    it(`${name} (PostgreSQL)`, () => {
      throw new Error('PARVIS_TEST_DATABASE_URL is not set: the PostgreSQL half cannot run.');
    });
  } else {
    describe.skip(`${name} (PostgreSQL: PARVIS_TEST_DATABASE_URL is not set)`, () =>
      suite(opener(newSqlite)));
  }
}

/** How to open, in another Db or another process, the database of a Db that a suite's `open` gave. */
export function sameDatabase(db: Db): OpenOptions {
  const place = places.get(db);
  if (place === undefined) throw new TypeError('This Db does not come from describeEachEngine.');
  return place;
}

const places = new WeakMap<Db, OpenOptions>();

/** Every row of every table that the database has, declared or not, by table: what someone who stole a copy holds. */
export function everyRow(db: Db): Promise<ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>> {
  return runAlone(db, async (runner) => {
    const tables = await runner.query(selectTables[runner.engine]);
    const rows = new Map<string, Record<string, unknown>[]>();
    for (const { name } of tables) rows.set(String(name), await runner.query(selectAll(String(name))));
    return rows;
  });
}

interface Place {
  readonly options: OpenOptions;
  readonly remove: () => Promise<void>;
}

function opener(create: () => Promise<Place>): OpenTestDb {
  const opened = new Set<Db>();
  afterEach(async () => {
    for (const db of opened) await db.close();
  });
  return async (options) => {
    const place = await create();
    const db = await openDb({ ...place.options, ...options });
    const close = db.close.bind(db);
    db.close = async () => {
      if (!opened.delete(db)) return;
      await close();
      await place.remove();
    };
    opened.add(db);
    places.set(db, place.options);
    return db;
  };
}

async function newSqlite(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-db-'));
  return {
    options: { file: join(folder, 'test.db') },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function newPostgres(server: string): Promise<Place> {
  const name = `parvis_test_${newId().replaceAll('-', '')}`;
  await administer(server, createDatabase(name));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { options: { url: url.href, poolSize: 5 }, remove: () => administer(server, dropDatabase(name)) };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
