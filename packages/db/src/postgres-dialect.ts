/** Drizzle's PostgreSQL dialect with one change: inserts keep their SQL. Loaded where PostgreSQL is opened. */

import { PgDialect, type PgInsertConfig } from 'drizzle-orm/pg-core';
import { KeptInserts } from './kept-insert.ts';

export class KeepingPgDialect extends PgDialect {
  readonly #inserts = new KeptInserts('postgres');

  override buildInsertQuery(config: PgInsertConfig) {
    return this.#inserts.find(config, () => super.buildInsertQuery(config));
  }
}
