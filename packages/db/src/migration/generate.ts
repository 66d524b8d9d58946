/** Writes the next migration of an owner, for both engines, from what its declared tables became. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Engine } from '../column-kit.ts';
import { breakpoint } from '../dialect.ts';
import { DbError } from '../errors.ts';
import { declaredTables, type Tables } from '../tables.ts';
import { folderUrl, type MigrationSource, migrationFiles } from './source.ts';

export interface GenerateOptions extends MigrationSource {
  readonly tables: Tables;
  /** What the migration does, in lower-case letters, digits and underscores. */
  readonly name: string;
  /** SQL to append, such as what `overlapGuard` and `appendOnly` return. */
  readonly guards?: readonly Readonly<Record<Engine, string>>[];
}

/**
 * Writes `NNNN_name.sql` into `sqlite/` and `postgres/`, and the tables' state into `meta/`, all in `folder`.
 * Returns the file's name, or undefined when there is nothing to do. Read the SQL before committing it:
 * drizzle-kit asks on the terminal whether a column was renamed, and only a person knows what to do with data.
 */
export async function generateMigration(options: GenerateOptions): Promise<string | undefined> {
  if (!/^[a-z0-9_]+$/.test(options.name)) {
    throw new DbError(
      'PARVIS_DB_MIGRATION_FOLDER',
      `${options.name} is not a name for a migration.`,
      'Use lower-case letters, digits and underscores.',
    );
  }
  const folder = folderUrl(options.folder);
  for (const part of ['sqlite/', 'postgres/', 'meta/'])
    await mkdir(new URL(part, folder), { recursive: true });
  const sqlite = await sqliteChange(options, await readSnapshot(folder, 'sqlite'));
  const postgres = await postgresChange(options, await readSnapshot(folder, 'postgres'));
  if (sqlite.statements.length === 0 && postgres.statements.length === 0) return undefined;

  const file = `${await nextNumber(options)}_${options.name}.sql`;
  for (const { engine, statements, snapshot } of [sqlite, postgres]) {
    const text =
      statements.length === 0
        ? '-- Nothing to do on this engine.'
        : statements.map((statement) => statement.trim()).join(`\n${breakpoint}\n`);
    await writeFile(new URL(`${engine}/${file}`, folder), `${text}\n`, { flag: 'wx' });
    await writeFile(new URL(`meta/${engine}.json`, folder), `${JSON.stringify(snapshot, null, 2)}\n`);
  }
  return file;
}

interface Change {
  readonly engine: Engine;
  readonly statements: readonly string[];
  readonly snapshot: unknown;
}

async function sqliteChange(options: GenerateOptions, previous: Snapshot | undefined): Promise<Change> {
  const { generateSQLiteDrizzleJson, generateSQLiteMigration } = await import('drizzle-kit/api');
  const before: typeof snapshot = Object.assign(await generateSQLiteDrizzleJson({}), previous);
  const snapshot = await generateSQLiteDrizzleJson(imports(options.tables.sqlite), before.id);
  const generated = await generateSQLiteMigration(before, snapshot);
  const statements = generated.map((statement) =>
    copyKnownColumns(statement, (table) => Object.keys(before.tables[table]?.columns ?? {})),
  );
  return { engine: 'sqlite', statements: [...statements, ...guards(options, 'sqlite')], snapshot };
}

/**
 * drizzle-kit copies the rows of a rebuilt table with every column of the new one, even those that the old one
 * does not have yet; they are left to their defaults instead.
 */
function copyKnownColumns(statement: string, columnsOf: (table: string) => readonly string[]): string {
  const copy = /^INSERT INTO `__new_(\w+)`\((.+)\) SELECT (.+) FROM `\1`;$/.exec(statement);
  const [, table, list] = copy ?? [];
  if (table === undefined || list === undefined) return statement;
  const old = columnsOf(table).map((column) => `"${column}"`);
  const kept = list.split(', ').filter((column) => old.includes(column));
  return `INSERT INTO \`__new_${table}\`(${kept.join(', ')}) SELECT ${kept.join(', ')} FROM \`${table}\`;`;
}

async function postgresChange(options: GenerateOptions, previous: Snapshot | undefined): Promise<Change> {
  const { generateDrizzleJson, generateMigration: generatePostgresMigration } = await import(
    'drizzle-kit/api'
  );
  const before: typeof snapshot = Object.assign(generateDrizzleJson({}), previous);
  const snapshot = generateDrizzleJson(imports(options.tables.postgres), before.id);
  const statements = await generatePostgresMigration(before, snapshot);
  return { engine: 'postgres', statements: [...statements, ...guards(options, 'postgres')], snapshot };
}

/** What drizzle-kit wrote last time, as JSON. */
type Snapshot = Record<string, unknown>;

async function readSnapshot(folder: URL, engine: Engine): Promise<Snapshot | undefined> {
  let text: string;
  try {
    text = await readFile(new URL(`meta/${engine}.json`, folder), 'utf8');
  } catch {
    return undefined;
  }
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
}

function imports(declared: unknown): Record<string, unknown> {
  return Object.fromEntries(declaredTables(declared).map((table, index) => [`table${index}`, table]));
}

function guards(options: GenerateOptions, engine: Engine): string[] {
  return (options.guards ?? []).map((guard) => guard[engine]);
}

async function nextNumber(source: MigrationSource): Promise<string> {
  const files = [...(await migrationFiles('sqlite', source)), ...(await migrationFiles('postgres', source))];
  const last = Math.max(0, ...files.map((file) => Number(file.slice(0, 4))));
  return String(last + 1).padStart(4, '0');
}
