// A server to measure, in a process of its own, that tells how much it holds. Run it with `--expose-gc`. Its first message is
// its port. Then one message begins a measure, and the next ends it: the answer is by how much more was held at the most than
// before, in bytes.

import { openHost, readConfig } from '@parvis/core';
import { pino } from 'pino';
import installation from '../../parvis.config.ts';

const [place = ''] = process.argv.slice(2);
const config = await readConfig({ PARVIS_DATA: place, PORT: '0', HOST: '127.0.0.1' });
const host = await openHost({
  config,
  plugins: installation.plugins,
  themes: installation.themes,
  log: pino({ level: 'silent' }),
});
const { port } = await host.listen();

/** Milliseconds between two collections of garbage, after each of which what is left is what is held. */
const OFTEN = 20;

function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let before = 0;
let most = 0;
let measuring: NodeJS.Timeout | undefined;
process.on('message', () => {
  if (measuring) {
    clearInterval(measuring);
    measuring = undefined;
    process.send?.(most - before);
    return;
  }
  before = held();
  most = before;
  measuring = setInterval(() => {
    most = Math.max(most, held());
  }, OFTEN);
});
// Whoever measures is gone.
process.on('disconnect', () => process.exit());
process.send?.(port);
