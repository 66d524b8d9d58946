/** Opening a database, and what an open one can do. */

import type { Engine } from './column-kit.ts';
import type { Runner } from './dialect.ts';
import { DbError } from './errors.ts';
import type { Limiter, LimiterOptions } from './limiter.ts';
import type { Reader, Tx } from './statements.ts';

export interface OpenOptions {
  /** A `postgres://` URL; it turns PostgreSQL on. */
  readonly url?: string;
  /** The path of an SQLite file, made with its folder when missing. Not `:memory:`: reads have their own connection. */
  readonly file?: string;
  /** The most PostgreSQL connections, one more aside for notifications. 10 unless given. */
  readonly poolSize?: number;
  /** Milliseconds to wait for another process that is writing to the SQLite file. 10,000 unless given. */
  readonly busyTimeout?: number;
  /** Told of failures that no caller waits for: a listener that throws, a lost connection. `console.error` unless given. */
  readonly onBackgroundError?: (error: unknown) => void;
}

export interface Db {
  readonly engine: Engine;
  /** Committed data only, even when read inside a `write`. */
  readonly read: Reader;
  /**
   * Runs `work` in one serializable transaction and returns what it returned, once committed. When `work`
   * throws, or any statement of it failed, everything is rolled back.
   *
   * `work` may run twice: it writes through `tx` and does nothing else. Mail, HTTP and files go through a job
   * enqueued in the same transaction.
   *
   * @throws DbConstraintError, and DbError with `PARVIS_DB_NESTED_WRITE`, `PARVIS_DB_TX_ENDED`,
   * `PARVIS_DB_TX_FAILED`, `PARVIS_DB_BUSY`, `PARVIS_DB_CONFLICT` or `PARVIS_DB_CLOSED`.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Hears the tags of each committed write: before `write` returns in the process that wrote, soon after in
   * the other processes on PostgreSQL. The tag `*` means that anything may have changed (the connection for
   * notifications was lost and is back). Returns the way to stop.
   */
  onTouched(listener: (tags: readonly string[]) => void): () => void;
  /**
   * A limit on tries. On PostgreSQL all nodes count in the table `rate_limit` (`key` text primary key, `points` integer,
   * `expire` bigint), which a migration of the caller makes; on SQLite, whose process is alone, in memory.
   */
  limiter(options: LimiterOptions): Limiter;
  /** Waits for the writes under way, then closes. */
  close(): Promise<void>;
}

export async function openDb(options: OpenOptions): Promise<Db> {
  const { url, file } = options;
  if (url !== undefined && /^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(url, options);
  }
  if (url !== undefined || file === undefined || file === '' || file.includes(':memory:')) {
    throw new DbError(
      'PARVIS_DB_OPTIONS',
      'A database is opened by a postgres:// URL or by the path of an SQLite file.',
      'Set PARVIS_DATABASE_URL to a postgres:// URL, or PARVIS_DATA to a folder for SQLite; :memory: does not work.',
    );
  }
  const { openSqlite } = await import('./sqlite.ts');
  return openSqlite(file, options);
}

/** Runs `work` on a connection of its own, in no transaction, while no write of this Db is under way. */
export type RunAlone = <T>(work: (runner: Runner) => Promise<T>) => Promise<T>;

const alone = new WeakMap<Db, RunAlone>();

/** For migrations and tests of this package, which speak SQL; nobody else does. */
export function runAlone<T>(db: Db, work: (runner: Runner) => Promise<T>): Promise<T> {
  const run = alone.get(db);
  if (run === undefined) throw new TypeError('This Db was not opened by openDb.');
  return run(work);
}

export function registerRunAlone(db: Db, run: RunAlone): void {
  alone.set(db, run);
}
