// The search against an oracle that walks every day with Temporal and tries every start against everything.

import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from './calendar-day.ts';
import type { Absence, Closure } from './closure.ts';
import type { Motif } from './motif.ts';
import type { Opening } from './opening.ts';
import type { SlotQuery } from './plan.ts';
import type { Slot } from './slot.ts';
import { findSlots, nextSlot, nextSlots } from './slots.ts';
import type { Busy } from './taken.ts';

const MINUTE = 60_000;
const zones = ['Europe/Paris', 'Indian/Reunion', 'America/Guadeloupe', 'Pacific/Noumea', 'America/Miquelon'];
// Clocks change in Europe and in Saint-Pierre-et-Miquelon in these weeks.
const weeks = ['2026-03-25', '2026-03-05', '2026-10-22', '2026-10-29', '2026-07-01'];

interface Scene {
  query: SlotQuery;
  zone: string;
  firstDay: Temporal.PlainDate;
}

const clock = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;

function sceneWith(travels: boolean): fc.Arbitrary<Scene> {
  return fc
    .record({
      zone: fc.constantFrom(...zones),
      week: fc.constantFrom(...weeks),
      openings: fc.array(
        fc.record({
          resource: fc.constantFrom('ada', 'bea', 'cid'),
          venue: fc.constantFrom('north', 'south'),
          motifs: fc.constantFrom(['help'], ['help', 'other'], ['other']),
          // Half of the openings are by night, where the clocks change.
          quarters: fc.tuple(fc.oneof(fc.nat(12), fc.nat(90)), fc.integer({ min: 1, max: 30 })),
          byDay: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 3 }),
        }),
        { maxLength: 5 },
      ),
      busy: fc.array(
        fc.record({
          resource: fc.constantFrom('ada', 'bea', 'cid'),
          venue: fc.constantFrom('north', 'south', undefined),
          from: fc.nat(5 * 24 * 12),
          length: fc.nat(30),
        }),
        { maxLength: 12 },
      ),
      away: fc.array(
        fc.record({ resource: fc.constantFrom('ada', 'bea'), from: fc.nat(5 * 24), length: fc.nat(30) }),
        { maxLength: travels ? 0 : 3 },
      ),
      closed: fc.array(
        fc.record({ venue: fc.constantFrom('north', undefined), day: fc.nat(4), hours: fc.boolean() }),
        { maxLength: travels ? 0 : 2 },
      ),
      motif: fc.record({
        minutes: fc.constantFrom(15, 20, 45, 90),
        step: fc.constantFrom(undefined, 10, 25),
        bufferBefore: fc.constantFrom(undefined, 0, 5),
        bufferAfter: fc.constantFrom(undefined, 0, 10),
        noticeMinutes: fc.constantFrom(0, 60, 1500),
        horizonDays: fc.constantFrom(1, 3, 30),
      }),
      windowHours: fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 110 })),
    })
    .map((it) => {
      const firstDay = Temporal.PlainDate.from(it.week);
      const base = firstDay.toZonedDateTime(it.zone).epochMilliseconds;
      const openings = it.openings.map(
        ({ quarters: [start, length], byDay, ...rest }, index): Opening => ({
          ...rest,
          id: String(index),
          zone: it.zone,
          start: clock(start),
          end: clock(Math.min(96, start + length)),
          from: '2026-01-01',
          recurrence: { freq: 'weekly', byDay },
        }),
      );
      const busy = it.busy.map(({ from, length, ...rest }): Busy => {
        const start = base + from * 5 * MINUTE;
        return { ...rest, start, end: start + length * 5 * MINUTE };
      });
      const absences = it.away.map(({ resource, from, length }): Absence => {
        const start = base + from * 60 * MINUTE;
        return { resource, start, end: start + length * 60 * MINUTE };
      });
      const closures = it.closed.map(({ venue, day, hours }): Closure => {
        const date = firstDay.add({ days: day }).toString();
        return { venue, from: date, until: date, ...(hours ? { start: '01:00', end: '10:30' } : {}) };
      });
      const motif: Motif = { id: 'help', ...it.motif };
      const [after, hours] = it.windowHours;
      const from = base + after * 60 * MINUTE;
      const travelMinutes = travels
        ? (a: string, b: string) => (a === b ? 0 : a === 'north' ? 30 : 45)
        : undefined;
      const query = {
        motif,
        openings,
        busy,
        absences,
        closures,
        now: base,
        from,
        until: from + hours * 60 * MINUTE,
        travelMinutes,
      };
      return { query, zone: it.zone, firstDay };
    });
}

interface Stay {
  opening: Opening;
  date: Temporal.PlainDate;
  start: number;
  end: number;
}

function boundary(date: Temporal.PlainDate, time: string, zone: string): number {
  if (time === '24:00') return boundary(date.add({ days: 1 }), '00:00', zone);
  const plain = date.toPlainDateTime(time);
  const exact = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (exact.toPlainDateTime().equals(plain)) return exact.epochMilliseconds;
  const jump = date.toZonedDateTime(zone).getTimeZoneTransition('next');
  if (jump === null) throw new Error('a gap without a transition');
  return jump.epochMilliseconds;
}

function staysOf({ query, zone, firstDay }: Scene): Stay[] {
  return query.openings.flatMap((opening) => {
    const { recurrence } = opening;
    return Array.from({ length: 9 }, (_, i) => firstDay.add({ days: i - 1 }))
      .filter(
        (date) =>
          recurrence.freq === 'weekly' &&
          (recurrence.byDay ?? []).some((day) => day === WEEKDAYS[date.dayOfWeek - 1]),
      )
      .map((date) => ({
        opening,
        date,
        start: boundary(date, opening.start, zone),
        end: boundary(date, opening.end, zone),
      }));
  });
}

