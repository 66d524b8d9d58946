import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parvis } from './program.ts';

const said: string[] = [];
const refused: string[] = [];
const lines = () => said.map((line) => JSON.parse(line));

/** The source of one result. */
const measure = (name: string, pass: boolean) =>
  `{ name: '${name}', value: 3, unit: 'ms', goal: 30, better: 'lower', pass: ${pass}, detail: '' }`;

describe('the parvis program', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-program-'));
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
    vi.spyOn(console, 'error').mockImplementation((text: string) => void refused.push(text));
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => refused.push(String(text)) > 0);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    said.length = 0;
    refused.length = 0;
    await rm(folder, { recursive: true, force: true });
  });

  it('says what it can do', async () => {
    expect(await parvis(['--help'])).toBe(0);
    for (const command of ['init', 'start', 'migrate', 'migration', 'agent', 'bench'])
      expect(said.join('')).toContain(command);
  });

  it('answers 2 to what it does not understand, and says what was meant', async () => {
    expect(await parvis(['migrat'])).toBe(2);
    expect(refused.join('')).toContain('Did you mean');
    expect(await parvis(['init', '--ecpi', '200058360'])).toBe(2);
    expect(await parvis(['agent', 'invite', '--email', 'mairie@exemple.fr'])).toBe(2);
  });

  it('answers 1 with the code, the sentence and the hint of a refusal', async () => {
    expect(await parvis(['--config', join(folder, 'nowhere.ts'), 'start'])).toBe(1);
    expect(refused.at(-1)).toMatch(/^PARVIS_CLI_NO_CONFIG: There is no .*nowhere\.ts\.\nRun parvis where/);
  });

  describe('bench', () => {
    beforeEach(async () => {
      const bench = join(folder, 'packages', 'abacus', 'bench');
      await mkdir(bench, { recursive: true });
      await writeFile(join(bench, 'add.ts'), `export default async () => (${measure('add', true)});`);
      const two = `[${measure('times-two', true)}, ${measure('times-ten', false)}]`;
      await writeFile(join(bench, 'times.ts'), `export default async () => ${two};`);
      await writeFile(
        join(bench, 'zero.ts'),
        `export default async () => { throw new Error('divided by zero'); };`,
      );
    });

    it('prints one JSON object a measure, and does not fail for one that does', async () => {
      expect(await parvis(['bench'])).toBe(0);
      expect(lines().map(({ name, pass }) => [name, pass])).toEqual([
        ['add', true],
        ['times-two', true],
        ['times-ten', false],
        ['zero', false],
      ]);
      expect(lines().at(-1)).toMatchObject({ value: null, detail: 'could not run: divided by zero' });
    });

    it('runs some only, by the name of a file or of a measure', async () => {
      expect(await parvis(['bench', 'add', 'times-ten'])).toBe(0);
      expect(lines().map(({ name }) => name)).toEqual(['add', 'times-ten']);
    });

    it('names the benchmarks there are where one is unknown', async () => {
      expect(await parvis(['bench', 'subtract'])).toBe(1);
      expect(refused.at(-1)).toMatch(/^PARVIS_CLI_BENCH_NAME.*\nThere are: add, times, zero\./);
    });
  });
});
