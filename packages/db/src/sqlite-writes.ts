/**
 * Writes on SQLite, one after the other, those that wait together committed together: an acknowledged write is on the
 * disk, and the disk is asked once for many. Each is a savepoint of the shared transaction, so that one that fails takes
 * nothing of the others with it.
 */

import { AsyncResource } from 'node:async_hooks';
import type Database from 'better-sqlite3';
import { Attempt } from './attempt.ts';
import { begin, commit, rollback, sqliteSavepoint } from './dialect.ts';
import type { Touched } from './touched.ts';

/** Milliseconds after which no further write joins a transaction: whoever came first is answered. */
const LONGEST = 20;
const MOST = 64;

/** Runs `work` on the writer's connection, in the transaction that is open there. */
export type InAttempt<T> = (attempt: Attempt) => Promise<T>;

interface Waiting {
  readonly run: InAttempt<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Done {
  readonly waiting: Waiting;
  readonly attempt: Attempt;
  readonly value: unknown;
}

export class SqliteWrites {
  readonly #writer: Database.Database;
  readonly #touched: Touched;
  /** Begins a transaction, waiting for other processes. */
  readonly #begin: (statement: string) => Promise<void>;
  /** Runs when the connection is free, after what asked for it before. */
  readonly #inTurn: (run: () => Promise<void>) => Promise<void>;
  readonly #waiting: Waiting[] = [];
  #planned = false;

  constructor(
    writer: Database.Database,
    touched: Touched,
    begin: (statement: string) => Promise<void>,
    inTurn: (run: () => Promise<void>) => Promise<void>,
  ) {
    this.#writer = writer;
    this.#touched = touched;
    this.#begin = begin;
    this.#inTurn = inTurn;
  }

  /** Resolves once committed. `run` keeps the asynchronous context of whoever asked. */
  add<T>(run: InAttempt<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        run: AsyncResource.bind(run),
        resolve: (value) => resolve(value as T), // What `run` itself returned.
        reject,
      });
      this.#plan();
    });
  }

  #plan(): void {
    if (this.#planned || this.#waiting.length === 0) return;
    this.#planned = true;
    void this.#inTurn(async () => {
      this.#planned = false;
      await this.#transaction();
      this.#plan();
    });
  }

  async #transaction(): Promise<void> {
    const first = this.#waiting.shift();
    if (first === undefined) return;
    if (this.#waiting.length === 0) return this.#alone(first);
    try {
      await this.#begin(begin.sqlite);
    } catch (error) {
      first.reject(error);
      return;
    }
    const done: Done[] = [];
    const end = performance.now() + LONGEST;
    for (let next: Waiting | undefined = first; next; ) {
      const result = await this.#inSavepoint(next);
      // A full disk makes SQLite roll the whole transaction back by itself: each is tried again, alone.
      if (!this.#writer.inTransaction) return this.#oneByOne([...done.map(({ waiting }) => waiting), next]);
      if (result) done.push(result);
      next = done.length < MOST && performance.now() < end ? this.#waiting.shift() : undefined;
    }
    try {
      this.#writer.exec(commit);
    } catch {
      if (this.#writer.inTransaction) this.#writer.exec(rollback);
      return this.#oneByOne(done.map(({ waiting }) => waiting));
    }
    for (const { waiting, attempt, value } of done) {
      this.#touched.committed(attempt);
      waiting.resolve(value);
    }
  }

  /** Null where it failed and was told so; what it wrote is undone. */
  async #inSavepoint(waiting: Waiting): Promise<Done | null> {
    const attempt = new Attempt();
    this.#writer.exec(sqliteSavepoint.begin);
    try {
      const value = await finished(waiting.run, attempt);
      this.#writer.exec(sqliteSavepoint.keep);
      return { waiting, attempt, value };
    } catch (error) {
      if (!this.#writer.inTransaction) return null;
      this.#writer.exec(sqliteSavepoint.undo);
      waiting.reject(error);
      return null;
    }
  }

  async #oneByOne(all: readonly Waiting[]): Promise<void> {
    for (const waiting of all) await this.#alone(waiting);
  }

  async #alone({ run, resolve, reject }: Waiting): Promise<void> {
    const attempt = new Attempt();
    let value: unknown;
    try {
      await this.#begin(begin.sqlite);
      value = await finished(run, attempt);
      this.#writer.exec(commit);
    } catch (error) {
      if (this.#writer.inTransaction) this.#writer.exec(rollback);
      reject(error);
      return;
    }
    this.#touched.committed(attempt);
    resolve(value);
  }
}

/** What `run` gives, unless one of its statements failed. */
async function finished(run: InAttempt<unknown>, attempt: Attempt): Promise<unknown> {
  try {
    const value = await run(attempt);
    if (attempt.failure !== undefined) throw attempt.failure.error;
    return value;
  } finally {
    attempt.end();
  }
}
