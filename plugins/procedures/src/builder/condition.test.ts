import { type Answers, evaluate, type Field, isTrue, type Rule } from '@parvis/forms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import { starterProcedures } from '../starter/index.ts';
import { type Condition, holdsInWords, type Line, type Operator, operatorsFor, tidy } from './condition.ts';
import { compile, readCondition } from './condition-rule.ts';

const options = ['a', 'b', 'c'].map((value) => ({ value, label: `Réponse ${value}` }));
const FIELDS = {
  yes: { id: 'yes', type: 'yes-no', label: 'Oui ou non' },
  pick: { id: 'pick', type: 'choice', label: 'Au choix', options },
  many: { id: 'many', type: 'choices', label: 'Plusieurs', options },
  age: { id: 'age', type: 'number', label: 'Âge' },
  day: { id: 'day', type: 'date', label: 'Jour' },
  name: { id: 'name', type: 'text', label: 'Nom' },
  where: { id: 'where', type: 'address', label: 'Adresse' },
} satisfies Record<string, Field>;
const VALUES: Readonly<Record<keyof typeof FIELDS, fc.Arbitrary<string | number | boolean>>> = {
  yes: fc.boolean(),
  pick: fc.constantFrom('a', 'b', 'c'),
  many: fc.constantFrom('a', 'b', 'c'),
  age: fc.integer({ min: -3, max: 12 }),
  day: fc.constantFrom('2026-01-01', '2026-06-15', '1999-12-31'),
  name: fc.constantFrom('Martin', 'art', 'été'),
  where: fc.constant('x'),
};
const ids = Object.keys(FIELDS) as (keyof typeof FIELDS)[];

const line: fc.Arbitrary<Line> = fc.constantFrom(...ids).chain((field) =>
  fc.constantFrom<Operator>(...operatorsFor(FIELDS[field])).chain((is): fc.Arbitrary<Line> => {
    if (is === 'filled' || is === 'empty') return fc.constant({ field, is, value: null });
    if (is === 'among')
      return fc
        .uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
        .map((value) => ({ field, is, value }));
    return VALUES[field].map((value) => ({ field, is, value }));
  }),
);
const join = fc.constantFrom('all' as const, 'any' as const);
const group = fc.record({ join, lines: fc.array(line, { minLength: 2, maxLength: 3 }) });
const condition: fc.Arbitrary<Condition> = fc.record({
  join,
  items: fc.array(fc.oneof(line, group), { minLength: 1, maxLength: 4 }),
});
const answers: fc.Arbitrary<Answers> = fc
  .record({
    yes: fc.option(fc.boolean(), { nil: undefined }),
    pick: fc.option(VALUES.pick, { nil: undefined }),
    many: fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }), { nil: undefined }),
    age: fc.option(VALUES.age, { nil: undefined }),
    day: fc.option(VALUES.day, { nil: undefined }),
    name: fc.option(VALUES.name, { nil: undefined }),
    where: fc.constant(undefined),
  })
  .map(
    (given) => Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) as Answers,
  );

describe('for any condition in words', () => {
  it('the rule says the same, and is read back as it was', () => {
    fc.assert(
      fc.property(condition, (words) => {
        const rule = compile(words);
        expect(rule).toBeDefined();
        const back = readCondition(rule ?? true);
        expect(back && compile(back)).toEqual(rule);
        expect(back && tidy(back)).toEqual(tidy(words));
        expect(ruleInWords((back && compile(back)) ?? true, Object.values(FIELDS))).toBe(
          ruleInWords(rule ?? true, Object.values(FIELDS)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('JSON-Logic decides as the words mean', () => {
    fc.assert(
      fc.property(condition, answers, (words, given) => {
        expect(isTrue(evaluate(compile(words) ?? true, given))).toBe(holdsInWords(words, given));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a rule that others wrote', () => {
  const raw: fc.Arbitrary<Rule> = fc.oneof(
    fc
      .tuple(fc.constantFrom('>', '>=', '<', '<=', '===', '!=='), fc.integer({ min: -2, max: 9 }))
      .map(([op, n]) => ({
        [op]: [{ var: 'age' }, n],
      })),
    fc.constantFrom<Rule>(
      { '!': [{ '===': [{ var: 'pick' }, 'a'] }] },
      { '!': [{ in: ['a', { var: 'many' }] }] },
      { in: [{ var: 'pick' }, ['a', 'b']] },
      {
        and: [
          { '===': [{ var: 'yes' }, true] },
          { or: [{ '===': [{ var: 'pick' }, 'a'] }, { '<': [{ var: 'age' }, 3] }] },
        ],
      },
    ),
  );

  it('means the same once it is read, where it can be', () => {
    fc.assert(
      fc.property(raw, answers, (rule, given) => {
        const read = readCondition(rule);
        if (read) expect(holdsInWords(read, given)).toBe(isTrue(evaluate(rule, given)));
      }),
      { numRuns: 500 },
    );
  });

  it.each<Rule>([
    { '<': [{ var: 'age' }, 3] },
    { '>': [{ '+': [{ var: 'age' }, 1] }, 3] },
    { and: [{ or: [{ and: [{ var: 'yes' }, { var: 'age' }] }] }] },
    { '===': [{ var: 'where.commune' }, 'Le Favril'] },
    true,
  ])('is left alone where lines cannot say it: %j', (rule) => {
    expect(readCondition(rule)).toBeNull();
  });

  it('of the library can nearly always be edited', () => {
    const rules = starterProcedures.flatMap(({ form }) =>
      form.pages.flatMap((page) => [page.when, ...page.fields.map((field) => field.when)]),
    );
    const asked = rules.filter((rule): rule is Rule => rule !== undefined);
    const read = asked.filter((rule) => readCondition(rule) !== null);
    expect(read.length / asked.length).toBeGreaterThan(0.85);
  });
});
