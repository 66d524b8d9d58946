import { existsSync, readFileSync } from 'node:fs';
import {
  type Answers,
  answersToSend,
  defineForm,
  type Field,
  type Form,
  inputFrom,
  readPage,
  toPageControls,
  visibleFields,
} from '@parvis/forms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface State {
  readonly hidden: ReadonlySet<string>;
  readonly calculated: ReadonlyMap<string, string>;
}
interface FormRules {
  readonly pageState: (fields: readonly unknown[], valuesOf: (name: string) => readonly string[]) => State;
}
interface JsonLogic {
  readonly evaluate: (rule: unknown, data: unknown) => unknown;
}

const scripts = new URL('../script/', import.meta.url).href;
const { pageState }: FormRules = await import(`${scripts}form-rules.js`);
const { evaluate }: JsonLogic = await import(`${scripts}json-logic.js`);

const corpus = new URL('../../../../shared/corpora/json-logic-tests.json', import.meta.url);

describe('the browser’s evaluator', () => {
  it.skipIf(!existsSync(corpus))('gives what the JSON-Logic community expects, in all 277 cases', () => {
    const entries: readonly (string | readonly [unknown, unknown, unknown])[] = JSON.parse(
      readFileSync(corpus, 'utf8'),
    );
    const cases = entries.filter((entry) => typeof entry !== 'string');
    expect(cases).toHaveLength(277);
    for (const [rule, data, expected] of cases) {
      expect(evaluate(rule, data), JSON.stringify(rule)).toEqual(expected);
    }
  });
});

const options = ['a', 'b', 'c'].map((value) => ({ value, label: `Réponse ${value}` }));
const types = fc.constantFrom<Field['type']>(
  'yes-no',
  'tick',
  'choice',
  'choices',
  'number',
  'amount',
  'date',
  'text',
  'textarea',
  'computed',
  'email',
);

/** What rules compare with: what the fields could answer, and what they could not. */
const constants = fc.constantFrom(
  true,
  false,
  null,
  0,
  1,
  2.5,
  -3,
  'a',
  'b',
  '',
  '3',
  '1980-03-31',
  '2026-11-24',
);

function operands(ids: readonly string[]): fc.Arbitrary<unknown> {
  if (ids.length === 0) return constants;
  const variable = fc.constantFrom(...ids).map((id) => ({ var: id }));
  const withDefault = fc.constantFrom(...ids).map((id) => ({ var: [id, 0] }));
  return fc.oneof(constants, variable, variable, variable, withDefault);
}

const { rule: anyRule } = fc.letrec<{ rule: Record<string, unknown> }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: fc.constantFrom('===', '!==', '==', '<', '>='), leaf: fc.constant(true) }),
    fc.record({
      op: fc.constantFrom('and', 'or'),
      all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('!'), all: fc.tuple(tie('rule')) }),
    fc.record({ op: fc.constantFrom('+', '-', '*', 'max', 'in', 'cat', '!!', 'missing', 'some', 'if') }),
  ),
}));

/** The shape of a rule, with variables among the ids before. */
function ruleOver(
  ids: readonly string[],
  shape: Record<string, unknown>,
  draw: (arb: fc.Arbitrary<unknown>) => unknown,
): unknown {
  const operand = () => draw(operands(ids));
  const op = String(shape['op']);
  const all = shape['all'];
  if (Array.isArray(all)) return { [op]: all.map((one) => ruleOver(ids, one, draw)) };
  if (op === '!!') return { '!!': [operand()] };
  if (op === 'missing') return { missing: ids.slice(0, 2) };
  if (op === 'in') return { in: [draw(constants), operand()] };
  if (op === 'if') return { if: [operand(), operand(), operand()] };
  if (op === 'some') return { some: [operand(), { '===': [{ var: '' }, draw(constants)] }] };
  if (op === '+' || op === '*') return { [op]: [operand(), operand(), operand()] };
  return { [op]: [operand(), operand()] };
}

interface Spec {
  readonly type: Field['type'];
  readonly optional: boolean;
  readonly other: boolean;
  readonly when: Record<string, unknown> | null;
  readonly rule: Record<string, unknown>;
}

const specs: fc.Arbitrary<readonly Spec[]> = fc.array(
  fc.record({
    type: types,
    optional: fc.boolean(),
    other: fc.boolean(),
    when: fc.option(anyRule),
    rule: anyRule,
  }),
  { minLength: 2, maxLength: 9 },
);

function fieldOf(spec: Spec, index: number, draw: (arb: fc.Arbitrary<unknown>) => unknown): Field {
  const before = Array.from({ length: index }, (_, at) => `f${at}`);
  const { type, optional, other } = spec;
  const common = {
    id: `f${index}`,
    label: 'Q',
    optional,
    ...(spec.when && { when: ruleOver(before, spec.when, draw) }),
  };
  const fields: Partial<Record<Field['type'], object>> = {
    choice: { options, ...(other && { other: 'Autre' }) },
    choices: { options, ...(other && { other: 'Autre' }), max: 2 },
    number: { min: -5, max: 1000, decimals: other ? 1 : 0, unit: 'm²' },
    date: { earliest: '1900-01-01', latest: 'today' },
    text: { maxLength: 8, ...(other && { pattern: '[a-z]+' }) },
    computed: { rule: ruleOver(before, spec.rule, draw), unit: other ? '€' : 'm²' },
  };
  return { ...common, ...fields[type], type } as Field;
}

