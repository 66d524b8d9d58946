import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openDb } from './database.ts';

describe('openDb', () => {
  it.each([{}, { file: '' }, { file: ':memory:' }, { url: 'mysql://localhost/x' }])(
    'refuses %j',
    async (options) => {
      await expect(openDb(options)).rejects.toMatchObject({ code: 'PARVIS_DB_OPTIONS' });
    },
  );

  it('says that PostgreSQL cannot be reached', async () => {
    const unreachable = openDb({ url: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(unreachable).rejects.toMatchObject({ code: 'PARVIS_DB_UNREACHABLE' });
  });

  it('opens SQLite durably, checks foreign keys, and loads nothing of PostgreSQL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parvis-open-'));
    const script = `
      const { openDb } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)});
      const { runAlone } = await import(${JSON.stringify(new URL('database.ts', import.meta.url).href)});
      const { createRequire } = await import('node:module');
      const db = await openDb({ file: ${JSON.stringify(join(folder, 'new/x.db'))} });
      const pragma = (name) => runAlone(db, async (r) => Object.values((await r.query('PRAGMA ' + name))[0])[0]);
      const pragmas = [await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')];
      await db.close();
      const cache = Object.keys(createRequire(import.meta.url).cache);
      console.log(JSON.stringify({ pragmas, pg: cache.filter((file) => /node_modules.pg.lib/.test(file)).length }));
    `;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    rmSync(folder, { recursive: true, force: true });
    expect(JSON.parse(stdout)).toEqual({ pragmas: ['wal', 2, 1], pg: 0 });
  });
});
