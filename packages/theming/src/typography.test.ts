import { describe, expect, it } from 'vitest';
import { capital, date, fr, phone, plural, words } from './typography.ts';

describe('French typed by people', () => {
  it.each([
    ['Vous venez ?', 'Vous venez\u202F?'],
    ['Attention : fermé', 'Attention\u00A0: fermé'],
    ['Dites « oui » ; merci !', 'Dites «\u00A0oui\u00A0»\u202F; merci\u202F!'],
    ['«Oui»', '«\u00A0Oui\u00A0»'],
    ['De 9 h à 12 h, 5 € par jour', 'De 9\u00A0h à 12\u00A0h, 5\u00A0€ par jour'],
  ])('%s', (typed, shown) => {
    expect(fr(typed)).toBe(shown);
  });

  it('leaves addresses and times of day as they are', () => {
    expect(fr('https://exemple.fr/?a=1;b=2')).toBe('https://exemple.fr/?a=1;b=2');
    expect(fr('08:30')).toBe('08:30');
  });
});

describe('dates', () => {
  const at = Date.UTC(2026, 10, 24, 13, 30);

  it('are said in full', () => {
    expect(date('2026-11-24')).toBe('mardi 24 novembre 2026');
    expect(date('2026-12-01')).toBe('mardi 1er décembre 2026');
    expect(date(at, 'moment')).toBe('mardi 24 novembre 2026 à\u00A014\u00A0h\u00A030');
  });

  it('are those of the place', () => {
    expect(date(at, 'time', 'Indian/Reunion')).toBe('17\u00A0h\u00A030');
    expect(date(Date.UTC(2026, 10, 24, 23), 'short')).toContain('25');
    expect(date(Date.UTC(2026, 10, 24, 11), 'time')).toBe('12\u00A0h');
  });
});

describe('counts and capitals', () => {
  it('agree as French does: nought and one are singular', () => {
    expect(plural(0, 'demande')).toBe('0\u00A0demande');
    expect(plural(1, 'demande')).toBe('1\u00A0demande');
    expect(plural(2, 'demande')).toBe('2\u00A0demandes');
    expect(plural(3, 'cheval', 'chevaux')).toBe('3\u00A0chevaux');
  });

  it('keep their accents', () => {
    expect(capital('été')).toBe('Été');
    expect(capital('')).toBe('');
  });
});

describe('telephone numbers', () => {
  it('are read two digits at a time, and dialled from anywhere', () => {
    expect(phone('0261918148')).toEqual({
      href: 'tel:+33261918148',
      text: '02\u00A061\u00A091\u00A081\u00A048',
    });
    expect(phone('02 61 91 81 48').text).toBe('02\u00A061\u00A091\u00A081\u00A048');
    expect(phone('+33261918148')).toEqual(phone('0261918148'));
    expect(phone('3939')).toEqual({ href: 'tel:3939', text: '3939' });
  });

  it('are found in a text', () => {
    expect(words.calls('Appelez le 02\u00A061\u00A091\u00A081\u00A048, ou écrivez.')).toEqual([
      { text: 'Appelez le ' },
      phone('0261918148'),
      { text: ', ou écrivez.' },
    ]);
    expect(words.calls('Référence 260261918148')).toEqual([{ text: 'Référence 260261918148' }]);
    expect(words.calls('')).toEqual([{ text: '' }]);
  });
});
