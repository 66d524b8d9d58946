/**
 * Every difference between the two engines that is written in SQL: pragmas, transactions, locks, notifications,
 * migration bookkeeping, guards, comparison of text. No other file of Parvis holds raw SQL.
 */

import { type AnyColumn as AnyDrizzleColumn, type SQL, sql } from 'drizzle-orm';
import type { Engine } from './column-kit.ts';
import { foldText } from './fold-text.ts';

/** Runs SQL as it stands, outside of Drizzle. */
export interface Runner {
  readonly engine: Engine;
  query(statement: string, params?: readonly (string | number)[]): Promise<Record<string, unknown>[]>;
  /** Runs a statement, or several separated by semicolons. */
  exec(statements: string): Promise<void>;
}

// Connections and transactions

/**
 * `synchronous=FULL`: what was acknowledged survives a power cut, in WAL mode too. `secure_delete`: what was erased about
 * someone is not left in the free pages of the file.
 */
export const sqliteWriterPragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'secure_delete = ON',
] as const;
export const sqliteReaderPragmas = ['query_only = ON', 'cache_size = -32000'] as const;
export const sqliteForeignKeys = {
  off: 'PRAGMA foreign_keys = OFF',
  on: 'PRAGMA foreign_keys = ON',
} as const;

export const begin: Record<Engine, string> = {
  sqlite: 'BEGIN IMMEDIATE',
  postgres: 'BEGIN ISOLATION LEVEL SERIALIZABLE',
};
/** A transaction within the transaction, on SQLite. */
export const sqliteSavepoint = {
  begin: 'SAVEPOINT one_write',
  keep: 'RELEASE one_write',
  undo: 'ROLLBACK TO one_write; RELEASE one_write',
} as const;
export const commit = 'COMMIT';
export const rollback = 'ROLLBACK';

// Notifications (PostgreSQL)

export const touchedChannel = 'parvis_touched';
export const listenToTouched = `LISTEN ${touchedChannel}`;
export const notifyTouched = `SELECT pg_notify('${touchedChannel}', $1)`;

// Migrations

/** Any number that no other program takes for its own advisory lock: "parvis" as bytes. */
const migrationLock = 0x706172766973;

export const takeMigrationLock = `SELECT pg_advisory_lock(${migrationLock})`;
export const releaseMigrationLock = `SELECT pg_advisory_unlock(${migrationLock})`;

const migrationTable = 'parvis_migration';
export const createMigrationTable = `CREATE TABLE IF NOT EXISTS ${migrationTable} (
  id text PRIMARY KEY NOT NULL,
  checksum text NOT NULL,
  applied_at bigint NOT NULL
)`;
export const selectAppliedMigrations = `SELECT id, checksum FROM ${migrationTable} ORDER BY id`;
export const insertAppliedMigration: Record<Engine, string> = {
  sqlite: `INSERT INTO ${migrationTable} (id, checksum, applied_at) VALUES (?, ?, ?)`,
  postgres: `INSERT INTO ${migrationTable} (id, checksum, applied_at) VALUES ($1, $2, $3)`,
};
/** Whether the migration table exists: a row or none. */
export const findMigrationTable: Record<Engine, string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name = '${migrationTable}'`,
  postgres: `SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = current_schema() AND table_name = '${migrationTable}'`,
};
/** Rows that point to nothing, which SQLite lets in while foreign keys are off. */
export const foreignKeyCheck = 'PRAGMA foreign_key_check';
/** SQLite forgets a table's triggers when the table is rebuilt. */
export const selectSqliteTriggers = `SELECT name, tbl_name AS "table", sql FROM sqlite_master WHERE type = 'trigger'`;
export const selectSqliteTables = `SELECT name FROM sqlite_master WHERE type = 'table'`;

// What the database really holds

/** `name`, `type` and `not_null` of each column of a table; no row when there is no such table. */
export const selectColumns: Record<Engine, string> = {
  sqlite: 'SELECT name, type, "notnull" AS not_null FROM pragma_table_info(?)',
  postgres: `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS not_null
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relname = $1 AND relnamespace = current_schema()::regnamespace
      AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    ORDER BY attnum`,
};
export const selectIndexes: Record<Engine, string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?`,
  postgres: 'SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema() AND tablename = $1',
};

