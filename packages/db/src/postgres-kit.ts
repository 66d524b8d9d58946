/** The column kit on PostgreSQL, builder for builder the twin of `column-kit.ts`, where each is documented. */

import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { ColumnKit, Engine, RefActions, TextConfig } from './column-kit.ts';
import { newId } from './ids.ts';

const engine: Engine = 'postgres';

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

// Drizzle's own jsonb parses a JSON string a second time: the text "12" would come back as the number 12.
const jsonb = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
});

export const postgresKit = {
  engine,
  table: pgTable,
  id: () => text('id').primaryKey().$defaultFn(newId),
  ref: <N extends string>(name: N, column: () => AnyPgColumn, actions: RefActions = {}) =>
    text(name).references(column, actions),
  text: <N extends string, U extends string, T extends Readonly<[U, ...U[]]>>(
    name: N,
    config: TextConfig<T> = {},
  ) => text<N, U, T>(name, config),
  integer: <N extends string>(name: N) => integer(name),
  real: <N extends string>(name: N) => doublePrecision(name),
  boolean: <N extends string>(name: N) => boolean(name),
  instant: <N extends string>(name: N) => bigint(name, { mode: 'number' }),
  day: <N extends string>(name: N) => text(name),
  json: <T>(name: string) => jsonb(name).$type<T>(),
  bytes: (name: string) => bytea(name),
  index,
  uniqueIndex,
  primaryKey,
};

/**
 * The same kit under SQLite's static types. `type-equality.test.ts` proves, over a table with every builder,
 * that rows and inserts have the same types either way.
 */
export const portablePostgresKit = postgresKit as unknown as ColumnKit;
