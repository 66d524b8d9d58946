// What `parvis check` says of an installation as it should be, and of each thing that is not.

import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from '@parvis/db';
import { runAlone } from '@parvis/db/testing';
import { type Check, definePlugin } from '@parvis/kit';
import { describeEachHost, openTown, type TestHost } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { toAnchor } from '../audit/chain.ts';
import { schema } from '../schema.ts';
import { checkInstallation } from './index.ts';
import { checkDisk, checkSecret } from './machine.ts';

const named = (checks: readonly Check[], name: string) => checks.find((check) => check.name.startsWith(name));

async function withLines(host: TestHost): Promise<string> {
  await openTown(host);
  const [tenant] = await host.house.db.read.select().from(schema.for(host.house.db.read).tenant);
  if (!tenant) throw new Error('no tenant');
  const subject = { kind: 'page', id: null };
  const line = {
    tenantId: tenant.id,
    siteId: null,
    actor: { kind: 'system' },
    action: 'core.visited',
  } as const;
  await host.house.audit.record(Array.from({ length: 4 }, () => ({ ...line, subject, at: Date.now() })));
  return tenant.id;
}

describeEachHost('checkInstallation', (open) => {
  it('finds nothing to mend in a demonstration', async () => {
    const host = await open();
    await openTown(host);
    const checks = await checkInstallation(host.house);
    expect(checks.filter(({ ok, name }) => !ok && name !== 'disk')).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['database', 'migrations', 'secret', 'mail', 'disk', 'jobs']),
    );
    expect(named(checks, 'database')?.text).toMatch(/^(SQLite 3|PostgreSQL \d+)\.\d/);
    expect(named(checks, 'collation')?.ok ?? 'SQLite').toBe(
      host.house.db.engine === 'sqlite' ? 'SQLite' : true,
    );
  });

  it('says which pages cannot be loaded, and why', async () => {
    const half = definePlugin({
      name: 'half',
      api: 1,
      pages: {
        '/entier': (app) => void app.get('/', (c) => c.text('entier')),
        '/moitie': () => Promise.reject(new Error('Cannot find module half')),
      },
    });
    const checks = await checkInstallation((await open({ plugins: [half] })).house);
    expect(named(checks, 'pages')).toMatchObject({
      ok: false,
      text: expect.stringMatching(/: \/moitie \(Cannot find module half\)\./),
    });
    const whole = await checkInstallation((await open()).house);
    expect(named(whole, 'pages')).toMatchObject({ ok: true, text: expect.stringContaining('/agent') });
  });

  it('says which migrations are missing, that mails reach nobody, and which jobs were given up', async () => {
    const host = await open();
    await openTown(host, { demo: false });
    await runAlone(host.house.db, (runner) =>
      runner.exec(`DELETE FROM parvis_migration WHERE id = 'core/0006_audit_guards.sql'`),
    );
    await host.house.db.write(async (tx) => {
      const { job } = schema.for(tx);
      const failed = { owner: 'core', name: 'receipt', payload: {}, dueAt: 0, failedAt: 1 };
      await tx.insert(job).values([failed, failed]);
    });
    const checks = await checkInstallation(host.house);
    expect(named(checks, 'migrations')).toMatchObject({
      ok: false,
      text: expect.stringContaining('audit_guards'),
    });
    expect(named(checks, 'mail')).toMatchObject({
      ok: false,
      text: expect.stringContaining('PARVIS_SMTP_URL'),
    });
    expect(named(checks, 'jobs')).toMatchObject({
      ok: false,
      text: expect.stringContaining('core.receipt (2)'),
    });
  });

  it('prints an anchor for each chain, and finds by it what was cut off since', async () => {
    const host = await open();
    const tenantId = await withLines(host);
    const whole = named(await checkInstallation(host.house), 'audit');
    expect(whole?.ok).toBe(true);
    const [, text = ''] = new RegExp(`Anchor: ${tenantId}=(\\S+)$`).exec(whole?.text ?? '') ?? [];
    const anchor = toAnchor(text);
    if (!anchor) throw new Error(`no anchor in ${whole?.text}`);
    const anchors = new Map([[tenantId, anchor]]);
    expect(named(await checkInstallation(host.house, { anchors }), 'audit')?.ok).toBe(true);

    const { audit, auditHead } = schema.for(host.house.db.read);
    const [kept] = await host.house.db.read
      .select()
      .from(audit)
      .where(eq(audit.number, anchor.number - 2));
    await runAlone(host.house.db, async (runner) => {
      await runner.exec(
        runner.engine === 'sqlite'
          ? 'DROP TRIGGER audit_append_only_delete'
          : 'ALTER TABLE audit DISABLE TRIGGER ALL',
      );
      await runner.exec(`DELETE FROM audit WHERE number > ${anchor.number - 2}`);
    });
    await host.house.db.write((tx) =>
      tx.update(auditHead).set({ number: anchor.number - 2, hash: kept?.hash ?? '' }),
    );
    expect(named(await checkInstallation(host.house), 'audit')?.ok).toBe(true);
    expect(named(await checkInstallation(host.house, { anchors }), 'audit')).toMatchObject({
      ok: false,
      text: expect.stringContaining(`Line ${anchor.number - 1} and all after it were cut off`),
    });
  });

  it('asks every plugin, and takes one that breaks for failed', async () => {
    const good = definePlugin({
      name: 'good',
      api: 1,
      check: async () => [{ name: 'server', ok: true, text: 'It answers.' }],
    });
    const bad = definePlugin({
      name: 'bad',
      api: 1,
      check: async () => {
        throw new Error('no answer');
      },
    });
    const host = await open({ plugins: [good, bad] });
    const checks = await checkInstallation(host.house);
    expect(named(checks, 'good: server')).toMatchObject({ ok: true });
    expect(named(checks, 'bad')).toEqual({ name: 'bad', ok: false, text: 'could not be checked: no answer' });
  });

  it('watches the secret, its file and the disk', async () => {
    const { config } = (await open()).house;
    const path = join(config.data, 'secret');
    const secret = 'a'.repeat(43);
    await writeFile(path, `${secret}\n`, { mode: 0o600 });
    expect(await checkSecret({ data: config.data, secret })).toMatchObject([{ ok: true }, { ok: true }]);
    await chmod(path, 0o640);
    const [, file] = await checkSecret({ data: config.data, secret });
    expect(file).toMatchObject({ ok: false, text: expect.stringContaining('640') });
    expect(await checkSecret({ data: config.data, secret: 'short' })).toMatchObject([{ ok: false }, {}]);
    expect(await checkDisk(config, 0)).toMatchObject([{ ok: true }]);
    expect(await checkDisk(config, Number.MAX_SAFE_INTEGER)).toMatchObject([{ ok: false }]);
  });
});

describe('toAnchor', () => {
  it('takes what was printed, and nothing else', () => {
    const hash = 'x'.repeat(43);
    expect(toAnchor(` 12:${hash}\n`)).toEqual({ number: 12, hash });
    for (const text of ['', '12', `0:${hash}`, `-1:${hash}`, `1.5:${hash}`, `12:${hash}x`, '12:short'])
      expect(toAnchor(text)).toBeNull();
  });
});
