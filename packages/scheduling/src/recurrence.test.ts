import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, toDayNumber, toMinutes, WEEKDAYS } from './calendar-day.ts';
import { daysOf, type NthWeekday, type Recurrence } from './recurrence.ts';
import { fromRRule, toRRule } from './rrule.ts';

const weekday = fc.constantFrom(...WEEKDAYS);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const numbers = (most: number) =>
  fc.uniqueArray(
    fc.integer({ min: -most, max: most }).filter((number) => number !== 0),
    { minLength: 1, maxLength: 4 },
  );
const nthWeekday = (most: number): fc.Arbitrary<NthWeekday> =>
  fc.record({ nth: fc.integer({ min: -most, max: most }).filter((nth) => nth !== 0), day: weekday });
const day = fc.integer({ min: 19_000, max: 22_500 }).map(fromDayNumber);
const weekdays = fc.uniqueArray(weekday, { minLength: 1 });
const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const common = {
  interval: some(fc.integer({ min: 2, max: 9 })),
  byMonth: some(months),
  weekStart: some(fc.constantFrom('TU' as const, 'SU' as const)),
  until: some(day),
  except: some(fc.array(day, { minLength: 1, maxLength: 3 })),
  also: some(fc.array(day, { minLength: 1, maxLength: 3 })),
};
const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant({ freq: 'once' as const }),
  fc.record({
    ...common,
    freq: fc.constant('daily' as const),
    byDay: some(weekdays),
    byMonthDay: some(numbers(31)),
  }),
  fc.record({ ...common, freq: fc.constant('weekly' as const), byDay: weekdays }),
  fc.record({
    ...common,
    freq: fc.constant('monthly' as const),
    byDay: fc.array(fc.oneof(weekday, nthWeekday(5)), { minLength: 1, maxLength: 3 }),
    byMonthDay: some(numbers(31)),
  }),
  fc.record({
    ...common,
    freq: fc.constant('yearly' as const),
    byDay: fc.array(fc.oneof(weekday, nthWeekday(5)), { minLength: 1, maxLength: 3 }),
    byMonthDay: some(numbers(31)),
    byYearDay: some(numbers(366)),
  }),
);

/** Walks every day from the first one of the rule, as its definition reads. */
function walk(
  rule: Recurrence,
  from: string,
  until: string | undefined,
  first: string,
  last: string,
): string[] {
  const anchor = Temporal.PlainDate.from(from);
  const days: string[] = [];
  for (let at = anchor; at.toString() <= last; at = at.add({ days: 1 })) {
    const text = at.toString();
    if (text < first || (until !== undefined && text > until) || rule.except?.includes(text)) continue;
    const ended = rule.until !== undefined && text > rule.until;
    if ((!ended && falls(rule, at, anchor)) || rule.also?.includes(text)) days.push(text);
  }
  return days;
}

function falls(rule: Recurrence, at: Temporal.PlainDate, anchor: Temporal.PlainDate): boolean {
  if (rule.freq === 'once') return at.equals(anchor);
  const steps = {
    daily: () => anchor.until(at).days,
    weekly: () => weekOf(anchor, rule.weekStart).until(weekOf(at, rule.weekStart)).days / 7,
    monthly: () => (at.year - anchor.year) * 12 + at.month - anchor.month,
    yearly: () => at.year - anchor.year,
  }[rule.freq]();
  const has = (list: readonly number[] | undefined, place: number, size: number) =>
    list === undefined || list.includes(place) || list.includes(place - size - 1);
  const [place, size] =
    rule.freq === 'yearly' && rule.byMonth === undefined
      ? [at.dayOfYear, at.daysInYear]
      : [at.day, at.daysInMonth];
  const fitsDay = rule.byDay?.some((by) => {
    if (typeof by === 'string') return by === WEEKDAYS[at.dayOfWeek - 1];
    const [nth, nthLast] = [Math.ceil(place / 7), -Math.ceil((size - place + 1) / 7)];
    return by.day === WEEKDAYS[at.dayOfWeek - 1] && (by.nth === nth || by.nth === nthLast);
  });
  return (
    steps % (rule.interval ?? 1) === 0 &&
    (rule.byMonth?.includes(at.month) ?? true) &&
    has(rule.byMonthDay, at.day, at.daysInMonth) &&
    has(rule.byYearDay, at.dayOfYear, at.daysInYear) &&
    (fitsDay ?? true)
  );
}

