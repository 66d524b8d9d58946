/**
 * One schema, two engines: tables declared once, read and written the same way on SQLite and PostgreSQL.
 * Developers' tools are in `@parvis/db/migrations`, tests' in `@parvis/db/testing`.
 */

export type { SQL } from 'drizzle-orm';
export { type AnyColumn, type ColumnKit, type Engine, sqliteKit } from './column-kit.ts';
export { type Db, type OpenOptions, openDb } from './database.ts';
export {
  appendOnly,
  ascNullsFirst,
  ascNullsLast,
  containsFolded,
  descNullsFirst,
  descNullsLast,
  hasWords,
  inLaterList,
  jsonText,
  lowered,
  type OverlapGuard,
  overlapGuard,
  plus,
  type SearchAsk,
  type SearchSpec,
  searchIds,
  searchIndex,
  searchWords,
  startsWithFolded,
  unhyphened,
  unindexed,
} from './dialect.ts';
export { type ConstraintKind, DbConstraintError, DbError, type DbErrorCode } from './errors.ts';
export { foldText } from './fold-text.ts';
export { newId } from './ids.ts';
export { keptRead, keptWrite, type Later } from './kept-query.ts';
export type { Limiter, LimiterOptions } from './limiter.ts';
export { migrate, pendingMigrations } from './migration/migrate.ts';
export type { MigrationSource } from './migration/source.ts';
export { ofTenant } from './of-tenant.ts';
export * from './operators.ts';
export { type Server, serverOf } from './server.ts';
export type { DeleteFrom, InsertInto, Reader, SelectFrom, Tx, UpdateSet } from './statements.ts';
export { defineTables, type Tables, tableNames } from './tables.ts';
