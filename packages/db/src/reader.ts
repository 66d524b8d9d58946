/** Narrows Drizzle's database objects to the statements that both engines know. */

import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Attempt } from './attempt.ts';
import type { Engine } from './column-kit.ts';
import { registerSession } from './kept-query.ts';
import type { Reader, Tx } from './statements.ts';

type DrizzleDatabase = BaseSQLiteDatabase<'sync', unknown> | PgDatabase<PgQueryResultHKT>;

/**
 * Plain functions bound once: reading costs what it costs in Drizzle. Drizzle names and chains its statements
 * alike for both engines, so SQLite's types may stand for PostgreSQL's too.
 */
export function toReader(engine: Engine, database: DrizzleDatabase): Reader {
  const reader = reads(engine, database);
  registerSession(reader, sessionOf(database));
  return reader;
}

export function toTx(engine: Engine, database: DrizzleDatabase, attempt: Attempt): Tx {
  const typed = database as unknown as Tx;
  const tx: Tx = {
    ...reads(engine, database),
    insert: typed.insert.bind(database),
    update: typed.update.bind(database),
    delete: typed.delete.bind(database),
    touch: (...tags) => attempt.touch(tags),
    afterCommit: (callback) => attempt.afterCommit(callback),
  };
  registerSession(tx, sessionOf(database));
  return tx;
}

function reads(engine: Engine, database: DrizzleDatabase): Reader {
  const typed = database as unknown as Reader;
  return {
    engine,
    select: typed.select.bind(database),
    selectDistinct: typed.selectDistinct.bind(database),
    $with: typed.$with.bind(database),
    with: typed.with.bind(database),
    $count: typed.$count.bind(database),
  };
}

/** Drizzle hides it from its types. */
function sessionOf(database: DrizzleDatabase): unknown {
  return (database as unknown as { readonly session: unknown }).session;
}
