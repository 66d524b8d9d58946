import { describe, expect, it } from 'vitest';
import type { Answer, ErrorCode, Field } from '../field.ts';
import { inputFrom } from '../input.ts';
import type { KnownCommune } from '../known-commune.ts';
import { toPageControls } from '../page-controls.ts';
import { readPage } from '../read-page.ts';
import { summarise } from '../summarise.ts';
import { answersToSend, validateForm } from '../validate-form.ts';

const NBSP = '\u00A0';
const communes: readonly KnownCommune[] = [
  { insee: '28148', name: 'Le Favril', postalCodes: ['28190'] },
  { insee: '28350', name: 'Saint-Denis-des-Puits', postalCodes: ['28240'] },
];
const clock = { today: '2026-11-24', communes };

function fill(field: Field, entries: Readonly<Record<string, string | readonly string[]>>) {
  const form = { pages: [{ id: 'page', title: 'Page', fields: [field] }] };
  const pairs = Object.entries(entries).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  const reading = readPage(form, 'page', inputFrom(pairs), {}, clock);
  const { answers, errors, typed } = reading;
  const [control] = toPageControls(form, 'page', { answers, typed, errors, ...clock });
  if (!control) throw new Error('nothing is drawn');
  return { form, ...reading, answer: answers[field.id], error: errors[0], control };
}

const ask = (type: Field['type'], more: object = {}): Field =>
  ({ id: 'x', label: 'X', subject: 'la réponse', type, ...more }) as Field;

describe('numbers with a check', () => {
  it.each<[Field['type'], string, Answer, string]>([
    ['siren', '200 058 360', '200058360', `200${NBSP}058${NBSP}360`],
    ['siret', '732 829 320 00074', '73282932000074', `732${NBSP}829${NBSP}320${NBSP}00074`],
    // La Poste’s head office passes Luhn’s formula; its other sites have a rule of their own.
    ['siret', '35600000000048', '35600000000048', `356${NBSP}000${NBSP}000${NBSP}00048`],
    ['siret', '35600000049837', '35600000049837', `356${NBSP}000${NBSP}000${NBSP}49837`],
    ['rna', 'w281 001 234', 'W281001234', 'W281001234'],
    ['rna', 'W9R1001234', 'W9R1001234', 'W9R1001234'],
    ['iban', 'fr14 2004 1010 0505 0001 3m02 606', 'FR1420041010050500013M02606', ''],
    ['iban', 'IBAN : DE89370400440532013000', 'DE89370400440532013000', ''],
    ['plate', 'ab 123 cd', 'AB-123-CD', 'AB-123-CD'],
    ['plate', '1234ab28', '1234 AB 28', '1234 AB 28'],
    ['plate', '12 ABC 2A', '12 ABC 2A', '12 ABC 2A'],
    ['amount', '1 234,5', 1234.5, `1\u202F234,50${NBSP}€`],
    ['amount', '12 €', 12, `12,00${NBSP}€`],
  ])('%s takes %s as %s', (type, typed, answer, text) => {
    const read = fill(ask(type), { x: typed });
    expect(read.errors).toEqual([]);
    expect(read.answer).toEqual(answer);
    if (text !== '') expect(summarise(read.form, read.answers)[0]?.rows[0]?.text).toBe(text);
    expect(validateForm(read.form, read.answers, clock)).toEqual([]);
  });

  it.each<[Field['type'], string, ErrorCode]>([
    ['siren', '200 058 361', 'wrong-check'],
    ['siren', '20005836', 'invalid'],
    ['siren', '000000000', 'wrong-check'],
    ['siret', '73282932000075', 'wrong-check'],
    ['siret', '35600000049838', 'wrong-check'],
    // The exception is La Poste’s alone.
    ['siret', '73282932000029', 'wrong-check'],
    ['rna', 'W28', 'invalid'],
    ['iban', 'FR1420041010050500013M02607', 'wrong-check'],
    ['iban', 'FR14200410100505', 'invalid'],
    ['iban', 'US14200410100505000', 'invalid'],
    ['plate', 'AI-123-CD', 'invalid'],
    ['plate', 'SS-123-AB', 'invalid'],
    ['plate', 'AB-000-CD', 'invalid'],
    ['plate', '1234 AB 99', 'invalid'],
    ['amount', '12,345', 'invalid'],
  ])('%s refuses %s as %s', (type, typed, code) => {
    const { answer, error, control } = fill(ask(type), { x: typed });
    expect(answer).toBeUndefined();
    expect(error?.code).toBe(code);
    expect(control.value).toBe(typed);
  });

  it('uses the field’s own sentence', () => {
    const field = ask('siren', { error: { 'wrong-check': 'Regardez sur votre extrait Kbis.' } });
    expect(fill(field, { x: '200058361' }).error?.message).toBe('Regardez sur votre extrait Kbis.');
  });
});

