// `parvis start`

import type { Installation } from '../installation.ts';
import { openInstallation } from '../open-installation.ts';
import { untilStopped } from '../until-stopped.ts';

export async function startCommand(
  installation: Installation,
  { migrate = false }: { readonly migrate?: boolean },
): Promise<void> {
  const { host } = await openInstallation(installation);
  try {
    if (migrate) await host.migrate();
    const { port } = await host.listen();
    console.log(`Listening on port ${port}.`);
  } catch (error) {
    await host.close();
    throw error;
  }
  untilStopped(host);
}
