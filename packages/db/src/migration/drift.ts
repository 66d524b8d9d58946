/** Compares the database as it is with the tables as they are declared: tests keep migrations honest with it. */

import { type Column, getTableColumns, getTableName, is, type Table } from 'drizzle-orm';
import { PgTable, getTableConfig as postgresConfig } from 'drizzle-orm/pg-core';
import { SQLiteTable, getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core';
import { type Db, runAlone } from '../database.ts';
import { type Runner, selectColumns, selectIndexes } from '../dialect.ts';
import { declaredTables, type Tables } from '../tables.ts';

/**
 * What differs, one sentence each, in no particular order: missing tables, columns and indexes, columns that
 * nobody declares, types, and what may be null. None when the migrations say what the declaration says.
 */
export async function schemaDrift(db: Db, tables: Tables): Promise<readonly string[]> {
  const declared = declaredTables(tables.for(db));
  return runAlone(db, async (runner) => {
    const differences: string[] = [];
    for (const table of declared) differences.push(...(await tableDrift(runner, table)));
    return differences;
  });
}

async function tableDrift(runner: Runner, table: Table): Promise<string[]> {
  const name = getTableName(table);
  const rows = await runner.query(selectColumns[runner.engine], [name]);
  if (rows.length === 0) return [`${name} is missing`];
  const live = new Map(
    rows.map((row) => [
      String(row['name']),
      { type: String(row['type']).toLowerCase(), notNull: Boolean(row['not_null']) },
    ]),
  );
  const columns: Column[] = Object.values(getTableColumns(table));
  const declaredNames = new Set(columns.map((column) => column.name));
  const extra = [...live.keys()].filter((column) => !declaredNames.has(column));
  const liveIndexes = await runner.query(selectIndexes[runner.engine], [name]);
  const indexes = new Set(liveIndexes.map((row) => String(row['name'])));
  return [
    ...columns.flatMap((column) => columnDrift(`${name}.${column.name}`, column, live.get(column.name))),
    ...extra.map((column) => `${name}.${column} is not declared`),
    ...indexNames(table)
      .filter((index) => !indexes.has(index))
      .map((index) => `the index ${index} on ${name} is missing`),
  ];
}

interface LiveColumn {
  readonly type: string;
  readonly notNull: boolean;
}

function columnDrift(label: string, column: Column, live: LiveColumn | undefined): string[] {
  if (live === undefined) return [`${label} is missing`];
  const differences: string[] = [];
  const type = column.getSQLType();
  if (live.type !== type) differences.push(`${label} is ${live.type}, declared ${type}`);
  if (live.notNull !== column.notNull) {
    differences.push(`${label} ${live.notNull ? 'refuses' : 'accepts'} null, and its declaration does not`);
  }
  return differences;
}

function indexNames(table: Table): string[] {
  if (is(table, SQLiteTable)) return sqliteConfig(table).indexes.map((index) => index.config.name);
  if (!is(table, PgTable)) return [];
  return postgresConfig(table).indexes.flatMap((index) => index.config.name ?? []);
}
