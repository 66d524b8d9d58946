import { describe, expect, it } from 'vitest';
import type { Answer, ErrorCode, Field } from '../field.ts';
import { inputFrom, type UploadedFile } from '../input.ts';
import { readPage } from '../read-page.ts';

const TODAY = '2026-11-24';

function read(
  field: Field,
  entries: Record<string, string | string[]>,
  files: readonly UploadedFile[] = [],
  before?: Answer,
) {
  const pairs = Object.entries(entries).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, one]),
  );
  const uploads = files.map((one): [string, UploadedFile] => [field.id, one]);
  const form = { pages: [{ id: 'page', title: 'Page', fields: [field] }] };
  const answers = before === undefined ? {} : { [field.id]: before };
  const reading = readPage(form, 'page', inputFrom(pairs, uploads), answers, { today: TODAY });
  return { answer: reading.answers[field.id], error: reading.errors[0], typed: reading.typed };
}

const born: Field = {
  id: 'born',
  label: 'Date de naissance',
  subject: 'votre date de naissance',
  example: '31 3 1980',
  type: 'date',
  latest: 'today',
};
const dateOf = (day: string, month: string, year: string) => ({
  'born--day': day,
  'born--month': month,
  'born--year': year,
});

describe('a date', () => {
  it.each([
    ['31', '3', '1980', '1980-03-31'],
    ['03', '03', '1980', '1980-03-03'],
    [' 1er ', 'Mars', '1980', '1980-03-01'],
    ['5', 'févr.', '2020', '2020-02-05'],
    ['5', 'FEVRIER', '2020', '2020-02-05'],
    ['5', 'aout', '2020', '2020-08-05'],
    ['29', '2', '2024', '2024-02-29'],
    ['31/03/1980', '', '', '1980-03-31'],
    ['1980-03-31', '', '', '1980-03-31'],
  ])('reads %s %s %s as %s', (day, month, year, expected) => {
    expect(read(born, dateOf(day, month, year))).toMatchObject({ answer: expected, error: undefined });
  });

  it.each([
    ['', '', '', 'missing', 'Écrivez votre date de naissance, par exemple 31 3 1980.', 'champ-born'],
    [
      '31',
      '2',
      '1980',
      'no-such-day',
      'Le 31 février n’existe pas. Vérifiez le jour et le mois.',
      'champ-born',
    ],
    [
      '29',
      '2',
      '2023',
      'no-such-day',
      'Le 29 février 2023 n’existe pas. Vérifiez le jour, le mois et l’année.',
      'champ-born',
    ],
    [
      '31',
      '',
      '1980',
      'incomplete',
      'Ajoutez le mois à votre date de naissance, par exemple 31 3 1980.',
      'champ-born--month',
    ],
    [
      '31',
      '13',
      '1980',
      'invalid',
      'Écrivez le mois, de 1 à 12 ou en lettres, par exemple 3 ou mars.',
      'champ-born--month',
    ],
    [
      '31',
      'jui',
      '1980',
      'invalid',
      'Écrivez le mois, de 1 à 12 ou en lettres, par exemple 3 ou mars.',
      'champ-born--month',
    ],
    [
      '31',
      '3',
      '80',
      'invalid',
      'Écrivez l’année avec ses quatre chiffres, par exemple 1980.',
      'champ-born--year',
    ],
    ['le 3', '3', '1980', 'invalid', 'Écrivez le jour en chiffres, de 1 à 31.', 'champ-born'],
    [
      '25',
      '11',
      '2026',
      'too-late',
      'Votre date de naissance ne peut pas être dans le futur. Vérifiez l’année.',
      'champ-born--year',
    ],
  ])('refuses %s %s %s: %s', (day, month, year, code, message, anchor) => {
    const { answer, error, typed } = read(born, dateOf(day, month, year), [], '1970-01-01');
    expect(answer).toBeUndefined();
    expect(error).toEqual({ fieldId: 'born', code, message, anchor });
    expect(typed).toEqual(dateOf(day, month, year));
  });

  it('keeps inclusive limits counted from today', () => {
    const field: Field = {
      ...born,
      subject: 'le jour de passage',
      latest: { days: 30 },
      earliest: { days: 7 },
    };
    expect(read(field, dateOf('1', '12', '2026')).answer).toBe('2026-12-01');
    expect(read(field, dateOf('30', '11', '2026')).error?.message).toBe(
      'Le jour de passage doit être le 1er décembre 2026 au plus tôt.',
    );
    expect(read(field, dateOf('24', '12', '2026')).error).toBeUndefined();
    expect(read(field, dateOf('25', '12', '2026')).error?.code).toBe('too-late');
  });
});

