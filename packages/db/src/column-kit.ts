/**
 * The columns that a table may have, on SQLite. `postgres-kit.ts` is its twin; the types of this one are the
 * static types of both, SQLite being the narrower dialect.
 */

import {
  type AnySQLiteColumn,
  blob,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  type UpdateDeleteAction,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { newId } from './ids.ts';

export type Engine = 'sqlite' | 'postgres';

/** Any column of any table: the type to write on a `ref` that would otherwise go round in a circle. */
export type AnyColumn = AnySQLiteColumn;

export interface RefActions {
  /** What happens to this row when the row it points to is deleted; by default the deletion is refused. */
  readonly onDelete?: UpdateDeleteAction;
}

/** A non-empty list of the words a text column may hold. It types the column; the database does not check it. */
export interface TextConfig<T> {
  readonly enum?: T;
}

const engine: Engine = 'sqlite';

export const sqliteKit = {
  engine,
  table: sqliteTable,
  /** The primary key `id`: text, a new UUID v7 unless one is given. */
  id: () => text('id').primaryKey().$defaultFn(newId),
  /** A foreign key to a text column, nullable unless `.notNull()` follows. It makes no index. */
  ref: <N extends string>(name: N, column: () => AnyColumn, actions: RefActions = {}) =>
    text(name).references(column, actions),
  text: <N extends string, U extends string, T extends Readonly<[U, ...U[]]>>(
    name: N,
    config: TextConfig<T> = {},
  ) => text<N, U, T, undefined, 'text'>(name, config),
  integer: <N extends string>(name: N) => integer(name, { mode: 'number' }),
  real: <N extends string>(name: N) => real(name),
  boolean: <N extends string>(name: N) => integer(name, { mode: 'boolean' }),
  /** A moment: milliseconds since 1970-01-01T00:00Z. */
  instant: <N extends string>(name: N) => integer(name, { mode: 'number' }),
  /** A calendar day, `YYYY-MM-DD`. */
  day: <N extends string>(name: N) => text(name),
  /** Any JSON value. The order of an object's keys is not kept on PostgreSQL. */
  json: <T>(name: string) => text(name, { mode: 'json' }).$type<T>(),
  bytes: <N extends string>(name: N) => blob(name, { mode: 'buffer' }),
  index,
  uniqueIndex,
  primaryKey,
};

export type ColumnKit = typeof sqliteKit;
