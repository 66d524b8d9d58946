/** Brings a database's schema forward, one file a transaction, however many processes try at once. */

import type { Engine } from '../column-kit.ts';
import { type Db, runAlone } from '../database.ts';
import {
  begin,
  commit,
  createMigrationTable,
  findMigrationTable,
  foreignKeyCheck,
  insertAppliedMigration,
  type Runner,
  releaseMigrationLock,
  rollback,
  selectAppliedMigrations,
  selectSqliteTables,
  selectSqliteTriggers,
  sqliteForeignKeys,
  takeMigrationLock,
} from '../dialect.ts';
import { DbError } from '../errors.ts';
import { type Migration, type MigrationSource, readMigrations } from './source.ts';

/**
 * Applies the migrations that were not applied yet, and returns their ids. A file that was merged late, with a
 * number below one already applied, is applied too.
 *
 * @throws DbError with `PARVIS_DB_APPLIED_MIGRATION_CHANGED`, `PARVIS_DB_APPLIED_MIGRATION_MISSING`,
 * `PARVIS_DB_MIGRATION_FAILED`, `PARVIS_DB_MIGRATION_ORPHANS` or `PARVIS_DB_MIGRATION_FOLDER`. The migrations
 * before the one that failed stay applied; the one that failed leaves nothing behind.
 */
export async function migrate(db: Db, sources: readonly MigrationSource[]): Promise<readonly string[]> {
  const migrations = await readMigrations(db.engine, sources);
  const owners = sources.map((source) => source.owner);
  return runAlone(db, (runner) =>
    locked[runner.engine](runner, async () => {
      if (await isUpToDate(runner, migrations, owners)) return [];
      await inTransaction(runner, () => runner.exec(createMigrationTable));
      const done: string[] = [];
      for (const migration of migrations) {
        if (await applyOnce(runner, migration)) done.push(migration.id);
      }
      return done;
    }),
  );
}

/**
 * The ids of the migrations that `migrate` would apply: none when the database is ready to serve.
 *
 * @throws DbError as `migrate` does, when an applied file was changed or is missing.
 */
export async function pendingMigrations(
  db: Db,
  sources: readonly MigrationSource[],
): Promise<readonly string[]> {
  const migrations = await readMigrations(db.engine, sources);
  const owners = sources.map((source) => source.owner);
  return runAlone(db, async (runner) => {
    const applied = await readApplied(runner);
    refuseRewrittenHistory(applied, migrations, owners);
    return migrations.filter(({ id }) => !applied.has(id)).map(({ id }) => id);
  });
}

/** Id to checksum. */
type Applied = ReadonlyMap<string, string>;

const locked: Record<Engine, <T>(runner: Runner, work: () => Promise<T>) => Promise<T>> = {
  // SQLite ignores this pragma inside a transaction, and a table rebuilt with foreign keys on deletes its children.
  sqlite: async (runner, work) => {
    await runner.exec(sqliteForeignKeys.off);
    try {
      return await work();
    } finally {
      await runner.exec(sqliteForeignKeys.on);
    }
  },
  postgres: async (runner, work) => {
    await runner.exec(takeMigrationLock);
    const result = await work();
    // Not after a failure: the connection is closed then, and the lock with it.
    await runner.exec(releaseMigrationLock);
    return result;
  },
};

async function isUpToDate(runner: Runner, migrations: readonly Migration[], owners: readonly string[]) {
  const applied = await readApplied(runner);
  refuseRewrittenHistory(applied, migrations, owners);
  return migrations.every(({ id }) => applied.has(id));
}

async function readApplied(runner: Runner): Promise<Applied> {
  if ((await runner.query(findMigrationTable[runner.engine])).length === 0) return new Map();
  const rows = await runner.query(selectAppliedMigrations);
  return new Map(rows.map(({ id, checksum }) => [String(id), String(checksum)]));
}

