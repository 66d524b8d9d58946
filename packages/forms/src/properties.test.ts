import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Control, type ControlItem, toControls } from './control.ts';
import type { Answer, Answers, Field } from './field.ts';
import { defineForm, type Form } from './form.ts';
import { type Input, inputFrom } from './input.ts';
import { visibleFields } from './pages.ts';
import { readPage } from './read-page.ts';
import type { Rule } from './rule.ts';
import { summarise } from './summarise.ts';
import { answersToSend, validateForm } from './validate-form.ts';

const clock = { today: '2026-11-24' };
const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));

/** What a browser sends back when nobody touches what is shown. */
function untouched(controls: readonly Control[]): Input {
  return inputFrom(sentBy(controls));
}

function sentBy(controls: readonly Control[]): readonly [string, string][] {
  return controls.flatMap((control): readonly [string, string][] => {
    if (['info', 'file', 'computed'].includes(control.kind)) return [];
    if (control.controls) return sentBy(control.controls);
    if (control.items) {
      const count: [string, string] = [control.count?.name ?? '', control.count?.value ?? ''];
      const item = ({ key, controls: inside }: ControlItem): readonly [string, string][] => [
        [key.name, key.value],
        ...sentBy(inside),
      ];
      return [count, ...control.items.flatMap(item)];
    }
    const other: [string, string][] = control.other ? [[control.other.name, control.other.value]] : [];
    if (control.parts) return control.parts.map((part) => [part.name, part.value]);
    if (control.kind === 'select') return [[control.name, control.value], ...other];
    if (control.options)
      return [
        ...control.options
          .filter((one) => one.checked)
          .map((one): [string, string] => [control.name, one.value]),
        ...other,
      ];
    return [[control.name, control.value]];
  });
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'oui',
    'non',
    'a',
    '31',
    '2',
    'mars',
    '1980',
    '28190',
    '0612345678',
    'a@b.fr',
    '--autre',
    '48,44',
    'AB-123-CD',
    '73282932000074',
    '<script>',
    '\0',
  ),
);
const types = fc.constantFrom<Field['type']>(
  'text',
  'textarea',
  'email',
  'phone',
  'url',
  'colour',
  'time',
  'number',
  'date',
  'choice',
  'choices',
  'yes-no',
  'tick',
  'address',
  'hidden',
  'info',
  'amount',
  'period',
  'commune',
  'person',
  'siret',
  'iban',
  'plate',
  'point',
  'repeat',
  'computed',
);

function fieldOf(type: Field['type'], id: string, optional: boolean, when?: Rule): Field {
  const common = { id, label: id, optional, ...(when !== undefined && { when }) };
  if (type === 'choice' || type === 'choices') {
    return { ...common, type, options, ...(optional && { other: 'Autre' }) };
  }
  if (type === 'computed') return { ...common, type, rule: { cat: ['n', 1] } };
  if (type === 'repeat') {
    const fields = [
      fieldOf('text', 'a', false),
      fieldOf('date', 'b', true),
      fieldOf('tick', 'c', true),
      // Every other form, so that blocks without a condition are met too.
      ...(optional ? [fieldOf('text', 'd', false, { '!!': { var: 'b' } })] : []),
    ];
    return { ...common, type, one: 'Bloc', max: 3, fields };
  }
  return { ...common, type } as Field;
}

