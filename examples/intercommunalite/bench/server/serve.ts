// A server to measure, in a process of its own: `parvis`, `parvis-uncached`, or `bare`, a Hono server that answers the bytes
// of a file. Says its port on standard output.

import { readFile } from 'node:fs/promises';
import { serve } from '@hono/node-server';
import { openHost, readConfig } from '@parvis/core';
import { Hono } from 'hono';
import { pino } from 'pino';
import installation from '../../parvis.config.ts';

const [kind, place = ''] = process.argv.slice(2);

if (kind === 'bare') {
  const html = await readFile(place, 'utf8');
  const app = new Hono();
  app.get('/', (c) => c.html(html));
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port));
} else {
  const config = await readConfig({ PARVIS_DATA: place, PORT: '0', HOST: '127.0.0.1' });
  const host = await openHost({
    config,
    plugins: installation.plugins,
    themes: installation.themes,
    log: pino({ level: 'silent' }),
    cachePages: kind === 'parvis',
  });
  const { port } = await host.listen();
  console.log(port);
}
