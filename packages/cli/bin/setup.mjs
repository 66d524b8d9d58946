// Installs what is missing, so that `npm start` and `npm test` are all that a bare machine needs. Plain JavaScript: it runs
// before anything is installed.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const wanted = [20, 19];
/** Fetched by npx, so that npm is all one needs. */
const PNPM = 'pnpm@12.21.0';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(`Parvis needs Node.js ${wanted.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

const lock = `${root}pnpm-lock.yaml`;
const installed = `${root}node_modules/.pnpm/lock.yaml`;
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs) {
  console.error('Installing packages (about a minute the first time)…');
  const { status } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('The installation failed. Look above for the reason, then run the command again.');
    process.exit(status ?? 1);
  }
}