function oracle(scene: Scene): Slot[] {
  const { query, zone } = scene;
  const { motif, travelMinutes: travel = () => 0 } = query;
  const stays = staysOf(scene);
  const slots = new Map<string, Slot>();
  for (const { opening, date, start: opens, end: closes } of stays) {
    if (!opening.motifs.includes(motif.id)) continue;
    for (let minute = 0; minute < 1440; minute += motif.step ?? motif.minutes) {
      const plain = date.toPlainDateTime(opening.start).add({ minutes: minute });
      const exact = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
      if (!exact.toPlainDateTime().equals(plain)) continue;
      const start = exact.epochMilliseconds;
      const end = start + motif.minutes * MINUTE;
      const today = Temporal.Instant.fromEpochMilliseconds(query.now).toZonedDateTimeISO(zone).toPlainDate();
      const lastDay = today.add({ days: motif.horizonDays });
      const wide = {
        start: start - (motif.bufferBefore ?? 0) * MINUTE,
        end: end + (motif.bufferAfter ?? 0) * MINUTE,
      };
      const touches = (block: { start: number; end: number }, before = 0, after = 0) =>
        block.start < block.end &&
        block.start < wide.end + after * MINUTE &&
        wide.start < block.end + before * MINUTE;
      const free =
        start >= opens &&
        end <= closes &&
        start >= query.from &&
        start < query.until &&
        start >= query.now + motif.noticeMinutes * MINUTE &&
        Temporal.PlainDate.compare(exact.toPlainDate(), lastDay) <= 0 &&
        (query.busy ?? []).every((busy) => {
          const there = busy.venue ?? opening.venue;
          return (
            busy.resource !== opening.resource ||
            !touches(busy, travel(there, opening.venue), travel(opening.venue, there))
          );
        }) &&
        (query.absences ?? []).every(
          (absence) => absence.resource !== opening.resource || !touches(absence),
        ) &&
        (query.closures ?? []).every((closure) => {
          if (closure.venue !== undefined && closure.venue !== opening.venue) return true;
          const day = Temporal.PlainDate.from(closure.from);
          return (
            end <= boundary(day, closure.start ?? '00:00', zone) ||
            start >= boundary(day, closure.end ?? '24:00', zone)
          );
        }) &&
        stays.every(
          (other) =>
            other.opening.resource !== opening.resource ||
            other.end > opens ||
            start >= other.end + travel(other.opening.venue, opening.venue) * MINUTE,
        );
      if (!free) continue;
      const key = `${String(start).padStart(15, '0')} ${opening.venue}`;
      const slot = slots.get(key) ?? { start, end, venue: opening.venue, resources: [] };
      slot.resources = [...new Set([...slot.resources, opening.resource])].sort();
      slots.set(key, slot);
    }
  }
  return [...slots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, slot]) => slot);
}

describe('findSlots', () => {
  it.each([
    ['absences and closures', false],
    ['travel', true],
  ])('finds what the oracle finds, with %s', { timeout: 60_000 }, (_, travels) => {
    fc.assert(
      fc.property(sceneWith(travels), (scene) => {
        expect(findSlots(scene.query)).toEqual(oracle(scene));
      }),
      { numRuns: 120 },
    );
  });

  it('never overlaps a booking and never leaves the openings', () => {
    fc.assert(
      fc.property(sceneWith(true), (scene) => {
        const stays = staysOf(scene);
        for (const { start, end, venue, resources } of findSlots(scene.query)) {
          for (const resource of resources) {
            const overlaps = scene.query.busy?.some(
              (busy) =>
                busy.resource === resource && busy.start < busy.end && busy.start < end && start < busy.end,
            );
            expect(overlaps).toBe(false);
            const within = stays.some(
              (stay) =>
                stay.opening.resource === resource &&
                stay.opening.venue === venue &&
                stay.start <= start &&
                end <= stay.end,
            );
            expect(within).toBe(true);
          }
        }
      }),
    );
  });
});

describe('the first slots', () => {
  it('are the first of all slots, at each venue and anywhere', () => {
    fc.assert(
      fc.property(sceneWith(true), ({ query }) => {
        const all = findSlots({ ...query, until: query.now + 40 * 1440 * MINUTE });
        const open = { ...query, until: undefined };
        expect(nextSlot(open)).toEqual(all[0] ?? null);
        const firsts = ['north', 'south'].flatMap((venue) => all.find((slot) => slot.venue === venue) ?? []);
        expect(new Set(nextSlots(open))).toEqual(new Set(firsts));
      }),
      { numRuns: 80 },
    );
  });
});

describe('a team', () => {
  it('is free where each of its members is free alone, at any minute', () => {
    fc.assert(
      fc.property(sceneWith(true), ({ query }) => {
        const resources = new Map([
          ['ada', { kind: 'agent' }],
          ['bea', { kind: 'agent' }],
          ['cid', { kind: 'room' }],
        ]);
        const found = findSlots({ ...query, resources, motif: { ...query.motif, needs: ['agent', 'room'] } });
        const agents = findSlots({ ...query, wishes: { resources: ['ada', 'bea'] } });
        const expected = agents.filter(({ start, venue }) => isFree(query, 'cid', venue, start));
        expect(found).toEqual(expected.map((slot) => ({ ...slot, companions: [['cid']] })));
      }),
      { numRuns: 80 },
    );
  });
});

/** Asked of the resource's own openings, cut by the minute. */
function isFree(query: SlotQuery, resource: string, venue: string, start: number): boolean {
  const motif = { ...query.motif, step: 1 };
  const slots = findSlots({
    ...query,
    motif,
    from: start,
    until: start + 1,
    wishes: { resources: [resource] },
  });
  return slots.some((slot) => slot.venue === venue);
}