function weekOf(date: Temporal.PlainDate, start: Recurrence['weekStart'] = 'MO'): Temporal.PlainDate {
  return date.subtract({ days: (date.dayOfWeek - 1 - WEEKDAYS.indexOf(start) + 7) % 7 });
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
      { numRuns: 200 },
    );
  });

  const winter = ['2026-01-01', '2026-03-31'] as const;

  it.each<[string, Recurrence, string[]]>([
    [
      'a count, days taken out of it included',
      { freq: 'weekly', byDay: ['MO'], count: 5, except: ['2026-01-12'] },
      ['2026-01-05', '2026-01-19', '2026-01-26', '2026-02-02'],
    ],
    [
      'a last day, and days that are added after it',
      { freq: 'weekly', byDay: ['MO'], until: '2026-01-12', also: ['2026-01-12', '2026-01-14'] },
      ['2026-01-05', '2026-01-12', '2026-01-14'],
    ],
    [
      'the day of the month of its first day',
      { freq: 'monthly' },
      ['2026-01-05', '2026-02-05', '2026-03-05'],
    ],
    [
      'the last working day of each month',
      { freq: 'monthly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR'], bySetPos: [-1] },
      ['2026-01-30', '2026-02-27', '2026-03-31'],
    ],
    ['one that never comes', { freq: 'yearly', byMonth: [2], byMonthDay: [30], count: 3 }, []],
  ])('gives %s', (_, rule, expected) => {
    expect(daysOf({ recurrence: rule, from: '2026-01-05' }, ...winter)).toEqual(expected);
  });

  it('counts from the first day, whatever the window', () => {
    const rule = { recurrence: { freq: 'daily', count: 10 }, from: '2026-01-05' } as const;
    expect(daysOf(rule, '2026-01-13', '2027-01-01')).toEqual(['2026-01-13', '2026-01-14']);
    expect(daysOf({ ...rule, from: '2026-01-06' }, '2026-01-13', '2027-01-01')).toHaveLength(3);
  });

  it('stays within the validity, also with days that are added', () => {
    const rule = {
      recurrence: { freq: 'once', also: ['2026-01-02', '2026-01-09'] },
      from: '2026-01-05',
    } as const;
    expect(daysOf(rule, ...winter)).toEqual(['2026-01-05', '2026-01-09']);
    expect(daysOf({ ...rule, until: '2026-01-08' }, ...winter)).toEqual(['2026-01-05']);
  });

  // Walking from year 1 to each of these windows would take minutes.
  it('never walks from the first day of a rule', { timeout: 5000 }, () => {
    for (let run = 0; run < 2000; run += 1) {
      const rule = { recurrence: { freq: 'daily' }, from: '0001-01-01' } as const;
      expect(daysOf(rule, '2026-11-24', '2026-11-25')).toHaveLength(2);
    }
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
        expect(fromRRule(toRRule(rule))).toEqual(rule);
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

  it('take days out and put days in with lines of their own, whatever their time', () => {
    const text =
      'RRULE:FREQ=DAILY\r\nEXDATE;TZID=Europe/Paris:20261224T090000,20261225T090000\r\nRDATE:20261231';
    expect(fromRRule(text)).toEqual({
      freq: 'daily',
      except: ['2026-12-24', '2026-12-25'],
      also: ['2026-12-31'],
    });
  });

  it.each([
    ['20261130', '09:00', '2026-11-30'],
    ['20261130T080000Z', '09:00', '2026-11-30'],
    ['20261130T075959Z', '09:00', '2026-11-29'],
    ['20261129T233000Z', '00:15', '2026-11-30'],
    ['20261130T090000', '09:00', '2026-11-30'],
    ['20261130T085959', '09:00', '2026-11-29'],
  ])('end with UNTIL=%s on the day that starts at %s in Paris before it', (until, start, expected) => {
    expect(fromRRule(`FREQ=DAILY;UNTIL=${until}`, { start, zone: 'Europe/Paris' }).until).toBe(expected);
  });

  it.each([
    '',
    'BYDAY=MO',
    'FREQ=HOURLY;BYDAY=MO',
    'FREQ=DAILY;BYHOUR=9',
    'FREQ=WEEKLY;BYDAY=2MO',
    'FREQ=WEEKLY;BYDAY=LU',
    'FREQ=WEEKLY;BYDAY=',
    'FREQ=WEEKLY;BYMONTHDAY=3',
    'FREQ=MONTHLY;BYDAY=54MO',
    'FREQ=MONTHLY;BYWEEKNO=3',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=YEARLY;BYMONTH=-1',
    'FREQ=YEARLY;BYWEEKNO=3;BYDAY=2MO',
    'FREQ=MONTHLY;BYSETPOS=1',
    'FREQ=WEEKLY;COUNT=4;UNTIL=20261130',
    'FREQ=WEEKLY;COUNT=0',
    'FREQ=WEEKLY;UNTIL=20261130T090000Z',
    'FREQ=WEEKLY;BYDAY=MO;INTERVAL=0',
    'FREQ=WEEKLY;FREQ=WEEKLY;BYDAY=MO',
    'FREQ=WEEKLY\nEXDATE:20261130T090000Z',
    'FREQ=WEEKLY\nDTSTART:20261130',
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
