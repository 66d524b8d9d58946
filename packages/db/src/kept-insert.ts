/** Inserts whose SQL is written once for each table and shape: writing it anew takes Drizzle longer than SQLite needs to run it. */

import { type Column, getTableColumns, is, Param, Placeholder, SQL, type Table } from 'drizzle-orm';
import type { SQLiteInsertConfig } from 'drizzle-orm/sqlite-core';
import type { Engine } from './column-kit.ts';

/** Beyond these, SQL is written each time: the texts of one table stay few, and none is long. */
const MOST_SHAPES = 50;
const MOST_ROWS = 10;

type InsertConfig = Pick<SQLiteInsertConfig, 'withList' | 'select'> & {
  readonly table: Table;
  readonly values: unknown;
  readonly onConflict?: unknown;
  readonly returning?: unknown;
};

export class KeptInserts {
  readonly #engine: Engine;
  readonly #tables = new WeakMap<Table, Kept>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The insert with its kept text; as `write` makes it where it is more than rows of plain values. */
  find(config: InsertConfig, write: () => SQL): SQL {
    const { table, values, onConflict, returning, select, withList } = config;
    const isPlain = !onConflict && !returning && !select && !withList?.length;
    if (!isPlain || !Array.isArray(values) || values.length > MOST_ROWS) return write();
    let kept = this.#tables.get(table);
    if (kept === undefined) {
      // All of them take values: the kits have no generated columns.
      kept = { columns: Object.entries(getTableColumns(table)), texts: new Map() };
      this.#tables.set(table, kept);
    }
    const read = readRows(this.#engine, kept.columns, values);
    if (read === null) return write();
    const { shape, params } = read;
    if (kept.texts.size >= MOST_SHAPES && !kept.texts.has(shape)) return write();
    return new KeptInsert(kept.texts, shape, params, write);
  }
}

interface Kept {
  readonly columns: readonly (readonly [name: string, column: Column])[];
  readonly texts: Map<string, string>;
}

class KeptInsert extends SQL {
  readonly #texts: Map<string, string>;
  readonly #shape: string;
  readonly #params: unknown[];
  readonly #write: () => SQL;

  constructor(texts: Map<string, string>, shape: string, params: unknown[], write: () => SQL) {
    super([]);
    this.#texts = texts;
    this.#shape = shape;
    this.#params = params;
    this.#write = write;
  }

  override toQuery(config: Parameters<SQL['toQuery']>[0]) {
    let text = this.#texts.get(this.#shape);
    if (text === undefined) {
      text = this.#write().toQuery(config).sql;
      this.#texts.set(this.#shape, text);
    }
    return { sql: text, params: this.#params };
  }
}

type Rows = readonly Readonly<Record<string, Param | SQL | undefined>>[];

/** A letter for each column of each row (given, or left to the database) and what is given; null where a value is SQL. */
function readRows(
  engine: Engine,
  columns: Kept['columns'],
  rows: Rows,
): { readonly shape: string; readonly params: unknown[] } | null {
  let shape = '';
  const params: unknown[] = [];
  for (const row of rows) {
    for (const [name, column] of columns) {
      const given = row[name];
      if (given !== undefined && !is(given, Param)) return null;
      const value = given?.value === undefined ? standIn(engine, column) : given.value;
      if (value === undefined) {
        shape += '-';
        continue;
      }
      const encoded = value === null ? null : (given?.encoder ?? column).mapToDriverValue(value);
      if (is(value, Placeholder) || is(value, SQL) || is(encoded, SQL)) return null;
      shape += '?';
      params.push(encoded);
    }
    shape += ';';
  }
  return { shape, params };
}

/** What Drizzle itself gives a column that was left out. PostgreSQL is left to find its own default. */
function standIn(engine: Engine, column: Column): unknown {
  if (engine === 'sqlite' && column.default !== undefined && column.default !== null) return column.default;
  return (column.defaultFn ?? (column.default ? undefined : column.onUpdateFn))?.();
}
