import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate, fieldsReadBy, isTrue, type Json, type Rule, rulesOf } from './rule.ts';

const corpus = new URL('../../../../shared/corpora/json-logic-tests.json', import.meta.url);

describe('evaluate', () => {
  // The community's cases are not ours to copy: without the file, this is reported as skipped.
  it.skipIf(!existsSync(corpus))('gives what the JSON-Logic community expects, in all 277 cases', () => {
    const entries: readonly (string | readonly [Json, unknown, unknown])[] = JSON.parse(
      readFileSync(corpus, 'utf8'),
    );
    const cases = entries.filter((entry) => typeof entry !== 'string');
    expect(cases).toHaveLength(277);
    for (const [rule, data, expected] of cases) {
      expect(evaluate(rule, data), JSON.stringify(rule)).toEqual(expected);
    }
  });

  it.each(['constructor', 'toString', 'constructor.constructor', '__proto__.polluted'])(
    'reads nothing inherited through "%s"',
    (path) => {
      expect(evaluate({ var: path }, Object.create(null))).toBeNull();
    },
  );
});

describe('conditions', () => {
  const { holds } = rulesOf();

  it.each([
    [undefined, true],
    [true, true],
    [false, false],
    [{ '==': [{ var: 'kind' }, 'tree'] }, true],
    [{ in: ['dog', { var: 'pets' }] }, false],
    [{ and: [{ var: 'pets' }, true] }, false],
    [{ '>': [{ var: 'kind' }, 3] }, false],
    [{ var: 'nobody' }, false],
    [{ '==': [{ var: 'nobody' }, false] }, true],
    [{ '===': [{ var: 'nobody' }, false] }, false],
  ])('%j gives %s', (rule, expected) => {
    expect(holds(rule, { kind: 'tree', pets: [] })).toBe(expected);
  });

  it('know what they read, and not what iterators name inside', () => {
    const rule: Rule = {
      or: [{ some: [{ var: 'pets' }, { '==': [{ var: '' }, 'dog'] }] }, { var: 'home.postalCode' }],
    };
    expect([...fieldsReadBy(rule, 'here')]).toEqual(['pets', 'home']);
    expect([...fieldsReadBy({ missing: ['a', 'b'] }, 'here')]).toEqual(['a', 'b']);
    expect([...fieldsReadBy({ missing_some: [1, ['a', 'b']] }, 'here')]).toEqual(['a', 'b']);
  });

  it('take an empty list for false and "0" for true', () => {
    expect([isTrue([]), isTrue('0'), isTrue([0]), isTrue('')]).toEqual([false, true, true, false]);
  });
});
