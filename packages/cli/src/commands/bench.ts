// `parvis bench`: runs the benchmarks that packages, plugins and examples keep beside their sources.

import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodedError } from '@parvis/kit';

/** One measure, as one line of the output. */
interface BenchResult {
  readonly name: string;
  /** Null where it could not be measured. */
  readonly value: number | null;
  readonly unit: string;
  readonly goal: number | null;
  readonly better: 'higher' | 'lower';
  readonly pass: boolean;
  readonly detail: string;
}

interface BenchFile {
  /** The file's, without its ending: `bench/slots.ts` is `slots`. */
  readonly name: string;
  readonly path: string;
}

const FOLDERS = ['packages', 'plugins', 'examples'] as const;

/**
 * Runs the files of the `bench` folders of packages, plugins and examples, one after the other, and prints each measure as a line of JSON. A
 * measure that misses its goal, or a benchmark that breaks, is a line with `pass: false`, not a failure.
 *
 * @param names Only the files of these names, or that measure what starts with their name and a hyphen: `http-home`
 * is looked for in `http.ts`.
 * @throws CodedError PARVIS_CLI_BENCH_NAME
 */
export async function benchCommand(names: readonly string[], print = console.log): Promise<void> {
  const files = await benchFiles(process.cwd());
  const unknown = names.find((name) => !files.some((file) => mayMeasure(file, name)));
  if (unknown !== undefined) {
    throw new CodedError(
      'PARVIS_CLI_BENCH_NAME',
      `There is no benchmark "${unknown}".`,
      `There are: ${files.map((file) => file.name).join(', ')}.`,
    );
  }
  for (const file of files) {
    const wanted = names.filter((name) => mayMeasure(file, name));
    if (names.length > 0 && wanted.length === 0) continue;
    for (const result of await run(file)) {
      const isWanted =
        wanted.length === 0 || wanted.some((name) => name === file.name || name === result.name);
      if (isWanted) print(JSON.stringify(result));
    }
  }
}

const mayMeasure = (file: BenchFile, name: string): boolean =>
  name === file.name || name.startsWith(`${file.name}-`);

async function benchFiles(root: string): Promise<readonly BenchFile[]> {
  const files: BenchFile[] = [];
  for (const folder of FOLDERS) {
    for (const owner of await namesIn(resolve(root, folder))) {
      const bench = resolve(root, folder, owner, 'bench');
      for (const file of await namesIn(bench)) {
        const [, name] = /^([\w-]+)\.ts$/.exec(file) ?? [];
        if (name !== undefined) files.push({ name, path: join(bench, file) });
      }
    }
  }
  return files;
}

/** Sorted; none where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).sort((a, b) => (a < b ? -1 : 1));
}

async function run({ name, path }: BenchFile): Promise<readonly BenchResult[]> {
  try {
    const { default: bench }: { readonly default: () => Promise<BenchResult | readonly BenchResult[]> } =
      await import(pathToFileURL(path).href);
    return [await bench()].flat();
  } catch (error) {
    const detail = `could not run: ${error instanceof Error ? error.message : String(error)}`;
    return [{ name, value: null, unit: '', goal: null, better: 'higher', pass: false, detail }];
  }
}
