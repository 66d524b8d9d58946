/** Drizzle's SQLite dialect with one change: inserts keep their SQL. */

import { type SQLiteInsertConfig, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { KeptInserts } from './kept-insert.ts';

export class KeepingSqliteDialect extends SQLiteSyncDialect {
  readonly #inserts = new KeptInserts('sqlite');

  override buildInsertQuery(config: SQLiteInsertConfig) {
    return this.#inserts.find(config, () => super.buildInsertQuery(config));
  }
}
