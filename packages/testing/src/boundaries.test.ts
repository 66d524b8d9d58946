// Who may import whom, from DESIGN.md §3. One table, one rule, and a planted violation that shows the rule can fail.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const BELOW_CORE = ['db', 'forms', 'kit', 'scheduling', 'territory', 'theming'];

/** Workspace packages that sources may import. Tests may also import `testing`, and `db` for its test tools. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'packages/db': [],
  'packages/forms': [],
  'packages/scheduling': [],
  'packages/territory': [],
  'packages/kit': ['db', 'forms'],
  'packages/theming': ['kit', 'forms'],
  'packages/core': BELOW_CORE,
  'packages/cli': ['core', ...BELOW_CORE],
  'packages/testing': ['core', ...BELOW_CORE],
  // Tables, operators and types come through `kit/data`; the database itself through Ctx.
  'plugins/*': ['kit', 'forms', 'scheduling', 'territory'],
  'examples/*': ['*'],
};

/** Packages of others that one place only may import. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['packages/db/src/'],
  pg: ['packages/db/src/'],
  'drizzle-orm': ['packages/db/src/'],
  lucia: ['packages/core/src/identity/'],
  'openid-client': ['packages/core/src/identity/oidc/'],
};

interface Import {
  readonly file: string;
  readonly what: string;
}

function violation({ file, what }: Import): string | null {
  const [area = '', name = ''] = file.split('/');
  const home = `${area}/${name}`;
  const allowed = MAY_IMPORT[home] ?? MAY_IMPORT[`${area}/*`];
  if (!allowed) return `${file} is in no place of the table`;
  const isTest = /\.test\.ts$|\/testing\.ts$|\/(bench|testing)\//.test(file);

  if (what.startsWith('.')) {
    const target = relative(ROOT, resolve(ROOT, dirname(file), what))
      .split(sep)
      .slice(0, 2)
      .join('/');
    return target === home ? null : `${file} reaches into ${target} by a path`;
  }
  const workspace = /^@parvis\/((?:plugin|theme|example)-)?([a-z-]+)/.exec(what);
  if (workspace) {
    const [, kind, other = ''] = workspace;
    if (allowed.includes('*') || home.endsWith(`/${other}`)) return null;
    if (kind === undefined && (allowed.includes(other) || (isTest && ['testing', 'db'].includes(other))))
      return null;
    return `${file} imports ${what}`;
  }
  const library = what.startsWith('@') ? what.split('/').slice(0, 2).join('/') : (what.split('/')[0] ?? what);
  const places = ONLY_IN[library];
  return !places || places.some((place) => file.startsWith(place)) ? null : `${file} imports ${what}`;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g,
  );
  return [...found].map(([, from, dynamic]) => ({ file, what: from ?? dynamic ?? '' }));
}

describe('who imports whom', () => {
  it('follows the table of DESIGN.md', () => {
    const files = ['packages', 'plugins', 'examples'].flatMap((area) => sourcesUnder(area));
    const imports = files.flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.flatMap((one) => violation(one) ?? [])).toEqual([]);
  });

  it('fails on planted violations', () => {
    const planted: readonly Import[] = [
      { file: 'plugins/procedures/src/index.ts', what: '@parvis/core' },
      { file: 'plugins/procedures/src/index.ts', what: '@parvis/db' },
      { file: 'plugins/procedures/src/index.ts', what: '@parvis/plugin-appointments' },
      { file: 'plugins/procedures/src/index.ts', what: '../../appointments/src/index.ts' },
      { file: 'packages/forms/src/index.ts', what: '@parvis/db' },
      { file: 'packages/core/src/http/site-app.ts', what: 'lucia' },
      { file: 'packages/core/src/host.ts', what: 'pg' },
      { file: 'packages/kit/src/index.ts', what: 'drizzle-orm/sqlite-core' },
      { file: 'packages/core/src/host.ts', what: '@parvis/testing' },
    ];
    for (const one of planted) expect(violation(one), `${one.file} → ${one.what}`).not.toBeNull();
  });
});

function sourcesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesUnder(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}
