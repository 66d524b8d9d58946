import { describe, expect, expectTypeOf, it } from 'vitest';
import { toControls } from './control.ts';
import type { Answers } from './field.ts';
import { fieldSet, parseFields, readFields } from './field-set.ts';
import { defineForm } from './form.ts';
import { FormError } from './form-error.ts';
import { inputFrom } from './input.ts';
import { findPage, pageAfter, pageBefore, progress, visibleFields, visiblePages } from './pages.ts';
import { readPage } from './read-page.ts';
import { summarise } from './summarise.ts';
import { answersToSend, validateForm } from './validate-form.ts';

const clock = { today: '2026-11-24' };

const form = defineForm({
  pages: [
    {
      id: 'resident',
      title: 'Habitez-vous la commune ?',
      fields: [{ id: 'lives-here', label: 'Habitez-vous la commune ?', type: 'yes-no' }],
    },
    {
      id: 'sorry',
      title: 'Adressez-vous à votre mairie',
      when: { '===': [{ var: 'lives-here' }, false] },
      stop: true,
      fields: [{ id: 'sorry-text', label: 'Ce service est réservé aux habitants', type: 'info' }],
    },
    {
      id: 'animal',
      title: 'Votre animal',
      fields: [
        { id: 'has-dog', label: 'Avez-vous un chien ?', type: 'yes-no' },
        { id: 'dog-name', label: 'Nom du chien', type: 'text', when: { var: 'has-dog' } },
        {
          id: 'dog-since',
          label: 'Depuis quand ?',
          type: 'date',
          when: { '==': [{ var: 'dog-name' }, 'Rex'] },
        },
      ],
    },
    {
      id: 'vaccine',
      title: 'Vaccins',
      when: { var: 'dog-name' },
      fields: [{ id: 'vaccinated', label: 'Vacciné', type: 'tick' }],
    },
    {
      id: 'contact',
      title: 'Vos coordonnées',
      fields: [{ id: 'phone', label: 'Téléphone', type: 'phone', optional: true }],
    },
  ],
});

const ids = (pages: readonly { readonly id: string }[]) => pages.map((page) => page.id);
const full = {
  'lives-here': true,
  'has-dog': true,
  'dog-name': 'Rex',
  'dog-since': '2020-01-01',
  vaccinated: true,
};

describe('the way through a form', () => {
  it('follows the answers', () => {
    expect(ids(visiblePages(form, { 'lives-here': true }))).toEqual(['resident', 'animal', 'contact']);
    expect(ids(visiblePages(form, full))).toEqual(['resident', 'animal', 'vaccine', 'contact']);
    expect(pageAfter(form, 'animal', full)?.id).toBe('vaccine');
    expect(pageAfter(form, 'animal', {})?.id).toBe('contact');
    expect(pageBefore(form, 'contact', {})?.id).toBe('animal');
    expect(pageBefore(form, 'resident', {})).toBeUndefined();
    expect(progress(form, 'vaccine', full)).toEqual({ step: 3, of: 4 });
  });

  it('ends early and politely where the service is not for that person', () => {
    const away = { 'lives-here': false, phone: '+33612345678' };
    expect(ids(visiblePages(form, away))).toEqual(['resident', 'sorry']);
    expect(pageAfter(form, 'sorry', away)).toBeUndefined();
    expect(validateForm(form, away, clock)).toMatchObject([{ fieldId: 'sorry', code: 'stopped' }]);
  });

  it('tells a wrong address from a wrong call', () => {
    expect(findPage(form, 'toString')).toBeUndefined();
    expect(() => pageAfter(form, 'nowhere', {})).toThrow(FormError);
  });
});

