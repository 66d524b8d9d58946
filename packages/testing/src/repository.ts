// The files of the repository, for the tests that hold its sources and its documents to each other.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Folders that hold nothing written here. */
const FOREIGN = new Set(['node_modules', 'data', '.git']);

/** Paths from the root of the repository, sorted, of the files whose names end so. `''` is the root itself. */
export function filesUnder(folder: string, ending: RegExp): readonly string[] {
  return readdirSync(`${ROOT}${folder}`, { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : filesUnder(path, ending);
      return ending.test(entry.name) ? [path] : [];
    })
    .sort((a, b) => (a < b ? -1 : 1));
}

/** Whether a source is part of what runs: no test, and nothing that only tests import. */
export function isShipped(path: string): boolean {
  return !/\.test\.ts$|\/testing(-[a-z-]+)?\.ts$/.test(path);
}
