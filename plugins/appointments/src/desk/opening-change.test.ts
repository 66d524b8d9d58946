import { daysOf } from '@parvis/scheduling';
import { describe, expect, it } from 'vitest';
import { endBefore, type Kept, meetingDay, splitFrom, without } from './opening-change.ts';
import {
  type OpeningValues,
  openingFault,
  sayRhythm,
  toOpeningValues,
  toRecurrence,
} from './opening-form.ts';

const fortnight: Kept = {
  recurrence: { freq: 'weekly', interval: 2, byDay: ['TU'] },
  firstDay: '2026-11-03',
  lastDay: null,
};

const days = (kept: Kept, last: string) =>
  daysOf(
    { recurrence: kept.recurrence, from: kept.firstDay, ...(kept.lastDay && { until: kept.lastDay }) },
    '2026-11-01',
    last,
  );

describe('an opening that is changed from a day on', () => {
  it('keeps its weeks, when it is every other week, and loses no day and gains none', () => {
    const split = splitFrom(fortnight, '2026-11-20');
    const after = { ...fortnight, firstDay: split?.from ?? '' };
    expect(split?.before && days(split.before, '2026-12-31')).toEqual(['2026-11-03', '2026-11-17']);
    expect(days(after, '2026-12-31')).toEqual(['2026-12-01', '2026-12-15', '2026-12-29']);
    const wednesdays = { ...after, recurrence: { ...after.recurrence, byDay: ['WE' as const] } };
    expect(days(wednesdays, '2026-12-20')).toEqual(['2026-12-02', '2026-12-16']);
  });

  it('begins on the day that was asked, in the midst of its week', () => {
    const daily: Kept = { ...fortnight, recurrence: { freq: 'weekly', byDay: ['MO', 'WE', 'FR'] } };
    expect(splitFrom(daily, '2026-11-24')?.from).toBe('2026-11-24');
  });

  it('leaves nothing of one that had not begun, and is refused by one that has ended', () => {
    expect(splitFrom(fortnight, '2026-11-01')?.before).toBeNull();
    expect(splitFrom({ ...fortnight, lastDay: '2026-11-17' }, '2026-11-20')).toBeNull();
    expect(endBefore({ ...fortnight, lastDay: '2026-11-10' }, '2027-01-01')?.lastDay).toBe('2026-11-10');
  });

  it('loses one day alone, of those that it has', () => {
    const kept = without(fortnight, '2026-11-17');
    expect(kept && days(kept, '2026-12-01')).toEqual(['2026-11-03', '2026-12-01']);
    expect(without(fortnight, '2026-11-10')).toBeNull();
  });
});

describe('openings that overlap', () => {
  const morning = { ...fortnight, startTime: '09:00', endTime: '12:00' };

  it('are told by the first day on which they have hours in common', () => {
    const weekly = {
      ...morning,
      recurrence: { freq: 'weekly', byDay: ['TU'] } as const,
      firstDay: '2026-11-24',
    };
    expect(meetingDay(morning, weekly, '2026-11-24')).toBe('2026-12-01');
  });

  it('are none where one ends when the other begins, or their weeks never meet', () => {
    const noon = { ...morning, startTime: '12:00', endTime: '14:00' };
    expect(meetingDay(morning, noon, '2026-11-01')).toBeNull();
    expect(meetingDay(morning, { ...morning, firstDay: '2026-11-10' }, '2026-11-01')).toBeNull();
  });
});

describe('the form of an opening', () => {
  const base: OpeningValues = {
    avec: 'r',
    lieu: 'v',
    motifs: ['m'],
    debut: '09:00',
    fin: '12:00',
    rythme: 'semaine',
    jours: ['TU', 'TH'],
    mois: [],
    premier: '2026-11-24',
  };
  const stored = (values: OpeningValues) => ({
    id: 'o',
    tenantId: 't',
    resourceId: 'r',
    venueId: 'v',
    recurrence: toRecurrence(values),
    startTime: values.debut,
    endTime: values.fin,
    firstDay: values.premier,
    lastDay: null,
  });

  it.each([
    ['Chaque mardi et jeudi', base],
    ['Le mardi et jeudi, une semaine sur deux', { ...base, rythme: 'quinzaine' }],
    ['Le premier mardi du mois', { ...base, rythme: 'mois', rang: '1', jours: ['TU'] }],
    [
      'Le dernier jeudi du mois, en juillet et août',
      { ...base, rythme: 'mois', rang: '-1', jours: ['TH'], mois: ['7', '8'] },
    ],
    ['Une seule fois', { ...base, rythme: 'une-fois', jours: [] }],
  ])('says « %s », and reads back what it wrote', (said, values) => {
    const opening = stored(values);
    expect(sayRhythm(opening)).toBe(said);
    const read = toOpeningValues(opening, ['m']);
    expect(read && toRecurrence(read)).toEqual(opening.recurrence);
  });

  it('does not pretend to read a rule that it cannot say', () => {
    const odd = { ...stored(base), recurrence: { freq: 'weekly', interval: 3, byDay: ['TU'] } as const };
    expect(toOpeningValues(odd, [])).toBeNull();
    expect(sayRhythm(odd)).toBe('Rythme particulier');
  });

  it.each([
    ['fin', { fin: '09:00' }],
    ['dernier', { dernier: '2026-11-01' }],
    ['jours', { jours: [] }],
    ['rang', { rythme: 'mois' }],
  ])('says at « %s » what lacks', (field, changed) => {
    expect(openingFault({ ...base, ...changed })?.field).toBe(field);
    expect(openingFault(base)).toBeNull();
  });
});
