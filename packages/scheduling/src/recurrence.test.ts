import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber, toMinutes, WEEKDAYS } from './calendar-day.ts';
import { daysOf, type MonthlyDay, type Recurrence } from './recurrence.ts';
import { fromRRule, toRRule } from './rrule.ts';

const weekday = fc.constantFrom(...WEEKDAYS);
const monthlyDay: fc.Arbitrary<MonthlyDay> = fc.record({
  nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, -1 as const),
  day: weekday,
});
const interval = fc.option(fc.integer({ min: 2, max: 9 }), { nil: undefined });
const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant({ freq: 'once' as const }),
  fc.record({
    freq: fc.constant('weekly' as const),
    interval,
    byDay: fc.uniqueArray(weekday, { minLength: 1 }),
  }),
  fc.record({
    freq: fc.constant('monthly' as const),
    interval,
    byDay: fc.array(monthlyDay, { minLength: 1, maxLength: 3 }),
  }),
);
const day = fc.integer({ min: 19_000, max: 22_500 }).map(fromDayNumber);

/** Walks every day from the first one of the rule, as its definition reads. */
function walk(
  rule: Recurrence,
  from: string,
  until: string | undefined,
  first: string,
  last: string,
): string[] {
  const anchor = Temporal.PlainDate.from(from);
  const monday = anchor.subtract({ days: anchor.dayOfWeek - 1 });
  const days: string[] = [];
  for (let at = anchor; at.toString() <= last; at = at.add({ days: 1 })) {
    if (at.toString() < first || (until !== undefined && at.toString() > until)) continue;
    if (falls(rule, at, anchor, monday)) days.push(at.toString());
  }
  return days;
}

function falls(
  rule: Recurrence,
  at: Temporal.PlainDate,
  anchor: Temporal.PlainDate,
  monday: Temporal.PlainDate,
) {
  const name = WEEKDAYS[at.dayOfWeek - 1];
  if (rule.freq === 'once') return at.equals(anchor);
  if (rule.freq === 'weekly') {
    const weeks = Math.floor(monday.until(at).days / 7);
    return weeks % (rule.interval ?? 1) === 0 && rule.byDay.some((day) => day === name);
  }
  const months = (at.year - anchor.year) * 12 + at.month - anchor.month;
  const nth = Math.ceil(at.day / 7);
  const isLast = at.day + 7 > at.daysInMonth;
  return (
    months % (rule.interval ?? 1) === 0 &&
    rule.byDay.some((by) => by.day === name && (by.nth === nth || (by.nth === -1 && isLast)))
  );
}

describe('daysOf', () => {
  it.each<[string, Recurrence, string, string[]]>([
    ['a single day', { freq: 'once' }, '2026-11-24', ['2026-11-24']],
    [
      'every second week, counted from the week of the first day',
      { freq: 'weekly', interval: 2, byDay: ['MO', 'FR'] },
      '2026-11-05',
      ['2026-11-06', '2026-11-16', '2026-11-20', '2026-11-30'],
    ],
    [
      'the second Tuesday and the last Friday',
      {
        freq: 'monthly',
        byDay: [
          { nth: 2, day: 'TU' },
          { nth: -1, day: 'FR' },
        ],
      },
      '2020-01-01',
      ['2026-11-10', '2026-11-27'],
    ],
    ['a fifth Monday', { freq: 'monthly', byDay: [{ nth: 5, day: 'MO' }] }, '2020-01-01', ['2026-11-30']],
    [
      'no fifth Saturday in November 2026',
      { freq: 'monthly', byDay: [{ nth: 5, day: 'SA' }] },
      '2020-01-01',
      [],
    ],
  ])('gives %s', (_, rule, from, expected) => {
    expect(daysOf({ recurrence: rule, from }, '2026-11-01', '2026-11-30')).toEqual(expected);
  });

  it('gives the days that a walk from the first day finds', () => {
    fc.assert(
      fc.property(
        recurrence,
        day,
        fc.option(day, { nil: undefined }),
        day,
        fc.nat(200),
        (rule, from, until, first, span) => {
          const last = fromDayNumber(toDayNumber(first) + span);
          expect(daysOf({ recurrence: rule, from, until }, first, last)).toEqual(
            walk(rule, from, until, first, last),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses an interval of zero', () => {
    const rule = { recurrence: { freq: 'weekly', interval: 0, byDay: ['MO'] }, from: '2026-01-01' } as const;
    expect(() => daysOf(rule, '2026-01-01', '2026-02-01')).toThrow(
      expect.objectContaining({ code: 'PARVIS_SCHEDULING_RECURRENCE' }),
    );
  });
});

describe('recurrences as RFC 5545 text', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(recurrence, (rule) => {
        expect(fromRRule(toRRule(rule))).toEqual(JSON.parse(JSON.stringify(rule)));
      }),
    );
  });

  it('may carry a prefix, a plus sign, any case and any order', () => {
    expect(fromRRule('RRULE:byday=+2tu,-1FR;FREQ=MONTHLY;WKST=MO')).toEqual({
      freq: 'monthly',
      byDay: [
        { nth: 2, day: 'TU' },
        { nth: -1, day: 'FR' },
      ],
    });
  });

  it.each([
    '',
    'FREQ=WEEKLY',
    'FREQ=DAILY',
    'FREQ=HOURLY;BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=2MO',
    'FREQ=MONTHLY;BYDAY=6MO',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=4',
    'FREQ=WEEKLY;BYDAY=MO;WKST=SU',
    'FREQ=WEEKLY;BYDAY=MO;INTERVAL=0',
    'FREQ=WEEKLY;FREQ=WEEKLY;BYDAY=MO',
  ])('are refused rather than half understood: "%s"', (text) => {
    expect(() => fromRRule(text)).toThrow(expect.objectContaining({ code: 'PARVIS_SCHEDULING_RECURRENCE' }));
  });
});

describe('days and times', () => {
  it('are the integers of the calendar, from year 1 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (number) => {
        const date = new Temporal.PlainDate(1970, 1, 1).add({ days: number });
        expect(fromDayNumber(number)).toBe(date.toString());
        expect(toDayNumber(date.toString())).toBe(number);
      }),
    );
  });

  it.each(['2026-02-31', '2025-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '', '2026-11-24T00:00'])(
    'refuse the day "%s"',
    (text) => {
      expect(() => toDayNumber(text)).toThrow(expect.objectContaining({ code: 'PARVIS_SCHEDULING_DAY' }));
    },
  );

  it.each(['24:01', '12:60', '9:00', '09h00', ''])('refuse the time "%s"', (text) => {
    expect(() => toMinutes(text)).toThrow(expect.objectContaining({ code: 'PARVIS_SCHEDULING_TIME' }));
  });

  it('let a day end at 24:00', () => {
    expect(toMinutes('24:00')).toBe(1440);
  });
});
