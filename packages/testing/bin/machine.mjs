// What the tests need of the machine: a PostgreSQL of their own and a Chromium. Plain JavaScript, no dependency.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const isRoot = process.getuid?.() === 0;

/** The folder of initdb and pg_ctl, or null. Debian keeps them out of PATH. */
function postgresBin() {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return (
    folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ??
    null
  );
}

export function findChromium() {
  const given = process.env['PARVIS_TEST_CHROMIUM'];
  if (given) return given;
  const names = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return names.find((path) => existsSync(path)) ?? null;
}

/** On Debian and its kin, as root: installs what lacks. Elsewhere the missing half is said, and skipped. */
export function installDebianPackages() {
  const wanted = [
    ...(process.env['PARVIS_TEST_DATABASE_URL'] || postgresBin() ? [] : ['postgresql']),
    ...(findChromium() ? [] : ['chromium', 'fonts-liberation']),
    ...(existsSync('/usr/sbin/clamd') ? [] : ['clamav-daemon']),
    ...(existsSync('/usr/bin/radicale') ? [] : ['radicale']),
  ];
  if (wanted.length === 0 || !isRoot || !existsSync('/usr/bin/apt-get')) return;
  console.log(`Installing ${wanted.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...wanted);
}

/** A PostgreSQL cluster that lives as long as the tests, or the one that PARVIS_TEST_DATABASE_URL names. */
export async function startPostgres() {
  const url = process.env['PARVIS_TEST_DATABASE_URL'];
  if (url) return { url, stop: () => {} };
  const bin = postgresBin();
  if (!bin) return null;
  const folder = mkdtempSync(join(tmpdir(), 'parvis-postgres-'));
  // PostgreSQL refuses to run as root.
  const user = isRoot ? 'postgres' : userInfo().username;
  const as = (command, ...args) => {
    const [file, all] = isRoot ? ['runuser', ['-u', user, '--', command, ...args]] : [command, args];
    return spawnSync(file, all, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  if (isRoot) spawnSync('chown', [user, folder]);
  const data = join(folder, 'data');
  const port = await freePort();
  const made = as(join(bin, 'initdb'), '-D', data, '-U', 'parvis', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  if (made.status !== 0) return null;
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300`;
  const started = as(
    join(bin, 'pg_ctl'),
    '-D',
    data,
    '-w',
    '-l',
    join(folder, 'log'),
    '-o',
    options,
    'start',
  );
  if (started.status !== 0) return null;
  return {
    url: `postgres://parvis@127.0.0.1:${port}/postgres`,
    stop() {
      as(join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