describe('a commune', () => {
  it.each(['Le Favril', 'favril (le)', 'LE FAVRIL (28190)', ' le  favril '])(
    'is recognised as “%s”',
    (typed) => {
      expect(fill(ask('commune'), { x: typed }).answer).toEqual({ name: 'Le Favril', insee: '28148' });
    },
  );

  it('elsewhere keeps its name, unless it must be known', () => {
    expect(fill(ask('commune'), { x: 'Chartres' }).answer).toEqual({ name: 'Chartres' });
    expect(fill(ask('commune', { known: true }), { x: 'Chartres' }).error?.code).toBe('unknown-choice');
    expect(fill(ask('commune', { known: true }), { x: 'st denis des puits' }).answer).toMatchObject({
      insee: '28350',
    });
  });

  it('of an address gets its INSEE code', () => {
    const address = { 'x--line': '2 rue Haute', 'x--postal-code': '28190', 'x--commune': 'Le Favril' };
    expect(fill(ask('address'), address).answer).toMatchObject({ insee: '28148' });
    expect(fill(ask('address'), { ...address, 'x--postal-code': '28000' }).answer).not.toHaveProperty(
      'insee',
    );
  });
});

describe('a point', () => {
  it.each<[string, string, Answer]>([
    ['48,4412', '1,0791', { lat: 48.4412, lon: 1.0791 }],
    ['48.4412, 1.0791', '', { lat: 48.4412, lon: 1.0791 }],
    ['48,4412 ; 1,0791', '', { lat: 48.4412, lon: 1.0791 }],
    ['48° 26′ 24″ N', '1° 6′ 36″ O', { lat: 48.44, lon: -1.11 }],
    ['-21,1', '55.5', { lat: -21.1, lon: 55.5 }],
  ])('reads %s and %s', (lat, lon, answer) => {
    expect(fill(ask('point'), { 'x--lat': lat, 'x--lon': lon })).toMatchObject({ answer, errors: [] });
  });

  it.each<[string, string, ErrorCode, string]>([
    ['48,44', '', 'incomplete', 'champ-x--lon'],
    ['95', '1', 'invalid', 'champ-x'],
    ['ici', '1', 'invalid', 'champ-x'],
    ['45', '1', 'outside', 'champ-x'],
  ])('refuses %s and %s as %s', (lat, lon, code, anchor) => {
    const field = ask('point', { within: { south: 48, west: 0, north: 49, east: 2 } });
    expect(fill(field, { 'x--lat': lat, 'x--lon': lon }).error).toMatchObject({ code, anchor });
  });
});

const day = (part: string, d: string, m: string, y: string) => ({
  [`x--${part}--day`]: d,
  [`x--${part}--month`]: m,
  [`x--${part}--year`]: y,
});

describe('a period', () => {
  it('reads two days and says them in one line', () => {
    const read = fill(ask('period'), {
      ...day('from', '1', 'août', '2027'),
      ...day('to', '15', '8', '2027'),
    });
    expect(read.answer).toEqual({ from: '2027-08-01', to: '2027-08-15' });
    expect(summarise(read.form, read.answers)[0]?.rows[0]?.text).toBe('Du 1er août 2027 au 15 août 2027');
  });

  it.each<[object, object, object, ErrorCode, string]>([
    [{}, day('from', '2', '8', '2027'), day('to', '1', '8', '2027'), 'too-early', 'champ-x--to'],
    [{ maxDays: 3 }, day('from', '1', '8', '2027'), day('to', '4', '8', '2027'), 'too-late', 'champ-x--to'],
    [
      { earliest: 'today' },
      day('from', '1', '8', '2020'),
      day('to', '4', '8', '2020'),
      'too-early',
      'champ-x--from',
    ],
    [{}, day('from', '1', '', '2027'), day('to', '4', '8', '2027'), 'incomplete', 'champ-x--from--month'],
    [{}, day('from', '1', '8', '2027'), {}, 'missing', 'champ-x--to'],
  ])('with %j refuses what cannot be, at the box to correct', (more, from, to, code, anchor) => {
    const { error, control, answer } = fill(ask('period', more), { ...from, ...to });
    expect(answer).toBeUndefined();
    expect(error).toMatchObject({ code, anchor });
    const ids = control.controls?.flatMap((inner) => inner.parts?.map((part) => part.id) ?? []);
    expect(ids).toContain(anchor);
    expect(control.controls?.some((inner) => inner.error === error?.message)).toBe(true);
    expect(control.error).toBeUndefined();
  });
});

