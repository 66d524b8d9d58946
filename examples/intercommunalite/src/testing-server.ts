// A process that serves an installation which is there already, for tests that kill it. Prints its port when it listens.

import { openHost } from '@parvis/core';
import { procedures } from '@parvis/plugin-procedures';
import { PARVIS_THEME } from '@parvis/testing';
import { pino } from 'pino';

const { PARVIS_DATA: data = '', PARVIS_SECRET: secret = '' } = process.env;
const host = await openHost({
  config: {
    data,
    secret,
    port: 0,
    host: '127.0.0.1',
    mailFrom: 'ne-pas-repondre@exemple.fr',
    directoryHosts: ['localhost'],
    // Its tests say where each person comes from, as a proxy would: one address may not send two thousand forms.
    trustProxy: true,
  },
  plugins: [procedures],
  themes: [PARVIS_THEME],
  log: pino({ level: 'silent' }),
});
const { port } = await host.listen();
process.stdout.write(`${port}\n`);
