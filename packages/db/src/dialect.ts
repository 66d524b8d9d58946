/**
 * Every difference between the two engines that is written in SQL: pragmas, transactions, locks, notifications,
 * migration bookkeeping, guards, comparison of text, search. No other file of Parvis holds raw SQL.
 */

import {
  type AnyColumn as AnyDrizzleColumn,
  and,
  desc,
  eq,
  gte,
  lt,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm';
import { integer, type SQLiteTable, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AnyColumn, Engine } from './column-kit.ts';
import { foldText } from './fold-text.ts';
import type { Reader } from './statements.ts';

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

/**
 * Likewise, « parvil »: shared by the transactions of all nodes, but for one that others have stopped too often, which has it
 * for itself. Of the session, not of the transaction: it must be held before the snapshot is taken, or waiting for it is in vain.
 */
const lineLock = 0x70617276696c;
export const lineLocks = {
  together: {
    take: `SELECT pg_advisory_lock_shared(${lineLock})`,
    release: `SELECT pg_advisory_unlock_shared(${lineLock})`,
  },
  alone: {
    take: `SELECT pg_advisory_lock(${lineLock})`,
    release: `SELECT pg_advisory_unlock(${lineLock})`,
  },
} as const;

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

/** `name` of each table, system tables left out. Of an FTS5 index: the tables that it keeps its words in. */
export const selectTables: Record<Engine, string> = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
    AND sql NOT LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name`,
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

/** The same without hyphens: a reference as one word. */
export const unhyphened = (text: AnyDrizzleColumn): SQL<string> =>
  sql<string>`lower(replace(${text}, '-', ''))`;

/** The text under a key of a column's JSON object; null where it has none. The key is a word of the code, written out: an index may be made of it. */
export function jsonText(column: AnyDrizzleColumn, key: string): SQL<string | null> {
  if (!/^[a-z]\w*$/i.test(key)) throw new TypeError(`"${key}" is no key`);
  return sql<string | null>`${column} ->> ${sql.raw(`'${key}'`)}`;
}

// SQLite puts NULL first, PostgreSQL last: a nullable column is ordered by one of these.
export const ascNullsFirst = (column: AnyDrizzleColumn): SQL => sql`${column} asc nulls first`;
export const ascNullsLast = (column: AnyDrizzleColumn): SQL => sql`${column} asc nulls last`;
export const descNullsFirst = (column: AnyDrizzleColumn): SQL => sql`${column} desc nulls first`;
export const descNullsLast = (column: AnyDrizzleColumn): SQL => sql`${column} desc nulls last`;

/** Whether a column of text is in a list that a kept query gets when it runs. Of a list at hand: `inArray`. */
export function inLaterList(engine: Engine, column: AnyDrizzleColumn, list: Placeholder): SQL {
  return engine === 'sqlite'
    ? sql`${column} in (select value from json_each(${list}))`
    : sql`${column} = any (array(select json_array_elements_text(${list}::json)))`;
}

/** The column plus a number, for `set`: counts up without reading first. */
export const plus = (column: AnyDrizzleColumn, amount: number): SQL => sql`${column} + ${amount}`;

// Search: words of a table's rows, and facets to narrow them by

/** What is searched of a table whose primary key is `id`. The names are those of the database. */
export interface SearchSpec {
  /** Of the index: its own tables and triggers start with it. */
  readonly name: string;
  readonly table: string;
  /** A column of folded words with one space between them, letters and digits only (see `searchWords`). */
  readonly words: string;
  /** A column of instants: what is found comes in its order, the latest first. */
  readonly at: string;
  /** Columns of text that hardly ever change. */
  readonly fixed: readonly string[];
  /** Columns of text that change while a row lives. */
  readonly moving: readonly string[];
}

export interface SearchAsk {
  /** Starts of words, all of which a row must have (see `searchWords`); none asks for facets only. */
  readonly words: readonly string[];
  /** Of each group one must be so: a column, and what it holds. */
  readonly groups: readonly (readonly (readonly [column: string, value: string | null])[])[];
  /** Instants: from the first on, up to the second, not including it. */
  readonly from?: number;
  readonly until?: number;
  /** Id of a row: only what comes after it. */
  readonly after?: string;
  /** What the rows found must be besides, which is looked at row by row. */
  readonly also?: { readonly table: SQLiteTable; readonly id: AnyColumn; readonly where: SQL };
  readonly limit: number;
}

/** Letters of a word that are looked at: each start up to here has a list of its own, and is found without merging. */
const MOST_LETTERS = 12;
/** Numbers that one instant has. Times a millisecond of this century, they stay whole in a JavaScript number. */
const NUMBERS_AN_INSTANT = 2_048;

/** The words of a text as they are indexed and asked for: folded, of letters and digits, cut at twelve. */
export function searchWords(text: string): readonly string[] {
  return (foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    Array.from(word).slice(0, MOST_LETTERS).join(''),
  );
}

/**
 * The SQL of a search index, for a migration of each engine. SQLite: two FTS5 tables kept by triggers. `<name>` has the words
 * and the fixed columns, `<name>_facets` every column and no word, so that a row that moves leaves its words alone;
 * `<name>_key` numbers the rows by their instant, which is the order that FTS5 reads in. PostgreSQL: a GIN index of tsvector;
 * its planner combines it with those of the columns.
 */
export function searchIndex(spec: SearchSpec): Record<Engine, string> {
  const { name, table, words } = spec;
  return {
    sqlite: sqliteSearchIndex(spec).join(`\n${breakpoint}\n`),
    postgres: `CREATE INDEX ${quote(name)} ON ${quote(table)} USING gin (array_to_tsvector(string_to_array(${quote(words)}, ' ')));`,
  };
}

function sqliteSearchIndex({ name, table, words, at, fixed, moving }: SearchSpec): readonly string[] {
  const [key, facets] = [`${name}_key`, `${name}_facets`];
  const columns = [...fixed, ...moving];
  const tokens = (row: string, some: readonly string[]) =>
    some
      .map(
        (column) => `' ${facetMark(columns, column)}' || lower(hex(coalesce(${row}.${quote(column)}, '')))`,
      )
      .join(' || ');
  const texts = {
    [name]: (row: string) => `${row}.${quote(words)} || ${tokens(row, fixed)}`,
    [facets]: (row: string) => tokens(row, columns),
  };
  const put = (index: string, row: string, id = `${row}."id"`) =>
    `INSERT INTO ${quote(index)} (rowid, words) SELECT number, ${texts[index]?.(row)} FROM ${quote(key)} AS k WHERE k.id = ${id};`;
  const takeOut = (index: string) =>
    `INSERT INTO ${quote(index)} (${quote(index)}, rowid, words) SELECT 'delete', number, ${texts[index]?.('OLD')} FROM ${quote(key)} AS k WHERE k.id = OLD."id";`;
  const number = (row: string) => {
    const first = `${row}.${quote(at)} * ${NUMBERS_AN_INSTANT}`;
    const last = `${first} + ${NUMBERS_AN_INSTANT - 1}`;
    // So many at one instant that its numbers are used up: after the last of all.
    return `SELECT CASE WHEN count(*) = 0 THEN ${first} WHEN max(number) < ${last} THEN max(number) + 1
    ELSE (SELECT max(number) + 1 FROM ${quote(key)}) END FROM ${quote(key)} WHERE number BETWEEN ${first} AND ${last}`;
  };
  const fts = (index: string, prefixes: string) => `CREATE VIRTUAL TABLE ${quote(index)} USING fts5(
  words, content='', columnsize=0, detail=none, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"${prefixes}
);`;
  const trigger = (event: string, suffix: string, steps: readonly string[], when = '') =>
    `CREATE TRIGGER ${quote(`${name}_${suffix}`)} AFTER ${event} ON ${quote(table)}${when}\nBEGIN\n  ${steps.join('\n  ')}\nEND;`;
  const changed = (some: readonly string[]) =>
    `\nWHEN ${some.map((column) => `OLD.${quote(column)} IS NOT NEW.${quote(column)}`).join(' OR ')}`;
  const of = (some: readonly string[]) => `UPDATE OF ${some.map(quote).join(', ')}`;
  return [
    `CREATE TABLE ${quote(key)} (number integer PRIMARY KEY NOT NULL, id text NOT NULL UNIQUE);`,
    fts(name, `,\n  prefix='${Array.from({ length: MOST_LETTERS }, (_, index) => index + 1).join(' ')}'`),
    fts(facets, ''),
    // What was taken out of it is not left in its pages.
    `INSERT INTO ${quote(name)} (${quote(name)}, rank) VALUES ('secure-delete', 1);`,
    trigger('INSERT', 'insert', [
      `INSERT INTO ${quote(key)} (number, id) VALUES ((${number('NEW')}), NEW."id");`,
      put(name, 'NEW'),
      put(facets, 'NEW'),
    ]),
    trigger(of([words, ...fixed]), 'update', [takeOut(name), put(name, 'NEW')], changed([words, ...fixed])),
    trigger(of(columns), 'move', [takeOut(facets), put(facets, 'NEW')], changed(columns)),
    trigger('DELETE', 'delete', [
      takeOut(name),
      takeOut(facets),
      `DELETE FROM ${quote(key)} WHERE id = OLD."id";`,
    ]),
    // The rows that are there.
    `INSERT INTO ${quote(key)} (number, id) SELECT ${quote(at)} * ${NUMBERS_AN_INSTANT}
  + row_number() OVER (PARTITION BY ${quote(at)} ORDER BY "id") - 1, "id" FROM ${quote(table)};`,
    ...[name, facets].map(
      (index) =>
        `INSERT INTO ${quote(index)} (rowid, words) SELECT number, ${texts[index]?.('r')} FROM ${quote(table)} AS r JOIN ${quote(key)} AS k ON k.id = r."id";`,
    ),
  ];
}

/** Each column's facets start with a mark of their own, which no word starts with. */
function facetMark(columns: readonly string[], column: string): string {
  return `_${String.fromCodePoint(97 + columns.indexOf(column))}`;
}

/** The condition that the words of a column (see `SearchSpec.words`) start so, all of them. */
export function hasWords(
  engine: Engine,
  column: AnyDrizzleColumn,
  words: readonly string[],
): SQL | undefined {
  if (words.length === 0) return undefined;
  if (engine === 'postgres') {
    const query = words.map((word) => `'${word}':*`).join(' & ');
    return sql`array_to_tsvector(string_to_array(${column}, ' ')) @@ ${query}::tsquery`;
  }
  return and(...words.map((word) => sql`(' ' || ${column}) like ${`% ${word}%`}`));
}

/**
 * The column as SQLite's planner finds it in no index: where rows are found by another way, and it only sifts them. PostgreSQL
 * counts its rows and knows by itself.
 */
export function unindexed(engine: Engine, column: AnyDrizzleColumn): SQL {
  return engine === 'sqlite' ? sql`+${column}` : sql`${column}`;
}

/**
 * Ids of rows in the order of their instant, the latest first, from SQLite's index alone. With words it knows the fixed
 * columns only, without words every column.
 */
export async function searchIds(
  reader: Pick<Reader, 'select'>,
  { name, fixed, moving }: SearchSpec,
  { words, groups, from, until, after, also, limit }: SearchAsk,
): Promise<readonly string[]> {
  const index = words.length > 0 ? name : `${name}_facets`;
  const found = sqliteTable(index, { number: integer('rowid').notNull() });
  const key = sqliteTable(`${name}_key`, { number: integer('number').notNull(), id: text('id').notNull() });
  const columns = [...fixed, ...moving];
  const facet = ([column, value]: readonly [string, string | null]) =>
    `"${facetMark(columns, column)}${Buffer.from(value ?? '').toString('hex')}"`;
  const query = [
    ...groups.map((group) => `(${group.map(facet).join(' OR ')})`),
    ...words.map((word) => `"${word}"*`),
  ].join(' AND ');
  const last = after && reader.select({ number: key.number }).from(key).where(eq(key.id, after));
  const rows = await reader
    .select({ id: key.id })
    .from(found)
    .innerJoin(key, eq(key.number, found.number))
    .where(
      and(
        sql`${sql.identifier(index)} match ${query}`,
        from === undefined ? undefined : gte(found.number, from * NUMBERS_AN_INSTANT),
        until === undefined ? undefined : lt(found.number, until * NUMBERS_AN_INSTANT),
        last ? sql`${found.number} < (${last})` : undefined,
        // A scalar, so that SQLite does not turn it round and ask FTS5 for one row after the other.
        also && sql`(select 1 from ${also.table} where ${and(eq(also.id, key.id), also.where)}) = 1`,
      ),
    )
    .orderBy(desc(found.number))
    .limit(limit);
  return rows.map(({ id }) => id);
}
