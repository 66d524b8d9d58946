import { describe, expect, it } from 'vitest';
import type { Answers, Field, Items } from '../field.ts';
import { filesIn, withFiles } from '../files-in.ts';
import { defineForm } from '../form.ts';
import { inputFrom } from '../input.ts';
import { toPageControls } from '../page-controls.ts';
import { readPage } from '../read-page.ts';
import { answersToSend, validateForm } from '../validate-form.ts';

const clock = { today: '2026-11-24' };

const ask = (type: Field['type'], more: object = {}): Field =>
  ({ id: 'x', label: 'X', type, ...more }) as Field;

describe('blocks with conditions and files', () => {
  const field = ask('repeat', {
    one: 'Enfant',
    max: 4,
    fields: [
      { id: 'name', label: 'Prénom', type: 'text' },
      { id: 'allergy', label: 'Une allergie ?', type: 'yes-no' },
      { id: 'which', label: 'Laquelle ?', type: 'text', when: { var: 'allergy' } },
      { id: 'proof', label: 'Ordonnance', type: 'file', when: { var: 'allergy' }, optional: true },
    ],
  });
  const form = { pages: [{ id: 'page', title: 'P', fields: [field] }] };
  const pdf = { name: 'ordonnance.pdf', type: 'application/pdf', size: 10 };
  const send = (
    entries: Readonly<Record<string, string>>,
    answers: Answers = {},
    files: Readonly<Record<string, string>> = {},
  ) => {
    const uploads = Object.entries(files).map(([name, id]) => [name, { ...pdf, id }] as const);
    return readPage(form, 'page', inputFrom(Object.entries(entries), uploads), answers, clock);
  };
  const two = {
    'x--count': '2',
    'x--key--1': '1',
    'x--key--2': '2',
    'x--1--name': 'Léa',
    'x--1--allergy': 'non',
    'x--2--name': 'Tom',
    'x--2--allergy': 'oui',
    'x--2--which': 'les noix',
  };
  const itemsIn = (answers: Answers) => (answers['x'] as Items).items;

  it('ask in each block what its own answers lead to, first without blame', () => {
    const first = send({ ...two, 'x--2--which': '' });
    expect([first.errors, first.revealed]).toEqual([[], ['x']]);
    const missed = send({ ...two, 'x--2--which': '' }, first.answers);
    expect(missed.errors.map(({ code, anchor }) => [code, anchor])).toEqual([
      ['missing', 'champ-x--2--which'],
    ]);
    const right = send(two, missed.answers);
    expect([right.errors, right.revealed]).toEqual([[], []]);
    expect(validateForm(form, right.answers, clock)).toEqual([]);
  });

  it('send no answer that is not asked, and give it back when it is asked again', () => {
    const { answers } = send(two);
    const off = send({ ...two, 'x--2--allergy': 'non', 'x--2--which': '' }, answers);
    expect(answersToSend(form, off.answers)['x']).toMatchObject({
      items: [
        { name: 'Léa', allergy: false },
        { name: 'Tom', allergy: false },
      ],
    });
    expect(JSON.stringify(answersToSend(form, off.answers))).not.toContain('les noix');
    const on = send({ ...two, 'x--2--which': '' }, off.answers);
    expect(on.revealed).toEqual(['x']);
    const [control] = toPageControls(form, 'page', { answers: on.answers, ...clock });
    expect(control?.items?.[1]?.controls.map(({ value }) => value)).toContain('les noix');
  });

  it('keep the file of each block when another answer is wrong, or another block goes', () => {
    const wrong = send({ ...two, 'x--1--name': '' }, {}, { 'x--2--proof': 'f1' });
    expect(wrong.errors.map(({ anchor }) => anchor)).toEqual(['champ-x--1--name']);
    expect(filesIn(wrong.answers).map(({ id }) => id)).toEqual(['f1']);
    const dropped = send({ ...two, 'x--drop': '1' }, wrong.answers);
    expect(dropped.reshaped).toBe(true);
    expect(dropped.answers['x']).toMatchObject({ keys: ['2'], items: [{ name: 'Tom' }] });
    const [control] = toPageControls(form, 'page', {
      answers: dropped.answers,
      typed: dropped.typed,
      ...clock,
    });
    expect(control?.items?.map(({ key }) => key.value)).toEqual(['2']);
    expect(control?.items?.[0]?.controls.find(({ kind }) => kind === 'file')?.files).toHaveLength(1);
    // The next block is not taken for the one that went.
    const added = send(
      { 'x--count': '1', 'x--key--1': '2', 'x--1--name': 'Tom', 'x--1--allergy': 'oui', 'x--add': 'oui' },
      dropped.answers,
    );
    expect(added.typed['x--key--2']).toBe('3');
  });

  it('take no key that is another’s, or none at all', () => {
    const { answers } = send({ ...two, 'x--key--2': '1' });
    expect(answers['x']).toMatchObject({ keys: ['1', '2'] });
    expect(send({ ...two, 'x--key--1': '__proto__' }).answers['x']).toMatchObject({ keys: ['3', '2'] });
    expect(itemsIn(send(two).answers)).toHaveLength(2);
  });

  it('are refused where a condition speaks of another block or goes round', () => {
    const block = (when: object, more: readonly object[] = []) =>
      defineForm({
        pages: [
          {
            id: 'p',
            title: 'P',
            fields: [
              ask('yes-no', { id: 'out' }),
              ask('repeat', { one: 'B', fields: [ask('text', { id: 'a', when }), ...more] }),
            ],
          },
        ],
      });
    expect(() => block({ var: 'out' })).toThrow(/reads "out"/);
    expect(() => block({ var: 'b' }, [ask('text', { id: 'b', when: { var: 'a' } })])).toThrow(/go round/);
  });

  it('name their files, replace them, and leave out those that go', () => {
    const { answers } = send(two, {}, { 'x--2--proof': 'f1' });
    const renamed = withFiles(answers, (file) => ({ ...file, size: 99 }));
    expect(filesIn(renamed)[0]).toMatchObject({ id: 'f1', size: 99 });
    expect(itemsIn(withFiles(answers, () => null))[1]).not.toHaveProperty('proof');
  });
});
