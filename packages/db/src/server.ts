/** What is known of a database's server, for whoever looks after it. */

import type { Engine } from './column-kit.ts';
import { type Db, runAlone } from './database.ts';
import { selectServer } from './dialect.ts';

export interface Server {
  readonly engine: Engine;
  readonly version: string;
  /** Whether text is ordered by its bytes (C collation), which lists and searches rely on. SQLite always does. */
  readonly byBytes: boolean;
}

/** Asks the database itself: an answer shows that it is there and takes writes. */
export async function serverOf(db: Db): Promise<Server> {
  const [row] = await runAlone(db, (runner) => runner.query(selectServer[runner.engine]));
  return { engine: db.engine, version: String(row?.['version']), byBytes: Boolean(row?.['by_bytes']) };
}
