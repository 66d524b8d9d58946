// The codes that sources refuse with and the table of docs/errors.md are one list, both ways.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder, isShipped, ROOT } from './repository.ts';

const sources = ['packages', 'plugins']
  .flatMap((area) => filesUnder(area, /\.ts$/))
  .filter((path) => isShipped(path) && path.includes('/src/'))
  .map((path) => readFileSync(ROOT + path, 'utf8'));

const document = readFileSync(`${ROOT}docs/errors.md`, 'utf8');

/** Whole string literals, less the names of environment variables, which stand between brackets after `env`. */
function codesOf(source: string): readonly string[] {
  return [...source.matchAll(/(\benv\[)?'(PARVIS_[A-Z][A-Z0-9_]*[A-Z0-9])'/g)].flatMap(
    ([, variable, code = '']) => (variable === undefined ? [code] : []),
  );
}

/** The first cell of each row. */
function rowsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^\| `(PARVIS_[A-Z0-9_]+)`/gm)].map(([, code = '']) => code);
}

interface Difference {
  readonly undocumented: readonly string[];
  readonly unknown: readonly string[];
}

function difference(codes: readonly string[], rows: readonly string[]): Difference {
  const [written, listed] = [new Set(codes), new Set(rows)];
  return {
    undocumented: [...written].filter((code) => !listed.has(code)).sort(),
    unknown: [...listed].filter((code) => !written.has(code)).sort(),
  };
}

describe('docs/errors.md', () => {
  const codes = sources.flatMap(codesOf);
  const rows = rowsOf(document);

  it('lists every code of the sources, and no other', () => {
    expect(new Set(codes).size).toBeGreaterThan(50);
    expect(difference(codes, rows)).toEqual({ undocumented: [], unknown: [] });
  });

  it('lists each once, with when it comes and what to do', () => {
    expect(rows.filter((code, index) => rows.indexOf(code) !== index)).toEqual([]);
    const lines = document.split('\n').filter((line) => line.startsWith('| `PARVIS_'));
    const cells = (line: string) => line.split('|').slice(1, -1);
    const isWhole = (line: string) =>
      cells(line).length === 3 && cells(line).every((cell) => cell.trim().length > 10);
    expect(lines.filter((line) => !isWhole(line))).toEqual([]);
  });

  it('fails on a planted code, on either side', () => {
    const source = "throw new CodedError('PARVIS_PLANTED_HERE', 'It fails.', 'Mend it.');";
    expect(difference([...codes, ...codesOf(source)], rows).undocumented).toEqual(['PARVIS_PLANTED_HERE']);
    expect(difference(codes, [...rows, ...rowsOf('| `PARVIS_PLANTED_THERE` | … | … |')]).unknown).toEqual([
      'PARVIS_PLANTED_THERE',
    ]);
    expect(codesOf("process.env['PARVIS_PLANTED_HERE']")).toEqual([]);
  });
});