function refuseRewrittenHistory(
  applied: Applied,
  migrations: readonly Migration[],
  owners: readonly string[],
): void {
  const present = new Map(migrations.map(({ id, checksum }) => [id, checksum]));
  for (const [id, checksum] of applied) {
    // A plugin that is not installed any more keeps its tables, and its history.
    if (!owners.includes(id.slice(0, id.lastIndexOf('/')))) continue;
    const found = present.get(id);
    if (found === undefined) {
      throw new DbError(
        'PARVIS_DB_APPLIED_MIGRATION_MISSING',
        `The migration ${id} was applied to this database, and its file is missing.`,
        'Deploy the version that has the file; migrations are never deleted nor renamed.',
      );
    }
    if (found !== checksum) {
      throw new DbError(
        'PARVIS_DB_APPLIED_MIGRATION_CHANGED',
        `The migration ${id} was changed after it was applied to this database.`,
        'Restore the file as it was applied, and write the change as a new migration.',
      );
    }
  }
}

/** Returns false when another process applied it first. */
async function applyOnce(runner: Runner, migration: Migration): Promise<boolean> {
  return inTransaction(runner, async () => {
    // Read inside the transaction: on SQLite it holds the lock that the other process waited for.
    if ((await readApplied(runner)).has(migration.id)) return false;
    const triggers = await readTriggers(runner);
    for (const statement of migration.statements) await runStatement(runner, migration, statement);
    await restoreTriggers(runner, triggers, migration);
    await refuseOrphans(runner, migration);
    const row = [migration.id, migration.checksum, Date.now()];
    await runner.query(insertAppliedMigration[runner.engine], row);
    return true;
  });
}

async function inTransaction<T>(runner: Runner, work: () => Promise<T>): Promise<T> {
  await runner.exec(begin[runner.engine]);
  try {
    const result = await work();
    await runner.exec(commit);
    return result;
  } catch (error) {
    await runner.exec(rollback);
    throw error;
  }
}

async function runStatement(runner: Runner, { id }: Migration, statement: string): Promise<void> {
  try {
    await runner.exec(statement);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DbError(
      'PARVIS_DB_MIGRATION_FAILED',
      `The migration ${id} failed: ${reason}. The statement was: ${statement}`,
      'Nothing of this migration was kept. Correct it, or the data that it does not fit, and migrate again.',
      { cause: error },
    );
  }
}

type Triggers = ReadonlyMap<string, { readonly table: string; readonly sql: string }>;

async function readTriggers(runner: Runner): Promise<Triggers> {
  if (runner.engine !== 'sqlite') return new Map();
  const rows = await runner.query(selectSqliteTriggers);
  return new Map(
    rows.map(({ name, table, sql }) => [String(name), { table: String(table), sql: String(sql) }]),
  );
}

/** A rebuilt table loses its triggers on SQLite, and with them the guards; they come back unless dropped by name. */
async function restoreTriggers(runner: Runner, before: Triggers, migration: Migration): Promise<void> {
  if (before.size === 0) return;
  const after = await readTriggers(runner);
  const tables = new Set((await runner.query(selectSqliteTables)).map(({ name }) => String(name)));
  for (const [name, { table, sql }] of before) {
    const dropped = migration.statements.some((text) => /drop\s+trigger/i.test(text) && text.includes(name));
    if (!after.has(name) && tables.has(table) && !dropped) await runStatement(runner, migration, sql);
  }
}

async function refuseOrphans(runner: Runner, { id }: Migration): Promise<void> {
  if (runner.engine !== 'sqlite') return;
  const orphans = await runner.query(foreignKeyCheck);
  const [first] = orphans;
  if (first === undefined) return;
  throw new DbError(
    'PARVIS_DB_MIGRATION_ORPHANS',
    `The migration ${id} would leave ${orphans.length} rows that point to nothing, in ${String(first['table'])} for one.`,
    'Nothing of this migration was kept. Delete or move the child rows in the same migration.',
  );
}
