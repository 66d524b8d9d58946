// Every line of the log can be read aloud in French: the names of actions are looked for in the sources that write them.

import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { HOST_ACTIONS } from './actions.ts';

const SOURCES = new URL('../', import.meta.url);

/** Names of actions that a source records, by each of the ways to record one. */
function actionsIn(source: string): readonly string[] {
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, found = '']) => found);
  const words = (text: string) => [...text.matchAll(/'([a-z][a-z.-]*)'/g)].map(([, word = '']) => word);
  return [
    ...all(/\baction: ([^,\n]+),/g).flatMap(words),
    // A name that is kept for more than one use.
    ...all(/^ *(?:export )?const [A-Z_]+ = ('[a-z-]+\.[a-z-]+');$/gm).flatMap(words),
    ...all(/\b(?:auditAgent\(\s*house,\s*c,\s*tx|changeRights\(\s*visit,\s*id),\s*([^,]+),/g).flatMap(
      (argument) => words(argument).map((what) => `agent.${what}`),
    ),
    ...all(/\bcitizenEntry\(\s*house,\s*c,\s*\w+,\s*([^,]+),/g).flatMap(words),
    ...all(/\blooked\(\s*('[a-z-]+')/g).flatMap((kind) => words(kind).map((one) => `${one}.looked`)),
    ...all(/\bawait record\(\s*('[a-z.-]+')/g).flatMap(words),
    ...all(/\.record\(\s*('[a-z.-]+')/g).flatMap((what) => words(what).map((one) => `core.${one}`)),
  ].filter((name) => /^[a-z]+\.[a-z-]+(\.[a-z-]+)*$/.test(name));
}

it('has French words for every action that the host records', async () => {
  const names = (await readdir(SOURCES, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const sources = await Promise.all(names.map((name) => readFile(new URL(name, SOURCES), 'utf8')));
  const recorded = new Set(sources.flatMap(actionsIn));
  expect(recorded.size).toBeGreaterThan(10);
  expect([...recorded].filter((name) => !Object.hasOwn(HOST_ACTIONS, name))).toEqual([]);
  // And none that nothing records any more.
  expect(Object.keys(HOST_ACTIONS).filter((name) => !recorded.has(name))).toEqual([]);
});

it('finds an action however it is recorded', () => {
  const planted = `
    action: 'a.one',
    const LATER = 'a.two';
    await auditAgent(house, c, tx, fresh ? 'three' : 'four', id);
    await changeRights(visit, id, 'closed', {}, work);
    citizenEntry(house, c, me, 'citizen.five', subject)
    ctx.looked('six', ids);
    await record('a.seven', subject);
    await tx.record('eight', subject);`;
  const names = [
    'a.one',
    'a.two',
    'agent.three',
    'agent.four',
    'agent.closed',
    'citizen.five',
    'six.looked',
    'a.seven',
    'core.eight',
  ];
  expect(actionsIn(planted)).toEqual(names);
});

it('begins each of them with a verb and a capital, without a final stop', () => {
  for (const words of Object.values(HOST_ACTIONS)) expect(words).toMatch(/^(A|S’est) \p{Ll}.*[^.]$/u);
});
