// `parvis migration`: what the declared tables became, written down as SQL for both engines.

import type { Tables } from '@parvis/db';
import { CodedError } from '@parvis/kit';
import type { Installation } from '../installation.ts';

export async function migrationCommand(
  owner: string,
  name: string,
  installation: () => Promise<Installation>,
): Promise<void> {
  const { generateMigration } = await import('@parvis/db/migrations');
  const { migrationSources, schema } = await import('@parvis/core');
  const plugins = owner === 'core' ? [] : (await installation()).plugins;
  const tables: Tables | undefined =
    owner === 'core' ? schema : plugins.find((plugin) => plugin.name === owner)?.tables;
  const source = migrationSources(plugins).find((one) => one.owner === owner);
  if (!tables || !source) {
    throw new CodedError(
      'PARVIS_CLI_MIGRATION_OWNER',
      `"${owner}" has no tables or no folder of migrations.`,
      `Owners here are: ${['core', ...plugins.flatMap((one) => (one.tables && one.migrations ? [one.name] : []))].join(', ')}.`,
    );
  }
  const file = await generateMigration({ ...source, tables, name });
  if (file === undefined) console.log(`The tables of ${owner} have not changed.`);
  else console.log(`${owner}/${file}: read the SQL of both engines before committing it.`);
}
