/** SQLite: a writer connection behind a queue, and a read-only connection for reads. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import type { Attempt } from './attempt.ts';
import { codeOf } from './constraint.ts';
import { type Db, type OpenOptions, type RunAlone, registerRunAlone } from './database.ts';
import { sqliteReaderPragmas, sqliteWriterPragmas } from './dialect.ts';
import { DbError } from './errors.ts';
import { type Limiter, type LimiterOptions, memoryLimiter } from './limiter.ts';
import { toReader, toTx } from './reader.ts';
import { closed, nestedWrite, reportOnConsole } from './refusals.ts';
import { KeepingSqliteDialect } from './sqlite-dialect.ts';
import { type Guard, openGuard, SqliteSession, StatementCache, txGuard } from './sqlite-session.ts';
import { SqliteWrites } from './sqlite-writes.ts';
import type { Reader, Tx } from './statements.ts';
import { Touched, type TouchedListener } from './touched.ts';

const DEFAULT_BUSY_TIMEOUT = 10_000;
/** SQLite waits for a lock by blocking the whole process: only this long, the rest is waited for by sleeping. */
const BLOCKING_TIMEOUT = 20;

export async function openSqlite(file: string, options: OpenOptions): Promise<Db> {
  const busyTimeout = options.busyTimeout ?? DEFAULT_BUSY_TIMEOUT;
  mkdirSync(dirname(file), { recursive: true });
  const writer = new Database(file, { timeout: BLOCKING_TIMEOUT });
  try {
    for (const pragma of sqliteWriterPragmas) await untilFree(() => writer.pragma(pragma), busyTimeout);
    const reader = new Database(file, { readonly: true, timeout: busyTimeout });
    for (const pragma of sqliteReaderPragmas) reader.pragma(pragma);
    const db = new SqliteDb(writer, reader, busyTimeout, options.onBackgroundError ?? reportOnConsole);
    registerRunAlone(db, db.alone);
    return db;
  } catch (error) {
    writer.close();
    throw error;
  }
}

class SqliteDb implements Db {
  readonly engine = 'sqlite';
  readonly read: Reader;
  readonly #writer: Database.Database;
  readonly #reader: Database.Database;
  readonly #busyTimeout: number;
  readonly #touched: Touched;
  readonly #dialect = new KeepingSqliteDialect();
  readonly #writerStatements: StatementCache;
  readonly #current = new AsyncLocalStorage<Attempt>();
  readonly #writes: SqliteWrites;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    writer: Database.Database,
    reader: Database.Database,
    busyTimeout: number,
    report: (error: unknown) => void,
  ) {
    this.#writer = writer;
    this.#reader = reader;
    this.#busyTimeout = busyTimeout;
    this.#touched = new Touched(report);
    this.#writerStatements = new StatementCache(writer);
    this.#writes = new SqliteWrites(
      writer,
      this.#touched,
      (statement) => this.#exec(statement),
      (run) => this.#inTurn(run),
    );
    this.read = toReader('sqlite', this.#database(reader, new StatementCache(reader), openGuard));
  }

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#assertMayWrite();
    return this.#writes.add((attempt) => {
      const database = this.#database(this.#writer, this.#writerStatements, txGuard(attempt));
      return this.#current.run(attempt, () => work(toTx('sqlite', database, attempt)));
    });
  }

  limiter(options: LimiterOptions): Limiter {
    return memoryLimiter(options);
  }

  onTouched(listener: TouchedListener): () => void {
    return this.#touched.listen(listener);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    // What waits joins the queue when its turn comes.
    for (let last: unknown; last !== this.#queue; ) {
      last = this.#queue;
      await last;
    }
    this.#reader.close();
    this.#writer.close();
  }

  readonly alone: RunAlone = async (work) => {
    this.#assertMayWrite();
    return this.#inTurn(() =>
      work({
        engine: 'sqlite',
        query: async (statement, params = []) => this.#query(statement, params),
        exec: (statements) => this.#exec(statements),
      }),
    );
  };

  async #exec(statements: string): Promise<void> {
    await untilFree(() => this.#writer.exec(statements), this.#busyTimeout);
  }

  #query(statement: string, params: readonly (string | number)[]): Record<string, unknown>[] {
    const prepared = this.#writer.prepare<unknown[], Record<string, unknown>>(statement);
    if (prepared.reader) return prepared.all(...params);
    prepared.run(...params);
    return [];
  }

  #assertMayWrite(): void {
    const outer = this.#current.getStore();
    if (outer !== undefined && !outer.ended) throw nestedWrite();
    if (this.#closed) throw closed();
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #database(client: Database.Database, statements: StatementCache, guard: Guard) {
    const session = new SqliteSession(client, this.#dialect, statements, guard);
    return new BaseSQLiteDatabase('sync', this.#dialect, session, undefined);
  }
}

/** Tries again while another process holds the lock, without blocking this one. */
async function untilFree(run: () => unknown, busyTimeout: number): Promise<void> {
  const deadline = performance.now() + busyTimeout;
  for (;;) {
    try {
      run();
      return;
    } catch (error) {
      if (!codeOf(error)?.startsWith('SQLITE_BUSY')) throw error;
      if (performance.now() >= deadline) {
        throw new DbError(
          'PARVIS_DB_BUSY',
          `Another process kept the SQLite file locked for ${busyTimeout} ms.`,
          'Look for a second parvis process, a backup tool or an open sqlite3 shell that is writing.',
          { cause: error },
        );
      }
      await sleep(5 + Math.random() * 20);
    }
  }
}
