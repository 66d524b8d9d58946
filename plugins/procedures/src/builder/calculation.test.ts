import { type Answers, evaluate, type Field, type Json } from '@parvis/forms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculationInWords } from '../pooling/calculation-in-words.ts';
import { starterProcedures } from '../starter/index.ts';
import { type Calculation, fitting, keyOf, OPERATIONS, offersOf, type Term } from './calculation.ts';
import { compileCalculation, readCalculation } from './calculation-rule.ts';
import { fieldsOf } from './outline.ts';

const FIELDS: readonly Field[] = [
  { id: 'tables', type: 'number', label: 'Tables' },
  { id: 'caution', type: 'amount', label: 'Caution' },
  { id: 'habitant', type: 'yes-no', label: 'Habitant' },
  {
    id: 'salle',
    type: 'choice',
    label: 'Salle',
    options: ['a', 'b'].map((value) => ({ value, label: `Salle ${value}` })),
  },
  {
    id: 'enfants',
    type: 'repeat',
    label: 'Enfants',
    one: 'Enfant',
    fields: [
      { id: 'repas', type: 'number', label: 'Repas' },
      { id: 'nom', type: 'text', label: 'Nom' },
    ],
  },
];

const number = fc.integer({ min: -20, max: 20 });
const term: fc.Arbitrary<Term> = fc.oneof(
  number.map((value): Term => ({ is: 'constant', value })),
  fc
    .tuple(fc.constantFrom('tables', 'caution'), number)
    .map(([field, times]): Term => ({ is: 'answer', field, times })),
  number.map((worth): Term => ({ is: 'yes', field: 'habitant', worth })),
  fc.tuple(number, number).map(
    ([a, b]): Term => ({
      is: 'choice',
      field: 'salle',
      worth: [
        ['a', a],
        ['b', b],
      ],
    }),
  ),
  number.map((times): Term => ({ is: 'count', block: 'enfants', times })),
  number.map((times): Term => ({ is: 'total', block: 'enfants', field: 'repas', times })),
);
const calculation: fc.Arbitrary<Calculation> = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  terms: fc.array(term, { minLength: 1, maxLength: 4 }),
});
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const answers: fc.Arbitrary<Answers> = fc
  .record({
    tables: maybe(number),
    caution: maybe(number),
    habitant: maybe(fc.boolean()),
    salle: maybe(fc.constantFrom('a', 'b')),
    enfants: maybe(
      fc.array(maybe(number)).map((many) => ({
        items: many.map((repas) => (repas === undefined ? {} : { repas })),
      })),
    ),
  })
  .map(
    (given) => Object.fromEntries(Object.entries(given).filter(([, one]) => one !== undefined)) as Answers,
  );

/** What the words of a line mean. */
function worth(one: Term, given: Answers): number {
  const numeric = (value: unknown) => (typeof value === 'number' ? value : 0);
  const blocks = given['enfants'];
  const items = typeof blocks === 'object' && 'items' in blocks ? blocks.items : [];
  switch (one.is) {
    case 'constant':
      return one.value;
    case 'answer':
      return numeric(given[one.field]) * one.times;
    case 'yes':
      return given[one.field] === true ? one.worth : 0;
    case 'choice':
      return one.worth.find(([value]) => value === given[one.field])?.[1] ?? 0;
    case 'count':
      return items.length * one.times;
    case 'total':
      return items.reduce((sum, item) => sum + numeric(item[one.field]), 0) * one.times;
  }
}

function meant({ operation, terms }: Calculation, given: Answers): number {
  const [first = 0, ...others] = terms.map((one) => worth(one, given));
  const all = [first, ...others];
  switch (operation) {
    case 'sum':
      return all.reduce((a, b) => a + b, 0);
    case 'product':
      return all.reduce((a, b) => a * b, 1);
    case 'difference':
      return others.reduce((a, b) => a - b, first);
    case 'quotient':
      return others.length === 0 ? first : first / others.reduce((a, b) => a * b, 1);
    case 'least':
      return Math.min(...all);
    case 'greatest':
      return Math.max(...all);
  }
}