type Case = readonly [type: Field['type'], typed: string, answer: Answer];
const RIGHT: readonly Case[] = [
  ['text', '  Éloïse\u200B ', 'Éloïse'],
  ['text', 'Éloise', 'Éloise'],
  ['text', 'a\tb\r\nc\u0007', 'a b c'],
  ['text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['text', 'x\uD800', 'x\uFFFD'],
  ['textarea', ' un\r\ndeux\rtrois ', 'un\ndeux\ntrois'],
  ['email', ' Jeanne.Petit@Exemple.FR ', 'Jeanne.Petit@exemple.fr'],
  ['email', 'jeanne+mairie@éloi.exemple.fr', 'jeanne+mairie@éloi.exemple.fr'],
  ['phone', '06 12 34 56 78', '+33612345678'],
  ['phone', '06.12.34.56.78', '+33612345678'],
  ['phone', '+33 (0)6 12 34 56 78', '+33612345678'],
  ['phone', '0033612345678', '+33612345678'],
  ['phone', '0692 12 34 56', '+262692123456'],
  ['phone', '0590-12-34-56', '+590590123456'],
  ['phone', '+262 692 12 34 56', '+262692123456'],
  ['phone', '+32 470 12 34 56', '+32470123456'],
  ['number', '1 234', 1234],
  ['number', '\u22125', -5],
  ['url', 'www.exemple.fr/a?b=1', 'https://www.exemple.fr/a?b=1'],
  ['colour', '#2F6', '#22ff66'],
  ['time', '9h', '09:00'],
  ['time', '14 h 30', '14:30'],
  ['yes-no', 'oui', true],
  ['yes-no', 'non', false],
  ['tick', 'oui', true],
];

const WRONG: readonly (readonly [Field['type'], string, ErrorCode])[] = [
  ['text', 'a\0b', 'forbidden-character'],
  ['text', 'a'.repeat(201), 'too-long'],
  ['text', ' \u200B ', 'missing'],
  ['textarea', 'a'.repeat(4001), 'too-long'],
  ['email', 'jeanne', 'invalid'],
  ['email', 'jeanne@exemple', 'invalid'],
  ['email', 'a..b@exemple.fr', 'invalid'],
  ['email', 'a@exemple.fr,b@exemple.fr', 'invalid'],
  ['email', 'a@exemple.fr\nBcc: b@exemple.fr', 'invalid'],
  ['phone', '3646', 'invalid'],
  ['phone', '06 12 34 56 7', 'invalid'],
  ['phone', '+33 0 12', 'invalid'],
  ['phone', '+0123456789', 'invalid'],
  ['number', 'trois', 'invalid'],
  ['number', '1,5', 'invalid'],
  ['number', '1e5', 'invalid'],
  ['url', 'javascript:alert(1)', 'invalid'],
  ['url', 'https://mairie.fr@voleur.example', 'invalid'],
  ['colour', 'red', 'invalid'],
  ['time', '25:00', 'invalid'],
  ['yes-no', 'peut-être', 'unknown-choice'],
  ['tick', 'non', 'missing'],
];

describe('a single box', () => {
  const fieldOf = (type: Field['type']) => ({ id: 'x', label: 'Réponse', type }) as Field;

  it.each(RIGHT)('of type %s reads %j as %j', (type, typed, answer) => {
    expect(read(fieldOf(type), { x: typed })).toMatchObject({ answer, error: undefined });
  });

  it.each(WRONG)('of type %s refuses %j: %s', (type, typed, code) => {
    const { answer, error } = read(fieldOf(type), { x: typed });
    expect(answer).toBeUndefined();
    expect(error).toMatchObject({ code, anchor: 'champ-x' });
  });

  it('gives back what was typed as it was, bounded', () => {
    expect(read(fieldOf('email'), { x: ' jeanne@ ' }).typed).toEqual({ x: ' jeanne@ ' });
    expect(String(read(fieldOf('text'), { x: 'a'.repeat(1_000_000) }).typed['x'])).toHaveLength(1000);
  });

  it('never gives a password back, and keeps its spaces', () => {
    expect(read(fieldOf('password'), { x: ' secret ' })).toMatchObject({ answer: ' secret ', typed: {} });
  });

  it('takes the first of repeated values', () => {
    expect(read(fieldOf('text'), { x: ['un', 'deux'] }).answer).toBe('un');
  });

  it('prefers the sentence of the field', () => {
    const field: Field = { id: 'x', label: 'Nom', type: 'text', error: { missing: 'Dites-nous votre nom.' } };
    expect(read(field, {}).error?.message).toBe('Dites-nous votre nom.');
  });

  it('checks the pattern, over the whole text', () => {
    const field: Field = { id: 'x', label: 'Numéro', type: 'text', pattern: '\\d{3}|\\d{5}' };
    expect(read(field, { x: '12345' }).answer).toBe('12345');
    expect(read(field, { x: '1234' }).error?.code).toBe('invalid');
  });
});

describe('choices', () => {
  const options = [
    { value: 'a', label: 'Chat' },
    { value: 'b', label: 'Chien' },
    { value: 'c', label: 'Poule' },
  ];
  const many: Field = { id: 'pets', label: 'Animaux', type: 'choices', options, max: 2 };

  it('come back in the order of the form, once each', () => {
    expect(read(many, { pets: ['b', 'a', 'b'] }).answer).toEqual(['a', 'b']);
  });

  it.each([
    [['a', 'z'], 'unknown-choice'],
    [['a', 'b', 'c'], 'too-many'],
    [[], 'missing'],
  ])('%j is refused: %s', (sent, code) => {
    expect(read(many, { pets: sent }).error?.code).toBe(code);
  });

  it('knows an answer that was not offered', () => {
    expect(
      read({ id: 'pet', label: 'Animal', type: 'choice', options }, { pet: '__proto__' }).error?.code,
    ).toBe('unknown-choice');
  });
});

describe('an address', () => {
  const home: Field = { id: 'home', label: 'Votre adresse', type: 'address' };
  const sent = (line: string, code: string, commune: string) => ({
    'home--line': line,
    'home--postal-code': code,
    'home--commune': commune,
  });

  it('is read in three parts', () => {
    expect(read(home, sent('2 rue de la Mairie', '28 190', 'Le Favril')).answer).toEqual({
      line: '2 rue de la Mairie',
      postalCode: '28190',
      commune: 'Le Favril',
    });
  });

  it('keeps an INSEE code of the right shape only', () => {
    const given = sent('2 rue Haute', '20000', 'Ajaccio');
    expect(read(home, { ...given, 'home--insee': '2A004' }).answer).toMatchObject({ insee: '2A004' });
    expect(read(home, { ...given, 'home--insee': 'x' }).answer).not.toHaveProperty('insee');
  });

  it.each([
    ['', '', '', 'missing', 'champ-home'],
    ['', '28190', 'Le Favril', 'incomplete', 'champ-home'],
    ['2 rue Haute', '', 'Le Favril', 'incomplete', 'champ-home--postal-code'],
    ['2 rue Haute', '2819', 'Le Favril', 'invalid', 'champ-home--postal-code'],
    ['2 rue Haute', '28190', '', 'incomplete', 'champ-home--commune'],
    ['a'.repeat(201), '28190', 'Le Favril', 'too-long', 'champ-home'],
  ])('%j %j %j is refused: %s', (line, code, commune, error, anchor) => {
    expect(read(home, sent(line, code, commune)).error).toMatchObject({ code: error, anchor });
  });
});

describe('files', () => {
  const proof: Field = {
    id: 'proof',
    label: 'Justificatif',
    subject: 'votre justificatif',
    type: 'file',
    maxFiles: 2,
  };
  const pdf = { id: 'f1', name: 'C:\\Documents\\acte.PDF', type: 'application/pdf', size: 1_234_567 };

  it('keep their name without its path, and never twice what is allowed', () => {
    expect(read(proof, {}, [pdf]).answer).toEqual([{ ...pdf, name: 'acte.PDF' }]);
    const three = ['f1', 'f2', 'f3'].map((id) => ({ ...pdf, id }));
    const { answer, error } = read(proof, {}, three);
    expect(answer).toHaveLength(2);
    expect(error?.code).toBe('too-many');
  });

  it('stay when nothing new is sent, and go when asked', () => {
    const before = [{ ...pdf, name: 'acte.pdf' }];
    expect(read(proof, {}, [{ id: 'x', name: '', type: '', size: 0 }], before).answer).toEqual(before);
    expect(read(proof, { 'proof--remove': 'f1' }, [], before)).toMatchObject({
      answer: undefined,
      error: { code: 'missing', message: 'Ajoutez votre justificatif.' },
    });
  });

  it('stay when another one is refused', () => {
    const before = [{ ...pdf, name: 'acte.pdf' }];
    const { answer, error } = read(proof, {}, [{ ...pdf, id: 'f2', size: 30_000_000 }], before);
    expect(answer).toEqual(before);
    expect(error?.message).toBe(
      'Ce fichier pèse 30\u00A0Mo. La limite est de 25\u00A0Mo\u00A0: réduisez-le ou envoyez une photo moins lourde.',
    );
  });

  it.each([
    ['virus.exe', 'application/pdf', 10, 'file-type'],
    ['acte.pdf', 'text/html', 10, 'file-type'],
    ['acte.pdf', 'application/pdf', 0, 'file-empty'],
  ])('%s (%s, %i bytes) is refused: %s', (name, type, size, code) => {
    expect(read(proof, {}, [{ id: 'f', name, type, size }]).error?.code).toBe(code);
  });

  it('of a type unknown to the browser are judged by their extension', () => {
    expect(read(proof, {}, [{ ...pdf, type: 'application/octet-stream' }]).error).toBeUndefined();
  });
});
