import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCommand } from './commands/check.ts';
import { defineInstallation } from './installation.ts';
import { openInstallation } from './open-installation.ts';

const installation = defineInstallation({
  plugins: [],
  themes: [new URL('../../../themes/parvis/', import.meta.url)],
});

describe('parvis check', () => {
  let data: string;
  const said: string[] = [];
  const check = (flags: { json?: boolean; anchor?: readonly string[] } = {}) =>
    checkCommand(installation, { anchor: [], ...flags }, (text: string) => void said.push(text));

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'parvis-check-'));
    vi.stubEnv('PARVIS_DATA', data);
    vi.stubEnv('PARVIS_DATABASE_URL', '');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    said.length = 0;
    await rm(data, { recursive: true, force: true });
  });

  it('prints a line a check, and is false until the database is up to date', async () => {
    expect(await check()).toBe(false);
    expect(said.find((line) => line.includes('migrations'))).toMatch(/^FAILED {2}.*run parvis migrate/);
    const { host } = await openInstallation(installation);
    await host.migrate();
    await host.close();
    said.length = 0;
    const fine = await check({ json: true });
    const checks = said.map((line) => JSON.parse(line));
    expect(checks).toContainEqual({ name: 'migrations', ok: true, text: 'The database is up to date.' });
    expect(fine).toBe(checks.every(({ ok }) => ok));
  });

  it('takes a database that does not answer for a failed check', async () => {
    vi.stubEnv('PARVIS_DATABASE_URL', 'postgres://nobody@127.0.0.1:9/nowhere');
    expect(await check()).toBe(false);
    expect(said).toEqual([expect.stringMatching(/^FAILED {2}installation: PostgreSQL could not be reached/)]);
  });

  it('refuses an anchor that is none, before it opens anything', async () => {
    await expect(check({ anchor: ['tenant=12'] })).rejects.toMatchObject({ code: 'PARVIS_CLI_ANCHOR' });
    expect(said).toEqual([]);
  });

  it('takes an anchor of a tenant that is gone for a chain that was cut off', async () => {
    const { host } = await openInstallation(installation);
    await host.migrate();
    await host.close();
    const hash = 'x'.repeat(43);
    expect(await check({ anchor: [`gone=3:${hash}`] })).toBe(false);
    expect(said.find((line) => line.includes('audit gone'))).toMatch(/^FAILED.*Line 1 and all after it/);
  });
});