const typedText = fc.oneof(
  fc.constantFrom(
    'oui',
    'non',
    'a',
    'b',
    '--autre',
    'réponse A',
    'Tortue',
    '3',
    '2,5',
    '1 000',
    '-3',
    '12 m²',
  ),
  fc.constantFrom('31', '2', 'mars', '3', '1980', '1er', '31/03/1980', '2026-11-25', 'févr.', 'jui', ''),
  fc.string({ unit: 'binary', maxLength: 10 }),
);

describe('for any form, the browser agrees with the server', () => {
  it('on what is asked and on what is calculated, whatever was answered', () => {
    let decided = 0;
    fc.assert(
      fc.property(specs, fc.nat(8), fc.gen(), (made, cut, gen) => {
        const draw = (arb: fc.Arbitrary<unknown>) => gen(() => arb);
        const fields = made.map((spec, index) => fieldOf(spec, index, draw));
        const split = Math.min(cut, fields.length - 1);
        const pages = [fields.slice(0, split), fields.slice(split)].filter((some) => some.length > 0);
        const form: Form = defineForm({
          pages: pages.map((some, index) => ({ id: `p${index}`, title: 'P', fields: some })),
        });
        const names = fields.flatMap(({ id }) => [
          id,
          id,
          `${id}--day`,
          `${id}--month`,
          `${id}--year`,
          `${id}--other`,
        ]);
        const pairs = fc.array(fc.tuple(fc.constantFrom(...names), typedText), { maxLength: 40 });
        const sent = gen(() => pairs);
        const clock = { today: '2026-11-24' };
        const input = inputFrom(sent);
        const earlier: Answers = pages.length === 2 ? readPage(form, 'p0', input, {}, clock).answers : {};
        const last = `p${pages.length - 1}`;
        // The page as the server drew it before it was filled.
        const drawn = toPageControls(form, last, { answers: earlier, ...clock });
        const rules = drawn.flatMap(({ rules: one }) => (one === undefined ? [] : [JSON.parse(one)]));
        const { hidden, calculated } = pageState(rules, (name) => input.getAll(name));

        const { answers } = readPage(form, last, input, earlier, clock);
        const asked = new Set(visibleFields(form, last, answers).map((field) => field.id));
        const after = toPageControls(form, last, { answers, ...clock });
        for (const { id, when, read } of rules) {
          if (when === undefined && read?.as !== 'computed') continue;
          decided += 1;
          expect(hidden.has(id), `${id} hidden`).toBe(!asked.has(id));
          const value = after.find((control) => control.name === id)?.value;
          if (read?.as === 'computed' && asked.has(id)) {
            expect(calculated.get(id)).toBe(value || 'Pas encore connu');
            expect(value !== '').toBe(Object.hasOwn(answersToSend(form, answers), id));
          }
        }
      }),
      { numRuns: 500, endOnFailure: true },
    );
    expect(decided).toBeGreaterThan(500);
  });

  it('on what is asked in each block, by the answers of that block', () => {
    let decided = 0;
    fc.assert(
      fc.property(specs, fc.gen(), (made, gen) => {
        const draw = (arb: fc.Arbitrary<unknown>) => gen(() => arb);
        const simple = made.map((spec) =>
          spec.type === 'computed' ? { ...spec, type: 'text' as const } : spec,
        );
        const fields = simple.map((spec, index) => fieldOf(spec, index, draw));
        const form: Form = defineForm({
          pages: [
            { id: 'p', title: 'P', fields: [{ id: 'x', label: 'X', type: 'repeat', one: 'Bloc', fields }] },
          ],
        });
        const names = [1, 2].flatMap((rank) =>
          fields.flatMap(({ id }) =>
            ['', '', '--day', '--month', '--year', '--other'].map((part) => `x--${rank}--${id}${part}`),
          ),
        );
        const sent = gen(() =>
          fc.array(fc.tuple(fc.constantFrom(...names), typedText), { minLength: 20, maxLength: 60 }),
        );
        const count: [string, string][] = [
          ['x--count', '2'],
          ['x--key--1', '1'],
          ['x--key--2', '2'],
        ];
        const clock = { today: '2026-11-24' };
        const input = inputFrom([...count, ...sent]);
        // Both blocks as the server drew them before they were filled.
        const [drawn] = toPageControls(form, 'p', { typed: { 'x--count': '2' }, ...clock });
        const rules = (drawn?.items ?? []).flatMap(({ controls }) =>
          controls.flatMap(({ rules: one }) => (one === undefined ? [] : [JSON.parse(one)])),
        );
        const { hidden } = pageState(rules, (name) => input.getAll(name));
        const { answers } = readPage(form, 'p', input, {}, clock);
        const [after] = toPageControls(form, 'p', { answers, ...clock });
        // A block in which nothing was given is none.
        const blocks = answers['x'] as { readonly keys: readonly string[] } | undefined;
        if (!blocks) return;
        for (const { key, controls } of after?.items ?? []) {
          for (const control of controls) {
            const own = control.name.slice(control.name.lastIndexOf('--') + 2);
            const before = rules.find(({ id }) => id === `x--${key.value}--${own}`);
            if (before?.when === undefined) continue;
            decided += 1;
            expect(hidden.has(before.id), before.id).toBe(control.hidden ?? false);
          }
        }
      }),
      { numRuns: 600, endOnFailure: true },
    );
    expect(decided).toBeGreaterThan(200);
  });
});
