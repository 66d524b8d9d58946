import type { CounterHours } from '@parvis/kit';
import { describe, expect, it } from 'vitest';
import { openingState, sayHours, sayNext, weekOf } from './opening-hours.ts';

const PARIS = 'Europe/Paris';
const hours: readonly CounterHours[] = [
  { day: 1, from: '09:00', to: '12:00' },
  { day: 1, from: '14:00', to: '17:30' },
  { day: 4, from: '09:00', to: '12:00' },
];
const at = (iso: string) => Date.parse(iso);

describe('the opening hours of a counter', () => {
  it('is open from the first minute and closed at the last', () => {
    expect(openingState(hours, PARIS, at('2026-11-23T08:00Z'))).toEqual({
      open: true,
      until: at('2026-11-23T11:00Z'),
    });
    expect(openingState(hours, PARIS, at('2026-11-23T11:00Z'))).toEqual({
      open: false,
      next: at('2026-11-23T13:00Z'),
    });
  });

  it('says the next opening as people do', () => {
    const say = (now: number) => {
      const state = openingState(hours, PARIS, now);
      return state.open || state.next === null ? null : sayNext(state.next, PARIS, now);
    };
    expect(say(at('2026-11-23T11:30Z'))).toBe('aujourd’hui à\u00A014\u00A0h');
    expect(say(at('2026-11-25T20:00Z'))).toBe('demain à\u00A09\u00A0h');
    expect(say(at('2026-11-24T08:00Z'))).toBe('jeudi à\u00A09\u00A0h');
    expect(say(at('2026-11-26T12:00Z'))).toBe('lundi à\u00A09\u00A0h');
  });

  it('keeps the wall time across the change to summer time', () => {
    const state = openingState([{ day: 1, from: '09:00', to: '12:00' }], PARIS, at('2026-03-28T12:00Z'));
    expect(state).toEqual({ open: false, next: at('2026-03-30T07:00Z') });
  });

  it('has no next opening where no hours are published', () => {
    expect(openingState([], PARIS, at('2026-11-23T08:00Z'))).toEqual({ open: false, next: null });
  });

  it('says together the days that open alike', () => {
    const days = (from: string, to: string, ...at: readonly CounterHours['day'][]) =>
      at.map((day) => ({ day, from, to }));
    const said = (...spans: readonly CounterHours[]) =>
      sayHours(spans).map((line) => line.replaceAll('\u00A0', ' '));
    expect(said(...days('14:00', '17:30', 1, 2, 3), ...days('09:00', '12:00', 5, 4, 3, 2, 1))).toEqual([
      'du lundi au mercredi de 9 h à 12 h et de 14 h à 17 h 30',
      'jeudi et vendredi de 9 h à 12 h',
    ]);
    expect(said(...days('09:00', '12:00', 1, 2, 4, 5), ...days('09:00', '11:30', 3, 6))).toEqual([
      'lundi, mardi, jeudi et vendredi de 9 h à 12 h',
      'mercredi et samedi de 9 h à 11 h 30',
    ]);
    expect(said(...days('16:30', '19:00', 5))).toEqual(['vendredi de 16 h 30 à 19 h']);
    expect(said()).toEqual([]);
  });

  it('lists the week from Monday, and marks today', () => {
    const week = weekOf(hours, PARIS, at('2026-11-23T08:00Z'));
    expect(week[0]).toEqual({
      day: 'lundi',
      text: 'de 9\u00A0h à\u00A012\u00A0h et de 14\u00A0h à\u00A017\u00A0h\u00A030',
      today: true,
    });
    expect(week[1]).toEqual({ day: 'mardi', text: 'Fermé', today: false });
    expect(week).toHaveLength(7);
  });
});
