import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../field.ts';
import type { FormPage } from '../form.ts';
import { type Json, type Rule, rulesOf } from '../rule.ts';
import { adviseOn } from './advise.ts';
import { canHold } from './satisfiable.ts';

const options = ['a', 'b', 'c'].map((value) => ({ value, label: `Réponse ${value}` }));
const ask = (id: string, more: object = {}): Field =>
  ({ id, label: `Question ${id}`, type: 'text', ...more }) as Field;
const page = (id: string, fields: readonly Field[], more: object = {}): FormPage => ({
  id,
  title: `Page ${id}`,
  fields,
  ...more,
});
const codes = (...pages: FormPage[]) =>
  adviseOn({ pages }).map((one) => [one.code, one.fieldId ?? one.pageId ?? null]);

describe('adviseOn', () => {
  it('has nothing to say of a short, clear form', () => {
    const who = ask('who', { type: 'person', label: 'Votre identité' });
    expect(
      codes(page('p', [who, ask('iban', { type: 'iban', label: 'Votre compte', help: 'Sur votre RIB.' })])),
    ).toEqual([]);
  });

  it('warns of a form that asks too much', () => {
    const many = (from: number, n: number) =>
      Array.from({ length: n }, (_, index) =>
        ask(`f${from + index}`, { label: `Quoi ${'abcdefghijklmnopqrstuvwxyz'[from + index]}` }),
      );
    expect(codes(page('p', many(0, 9)))).toEqual([['crowded-page', 'p']]);
    expect(
      codes(page('p', many(0, 8)), page('q', many(8, 8)), page('r', many(16, 8)), page('s', many(24, 2))),
    ).toEqual([['too-many-fields', null]]);
  });

  it('warns of what is asked twice, but not of one question in two cases', () => {
    const person = ask('who', { type: 'person', label: 'Votre identité', ask: ['birth-date'] });
    const born = ask('born', { type: 'date', label: 'Date de naissance' });
    const name = ask('name', { label: 'Nom de naissance' });
    expect(codes(page('p', [person, born, name]))).toEqual([
      ['asked-twice', 'born'],
      ['asked-twice', 'name'],
    ]);
    const choose = ask('pick', { type: 'choice', options });
    const twice = ['a', 'b'].map((value) =>
      ask(`name-${value}`, { label: 'Nom de famille', when: { '===': [{ var: 'pick' }, value] } }),
    );
    expect(codes(page('p', [choose, ...twice]))).toEqual([]);
  });

  it.each(['NOM ET PRÉNOM', 'nom_usage', 'Champ12aB', 'x'.repeat(91)])('warns of the label %s', (label) => {
    expect(codes(page('p', [ask('f', { label })]))).toEqual([['unreadable-label', 'f']]);
  });

  it.each([
    ['Numéro de sécurité sociale', 'held-back'],
    ['Quelle est votre religion ?', 'held-back'],
    ['Votre état de santé', 'held-back'],
    ['Adresse du pétitionnaire', 'jargon'],
    ['Terrain sis à', 'jargon'],
  ])('warns of what « %s » asks, or how', (label, code) => {
    expect(codes(page('p', [ask('f', { label })]))).toEqual([[code, 'f']]);
    const block = ask('b', {
      type: 'repeat',
      label: 'Enfants',
      one: 'Enfant',
      fields: [ask('f', { label })],
    });
    expect(codes(page('p', [block]))).toEqual([[code, 'b']]);
  });

  it('has nothing against everyday words that resemble them', () => {
    for (const label of ['Le centre de santé', 'Votre numéro de téléphone', 'La course à pied', 'Six mètres'])
      expect(codes(page('p', [ask('f', { label })]))).toEqual([]);
  });

  it('warns of many questions that nobody has to answer', () => {
    const some = 'abcdefg'
      .split('')
      .map((letter) => ask(letter, { label: `Quoi ${letter}${letter}`, optional: true }));
    expect(codes(page('p', some))).toEqual([['not-needed', null]]);
    expect(codes(page('p', some.slice(1)))).toEqual([]);
  });

  it('warns of a risky question without help', () => {
    expect(codes(page('p', [ask('f', { type: 'file' })]))).toEqual([['missing-help', 'f']]);
  });

  it('warns of pages that nobody reaches, and of conditions that are never true', () => {
    const pick = ask('pick', { type: 'choice', options });
    const lives = ask('lives', { type: 'yes-no' });
    expect(codes(page('p', [pick]), page('stop', [], { stop: true }), page('q', [ask('f')]))).toEqual([
      ['unreachable-page', 'q'],
    ]);
    expect(
      codes(page('p', [pick, lives]), page('q', [ask('f')], { when: { '===': [{ var: 'pick' }, 'z'] } })),
    ).toEqual([['unreachable-page', 'q']]);
    const yes: Rule = { '===': [{ var: 'lives' }, true] };
    const no: Rule = { '===': [{ var: 'lives' }, false] };
    expect(
      codes(page('p', [lives]), page('q', [ask('f', { when: no }), ask('g', { when: yes })], { when: yes })),
    ).toEqual([['never-true', 'f']]);
    const age = ask('age', { type: 'number', min: 0, max: 120 });
    const over = (limit: number): Rule => ({ '>': [{ var: 'age' }, limit] });
    expect(codes(page('p', [age, ask('f', { when: over(120) }), ask('g', { when: over(119) })]))).toEqual([
      ['never-true', 'f'],
    ]);
  });

  it('says nothing of conditions that it cannot try', () => {
    const sum: Rule = { '>': [{ '+': [{ var: 'a' }, { var: 'b' }] }, 1e12] };
    expect(
      codes(page('p', [ask('a', { type: 'number' }), ask('b', { type: 'number' }), ask('f', { when: sum })])),
    ).toEqual([]);
  });
});

describe('for any plain condition', () => {
  const fields: Readonly<Record<string, Field>> = {
    yes: ask('yes', { type: 'yes-no' }),
    pick: ask('pick', { type: 'choice', options }),
    age: ask('age', { type: 'number', min: 0, max: 9 }),
    many: ask('many', { type: 'choices', options }),
  };
  const answers: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    yes: fc.constantFrom(undefined, true, false),
    pick: fc.constantFrom(undefined, 'a', 'b', 'c'),
    age: fc.option(fc.nat(9), { nil: undefined }),
    many: fc.constantFrom(undefined, ['a'], ['b', 'c'], ['a', 'b', 'c']),
  };
  const constant = fc.constantFrom<Json>(true, false, 'a', 'b', 'z', 0, 3, 8, 12);
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small' },
      fc
        .tuple(
          fc.constantFrom('===', '!==', '>', '<=', '=='),
          fc.constantFrom(...Object.keys(fields)),
          constant,
        )
        .map(([op, id, value]) => ({ [op]: [{ var: id }, value] })),
      fc
        .tuple(constant, fc.constantFrom('many', 'pick'))
        .map(([value, id]) => ({ in: [value, { var: id }] })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ and: all })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ or: all })),
      tie('rule').map((one) => ({ '!': [one] })),
    ),
  }));

  it('what holds for some answers is never called impossible', () => {
    const { holds } = rulesOf();
    fc.assert(
      fc.property(rule, fc.record(answers), (condition, given) => {
        const data = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
        fc.pre(holds(condition, data));
        expect(canHold([condition], (id) => fields[id])).not.toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
