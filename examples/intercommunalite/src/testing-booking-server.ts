// A process that serves the appointments of an installation which is there already, for tests with several of them. Prints its
// port when it listens.

import { openHost } from '@parvis/core';
import { appointments } from '@parvis/plugin-appointments';
import { PARVIS_THEME } from '@parvis/testing';
import { pino } from 'pino';

const {
  PARVIS_DATA: data = '',
  PARVIS_SECRET: secret = '',
  PARVIS_DATABASE_URL: databaseUrl = '',
} = process.env;
const host = await openHost({
  config: {
    data,
    secret,
    ...(databaseUrl !== '' && { databaseUrl }),
    port: 0,
    host: '127.0.0.1',
    mailFrom: 'ne-pas-repondre@exemple.fr',
    directoryHosts: ['localhost'],
    // Its tests say where each person comes from, as a proxy would.
    trustProxy: true,
  },
  plugins: [appointments],
  themes: [PARVIS_THEME],
  log: pino({ level: 'silent' }),
});
const { port } = await host.listen();
process.stdout.write(`${port}\n`);