/** `name` of each table, system tables left out. */
export const selectTables: Record<Engine, string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  postgres: 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename',
};
export const selectAll = (table: string): string => `SELECT * FROM ${quote(table)}`;

/** One row: `version`, and whether text is compared by its bytes (`by_bytes`), as capitals and accents tell. */
export const selectServer: Record<Engine, string> = {
  sqlite: `SELECT sqlite_version() AS version, 'B' < 'a' AND 'z' < 'é' AS by_bytes`,
  postgres: `SELECT current_setting('server_version') AS version, 'B' < 'a' AND 'z' < 'é' AS by_bytes`,
};

// Databases for tests (PostgreSQL)

/** C collation: text is ordered by its bytes, as SQLite does. */
export const createDatabase = (name: string): string =>
  `CREATE DATABASE ${quote(name)} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`;
export const dropDatabase = (name: string): string => `DROP DATABASE IF EXISTS ${quote(name)} WITH (FORCE)`;

// Guards: SQL for migrations

export interface OverlapGuard {
  /** Of the guard: what `DbConstraintError.constraint` will say. */
  readonly name: string;
  readonly table: string;
  /** Columns that must all be equal for two rows to compete. */
  readonly key: readonly string[];
  /** Columns of instants. A row takes the time from `start` up to, not including, `end`. */
  readonly start: string;
  readonly end: string;
  /** A boolean column: rows where it is false compete with nobody. */
  readonly active: string;
}

/**
 * Makes it impossible that two active rows with the same key overlap in time, or that a row ends before it
 * starts. The table has `id` for its primary key. The SQL goes into a migration of each engine.
 */
export function overlapGuard(guard: OverlapGuard): Record<Engine, string> {
  return { sqlite: sqliteOverlapGuard(guard), postgres: postgresOverlapGuard(guard) };
}

function sqliteOverlapGuard({ name, table, key, start, end, active }: OverlapGuard): string {
  const [t, from, to, on] = [quote(table), quote(start), quote(end), quote(active)];
  const sameKey = key.map((column) => `o.${quote(column)} = NEW.${quote(column)}`).join(' AND ');
  const guarded = [...key, start, end, active].map(quote).join(', ');
  const trigger = (event: string, suffix: string) => `CREATE TRIGGER ${quote(`${name}_${suffix}`)}
BEFORE ${event} ON ${t}
BEGIN
  SELECT RAISE(ABORT, 'parvis:check:${name}_order') WHERE NOT (NEW.${from} < NEW.${to});
  SELECT RAISE(ABORT, 'parvis:overlap:${name}') WHERE NEW.${on} AND EXISTS (
    SELECT 1 FROM ${t} AS o
    WHERE ${sameKey} AND o.${on} AND o.${from} < NEW.${to} AND NEW.${from} < o.${to} AND o.id <> NEW.id
  );
END;`;
  return [trigger('INSERT', 'insert'), trigger(`UPDATE OF ${guarded}`, 'update')].join(`\n${breakpoint}\n`);
}

function postgresOverlapGuard({ name, table, key, start, end, active }: OverlapGuard): string {
  const [t, from, to, on] = [quote(table), quote(start), quote(end), quote(active)];
  const sameKey = key.map((column) => `${quote(column)} WITH =`).join(', ');
  return [
    'CREATE EXTENSION IF NOT EXISTS btree_gist;',
    `ALTER TABLE ${t} ADD CONSTRAINT ${quote(`${name}_order`)} CHECK (${from} < ${to});`,
    `ALTER TABLE ${t} ADD CONSTRAINT ${quote(name)}
EXCLUDE USING gist (${sameKey}, int8range(${from}, ${to}, '[)') WITH &&) WHERE (${on});`,
  ].join(`\n${breakpoint}\n`);
}

export interface AppendOnly {
  readonly table: string;
  /** The columns of its unique indexes, besides the primary key `id`. */
  readonly unique?: readonly (readonly string[])[];
}

