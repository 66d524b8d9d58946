/** Drizzle's SQLite session with three changes: statements are kept, uses are guarded, errors are translated. */

import type Database from 'better-sqlite3';
import { BetterSQLiteSession, PreparedQuery } from 'drizzle-orm/better-sqlite3';
import { NoopCache } from 'drizzle-orm/cache/core';
import { NoopLogger } from 'drizzle-orm/logger';
import type { Query } from 'drizzle-orm/sql';
import type { PreparedQueryConfig, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { Attempt } from './attempt.ts';
import { toDbError } from './constraint.ts';
import type { Recipe } from './kept-query.ts';

/** Stands around each statement that runs. */
export type Guard = <T>(run: () => T) => T;

type QueryConfig = Omit<PreparedQueryConfig, 'statement' | 'run'>;
type Fields = ConstructorParameters<typeof PreparedQuery>[6];
type ExecuteMethod = ConstructorParameters<typeof PreparedQuery>[7];
type ResultMapper = ConstructorParameters<typeof PreparedQuery>[9];

export const openGuard: Guard = (run) => {
  try {
    return run();
  } catch (error) {
    throw toDbError(error);
  }
};

export function txGuard(attempt: Attempt): Guard {
  return (run) => {
    attempt.assertUsable();
    try {
      return run();
    } catch (original) {
      const error = toDbError(original);
      attempt.fail(error, original);
      throw error;
    }
  };
}

/** Compiled statements by their SQL, the least recently used ones given up. */
export class StatementCache {
  readonly #client: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly #limit = 500;

  constructor(client: Database.Database) {
    this.#client = client;
  }

  prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#client.prepare(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > this.#limit) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    return statement;
  }
}

const logger = new NoopLogger();
const cache = new NoopCache();

export class SqliteSession extends BetterSQLiteSession<Record<string, never>, Record<string, never>> {
  readonly #statements: StatementCache;
  readonly #guard: Guard;

  constructor(
    client: Database.Database,
    dialect: SQLiteSyncDialect,
    statements: StatementCache,
    guard: Guard,
  ) {
    super(client, dialect, undefined);
    this.#statements = statements;
    this.#guard = guard;
  }

  override prepareQuery<T extends QueryConfig>(...asked: Asked): GuardedQuery<T> {
    const [query] = asked;
    const statement = this.#guard(() => this.#statements.prepare(query.sql));
    return new GuardedQuery<T>(this.#guard, statement, asked);
  }
}

/** What a query is made of, whatever the connection. */
type Asked = [
  query: Query,
  fields: Fields,
  executeMethod: ExecuteMethod,
  isResponseInArrayMode: boolean,
  mapper?: ResultMapper,
];

class GuardedQuery<T extends QueryConfig> extends PreparedQuery<T> {
  readonly #guard: Guard;
  readonly #asked: Asked;
  /** Drizzle hides it from its types, and sets it once the query is prepared. */
  declare joinsNotNullableMap: Record<string, boolean> | undefined;

  constructor(guard: Guard, statement: Database.Statement, asked: Asked) {
    const [query, fields, executeMethod, isResponseInArrayMode, mapper] = asked;
    super(
      statement,
      query,
      logger,
      cache,
      undefined,
      undefined,
      fields,
      executeMethod,
      isResponseInArrayMode,
      mapper,
    );
    this.#guard = guard;
    this.#asked = asked;
  }

  get recipe(): Recipe {
    return recipeOf(this.#asked, this.joinsNotNullableMap);
  }

  // Drizzle prepares when a query is awaited and runs it a tick later, when the transaction may be over.
  override run(values?: Record<string, unknown>) {
    return this.#guard(() => super.run(values));
  }

  override all(values?: Record<string, unknown>) {
    return this.#guard(() => super.all(values));
  }

  override get(values?: Record<string, unknown>) {
    return this.#guard(() => super.get(values));
  }

  override values(values?: Record<string, unknown>) {
    return this.#guard(() => super.values(values));
  }
}

function recipeOf(asked: Asked, joins: GuardedQuery<QueryConfig>['joinsNotNullableMap']): Recipe {
  return {
    on(session) {
      if (!(session instanceof SqliteSession)) throw new Error('a query of SQLite on something else');
      const query = session.prepareQuery(...asked);
      query.joinsNotNullableMap = joins;
      return query;
    },
  };
}
