/**
 * The statements that both engines know, under SQLite's types in their asynchronous form. What exists on one
 * engine only (`.all()`, `.get()`, `.run()`, `.prepare()`, `limit` on an update…) is not there to be called.
 */

import type { SQL } from 'drizzle-orm';
import type { GetSelectTableName, GetSelectTableSelection } from 'drizzle-orm/query-builders/select.types';
import type {
  SelectedFields,
  SQLiteDeleteBase,
  SQLiteInsertBase,
  SQLiteInsertValue,
  SQLiteSelectBase,
  SQLiteTable,
  SQLiteUpdateBase,
  SQLiteUpdateSetSource,
  WithBuilder,
} from 'drizzle-orm/sqlite-core';
import type { Subquery, WithSubquery } from 'drizzle-orm/subquery';
import type { Engine } from './column-kit.ts';

type OneEngineOnly = 'all' | 'get' | 'run' | 'values' | 'prepare' | '$withCache';
type ChangeOneEngineOnly =
  | OneEngineOnly
  | 'from'
  | 'leftJoin'
  | 'rightJoin'
  | 'innerJoin'
  | 'fullJoin'
  | 'orderBy'
  | 'limit';

type NotNull<TName extends string | undefined> = TName extends string ? Record<TName, 'not-null'> : never;

export interface SelectFrom<TSelection extends SelectedFields | undefined> {
  from<TFrom extends SQLiteTable | Subquery>(
    source: TFrom,
  ): Omit<
    SQLiteSelectBase<
      GetSelectTableName<TFrom>,
      'async',
      void,
      TSelection extends undefined ? GetSelectTableSelection<TFrom> : Exclude<TSelection, undefined>,
      TSelection extends undefined ? 'single' : 'partial',
      NotNull<GetSelectTableName<TFrom>>,
      false,
      OneEngineOnly
    >,
    OneEngineOnly
  >;
}

interface Select {
  (): SelectFrom<undefined>;
  <TSelection extends SelectedFields>(fields: TSelection): SelectFrom<TSelection>;
}

export interface InsertInto<TTable extends SQLiteTable> {
  values(
    rows: SQLiteInsertValue<TTable> | SQLiteInsertValue<TTable>[],
  ): Omit<SQLiteInsertBase<TTable, 'async', void, undefined, false, OneEngineOnly>, OneEngineOnly>;
}

export interface UpdateSet<TTable extends SQLiteTable> {
  set(
    // oxlint-disable-next-line typescript/no-generated-empty-object-type -- It is empty for no table in particular.
    values: SQLiteUpdateSetSource<TTable>,
  ): Omit<
    SQLiteUpdateBase<TTable, 'async', void, undefined, undefined, false, ChangeOneEngineOnly>,
    ChangeOneEngineOnly
  >;
}

export type DeleteFrom<TTable extends SQLiteTable> = Omit<
  SQLiteDeleteBase<TTable, 'async', void, undefined, false, ChangeOneEngineOnly>,
  ChangeOneEngineOnly
>;

/** Reads. `db.read` sees committed data only; a `tx` also sees what it wrote itself. */
export interface Reader {
  readonly engine: Engine;
  readonly select: Select;
  readonly selectDistinct: Select;
  /** Names a query, to be given to `with`. */
  readonly $with: WithBuilder;
  readonly with: (...queries: WithSubquery[]) => { readonly select: Select; readonly selectDistinct: Select };
  readonly $count: (table: SQLiteTable, where?: SQL) => Promise<number>;
}

/** One transaction. It lasts as long as the `work` that was given to `db.write`, no longer. */
export interface Tx extends Reader {
  readonly insert: <TTable extends SQLiteTable>(table: TTable) => InsertInto<TTable>;
  readonly update: <TTable extends SQLiteTable>(table: TTable) => UpdateSet<TTable>;
  readonly delete: <TTable extends SQLiteTable>(table: TTable) => DeleteFrom<TTable>;
  /** Tells `db.onTouched` listeners, once the transaction is committed, what it changed. */
  readonly touch: (...tags: string[]) => void;
  /** Runs once the transaction is committed, never after a rollback. It must not throw. */
  readonly afterCommit: (callback: () => void) => void;
}
