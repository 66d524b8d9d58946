// Runs a suite against a whole host, on SQLite and on PostgreSQL.

import { describeEachEngine, sameDatabase } from '@parvis/db/testing';
import { afterEach } from 'vitest';
import { type StartOptions, startHost, type TestHost } from './start-host.ts';

/** Starts a host on a new, empty, migrated database. It is closed after the test. */
export type OpenHost = (options?: Omit<StartOptions, 'databaseUrl'>) => Promise<TestHost>;

/** The engines, and when the second one may be missing, are those of `describeEachEngine`. */
export function describeEachHost(name: string, suite: (open: OpenHost) => void): void {
  describeEachEngine(name, (openDb) => {
    const running = new Set<TestHost>();
    afterEach(async () => {
      await Promise.all([...running].map((host) => host.close()));
      running.clear();
    });
    suite(async (options = {}) => {
      const { url } = sameDatabase(await openDb());
      const host = await startHost({ ...options, ...(url && { databaseUrl: url }) });
      running.add(host);
      return host;
    });
  });
}