describe('a hidden field', () => {
  const denied = { ...full, 'has-dog': false };

  it('is neither judged nor sent, and what depends on it is hidden as well', () => {
    expect(visibleFields(form, 'animal', denied).map((field) => field.id)).toEqual(['has-dog']);
    expect(validateForm(form, { ...denied, 'dog-since': 'garbage' }, clock)).toEqual([]);
    expect(answersToSend(form, denied)).toEqual({ 'lives-here': true, 'has-dog': false });
    expect(summarise(form, denied).map((page) => page.pageId)).toEqual(['resident', 'animal', 'contact']);
  });

  it('comes back with its answer when it is shown again', () => {
    const off = readPage(form, 'animal', inputFrom([['has-dog', 'non']]), full, clock);
    expect(off.errors).toEqual([]);
    expect(off.answers).toEqual(denied);
    expect(answersToSend(form, { ...off.answers, 'has-dog': true })).toEqual(full);
  });

  it('that an answer reveals is asked before it is missed', () => {
    const first = readPage(form, 'animal', inputFrom([['has-dog', 'oui']]), { 'lives-here': true }, clock);
    expect(first).toMatchObject({ errors: [], revealed: ['dog-name'] });
    const second = readPage(form, 'animal', inputFrom([['has-dog', 'oui']]), first.answers, clock);
    expect(second.errors).toMatchObject([{ fieldId: 'dog-name', code: 'missing' }]);
    expect(second.revealed).toEqual([]);
  });
});

