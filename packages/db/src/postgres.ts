/** PostgreSQL: a pool, serializable transactions that are tried again, and one connection for notifications. */

import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { PgDatabase } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { Attempt } from './attempt.ts';
import { codeOf } from './constraint.ts';
import { type Db, type OpenOptions, type RunAlone, registerRunAlone } from './database.ts';
import { begin, commit, lineLocks, notifyTouched, rollback } from './dialect.ts';
import { DbError } from './errors.ts';
import { type Limiter, type LimiterOptions, postgresLimiter } from './limiter.ts';
import { KeepingPgDialect } from './postgres-dialect.ts';
import { portablePostgresKit } from './postgres-kit.ts';
import { type Guard, openGuard, PostgresSession, txGuard } from './postgres-session.ts';
import { toReader, toTx } from './reader.ts';
import { closed, nestedWrite, reportOnConsole } from './refusals.ts';
import type { Reader, Tx } from './statements.ts';
import { registerPostgresKit } from './tables.ts';
import { Touched, type TouchedListener } from './touched.ts';
import { TouchedFeed } from './touched-feed.ts';

registerPostgresKit(portablePostgresKit);

const DEFAULT_POOL_SIZE = 10;
const CONNECTION_TIMEOUT = 10_000;
const MOST_ATTEMPTS = 15;
/** After so many, a transaction waits until it can run with no other beside it, on any node. */
const HOPEFUL_ATTEMPTS = 3;
/** serialization_failure and deadlock_detected: PostgreSQL asks to run the transaction again. */
const RETRIED = new Set(['40001', '40P01']);
/** Below the 8,000 bytes that a notification may hold. */
const NOTIFICATION_BYTES = 7_000;

export async function openPostgres(url: string, options: OpenOptions): Promise<Db> {
  const report = options.onBackgroundError ?? reportOnConsole;
  const touched = new Touched(report);
  const feed = new TouchedFeed(url, (tags) => touched.emit(tags), report);
  try {
    await feed.start();
  } catch (error) {
    throw new DbError(
      'PARVIS_DB_UNREACHABLE',
      `PostgreSQL could not be reached: ${error instanceof Error ? error.message : String(error)}`,
      'Check PARVIS_DATABASE_URL, that the server runs, and that the database and the role exist.',
      { cause: error },
    );
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
  });
  const db = new PostgresDb(pool, touched, feed);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => {
    if (!db.closed) report(error);
  });
  registerRunAlone(db, db.alone);
  return db;
}

class PostgresDb implements Db {
  readonly engine = 'postgres';
  readonly read: Reader;
  readonly #pool: pg.Pool;
  readonly #touched: Touched;
  readonly #feed: TouchedFeed;
  readonly #dialect = new KeepingPgDialect();
  readonly #current = new AsyncLocalStorage<Attempt>();
  readonly #underWay = new Set<Promise<unknown>>();
  /** Those of this process who wait in line: one of them holds a connection, the others none. */
  #line: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(pool: pg.Pool, touched: Touched, feed: TouchedFeed) {
    this.#pool = pool;
    this.#touched = touched;
    this.#feed = feed;
    this.read = toReader('postgres', this.#database(pool, openGuard));
  }

  get closed(): boolean {
    return this.#closed;
  }

  async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#counted(() => this.#transactions(work));
  }

  limiter(options: LimiterOptions): Limiter {
    return postgresLimiter(this.#pool, options);
  }

  onTouched(listener: TouchedListener): () => void {
    return this.#touched.listen(listener);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
    await Promise.all([this.#feed.stop(), this.#pool.end()]);
  }

  readonly alone: RunAlone = async (work) =>
    this.#counted(async () => {
      const client = await this.#pool.connect();
      let broken = true;
      try {
        const result = await work({
          engine: 'postgres',
          query: async (statement, params = []) => (await client.query(statement, [...params])).rows,
          exec: async (statements) => {
            await client.query(statements);
          },
        });
        broken = false;
        return result;
      } finally {
        // After a failure the connection may hold a lock or an open transaction: closing it frees both.
        client.release(broken);
      }
    });

  #counted<T>(run: () => Promise<T>): Promise<T> {
    const outer = this.#current.getStore();
    if (outer !== undefined && !outer.ended) throw nestedWrite();
    if (this.#closed) throw closed();
    const result = run();
    this.#underWay.add(result);
    const done = () => this.#underWay.delete(result);
    result.then(done, done);
    return result;
  }

  async #transactions<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let count = 1; ; count++) {
      const attempt = new Attempt();
      try {
        const result =
          count > HOPEFUL_ATTEMPTS
            ? await this.#inLine(() => this.#transaction(attempt, work, lineLocks.alone))
            : await this.#transaction(attempt, work, lineLocks.together);
        this.#touched.committed(attempt);
        return result;
      } catch (error) {
        const asked = [attempt.failure?.original, error].find((e) => RETRIED.has(codeOf(e) ?? ''));
        if (asked === undefined) throw error;
        if (count === MOST_ATTEMPTS) throw conflict(asked);
        await sleep(Math.random() * Math.min(500, 5 * 2 ** count));
      }
    }
  }

  #inLine<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#line.then(run);
    this.#line = result.catch(() => undefined);
    return result;
  }

  async #transaction<T>(
    attempt: Attempt,
    work: (tx: Tx) => Promise<T>,
    lock: { readonly take: string; readonly release: string },
  ): Promise<T> {
    const client = await this.#pool.connect();
    let broken: unknown;
    try {
      await client.query(lock.take);
      await client.query(begin.postgres);
      try {
        const database = this.#database(client, txGuard(attempt));
        const result = await this.#current.run(attempt, () => work(toTx('postgres', database, attempt)));
        attempt.end();
        if (attempt.failure !== undefined) throw attempt.failure.error;
        for (const notification of this.#feed.notifications(attempt.tags, NOTIFICATION_BYTES)) {
          await client.query(notifyTouched, [notification]);
        }
        await client.query(commit);
        return result;
      } catch (error) {
        attempt.end();
        await client.query(rollback).catch((e: unknown) => {
          broken = e;
        });
        throw error;
      }
    } finally {
      // A connection that breaks lets go of it by itself.
      await client.query(lock.release).catch((e: unknown) => {
        broken = e;
      });
      client.release(broken !== undefined);
    }
  }

  #database(client: pg.Pool | pg.PoolClient, guard: Guard) {
    return new PgDatabase(this.#dialect, new PostgresSession(client, this.#dialect, guard), undefined);
  }
}

function conflict(cause: unknown): DbError {
  return new DbError(
    'PARVIS_DB_CONFLICT',
    `Concurrent transactions stopped this one ${MOST_ATTEMPTS} times.`,
    'Make the transaction shorter, or let it read and write fewer rows that others write.',
    { cause },
  );
}
