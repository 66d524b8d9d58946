/** Tables declared once and built for each engine. */

import { getTableName, is, Table } from 'drizzle-orm';
import { type ColumnKit, type Engine, sqliteKit } from './column-kit.ts';
import { DbError } from './errors.ts';

/** The tables of one owner (the host or a plugin), for whichever engine is asked. */
export interface Tables<T = unknown> {
  /** The tables for the engine of a `db.read`, of a `tx`, or of a `kit` in another `defineTables`. */
  for(source: { readonly engine: Engine }): T;
  readonly sqlite: T;
  /** Readable once PostgreSQL was opened, or `@parvis/db/migrations` imported. */
  readonly postgres: T;
}

const kits: { sqlite: ColumnKit; postgres?: ColumnKit } = { sqlite: sqliteKit };

/** PostgreSQL's builders are loaded by whoever opens PostgreSQL: an embedded install starts without them. */
export function registerPostgresKit(kit: ColumnKit): void {
  kits.postgres = kit;
}

/**
 * Declares tables. `define` runs once an engine, when that engine's tables are first asked for, and must do
 * nothing but declare.
 *
 * @example
 * const tables = defineTables((kit) => {
 *   const venue = kit.table('venue', { id: kit.id(), name: kit.text('name').notNull() });
 *   return { venue };
 * });
 * const { venue } = tables.for(db.read);
 */
export function defineTables<T>(define: (kit: ColumnKit) => T): Tables<T> {
  const built = new Map<Engine, T>();
  const build = (engine: Engine): T => {
    const known = built.get(engine);
    if (known !== undefined) return known;
    const kit = kits[engine];
    if (kit === undefined) {
      throw new DbError(
        'PARVIS_DB_DIALECT_NOT_LOADED',
        'PostgreSQL tables were asked for before PostgreSQL was loaded.',
        'Open a PostgreSQL database first, or import @parvis/db/migrations.',
      );
    }
    const tables = define(kit);
    built.set(engine, tables);
    return tables;
  };
  return {
    for: (source) => build(source.engine),
    get sqlite() {
      return build('sqlite');
    },
    get postgres() {
      return build('postgres');
    },
  };
}

/** The names, in the database, of the declared tables. */
export function tableNames(tables: Tables): string[] {
  return declaredTables(tables.sqlite).map((table) => getTableName(table));
}

/** The tables among the values that `define` returned, however deep. */
export function declaredTables(declared: unknown): Table[] {
  if (is(declared, Table)) return [declared];
  if (typeof declared !== 'object' || declared === null) return [];
  return Object.values(declared).flatMap(declaredTables);
}
