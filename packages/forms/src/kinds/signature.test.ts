import { describe, expect, it } from 'vitest';
import type { Field, Signature } from '../field.ts';
import { defineForm } from '../form.ts';
import { inputFrom } from '../input.ts';
import { readPage } from '../read-page.ts';
import { summarise } from '../summarise.ts';

const NBSP = '\u00A0';
const clock = { today: '2026-11-24' };

const ask = (type: Field['type'], more: object = {}): Field =>
  ({ id: 'x', label: 'X', type, ...more }) as Field;

describe('a signature by code', () => {
  const field = ask('signature', { label: 'Je certifie', email: 'mail' });
  const pages = (fields: readonly Field[], last: readonly Field[] = [field]) => ({
    pages: [
      { id: 'one', title: 'P', fields },
      { id: 'two', title: 'P', fields: last },
    ],
  });
  const mail = ask('email', { id: 'mail' });
  const signed: Signature = {
    at: '2026-11-24T14:32:05+01:00',
    by: 'mail',
    to: 'c•••@exemple.fr',
    digest: 'a'.repeat(64),
  };

  it('is never read from what a browser sends', () => {
    const form = pages([mail]);
    const entries: [string, string][] = [['x', JSON.stringify(signed)]];
    const read = readPage(form, 'two', inputFrom([...entries, ['x--code', '123456']]), {}, clock);
    expect(read.answers).toEqual({});
    expect(read.errors.map(({ code, anchor }) => [code, anchor])).toEqual([['missing', 'champ-x']]);
    expect(JSON.stringify(read.typed)).not.toContain('123456');
    const held = readPage(form, 'two', inputFrom([]), { x: signed }, clock);
    expect([held.errors, held.answers]).toEqual([[], { x: signed }]);
    expect(summarise(form, { mail: 'c@exemple.fr', x: signed })[1]?.rows[0]?.text).toEqual([
      `Signé par code le 24/11/2026 à 14${NBSP}h${NBSP}32`,
      'Code envoyé par courriel à c•••@exemple.fr',
    ]);
  });

  it('is refused where it covers not everything, or its code goes nowhere', () => {
    expect(() => defineForm(pages([mail]))).not.toThrow();
    expect(() => defineForm(pages([ask('text', { id: 'other' })]))).toThrow(/reads "mail"/);
    expect(() => defineForm(pages([mail], [field, ask('text', { id: 'after' })]))).toThrow(/last question/);
    expect(() => defineForm(pages([mail], [ask('signature')]))).toThrow(/nowhere to send/);
    expect(() => defineForm(pages([], [mail, field]))).toThrow(/asked later/);
  });
});
