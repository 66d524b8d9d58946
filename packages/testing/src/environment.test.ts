// Every environment variable that sources read is in docs/operating.md, and that page promises no other.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder, ROOT } from './repository.ts';

/** Of the machine, not of Parvis. */
const OF_THE_MACHINE = new Set(['PATH']);

/** Tests that plant names of their own. */
const PLANTING = /\/(environment|error-codes)\.test\.ts$/;

const sources = ['packages', 'plugins', 'examples']
  .flatMap((area) => filesUnder(area, /\.(ts|mjs)$/))
  .filter((path) => !PLANTING.test(path))
  .map((path) => readFileSync(ROOT + path, 'utf8'));

const document = readFileSync(`${ROOT}docs/operating.md`, 'utf8');

function variablesOf(source: string): readonly string[] {
  return [...source.matchAll(/\benv(?:\[['"]([A-Z][A-Z0-9_]*)['"]\]|\.([A-Z][A-Z0-9_]*)\b)/g)]
    .map(([, bracketed, dotted]) => bracketed ?? dotted ?? '')
    .filter((name) => !OF_THE_MACHINE.has(name));
}

/** The first cell of each row of the page's tables of variables. */
function rowsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^\| `([A-Z][A-Z0-9_]*)` /gm)].map(([, name = '']) => name);
}

describe('docs/operating.md', () => {
  it('lists every environment variable that is read, and no other', () => {
    const read = new Set(sources.flatMap(variablesOf));
    expect([...read]).toContain('PARVIS_DATA');
    expect(rowsOf(document).toSorted()).toEqual([...read].sort());
  });

  it('would miss none, however it is read', () => {
    const planted = `a(process.env.PARVIS_ONE, env['PARVIS_TWO'], process.env["THREE"])`;
    expect(variablesOf(planted)).toEqual(['PARVIS_ONE', 'PARVIS_TWO', 'THREE']);
  });
});
