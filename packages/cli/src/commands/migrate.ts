// `parvis migrate`

import type { Installation } from '../installation.ts';
import { openInstallation } from '../open-installation.ts';

export async function migrateCommand(
  installation: Installation,
  { dryRun = false }: { readonly dryRun?: boolean },
): Promise<void> {
  const { host } = await openInstallation(installation);
  try {
    const ids = dryRun ? await host.pending() : await host.migrate();
    for (const id of ids) console.log(id);
    if (ids.length === 0) console.log('The database is up to date.');
  } finally {
    await host.close();
  }
}
