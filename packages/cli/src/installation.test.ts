import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineInstallation, loadInstallation } from './installation.ts';

const coded = (code: string) => expect.objectContaining({ code, hint: expect.any(String) });

describe('the file that describes an installation', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function load(name: string, text: string) {
    const file = join(folder, name);
    await writeFile(file, text);
    return loadInstallation(file);
  }
  it('is imported, and frozen', async () => {
    const installation = await load(
      'good.mjs',
      `export default { plugins: [{ name: 'one', api: 1 }], themes: [new URL('./', import.meta.url)] };`,
    );
    expect(installation.plugins[0]?.name).toBe('one');
    expect(Object.isFrozen(defineInstallation(installation))).toBe(true);
  });

  it('is refused where there is none', async () => {
    await expect(loadInstallation(join(folder, 'none.ts'))).rejects.toThrow(coded('PARVIS_CLI_NO_CONFIG'));
  });

  it.each([
    ['exports nothing', 'empty.mjs', ''],
    ['has no theme', 'bare.mjs', 'export default { plugins: [], themes: [] };'],
    ['names themes that are no folders', 'text.mjs', `export default { plugins: [], themes: ['parvis'] };`],
    ['imports what is not installed', 'missing.mjs', `import '@parvis/plugin-nowhere'; export default {};`],
    ['is not JavaScript', 'broken.mjs', 'export default {'],
  ])('is refused where it %s', async (_what, name, text) => {
    await expect(load(name, text)).rejects.toThrow(coded('PARVIS_CLI_CONFIG'));
  });
});
