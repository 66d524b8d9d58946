import { describe, expect, it } from 'vitest';
import type { Field } from './field.ts';
import { defineForm } from './form.ts';
import { FormError, type FormErrorCode } from './form-error.ts';
import type { Rule } from './rule.ts';

const text = (id: string, when?: Rule): Field => ({
  id,
  label: id,
  type: 'text',
  ...(when !== undefined && { when }),
});
const page = (id: string, fields: readonly Field[], when?: Rule) => ({
  id,
  title: id,
  fields,
  ...(when !== undefined && { when }),
});

function refusal(...pages: ReturnType<typeof page>[]): FormError {
  try {
    defineForm({ pages });
  } catch (error) {
    if (error instanceof FormError) return error;
    throw error;
  }
  throw new Error('This form was accepted.');
}

describe('defineForm', () => {
  it('accepts conditions on earlier pages, and on the same page in any order', () => {
    const form = {
      pages: [
        page('a', [text('one')]),
        page('b', [text('two', { var: 'three' }), text('three', { var: 'one' })]),
      ],
    };
    expect(defineForm(form)).toBe(form);
  });

  it.each<[FormErrorCode, string, ReturnType<typeof page>[]]>([
    ['PARVIS_FORM_EMPTY', 'no page', []],
    ['PARVIS_FORM_BAD_ID', '"__proto__"', [page('a', [text('__proto__')])]],
    ['PARVIS_FORM_BAD_ID', '"constructor"', [page('a', [text('constructor')])]],
    ['PARVIS_FORM_BAD_ID', '"a--b"', [page('a', [text('a--b')])]],
    ['PARVIS_FORM_BAD_ID', '"é"', [page('é', [])]],
    ['PARVIS_FORM_DUPLICATE_ID', '"one"', [page('a', [text('one')]), page('b', [text('one')])]],
    ['PARVIS_FORM_DUPLICATE_ID', 'pages', [page('a', []), page('a', [])]],
    ['PARVIS_FORM_UNKNOWN_FIELD', '"nobody"', [page('a', [text('one', { var: 'nobody' })])]],
    [
      'PARVIS_FORM_LATER_FIELD',
      '"two"',
      [page('a', [text('one', { var: 'two' })]), page('b', [text('two')])],
    ],
    ['PARVIS_FORM_LATER_FIELD', '"one"', [page('a', [text('one')], { var: 'one' })]],
    [
      'PARVIS_FORM_CYCLE',
      'one → two → one',
      [page('a', [text('one', { var: 'two' }), text('two', { var: 'one' })])],
    ],
    ['PARVIS_FORM_CYCLE', 'one → one', [page('a', [text('one', { '!': { var: 'one' } })])]],
    ['PARVIS_FORM_BAD_RULE', '"throw"', [page('a', [text('one', { throw: 'x' })])]],
    ['PARVIS_FORM_BAD_RULE', 'variable', [page('a', [text('one', { var: { cat: ['a', 'b'] } })])]],
    ['PARVIS_FORM_BAD_RULE', 'one operator', [page('a', [text('one', { var: 'a', '!': 1 })])]],
    [
      'PARVIS_FORM_EMPTY_CHOICE',
      '"one"',
      [page('a', [{ id: 'one', label: 'x', type: 'choice', options: [] }])],
    ],
    [
      'PARVIS_FORM_DUPLICATE_OPTION',
      '"one"',
      [page('a', [{ id: 'one', label: 'x', type: 'choice', options: [{ value: '', label: 'x' }] }])],
    ],
    [
      'PARVIS_FORM_BAD_LIMIT',
      'at least 3',
      [page('a', [{ id: 'one', label: 'x', type: 'number', min: 3, max: 2 }])],
    ],
    [
      'PARVIS_FORM_BAD_LIMIT',
      'no day',
      [page('a', [{ id: 'one', label: 'x', type: 'date', latest: '2026-02-30' }])],
    ],
    [
      'PARVIS_FORM_BAD_LIMIT',
      'repetition',
      [page('a', [{ id: 'one', label: 'x', type: 'text', pattern: '(a+)+' }])],
    ],
    [
      'PARVIS_FORM_BAD_LIMIT',
      'expression',
      [page('a', [{ id: 'one', label: 'x', type: 'text', pattern: '(' }])],
    ],
    [
      'PARVIS_FORM_BAD_DEFAULT',
      'invalid',
      [page('a', [{ id: 'one', label: 'x', type: 'email', default: 'x' }])],
    ],
  ])('refuses with %s, naming %s', (code, named, pages) => {
    const error = refusal(...pages);
    expect(error.code).toBe(code);
    expect(error.message).toContain(named);
  });

  it('refuses a condition nested beyond reason', () => {
    let rule: Rule = { var: 'zero' };
    for (let depth = 0; depth < 40; depth++) rule = { '!': rule };
    expect(refusal(page('a', [text('zero'), text('one', rule)])).code).toBe('PARVIS_FORM_BAD_RULE');
  });
});
