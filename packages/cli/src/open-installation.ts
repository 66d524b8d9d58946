// An installation opened as its environment says: where its data is, how it is reached.

import type { Config, Host } from '@parvis/core';
import type { Installation } from './installation.ts';

/**
 * Reads the environment and opens the host. `defaults` are used for what the environment does not say.
 *
 * @throws CodedError what `readConfig` and `openHost` throw
 */
export async function openInstallation(
  { plugins, themes, programs = [] }: Installation,
  defaults: Readonly<Record<string, string>> = {},
): Promise<{ readonly host: Host; readonly config: Config }> {
  const { openHost, readConfig } = await import('@parvis/core');
  const config = await readConfig({ ...defaults, ...process.env });
  return { config, host: await openHost({ config, plugins, themes, programs }) };
}
