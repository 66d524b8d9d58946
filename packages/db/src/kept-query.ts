/** Queries that run often: their SQL is written once for each engine, instead of each time. Inserts are kept by themselves. */

import { type Placeholder, sql } from 'drizzle-orm';
import type { Engine } from './column-kit.ts';
import type { Reader, Tx } from './statements.ts';

/** A value to be given when the query runs, as the condition of a `where` names it. */
export type Later<TName extends string> = (name: TName) => Placeholder<TName>;

/** A query with its SQL, on one connection. */
export interface Prepared {
  execute(values: Record<string, unknown>): PromiseLike<unknown>;
  /** The same query for other connections: nothing of the one it came from is kept with it. */
  readonly recipe: Recipe;
}

export interface Recipe {
  on(session: unknown): Prepared;
}

/** What Drizzle's queries of both engines have besides what they show. PostgreSQL keeps no name: poolers lose them. */
interface Preparable {
  prepare(name?: string): Prepared;
}

const sessions = new WeakMap<Reader, unknown>();

/** Lets kept reads run on this reader. */
export function registerSession(reader: Reader, session: unknown): void {
  sessions.set(reader, session);
}

/**
 * A read whose query is built when it first runs on an engine: writing SQL takes Drizzle longer than SQLite needs to run it.
 *
 *     const byId = keptRead<'id', Row[]>((reader, later) => {
 *       const { venue } = tables.for(reader);
 *       return reader.select().from(venue).where(eq(venue.id, later('id')));
 *     });
 *     await byId(db.read, { id });
 */
export function keptRead<TName extends string, TResult>(
  build: (reader: Reader, later: Later<TName>) => PromiseLike<TResult>,
): (reader: Reader, values: Values<TName>) => Promise<TResult> {
  return kept(build);
}

/** The same of an `update` or a `delete`: only its condition may name what comes later. */
export function keptWrite<TName extends string, TResult>(
  build: (tx: Tx, later: Later<TName>) => PromiseLike<TResult>,
): (tx: Tx, values: Values<TName>) => Promise<TResult> {
  return kept(build);
}

/** Lists are for `inLaterList`. */
export type Values<TName extends string> = Readonly<Record<TName, string | number | readonly string[]>>;

function kept<TOn extends Reader, TName extends string, TResult>(
  build: (on: TOn, later: Later<TName>) => PromiseLike<TResult>,
): (on: TOn, values: Values<TName>) => Promise<TResult> {
  const recipes = new Map<Engine, Recipe>();
  return async function run(on, values) {
    let recipe = recipes.get(on.engine);
    if (recipe === undefined) {
      // A query of Drizzle's, whose types show what it promises only.
      const query = build(on, (name) => sql.placeholder(name)) as unknown as Preparable;
      recipe = query.prepare().recipe;
      recipes.set(on.engine, recipe);
    }
    const given: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values))
      given[name] = typeof value === 'object' ? JSON.stringify(value) : value;
    return recipe.on(sessions.get(on)).execute(given) as PromiseLike<TResult>;
  };
}
