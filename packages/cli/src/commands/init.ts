// `parvis init`

import { initTenant } from '../init.ts';
import type { Installation } from '../installation.ts';
import { openInstallation } from '../open-installation.ts';
import type { InitFlags } from '../program.ts';
import { progressBar } from '../progress.ts';

export async function initCommand(installation: Installation, flags: InitFlags): Promise<void> {
  const { host } = await openInstallation(installation);
  try {
    await host.migrate();
    const { tenant, sites, services } = await initTenant(host, installation, {
      ...flags,
      progress: await progressBar(),
    });
    console.log(`${tenant.name}: ${sites.length} sites, ${services.size} services.`);
    for (const { host: name } of sites) console.log(`  ${name}`);
  } finally {
    await host.close();
  }
}
