// The database: there, up to date, and comparing text as the host does.

import { pendingMigrations, serverOf } from '@parvis/db';
import type { Check } from '@parvis/kit';
import { migrationSources } from '../host.ts';
import type { House } from '../house.ts';

const ENGINES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

export async function checkDatabase({ db, plugins }: House): Promise<readonly Check[]> {
  const { engine, version, byBytes } = await serverOf(db);
  const missing = await pendingMigrations(db, migrationSources(plugins.all));
  return [
    { name: 'database', ok: true, text: `${ENGINES[engine]} ${version} answers.` },
    {
      name: 'migrations',
      ok: missing.length === 0,
      text:
        missing.length === 0
          ? 'The database is up to date.'
          : `${missing.length} migrations are missing, the first being ${missing[0]}: run parvis migrate.`,
    },
    ...(engine === 'postgres'
      ? [
          {
            name: 'collation',
            ok: byBytes,
            text: byBytes
              ? 'Text is compared by its bytes.'
              : 'The database does not have the C collation, so that lists are in another order: make a new one with createdb --locale=C, and restore into it.',
          },
        ]
      : []),
  ];
}
