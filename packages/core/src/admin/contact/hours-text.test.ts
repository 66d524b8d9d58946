import { describe, expect, it } from 'vitest';
import { hoursText, readHours } from './hours-text.ts';

const span = (from: string, to: string) => ({ from, to });

describe('opening hours as they are typed', () => {
  it.each([
    ['9h-12h', [span('09:00', '12:00')]],
    ['9 h - 12 h, 14 h - 17 h 30', [span('09:00', '12:00'), span('14:00', '17:30')]],
    ['de 9h à 12h et de 14h à 17h30', [span('09:00', '12:00'), span('14:00', '17:30')]],
    ['09:00 – 12:15', [span('09:00', '12:15')]],
    ['', []],
    ['fermé', []],
    ['Fermée', []],
  ])('%s', (text, spans) => expect(readHours(text)).toEqual(spans));

  it.each([
    '9h',
    '12h-9h',
    '9h-12h, 11h-14h',
    '25h-26h',
    '9h-9h',
    'le matin',
    '9h-12h sauf le 3',
    '9h-12h-14h',
    '9h75-10h',
  ])('does not guess what %s means', (text) => expect(readHours(text)).toBeNull());

  it('says what it reads', () => {
    const hours = [
      { day: 1, ...span('14:00', '17:30') },
      { day: 1, ...span('09:00', '12:00') },
      { day: 4, ...span('14:00', '18:00') },
    ] as const;
    expect(hoursText(hours, 1).replaceAll('\u00A0', ' ')).toBe('9 h - 12 h, 14 h - 17 h 30');
    expect(readHours(hoursText(hours, 1))).toEqual([span('09:00', '12:00'), span('14:00', '17:30')]);
    expect(hoursText(hours, 2)).toBe('');
  });
});