/** A page of every sort of fields, each possibly shown only if the one before has an answer, or has not. */
const forms: fc.Arbitrary<Form> = fc
  .array(fc.record({ type: types, optional: fc.boolean(), rule: fc.constantFrom('none', 'if', 'unless') }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((specs) => {
    const fields = specs.map(({ type, optional, rule }, index) => {
      const before = { var: `f${index - 1}` };
      const when: Rule | undefined =
        index === 0 || rule === 'none' ? undefined : rule === 'if' ? { '!!': before } : { '!': before };
      return fieldOf(type, `f${index}`, optional, when);
    });
    const half = Math.ceil(fields.length / 2);
    const pages = [fields.slice(0, half), fields.slice(half)].filter((some) => some.length > 0);
    return defineForm({ pages: pages.map((some, index) => ({ id: `p${index}`, title: 'P', fields: some })) });
  });

/** Values under every name that the form could look at. */
function inputs(form: Form): fc.Arbitrary<Input> {
  const parts = (
    'day month year line postal-code commune insee other lat lon given-names family-name count 1--a 2--a ' +
    '1--b--day 1--b--month 1--b--year 2--c 1--d 2--d key--1 key--2 drop add from--day from--month from--year to--day to--month to--year'
  ).split(' ');
  const names = form.pages.flatMap((page) =>
    page.fields.flatMap(({ id }) => [id, id, id, ...parts.map((part) => `${id}--${part}`)]),
  );
  return fc
    .array(fc.tuple(fc.constantFrom(...names, '__proto__', 'x'), anyText), { maxLength: 60 })
    .map((pairs) => inputFrom(pairs));
}

const anyAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom('f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', '__proto__'),
  fc.oneof(
    anyText,
    fc.boolean(),
    fc.double(),
    fc.array(anyText),
    fc.constant('2020-01-01'),
  ) as fc.Arbitrary<Answer>,
);

const formAndInput = forms.chain((form) => fc.tuple(fc.constant(form), inputs(form), anyAnswers));

/** Every page read in turn. */
function fill(form: Form, input: Input, answers: Answers): Answers {
  return form.pages.reduce((held, page) => readPage(form, page.id, input, held, clock).answers, answers);
}

describe('for any form and any input', () => {
  it('what readPage accepts, validateForm accepts', () => {
    fc.assert(
      fc.property(formAndInput, ([form, input]) => {
        const answers = fill(form, input, {});
        const wrong = validateForm(form, answers, clock).filter((error) => error.code !== 'missing');
        expect(wrong).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('what is shown, sent back untouched, is read as the same', () => {
    fc.assert(
      fc.property(formAndInput, ([form, input]) => {
        const answers = fill(form, input, {});
        for (const page of form.pages) {
          const controls = toControls(visibleFields(form, page.id, answers), { answers });
          const again = readPage(form, page.id, untouched(controls), answers, clock);
          expect(answersToSend(form, again.answers)).toEqual(answersToSend(form, answers));
          expect(again.errors.every((error) => error.code === 'missing')).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what was typed, shown and sent back untouched, gives the same errors', () => {
    fc.assert(
      fc.property(formAndInput, ([form, input]) => {
        for (const page of form.pages) {
          const first = readPage(form, page.id, input, {}, clock);
          const state = {
            answers: first.answers,
            typed: JSON.parse(JSON.stringify(first.typed)),
            errors: first.errors,
          };
          const controls = toControls(visibleFields(form, page.id, first.answers), state);
          const again = readPage(form, page.id, untouched(controls), first.answers, clock);
          const before = new Set(first.errors.map((error) => `${error.fieldId} ${error.code}`));
          const optional = new Set(page.fields.filter((field) => field.optional).map((field) => field.id));
          for (const error of first.errors) {
            // A choice that was not offered cannot be shown: it is asked again, where it must be answered.
            // One of several that was offered stays ticked, and answers.
            const drawn = controls.find((control) => control.name === error.fieldId);
            const answered = drawn?.options?.some((option) => option.checked) ?? false;
            if (error.code === 'unknown-choice' && (answered || optional.has(error.fieldId))) continue;
            const expected = error.code === 'unknown-choice' ? 'missing' : error.code;
            expect(again.errors.map((one) => `${one.fieldId} ${one.code}`)).toContain(
              `${error.fieldId} ${expected}`,
            );
          }
          expect(before.size > 0).toBe(first.errors.length > 0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('hidden fields never yield errors, nor are they sent or shown, whatever is stored', () => {
    fc.assert(
      fc.property(formAndInput, ([form, input, stored]) => {
        for (const answers of [stored, fill(form, input, stored)]) {
          const shown = new Set(
            form.pages.flatMap((page) => visibleFields(form, page.id, answers).map((one) => one.id)),
          );
          expect(validateForm(form, answers, clock).every((error) => shown.has(error.fieldId))).toBe(true);
          expect(Object.keys(answersToSend(form, answers)).every((id) => shown.has(id))).toBe(true);
          const rows = summarise(form, answers).flatMap((page) => page.rows.map((row) => row.fieldId));
          expect(rows.every((id) => shown.has(id))).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('answers and typed survive JSON, and errors are sentences tied to a control', () => {
    fc.assert(
      fc.property(formAndInput, ([form, input]) => {
        for (const page of form.pages) {
          const { answers, typed, errors } = readPage(form, page.id, input, {}, clock);
          expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
          expect(JSON.parse(JSON.stringify(typed))).toEqual(typed);
          for (const error of errors) {
            expect(error.message).toMatch(/^\p{Lu}.*[.…]$/su);
            expect(error.anchor.startsWith(`champ-${error.fieldId}`)).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
