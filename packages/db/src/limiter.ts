/** Counting tries: in memory on SQLite, which has one process; in a shared table on PostgreSQL, whose nodes count together. */

import type pg from 'pg';
import type { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';

export interface LimiterOptions {
  /** Tells limits apart; permanent. */
  readonly name: string;
  /** Tries allowed within `seconds`, counted from the first. */
  readonly points: number;
  readonly seconds: number;
}

export interface Limiter {
  /** Takes one try. Returns the seconds to wait where none is left, else 0. */
  take(key: string): Promise<number>;
  /** Gives the last try back: it was right. */
  giveBack(key: string): Promise<void>;
  clear(key: string): Promise<void>;
}

/** The table that `postgresLimiter` counts in: `key` text primary key, `points` integer, `expire` bigint, in this order. */
const TABLE = 'rate_limit';

/** With a store for every database there is, it is long to load: at the first try that is counted, not at boot. */
let loading: Promise<Library> | undefined;

function library(): Promise<Library> {
  loading ??= import('rate-limiter-flexible');
  return loading;
}

type Library = typeof import('rate-limiter-flexible');

export function memoryLimiter({ name, points, seconds }: LimiterOptions): Limiter {
  return toLimiter(
    ({ RateLimiterMemory }) => new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
  );
}

export function postgresLimiter(pool: pg.Pool, { name, points, seconds }: LimiterOptions): Limiter {
  const common = { keyPrefix: name, points, duration: seconds };
  return toLimiter(
    ({ RateLimiterMemory, RateLimiterPostgres }) =>
      new RateLimiterPostgres({
        ...common,
        storeClient: pool,
        storeType: 'pool',
        tableName: TABLE,
        // Made by a migration of whoever uses limiters, and swept with its other rows.
        tableCreated: true,
        clearExpiredByTimeout: false,
        insuranceLimiter: new RateLimiterMemory(common),
      }),
  );
}

function toLimiter(make: (library: Library) => RateLimiterMemory | RateLimiterPostgres): Limiter {
  let made: Promise<RateLimiterMemory | RateLimiterPostgres> | undefined;
  const limiter = () => {
    made ??= library().then(make);
    return made;
  };
  return {
    async take(key) {
      const { RateLimiterRes } = await library();
      try {
        await (await limiter()).consume(key);
        return 0;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw refusal;
      }
    },
    async giveBack(key) {
      await (await limiter()).reward(key);
    },
    async clear(key) {
      await (await limiter()).delete(key);
    },
  };
}
