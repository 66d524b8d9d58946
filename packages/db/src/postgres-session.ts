/**
 * Drizzle's PostgreSQL session with two changes: uses are guarded, and errors come out as they are. (Drizzle
 * wraps them in one whose message holds the parameters, that is to say personal data.)
 */

import { NoopCache } from 'drizzle-orm/cache/core';
import { NoopLogger } from 'drizzle-orm/logger';
import { type NodePgClient, NodePgPreparedQuery, NodePgSession } from 'drizzle-orm/node-postgres';
import type { PgDialect, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Query } from 'drizzle-orm/sql';
import type { Attempt } from './attempt.ts';
import { toDbError } from './constraint.ts';
import type { Recipe } from './kept-query.ts';

/** Stands around each statement that runs. */
export type Guard = <T>(run: () => Promise<T>) => Promise<T>;

type Fields = ConstructorParameters<typeof NodePgPreparedQuery>[7];
type ResultMapper<T extends PreparedQueryConfig> = (rows: unknown[][]) => T['execute'];

export const openGuard: Guard = async (run) => {
  try {
    return await run();
  } catch (error) {
    throw toDbError(error);
  }
};

export function txGuard(attempt: Attempt): Guard {
  return async (run) => {
    attempt.assertUsable();
    try {
      return await run();
    } catch (original) {
      const error = toDbError(original);
      attempt.fail(error, original);
      throw error;
    }
  };
}

const logger = new NoopLogger();
const cache = new NoopCache();

export class PostgresSession extends NodePgSession<Record<string, never>, Record<string, never>> {
  readonly #client: NodePgClient;
  readonly #guard: Guard;

  constructor(client: NodePgClient, dialect: PgDialect, guard: Guard) {
    super(client, dialect, undefined);
    this.#client = client;
    this.#guard = guard;
  }

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    ...asked: Asked<T>
  ): GuardedQuery<T> {
    return new GuardedQuery(this.#guard, this.#client, asked);
  }
}

/** What a query is made of, whatever the connection. */
type Asked<T extends PreparedQueryConfig> = [
  query: Query,
  fields: Fields,
  name: string | undefined,
  isResponseInArrayMode: boolean,
  mapper?: ResultMapper<T>,
];

class GuardedQuery<T extends PreparedQueryConfig> extends NodePgPreparedQuery<T> {
  readonly #guard: Guard;
  readonly #asked: Asked<T>;
  /** Drizzle hides it from its types, and sets it once the query is prepared. */
  declare joinsNotNullableMap: Record<string, boolean> | undefined;

  constructor(guard: Guard, client: NodePgClient, asked: Asked<T>) {
    const [query, fields, name, isResponseInArrayMode, mapper] = asked;
    super(
      client,
      query.sql,
      query.params,
      logger,
      cache,
      undefined,
      undefined,
      fields,
      name,
      isResponseInArrayMode,
      mapper,
    );
    this.#guard = guard;
    this.#asked = asked;
  }

  get recipe(): Recipe {
    return recipeOf(this.#asked, this.joinsNotNullableMap);
  }

  /** Overrides what Drizzle's base class hides from its types: the one place where a query meets the driver. */
  queryWithCache<R>(_sql: string, _params: unknown[], query: () => Promise<R>): Promise<R> {
    return this.#guard(query);
  }
}

function recipeOf<T extends PreparedQueryConfig>(
  asked: Asked<T>,
  joins: Record<string, boolean> | undefined,
): Recipe {
  return {
    on(session) {
      if (!(session instanceof PostgresSession)) throw new Error('a query of PostgreSQL on something else');
      const query = session.prepareQuery<T>(...asked);
      query.joinsNotNullableMap = joins;
      return query;
    },
  };
}