function valueOf(rule: Json, given: Answers): number {
  try {
    return Number(evaluate(rule, given));
  } catch {
    return Number.NaN;
  }
}

describe('for any calculation in lines', () => {
  it('the rule says the same, and is read back as it was', () => {
    fc.assert(
      fc.property(calculation, (words) => {
        const rule = compileCalculation(words);
        const back = readCalculation(rule);
        expect(back && compileCalculation(back)).toEqual(rule);
        expect(back && fitting(back, FIELDS)).toEqual(back);
      }),
      { numRuns: 1000 },
    );
  });

  it('JSON-Logic gives what the words mean', () => {
    fc.assert(
      fc.property(calculation, answers, (words, given) => {
        const [value, wanted] = [valueOf(compileCalculation(words), given), meant(words, given)];
        if (Number.isFinite(wanted)) expect(value).toBeCloseTo(wanted, 6);
        else expect(Number.isFinite(value)).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  it('each line has the key of what it was offered as', () => {
    const offers = offersOf(FIELDS);
    expect(offers.map(({ key }) => key)).toEqual([
      'nombre',
      'champ:tables',
      'champ:caution',
      'champ:habitant',
      'champ:salle',
      'combien:enfants',
      'total:enfants.repas',
    ]);
    for (const { key, term: one } of offers) expect(keyOf(one)).toBe(key);
  });
});

describe('a calculation that others wrote', () => {
  it.each<readonly [Json, string]>([
    [{ '%': [{ var: 'tables' }, 2] }, '«\u00A0Tables\u00A0»\u00A0modulo 2'],
    [{ min: [{ var: 'tables' }, 3] }, 'la plus petite valeur de («\u00A0Tables\u00A0»\u202F; 3)'],
    [{ '*': [{ '+': [{ var: 'tables' }, 1] }, 3] }, '(«\u00A0Tables\u00A0»\u00A0+ 1)\u00A0× 3'],
    [
      { if: [{ '>': [{ var: 'tables' }, 9] }, 5, 0] },
      '5 si «\u00A0Tables\u00A0» dépasse «\u00A09\u00A0», sinon 0',
    ],
    [{ cat: ['n', { var: 'tables' }] }, 'le texte «\u00A0n\u00A0» suivi de «\u00A0Tables\u00A0»'],
    [{ map: [[1], { var: '' }] }, 'un calcul avancé'],
    [
      {
        reduce: [
          { var: ['enfants.items', []] },
          { '+': [{ var: 'accumulator' }, { '*': [{ var: 'current.repas' }, 2] }] },
          0,
        ],
      },
      'le total, pour chaque bloc de «\u00A0Enfants\u00A0», de («\u00A0Repas\u00A0»\u00A0× 2)',
    ],
  ])('is left alone where lines cannot say it, and told: %j', (rule, words) => {
    expect(readCalculation(rule)).toBeNull();
    expect(calculationInWords(rule, FIELDS)).toBe(words);
  });

  it('is read where lines can say it', () => {
    const plain = { '+': [{ var: 'tables' }, { '*': [3, { var: 'caution' }] }] };
    expect(readCalculation(plain)?.terms).toEqual([
      { is: 'answer', field: 'tables', times: 1 },
      { is: 'answer', field: 'caution', times: 3 },
    ]);
    expect(calculationInWords(plain, FIELDS)).toBe(
      '«\u00A0Tables\u00A0»\u00A0+ 3\u00A0× «\u00A0Caution\u00A0»',
    );
  });

  it('fits no questions but those that it reads, of their kinds', () => {
    const words = readCalculation({ '+': [{ var: 'habitant' }, 1] });
    expect(words && fitting(words, FIELDS)).toBeNull();
    const gone = readCalculation({ '+': [{ var: 'parti' }, 1] });
    expect(gone && fitting(gone, FIELDS)).toBeNull();
  });

  it('of the library is told in words', () => {
    const all = starterProcedures.flatMap(({ form }) =>
      fieldsOf(form).flatMap((field) =>
        field.type === 'computed' ? [calculationInWords(field.rule, fieldsOf(form))] : [],
      ),
    );
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((words) => words.includes('avancé'))).toEqual([]);
  });
});
