/** Reads that run on every page: their SQL is written once for each database, instead of each time. */

import { type Placeholder, sql } from 'drizzle-orm';
import type { Reader } from './statements.ts';

/** A value to be given when the query runs, as the condition of a `where` names it. */
export type Later<TName extends string> = (name: TName) => Placeholder<TName>;

/** What Drizzle's queries of both engines have besides what they show. PostgreSQL keeps no name: poolers lose them. */
interface Preparable<TResult> {
  prepare(name?: string): { execute(values: Record<string, unknown>): PromiseLike<TResult> };
}

/**
 * A read whose query is built when a database is first asked: writing SQL takes Drizzle longer than SQLite needs to run it.
 *
 *     const byId = keptRead<'id', Row[]>((reader, later) => {
 *       const { venue } = tables.for(reader);
 *       return reader.select().from(venue).where(eq(venue.id, later('id')));
 *     });
 *     await byId(db.read, { id });
 */
export function keptRead<TName extends string, TResult>(
  build: (reader: Reader, later: Later<TName>) => PromiseLike<TResult>,
): (reader: Reader, values: Readonly<Record<TName, string | number>>) => Promise<TResult> {
  const kept = new WeakMap<Reader, ReturnType<Preparable<TResult>['prepare']>>();
  return async function read(reader, values) {
    let prepared = kept.get(reader);
    if (prepared === undefined) {
      // A query of Drizzle's, whose types show what it promises only.
      const query = build(reader, (name) => sql.placeholder(name)) as unknown as Preparable<TResult>;
      prepared = query.prepare();
      kept.set(reader, prepared);
    }
    return prepared.execute({ ...values });
  };
}
