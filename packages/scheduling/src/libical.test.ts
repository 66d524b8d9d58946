// Recurrences as libical's own tests expect them: the file of `../shared/corpora`, whose licence stays its own.

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addDays } from './calendar-day.ts';
import { daysOf } from './recurrence.ts';
import { fromRRule } from './rrule.ts';

const corpus = new URL('../../../../shared/corpora/libical-icalrecur_test.txt', import.meta.url);

/** Parts that say hours: those of an opening are its own, so that a rule stops at the day. */
const HOURS = /FREQ=(?:HOURLY|MINUTELY|SECONDLY)|BY(?:HOUR|MINUTE|SECOND)=/;

const WEEK_53 =
  'Starts on 3 January 2027, no day of the rule, which RFC 5545 leaves undefined. It lies in the last week of 2026: the ' +
  'interval is counted from 2026 here, and from 2027 by libical.';

/** Every vector of the supported parts that is answered differently, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1 from 20270103T000000Z': WEEK_53,
  'FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1 from 20270103T000000Z': WEEK_53,
};

interface Vector {
  readonly name: string;
  readonly rule: string;
  readonly start: string;
  /** Days, 'YYYY-MM-DD'. */
  readonly expected: readonly string[];
}

function readVectors(): readonly Vector[] {
  return readFileSync(corpus, 'utf8')
    .split(/\n\s*\n/)
    .flatMap((block) => {
      const line = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(block)?.[1] ?? '';
      const [rule, start, instances] = [line('RRULE'), line('DTSTART'), line('INSTANCES')];
      const isImplemented = rule !== '' && !instances.startsWith('***');
      const name = `${rule} from ${start}`;
      return isImplemented ? [{ name, rule, start, expected: instances.split(',').map(toDay) }] : [];
    });
}

const toDay = (text: string) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;

function answer({ rule, start }: Vector, first: string, last: string): string[] {
  const time = start.length > 8 ? `${start.slice(9, 11)}:${start.slice(11, 13)}` : '00:00';
  const recurrence = fromRRule(rule, { start: time, zone: 'UTC' });
  return daysOf({ recurrence, from: toDay(start) }, first, last);
}

/** From before the rule begins until long after it ends. */
function isAnswered(vector: Vector): boolean {
  const start = toDay(vector.start);
  return answer(vector, addDays(start, -400), addDays(start, 40_000)).join() === vector.expected.join();
}

// The vectors are not ours to copy: without the file, these are reported as skipped.
describe.skipIf(!existsSync(corpus))('the recurrences of libical', () => {
  const vectors = existsSync(corpus) ? readVectors() : [];
  const supported = vectors.filter(({ rule }) => !HOURS.test(rule));

  it('are 145, of which 113 use the supported parts', () => {
    expect([vectors.length, supported.length]).toEqual([145, 113]);
  });

  it('are answered as expected, but for the listed exceptions: at least 97 % of them', () => {
    const different = supported.filter((vector) => !isAnswered(vector)).map(({ name }) => name);
    expect(different).toEqual(Object.keys(EXCEPTIONS));
    expect(different.length / supported.length).toBeLessThanOrEqual(0.03);
  });

  it('are the same in any window, without what came before it', () => {
    for (const vector of supported.filter(isAnswered)) {
      for (const day of vector.expected.slice(0, 40)) {
        const end = addDays(day, 20);
        const within = vector.expected.filter((one) => one >= day && one <= end);
        expect(answer(vector, day, end), `${vector.name}, on ${day}`).toEqual(within);
      }
    }
  });

  it('that say hours are refused rather than half understood', () => {
    for (const { rule, start } of vectors.filter(({ rule }) => HOURS.test(rule))) {
      const clock = { start: '00:00', zone: 'UTC' };
      expect(() => fromRRule(rule, clock), `${rule} ${start}`).toThrow(
        expect.objectContaining({ code: 'PARVIS_SCHEDULING_RECURRENCE' }),
      );
    }
  });
});
