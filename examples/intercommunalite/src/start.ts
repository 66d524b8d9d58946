// What `npm start` runs: the demonstration, made and brought to life at the first start, then served.

import { fileURLToPath } from 'node:url';
import { initTenant, openInstallation, reportError, untilStopped } from '@parvis/cli';
import { type Host, schema } from '@parvis/core';
import installation from '../parvis.config.ts';
import { BROKER_HOST, EPCI_SIREN } from './bodies.ts';
import { welcome } from './welcome.ts';

try {
  const { host, config } = await openInstallation(installation, {
    PARVIS_DATA: fileURLToPath(new URL('../../../data', import.meta.url)),
    PARVIS_DIRECTORY_HOSTS: 'localhost,127.0.0.1',
    PARVIS_BROKER_HOST: BROKER_HOST,
  });
  untilStopped(host);
  await host.migrate();
  if (await isEmpty(host)) {
    await initTenant(host, installation, { epci: EPCI_SIREN, domain: 'localhost', demo: true });
    console.log(
      '  Premier démarrage\u00A0: quelques semaines à la mairie sont jouées, une fois pour toutes…',
    );
    const { playWeeks } = await import('./weeks/play.ts');
    await playWeeks({ config, installation, now: Date.now() });
  }
  const { port } = await host.listen();
  console.log(welcome(port));
} catch (error) {
  reportError(error);
  process.exitCode = 1;
}

async function isEmpty({ house }: Host): Promise<boolean> {
  const { read } = house.db;
  return (await read.$count(schema.for(read).tenant)) === 0;
}
