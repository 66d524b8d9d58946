// What a start loads before its first page. Each module is some time that every start waits for, so most of what is installed
// is loaded where it is needed (docs/architecture.md, « What is loaded when »).

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { initTenant, openInstallation } from '@parvis/cli';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import installation from '../parvis.config.ts';
import { LE_FAVRIL } from './bodies.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Installed packages that a first page needs. One more is a little more for every start, for ever. */
const AT_ONCE = [
  'better-sqlite3',
  'drizzle-orm',
  'eta',
  'hono',
  'js-yaml',
  'json-logic-engine',
  'lru-cache',
  'lucia',
  'pino',
  'temporal-polyfill',
];

/** What opens a part of ours that comes later. */
const LATER = [
  'packages/core/src/admin/index.ts',
  'packages/core/src/check/index.ts',
  'packages/core/src/identity/agent-operator.ts',
  'packages/core/src/papers/sheet.ts',
  'packages/core/src/space/index.ts',
  'packages/db/src/postgres.ts',
  'plugins/appointments/src/calendars/busy-times.ts',
  'plugins/appointments/src/desk-pages.ts',
  'plugins/appointments/src/pages/public-pages.ts',
  'plugins/appointments/src/workshops/pages/public-pages.ts',
  'plugins/procedures/src/desk-pages.ts',
  'plugins/procedures/src/exchange/exchange.ts',
  'plugins/procedures/src/starter/index.ts',
];

let folder: string;
let loaded: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parvis-first-page-'));
  await found(folder);
  loaded = await loadedByFirstPage(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a start, up to its first page', () => {
  it('loads those of the installed packages that the page needs', async () => {
    const installed = await dependencies();
    const packages = new Set(loaded.flatMap((url) => packageOf(url) ?? []));
    expect(installed.filter((name) => packages.has(name))).toEqual(AT_ONCE);
  });

  it('leaves for later what belongs to other pages', () => {
    expect(LATER.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(LATER.filter((path) => loaded.some((url) => url.endsWith(`/${path}`)))).toEqual([]);
  });
});

/** A commune alone: enough for a home page. */
async function found(data: string): Promise<void> {
  const { host } = await openInstallation(installation, { PARVIS_DATA: data });
  await host.migrate();
  await initTenant(host, installation, { commune: LE_FAVRIL, domain: 'localhost' });
  await host.close();
}

/** Addresses of the modules, as Node's loader says them. */
async function loadedByFirstPage(data: string): Promise<readonly string[]> {
  const list = join(data, 'loaded');
  const hooks = `import { appendFileSync } from 'node:fs';
    export async function load(url, context, next) {
      appendFileSync(${JSON.stringify(list)}, url + '\\n');
      return next(url, context);
    }`;
  const listen = `import { register } from 'node:module'; register(${JSON.stringify(inline(hooks))});`;
  const program = fileURLToPath(new URL('testing-first-page.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--import', inline(listen), program],
    { env: { ...process.env, PARVIS_DATA: data, PARVIS_DATABASE_URL: '' } },
  );
  expect(stdout).toContain('200\n');
  return (await readFile(list, 'utf8')).split('\n');
}

function inline(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** What our packages and plugins depend on, sorted. */
async function dependencies(): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const folder of ['packages', 'plugins']) {
    for (const owner of await readdir(join(ROOT, folder))) {
      const manifest = await readFile(join(ROOT, folder, owner, 'package.json'), 'utf8');
      const { dependencies = {} }: { readonly dependencies?: object } = JSON.parse(manifest);
      for (const name of Object.keys(dependencies)) if (!name.startsWith('@parvis/')) names.add(name);
    }
  }
  return [...names].sort();
}

function packageOf(url: string): string | undefined {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1];
}
