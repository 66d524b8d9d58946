/** Migrations as files: who owns them, in what order they come, what they say. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Engine } from '../column-kit.ts';
import { breakpoint } from '../dialect.ts';
import { DbError } from '../errors.ts';

export interface MigrationSource {
  /** The host or a plugin: the first part of its migrations' ids. Permanent. */
  readonly owner: string;
  /** Holds `sqlite/` and `postgres/`, each with `NNNN_name.sql` files. The URL ends with a slash. */
  readonly folder: URL;
}

export interface Migration {
  /** `<owner>/<file>`. */
  readonly id: string;
  /** SHA-256 of the text, whatever its line endings. */
  readonly checksum: string;
  readonly statements: readonly string[];
}

const fileName = /^\d{4}_[a-z0-9_]+\.sql$/;

/** The migrations of `sources` for one engine: sources in the order given, files in the order of their names. */
export async function readMigrations(
  engine: Engine,
  sources: readonly MigrationSource[],
): Promise<readonly Migration[]> {
  const migrations: Migration[] = [];
  for (const source of sources) {
    for (const file of await migrationFiles(engine, source)) {
      const url = new URL(`${engine}/${file}`, folderUrl(source.folder));
      migrations.push(toMigration(`${source.owner}/${file}`, await readFile(url, 'utf8')));
    }
  }
  return migrations;
}

/** The sorted file names of one source for one engine. */
export async function migrationFiles(engine: Engine, source: MigrationSource): Promise<readonly string[]> {
  const folder = new URL(`${engine}/`, folderUrl(source.folder));
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new DbError(
      'PARVIS_DB_MIGRATION_FOLDER',
      `The migrations of ${source.owner} for ${engine} cannot be read: ${folder.pathname} is missing.`,
      'Keep one folder an engine, sqlite/ and postgres/, beside each other, even when they are empty.',
      { cause: error },
    );
  }
  const files = names.filter((name) => name.endsWith('.sql')).sort();
  const odd = files.find((name) => !fileName.test(name));
  if (odd !== undefined) {
    throw new DbError(
      'PARVIS_DB_MIGRATION_FOLDER',
      `${source.owner} has a migration named ${odd}.`,
      'Name migrations NNNN_name.sql: four digits, then lower-case letters, digits and underscores.',
    );
  }
  return files;
}

/** The folder with the slash at its end that makes it a base for relative URLs. */
export function folderUrl(folder: URL): URL {
  return folder.pathname.endsWith('/') ? folder : new URL(`${folder.href}/`);
}

function toMigration(id: string, text: string): Migration {
  const normal = text.replaceAll('\r\n', '\n');
  return {
    id,
    checksum: createHash('sha256').update(normal).digest('hex'),
    statements: normal
      .split(breakpoint)
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ''),
  };
}