describe('a person', () => {
  const field = ask('person', { ask: ['usual-name', 'birth-date', 'birth-place'], autocomplete: 'name' });
  const names = { 'x--given-names': 'Jeanne Marie', 'x--family-name': 'Petit', 'x--usual-name': 'Martin' };

  it('is read, judged and said by parts', () => {
    const read = fill(field, {
      ...names,
      ...day('birth-date', '31', 'mars', '1980'),
      'x--birth-place': 'Chartres',
    });
    expect(read.answer).toEqual({
      givenNames: 'Jeanne Marie',
      familyName: 'Petit',
      usualName: 'Martin',
      birthDate: '1980-03-31',
      birthPlace: 'Chartres',
    });
    expect(summarise(read.form, read.answers)[0]?.rows[0]?.text).toEqual([
      `Jeanne Marie Martin (nom de famille${NBSP}: Petit)`,
      `Naissance${NBSP}: le 31 mars 1980, à Chartres`,
    ]);
    expect(read.control.controls?.map((one) => one.autocomplete)).toEqual([
      'given-name',
      'family-name',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('says everything that lacks at once, each at its own box, and keeps what was typed', () => {
    const { errors, control, answer } = fill(field, names);
    expect(answer).toBeUndefined();
    expect(errors.map((one) => one.anchor)).toEqual(['champ-x--birth-date', 'champ-x--birth-place']);
    expect(control.controls?.map((one) => [one.value, one.error])).toMatchObject([
      ['Jeanne Marie', undefined],
      ['Petit', undefined],
      ['Martin', undefined],
      ['', 'Écrivez la date de naissance, par exemple 31 3 1980.'],
      ['', 'Écrivez le lieu de naissance.'],
    ]);
  });

  it('asks only for names unless told', () => {
    const short = fill(ask('person'), {
      'x--given-names': 'Jeanne',
      'x--family-name': 'Petit',
      'x--birth-place': 'Ici',
    });
    expect(short.answer).toEqual({ givenNames: 'Jeanne', familyName: 'Petit' });
  });

  it('refuses a stored person with something missing or strange', () => {
    const form = { pages: [{ id: 'page', title: 'P', fields: [field] }] };
    for (const x of [{ givenNames: 'A' }, { givenNames: 'A', familyName: 'B' }, [], 'A B', { a: 1 }]) {
      expect(validateForm(form, { x } as never, clock)).toHaveLength(1);
    }
  });
});

describe('« Autre »', () => {
  const options = [
    { value: 'chat', label: 'Chat' },
    { value: 'chien', label: 'Chien' },
  ];

  it.each([
    ['Tortue', 'Tortue'],
    [' chien ', 'chien'],
    ['CHAT', 'chat'],
  ])('takes %s as %s', (typed, answer) => {
    const one = fill(ask('choice', { options, other: 'Autre' }), { x: '--autre', 'x--other': typed });
    expect(one.answer).toBe(answer);
    const several = fill(ask('choices', { options, other: 'Autre' }), { x: ['--autre'], 'x--other': typed });
    expect(several.answer).toEqual([answer]);
  });

  it('must be told, and is not offered unless the form says so', () => {
    expect(fill(ask('choice', { options, other: 'Autre' }), { x: '--autre' }).error).toMatchObject({
      code: 'incomplete',
      anchor: 'champ-x--other',
    });
    expect(fill(ask('choice', { options }), { x: '--autre', 'x--other': 'Tortue' }).error?.code).toBe(
      'unknown-choice',
    );
  });

  it('is drawn ticked with its text, after the options', () => {
    const { control } = fill(ask('choices', { options, other: 'Autre' }), {
      x: ['chat', '--autre'],
      'x--other': 'Tortue',
    });
    expect(control.options?.map((one) => [one.value, one.checked])).toEqual([
      ['chat', true],
      ['chien', false],
      ['--autre', true],
    ]);
    expect(control.other?.value).toBe('Tortue');
  });
});

describe('repeated blocks', () => {
  const field = ask('repeat', {
    one: 'Enfant',
    max: 3,
    fields: [
      { id: 'name', label: 'Prénom', type: 'text' },
      { id: 'born', label: 'Naissance', type: 'date', optional: true },
    ],
  });
  const two = { 'x--count': '2', 'x--1--name': 'Léa', 'x--2--name': 'Tom' };
  const names = (read: ReturnType<typeof fill>) => read.control.items?.map((item) => item.controls[0]?.value);

  it('are read in order, without the empty ones', () => {
    const read = fill(field, { ...two, 'x--count': '3' });
    expect(read.answer).toEqual({ items: [{ name: 'Léa' }, { name: 'Tom' }], keys: ['1', '2'] });
    expect(summarise(read.form, read.answers)[0]?.rows[0]?.text).toEqual([
      `Enfant 1${NBSP}: Léa`,
      `Enfant 2${NBSP}: Tom`,
    ]);
  });

  it('are added and removed by a button that judges nothing', () => {
    const added = fill(field, { ...two, 'x--2--name': '', 'x--add': 'oui' });
    expect(added).toMatchObject({ reshaped: true, errors: [], revealed: [] });
    expect(names(added)).toEqual(['Léa', '', '']);
    expect(added.control.add).toBeUndefined();
    const dropped = fill(field, { ...two, 'x--drop': '1' });
    expect(names(dropped)).toEqual(['Tom']);
    expect(dropped.control.items?.[0]?.drop).toBeUndefined();
  });

  it('are judged each, at their own boxes', () => {
    const born = { 'x--2--born--day': '31', 'x--2--born--month': '2', 'x--2--born--year': '2020' };
    const { errors, answer } = fill(field, { 'x--count': '2', 'x--1--name': 'Léa', ...born });
    expect(answer).toBeUndefined();
    expect(errors.map((one) => [one.code, one.anchor])).toEqual([
      ['missing', 'champ-x--2--name'],
      ['no-such-day', 'champ-x--2--born'],
    ]);
  });

  it('are as many as wanted', () => {
    const least = { ...field, min: 2 } as Field;
    expect(fill(least, { 'x--count': '2', 'x--1--name': 'Léa' }).error?.anchor).toBe('champ-x--2--name');
    const form = { pages: [{ id: 'page', title: 'P', fields: [field] }] };
    const item = { name: 'Léa' };
    const code = (items: readonly object[]) => validateForm(form, { x: { items } } as never, clock)[0]?.code;
    expect([code([]), code([item]), code([item, item, item, item]), code([{ name: 'a', more: 1 }])]).toEqual([
      'too-few',
      undefined,
      'too-many',
      'invalid',
    ]);
    expect(fill(field, { 'x--count': '99', 'x--4--name': 'Quatre' }).answer).toBeUndefined();
  });
});

describe('a calculation', () => {
  const form = {
    pages: [
      {
        id: 'page',
        title: 'P',
        fields: [
          ask('number', { id: 'meals' }),
          ask('computed', {
            id: 'price',
            rule: { '*': [{ var: 'meals' }, 3.456] },
            unit: '€',
            when: { '!!': { var: 'meals' } },
          }),
          ask('text', { id: 'why', when: { '>': [{ var: 'price' }, 10] } }),
        ],
      },
    ],
  };

  it('follows from answers, is sent and shown, and other questions follow from it', () => {
    const { answers, revealed } = readPage(
      form,
      'page',
      inputFrom([
        ['meals', '5'],
        ['price', '1'],
      ]),
      {},
      clock,
    );
    expect(answers).toEqual({ meals: 5 });
    expect(revealed).toEqual(['why']);
    expect(answersToSend(form, answers)).toEqual({ meals: 5, price: 17.28 });
    expect(summarise(form, answers)[0]?.rows[1]?.text).toBe(`17,28${NBSP}€`);
    expect(answersToSend(form, { meals: 2, price: 99, why: 'x' })).toEqual({ meals: 2, price: 6.91 });
  });
});
