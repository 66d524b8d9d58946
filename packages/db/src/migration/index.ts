/** Developers' side of migrations: what writes them, and what compares a database with its declared tables. */

import { portablePostgresKit } from '../postgres-kit.ts';
import { registerPostgresKit } from '../tables.ts';

registerPostgresKit(portablePostgresKit);

export { schemaDrift } from './drift.ts';
export { type GenerateOptions, generateMigration } from './generate.ts';
export { migrate, pendingMigrations } from './migrate.ts';
export type { MigrationSource } from './source.ts';