describe('hostile input', () => {
  it('of unknown or inherited names changes nothing', () => {
    const input = inputFrom([
      ['__proto__', 'x'],
      ['constructor', 'x'],
      ['role', 'admin'],
      ['lives-here', 'oui'],
    ]);
    const { answers, typed } = readPage(form, 'resident', input, {}, clock);
    expect(Object.keys(answers)).toEqual(['lives-here']);
    expect(typed).toEqual({ 'lives-here': 'oui' });
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it.each([[null], [[]], [{}], [{ line: 1 }], [12], ['x'], [[{ id: 1 }]], [['a', 'a']]])(
    'as a stored answer (%j) is an error, never a crash',
    (junk) => {
      const all = defineForm({
        pages: [
          {
            id: 'all',
            title: 'Tout',
            fields: [
              { id: 'date', label: 'x', type: 'date' },
              { id: 'address', label: 'x', type: 'address' },
              { id: 'file', label: 'x', type: 'file' },
              { id: 'choices', label: 'x', type: 'choices', options: [{ value: 'a', label: 'A' }] },
              { id: 'phone', label: 'x', type: 'phone' },
              { id: 'email', label: 'x', type: 'email' },
              { id: 'url', label: 'x', type: 'url' },
              { id: 'yes-no', label: 'x', type: 'yes-no' },
            ],
          },
        ],
      });
      const stored = JSON.parse(
        JSON.stringify(Object.fromEntries(visibleFields(all, 'all', {}).map((field) => [field.id, junk]))),
      );
      expect(validateForm(all, stored, clock)).toHaveLength(8);
    },
  );
});

describe('a summary', () => {
  it('reads like French', () => {
    const contact = defineForm({
      pages: [
        {
          id: 'all',
          title: 'Vous',
          fields: [
            { id: 'born', label: 'Né le', type: 'date' },
            { id: 'phone', label: 'Téléphone', type: 'phone' },
            { id: 'home', label: 'Adresse', type: 'address' },
            { id: 'surface', label: 'Surface', type: 'number', unit: 'm²', decimals: 1 },
            { id: 'proof', label: 'Pièces', type: 'file' },
            { id: 'note', label: 'Remarque', type: 'textarea', optional: true },
            { id: 'secret', label: 'Mot de passe', type: 'password' },
          ],
        },
      ],
    });
    const answers = {
      born: '1980-03-01',
      phone: '+33612345678',
      home: { line: '2 rue Haute', postalCode: '28190', commune: 'Le Favril' },
      surface: 1234.5,
      proof: [{ id: 'f', name: 'acte.pdf', type: 'application/pdf', size: 1_234_567 }],
      secret: 'x',
    };
    expect(summarise(contact, answers)[0]?.rows.map((row) => row.text)).toEqual([
      '1er mars 1980',
      '06\u00A012\u00A034\u00A056\u00A078',
      ['2 rue Haute', '28190 Le Favril'],
      '1\u202F234,5\u00A0m²',
      ['acte.pdf (1,2\u00A0Mo)'],
      'Non renseigné',
    ]);
  });
});

describe('controls', () => {
  it('have distinct ids, and errors point to one of them', () => {
    const fields = visibleFields(form, 'animal', full);
    const { errors, typed } = readPage(
      form,
      'animal',
      inputFrom([
        ['has-dog', 'oui'],
        ['dog-name', 'Rex'],
        ['dog-since--day', '5'],
      ]),
      full,
      clock,
    );
    const controls = toControls(fields, { answers: full, typed, errors });
    const all = controls.flatMap((control) =>
      (control.parts ?? control.options ?? [control]).map((part) => part.id),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(errors.map((error) => error.anchor)).toEqual(['champ-dog-since--month']);
    expect(all).toContain('champ-dog-since--month');
    expect(controls[2]).toMatchObject({
      kind: 'date',
      error: 'Ajoutez le mois à «\u00A0Depuis quand ?\u00A0».',
      required: true,
      parts: [{ value: '5' }, { value: '', wrong: true }, { value: '' }],
    });
  });

  it('leave a list on an empty entry until something is chosen', () => {
    const options = [{ value: 'a', label: 'A' }];
    const fields = [{ id: 'pick', label: 'Choix', type: 'choice', options, list: true }] as const;
    const chosen = (answers: Answers) =>
      toControls(fields, { answers })[0]?.options?.find((option) => option.checked)?.value;
    expect(chosen({})).toBe('');
    expect(chosen({ pick: 'a' })).toBe('a');
    const page = defineForm({ pages: [{ id: 'p', title: 'P', fields }] });
    expect(readPage(page, 'p', inputFrom([['pick', '']]), {}, clock).errors[0]?.code).toBe('missing');
  });

  it('never tick again what was just unticked', () => {
    const options = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ];
    const fields = [{ id: 'pick', label: 'Choix', type: 'choices', options }] as const;
    const page = defineForm({ pages: [{ id: 'p', title: 'P', fields }] });
    const { typed, errors } = readPage(page, 'p', inputFrom([]), { pick: ['a'] }, clock);
    const [control] = toControls(fields, { answers: { pick: ['a'] }, typed, errors });
    expect(control?.options?.map((option) => option.checked)).toEqual([false, false]);
  });
});

describe('a field set', () => {
  const settings = fieldSet([
    { id: 'minutes', label: 'Durée', type: 'number', min: 5, default: 30 },
    {
      id: 'size',
      label: 'Taille',
      type: 'choice',
      options: [
        { value: 's', label: 'S' },
        { value: 'm', label: 'M' },
      ],
    },
    { id: 'note', label: 'Note', type: 'text', optional: true },
    { id: 'read-me', label: 'À lire', type: 'info' },
  ]);

  it('infers the shape of its values', () => {
    const outcome = readFields(
      settings,
      inputFrom([
        ['minutes', '45'],
        ['size', 'm'],
      ]),
      clock,
    );
    expect(outcome.ok && outcome.values).toEqual({ minutes: 45, size: 'm' });
    if (!outcome.ok) throw new Error('refused');
    expectTypeOf(outcome.values.minutes).toEqualTypeOf<number>();
    expectTypeOf(outcome.values.size).toEqualTypeOf<'s' | 'm'>();
    expectTypeOf(outcome.values.note).toEqualTypeOf<string | undefined>();
    // @ts-expect-error -- information has no value
    expect(outcome.values['read-me']).toBeUndefined();
  });

  it('gives everything back when something is wrong', () => {
    const outcome = readFields(
      settings,
      inputFrom([
        ['minutes', '4'],
        ['size', 's'],
      ]),
      clock,
    );
    expect(outcome).toMatchObject({
      ok: false,
      errors: [{ fieldId: 'minutes', code: 'too-small' }],
      typed: { minutes: '4' },
    });
  });

  it('reads what is stored, older or stranger than itself', () => {
    expect(parseFields(settings, { size: 's', gone: 1 }, clock)).toMatchObject({
      ok: true,
      values: { minutes: 30, size: 's' },
    });
    for (const junk of [null, 12, 'x', [], { size: 'xl' }, { size: { s: 1 } }]) {
      expect(parseFields(settings, junk, clock)).toMatchObject({ ok: false, errors: [{ fieldId: 'size' }] });
    }
  });
});