/**
 * Makes a table that can be added to and read, and nothing else. The SQL goes into a migration of each engine. Who owns
 * the table can still take the guard away: it stops programs and mistakes, not the owner of the database.
 */
export function appendOnly({ table, unique = [] }: AppendOnly): Record<Engine, string> {
  const t = quote(table);
  const refusal = `parvis:append-only:${table}`;
  const sqlite = (event: string) => `CREATE TRIGGER ${quote(`${table}_append_only_${event.toLowerCase()}`)}
BEFORE ${event} ON ${t}
BEGIN
  SELECT RAISE(ABORT, '${refusal}');
END;`;
  const refuse = quote(`${table}_refuse_change`);
  return {
    sqlite: [sqlite('UPDATE'), sqlite('DELETE'), sqliteNoReplace(table, unique)].join(`\n${breakpoint}\n`),
    postgres: [
      `CREATE FUNCTION ${refuse}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '${refusal}';
END $$;`,
      `CREATE TRIGGER ${quote(`${table}_append_only`)}
BEFORE UPDATE OR DELETE OR TRUNCATE ON ${t} FOR EACH STATEMENT EXECUTE FUNCTION ${refuse}();`,
    ].join(`\n${breakpoint}\n`),
  };
}

/**
 * `INSERT OR REPLACE` deletes the rows in its way without firing their DELETE triggers, whichever unique index they are
 * in the way of, the hidden rowid included.
 */
function sqliteNoReplace(table: string, unique: NonNullable<AppendOnly['unique']>): string {
  const same = [['rowid'], ['id'], ...unique].map((columns) =>
    columns.map((column) => `o.${quote(column)} = NEW.${quote(column)}`).join(' AND '),
  );
  return `CREATE TRIGGER ${quote(`${table}_append_only_replace`)}
BEFORE INSERT ON ${quote(table)}
WHEN EXISTS (SELECT 1 FROM ${quote(table)} AS o WHERE ${same.join(' OR ')})
BEGIN
  SELECT RAISE(ABORT, 'parvis:append-only:${table}');
END;`;
}

/** The line that separates two statements of a migration; drizzle-kit writes the same. */
export const breakpoint = '--> statement-breakpoint';

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

// Comparison and order

/** True where a column of folded text (see `foldText`) contains `text`, whatever its case and accents. */
export function containsFolded(column: AnyDrizzleColumn, text: string): SQL {
  return foldedLike(column, `%${escapeLike(foldText(text))}%`);
}

/** True where a column of folded text starts with `text`, whatever its case and accents. */
export function startsWithFolded(column: AnyDrizzleColumn, text: string): SQL {
  return foldedLike(column, `${escapeLike(foldText(text))}%`);
}

function foldedLike(column: AnyDrizzleColumn, pattern: string): SQL {
  return sql`${column} like ${pattern} escape '!'`;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[!%_]/g, '!$&');
}

/** The column's text, or a part of it, with its unaccented capitals made small: for addresses and references. */
export const lowered = (text: AnyDrizzleColumn | SQL): SQL<string> => sql<string>`lower(${text})`;

/** The text under a key of a column's JSON object; null where it has none. */
export const jsonText = (column: AnyDrizzleColumn, key: string): SQL<string | null> =>
  sql<string | null>`${column} ->> cast(${key} as text)`;

// SQLite puts NULL first, PostgreSQL last: a nullable column is ordered by one of these.
export const ascNullsFirst = (column: AnyDrizzleColumn): SQL => sql`${column} asc nulls first`;
export const ascNullsLast = (column: AnyDrizzleColumn): SQL => sql`${column} asc nulls last`;
export const descNullsFirst = (column: AnyDrizzleColumn): SQL => sql`${column} desc nulls first`;
export const descNullsLast = (column: AnyDrizzleColumn): SQL => sql`${column} desc nulls last`;

/** The column plus a number, for `set`: counts up without reading first. */
export const plus = (column: AnyDrizzleColumn, amount: number): SQL => sql`${column} + ${amount}`;
