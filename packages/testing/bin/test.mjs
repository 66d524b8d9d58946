// `npm test`: types, lint, format and dead code, then every test on both engines and in a real browser. It finds or starts
// what the tests need; on a Debian machine where it may, it installs PostgreSQL and Chromium.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findChromium, installDebianPackages, startPostgres } from './machine.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

function run(title, command, args, env = {}) {
  console.log(`\n— ${title}`);
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: `${root}node_modules/.bin:${process.env.PATH}` },
  });
  if (status !== 0) {
    console.error(`\n${title}: failed.`);
    process.exitCode = status ?? 1;
  }
  return status === 0;
}

installDebianPackages();
const postgres = await startPostgres();
const chromium = findChromium();
try {
  run('Types', 'tsc', ['--noEmit', '-p', 'tsconfig.json']);
  run('Lint', 'oxlint', ['--type-aware']);
  run('Format', 'biome', ['ci']);
  run('Dead code', 'knip', []);
  run('Tests', 'vitest', ['run', ...process.argv.slice(2)], {
    ...(postgres && { PARVIS_TEST_DATABASE_URL: postgres.url }),
    ...(chromium && { PARVIS_TEST_CHROMIUM: chromium }),
  });
} finally {
  postgres?.stop();
}
if (!postgres) console.log('\nPostgreSQL was not found: the tests ran on SQLite only.');
if (!chromium) console.log('\nChromium was not found: the browser tests were skipped.');
