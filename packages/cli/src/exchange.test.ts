import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definePlugin } from '@parvis/kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportCommand, importCommand } from './commands/exchange.ts';
import { initTenant } from './init.ts';
import { defineInstallation } from './installation.ts';
import { openInstallation } from './open-installation.ts';

const garden = definePlugin({
  name: 'garden',
  api: 1,
  acts: { 'garden.sown': 'A semé' },
  exchanges: {
    seed: async () => ({
      export: async ({ site }, name) => ({ name, from: site.authority.name }),
      async import(tx, file, { dry }) {
        if (!dry) await tx.record('sown', { kind: 'seed', id: null });
        return [`${file.byteLength} octets pour ${tx.site.authority.name}`];
      },
    }),
  },
});

const installation = defineInstallation({
  plugins: [garden],
  themes: [new URL('../../../themes/parvis/', import.meta.url)],
});

describe('what moves between installations', () => {
  let data: string;
  const said: string[] = [];
  const say = (line: string) => void said.push(line);

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'parvis-exchange-'));
    vi.stubEnv('PARVIS_DATA', data);
    vi.stubEnv('PARVIS_DATABASE_URL', '');
    const { host } = await openInstallation(installation);
    await host.migrate();
    await initTenant(host, installation, { epci: '200058360', domain: 'localhost' });
    await host.close();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    said.length = 0;
    await rm(data, { recursive: true, force: true });
  });

  it('is printed as JSON: as the body that pools has it, or as a named site does', async () => {
    await exportCommand(installation, { what: 'seed', name: 'thym' }, say);
    await exportCommand(installation, { what: 'seed', name: 'thym', at: '28148' }, say);
    expect(said.map((text) => JSON.parse(text))).toEqual([
      { name: 'thym', from: 'Communauté de communes Entre Beauce et Perche' },
      { name: 'thym', from: 'Le Favril' },
    ]);
  });

  it('is taken in for one body, by SIREN or INSEE code, with what there is to know', async () => {
    const file = join(data, 'graines');
    await writeFile(file, 'abc');
    await importCommand(installation, { what: 'seed', file, at: '200 058 360', dry: true }, say);
    await importCommand(installation, { what: 'seed', file, at: '28148', dry: false }, say);
    expect(said).toEqual([
      '3 octets pour Communauté de communes Entre Beauce et Perche',
      'Essai\u00A0: rien n’a été changé.',
      '3 octets pour Le Favril',
      'C’est fait pour Le Favril.',
    ]);
  });

  it('is refused without a site, a plugin that knows it, or a file', async () => {
    const coded = (code: string) => expect.objectContaining({ code });
    const file = join(data, 'graines');
    const wanted = { what: 'seed', file, at: '28148', dry: false };
    await expect(importCommand(installation, wanted, say)).rejects.toThrow(coded('PARVIS_CLI_FILE'));
    await writeFile(file, 'abc');
    await expect(importCommand(installation, { ...wanted, at: '99999' }, say)).rejects.toThrow(
      coded('PARVIS_CLI_SITE'),
    );
    await expect(importCommand(installation, { ...wanted, what: 'stone' }, say)).rejects.toThrow(
      coded('PARVIS_CLI_EXCHANGE'),
    );
  });
});
