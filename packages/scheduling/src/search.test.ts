// What a motif and a citizen may ask for: several people, several resources, a day, a place; and what holds leave free.

import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Motif } from './motif.ts';
import type { Opening } from './opening.ts';
import type { SlotQuery } from './plan.ts';
import { findSlots, nextSlots } from './slots.ts';
import type { Busy } from './taken.ts';
import { noSlotReason } from './unmet.ts';

const motif: Motif = { id: 'help', minutes: 30, noticeMinutes: 0, horizonDays: 365 };
const opening: Opening = {
  id: 'monday',
  resource: 'ada',
  venue: 'la-loupe',
  zone: 'Europe/Paris',
  motifs: ['help'],
  start: '09:00',
  end: '11:00',
  from: '2020-01-06',
  recurrence: { freq: 'weekly', byDay: ['MO'] },
};
const travelMinutes = (from: string, to: string) => (from === to ? 0 : 30);

/** The instant of a Paris wall time, on Monday 30 November 2026 unless told. */
const at = (time: string, day = '2026-11-30') =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Europe/Paris').epochMilliseconds;

/** Searches that Monday. */
function query(more: Partial<SlotQuery> = {}): SlotQuery {
  return {
    motif,
    openings: [opening],
    now: at('08:00', '2026-11-24'),
    from: at('00:00'),
    until: at('00:00', '2026-12-01'),
    ...more,
  };
}

const clock = (instant: number) =>
  Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO('Europe/Paris')
    .toPlainTime()
    .toString()
    .slice(0, 5);

const times = (more: Partial<SlotQuery> = {}) => findSlots(query(more)).map(({ start }) => clock(start));

describe('several people', () => {
  it('take their time one after the other', () => {
    expect(times({ people: 2 })).toEqual(['09:00', '09:30', '10:00']);
    expect(times({ people: 4 })).toEqual(['09:00']);
    expect(times({ people: 5 })).toEqual([]);
  });

  it('take the given length where there is one', () => {
    expect(times({ people: 2, minutes: 30 })).toHaveLength(4);
  });
});

describe('a workshop', () => {
  const workshop: Motif = { ...motif, minutes: 60, capacity: 8 };
  const joined = (places: number, more: Partial<Busy> = {}): Busy => ({
    resource: 'ada',
    venue: 'la-loupe',
    start: at('09:00'),
    end: at('10:00'),
    session: { id: 's1', motif: 'help', zone: 'Europe/Paris', start: at('09:00'), end: at('10:00'), places },
    ...more,
  });

  it('offers its places until nobody has come yet', () => {
    expect(findSlots(query({ motif: workshop })).map(({ places }) => places)).toEqual([8, 8]);
    expect(times({ motif: workshop, people: 8 })).toEqual(['09:00', '10:00']);
    expect(times({ motif: workshop, people: 9 })).toEqual([]);
  });

  it('is joined until it is full', () => {
    const slots = findSlots(query({ motif: workshop, busy: [joined(3)] }));
    expect(slots.map(({ start, session, places }) => [clock(start), session, places])).toEqual([
      ['09:00', 's1', 3],
      ['10:00', undefined, 8],
    ]);
    expect(times({ motif: workshop, busy: [joined(3)], people: 3 })).toEqual(['09:00', '10:00']);
    expect(times({ motif: workshop, busy: [joined(3)], people: 4 })).toEqual(['10:00']);
    expect(times({ motif: workshop, busy: [joined(0)] })).toEqual(['10:00']);
  });

  it('that was fixed by hand is offered at its own time, without an opening', () => {
    expect(times({ motif: workshop, openings: [], busy: [joined(3)] })).toEqual(['09:00']);
    expect(times({ motif: workshop, openings: [], busy: [joined(3)], now: at('09:01') })).toEqual([]);
    expect(times({ motif: workshop, openings: [], busy: [joined(3)], wishes: { after: '09:30' } })).toEqual(
      [],
    );
    expect(noSlotReason(query({ motif: workshop, openings: [], busy: [joined(0)] }))).toBe('booked');
  });

  it('of another motif takes the time like any booking', () => {
    expect(times({ busy: [joined(3)], motif: { ...motif, id: 'help' } })).toEqual([
      '09:00',
      '10:00',
      '10:30',
    ]);
    expect(
      times({
        openings: [{ ...opening, motifs: ['other'] }],
        motif: { ...motif, id: 'other' },
        busy: [joined(3)],
      }),
    ).toEqual(['10:00', '10:30']);
  });

  it('that takes an advisor and a room is one', () => {
    const busy = [joined(3), joined(3, { resource: 'blue-room' })];
    const resources = new Map([
      ['ada', { kind: 'advisor' }],
      ['blue-room', { kind: 'room' }],
    ]);
    const found = findSlots(query({ motif: { ...workshop, needs: ['advisor', 'room'] }, busy, resources }));
    expect(found.map(({ session, resources }) => [session, ...resources])).toEqual([['s1', 'ada']]);
  });
});

describe('several resources at once', () => {
  const resources = new Map([
    ['ada', { kind: 'advisor' }],
    ['bea', { kind: 'advisor' }],
    ['blue-room', { kind: 'room' }],
  ]);
  const room: Opening = { ...opening, id: 'room', resource: 'blue-room', start: '09:10', end: '10:40' };
  const needs = ['advisor', 'room'];

  it('are free at the same time and place, on the grid of whoever receives', () => {
    const found = findSlots(query({ motif: { ...motif, needs }, openings: [opening, room], resources }));
    expect(found.map(({ start, resources, companions }) => [clock(start), resources, companions])).toEqual([
      ['09:30', ['ada'], [['blue-room']]],
      ['10:00', ['ada'], [['blue-room']]],
    ]);
  });

  it('are not where one of them is taken, elsewhere or missing', () => {
    const asked = { motif: { ...motif, needs }, resources };
    const busy = [{ resource: 'blue-room', start: at('09:40'), end: at('09:50') }];
    expect(times({ ...asked, openings: [opening, room], busy })).toEqual(['10:00']);
    expect(times({ ...asked, openings: [opening, { ...room, venue: 'courville' }] })).toEqual([]);
    expect(times({ ...asked, openings: [opening] })).toEqual([]);
  });

  it('may be two of a kind', () => {
    const bea = { ...opening, id: 'bea', resource: 'bea', start: '10:00', end: '12:00' };
    const two = { ...motif, needs: ['advisor', 'advisor'] };
    const found = findSlots(query({ motif: two, openings: [opening, bea], resources }));
    expect(found.map(({ start, resources }) => [clock(start), ...resources])).toEqual([
      ['10:00', 'ada', 'bea'],
      ['10:30', 'ada', 'bea'],
    ]);
    expect(nextSlots(query({ motif: two, openings: [opening, bea], resources }))).toEqual(found.slice(0, 1));
  });
});

describe('holds', () => {
  const hold: Busy = {
    id: 'h1',
    resource: 'ada',
    start: at('09:00'),
    end: at('09:30'),
    expires: at('08:10'),
  };

  it('take the time until they expire', () => {
    expect(times({ busy: [hold], now: at('08:09') })).toEqual(['09:30', '10:00', '10:30']);
    expect(times({ busy: [hold], now: at('08:10') })).toHaveLength(4);
  });

  it('and appointments that are being moved do not stand in their own way', () => {
    expect(times({ busy: [hold], now: at('08:00'), ignored: ['h1'] })).toHaveLength(4);
    expect(times({ busy: [{ ...hold, expires: undefined }], ignored: ['h1'] })).toHaveLength(4);
    expect(times({ busy: [{ ...hold, id: undefined }], now: at('08:00'), ignored: ['h1'] })).toHaveLength(3);
  });
});

describe('wishes', () => {
  const openings = [
    { ...opening, recurrence: { freq: 'daily' } as const },
    { ...opening, id: '2', resource: 'bea', venue: 'courville', start: '14:00', end: '15:00' },
  ];

  it.each([
    [{}, ['09:00', '09:30', '10:00', '10:30', '14:00', '14:30']],
    [{ weekdays: ['TU'] as const }, []],
    [{ weekdays: ['MO', 'TU'] as const, after: '10:00' }, ['10:00', '10:30', '14:00', '14:30']],
    [{ after: '09:10', before: '10:30' }, ['09:30', '10:00']],
    [{ venues: ['courville'] }, ['14:00', '14:30']],
    [{ resources: ['ada'] }, ['09:00', '09:30', '10:00', '10:30']],
    [{ wheelchair: true }, ['14:00', '14:30']],
  ])('%j give %j', (wishes, expected) => {
    const venues = new Map([['courville', { wheelchair: true }]]);
    expect(times({ openings, wishes, venues })).toEqual(expected);
  });

  it('for a wheelchair do not matter on the phone', () => {
    expect(times({ motif: { ...motif, place: 'phone' }, wishes: { wheelchair: true } })).toHaveLength(4);
  });

  it('leave the road to venues that nobody asked for', () => {
    const round = [opening, { ...opening, id: '2', venue: 'courville', start: '11:00', end: '12:30' }];
    expect(times({ openings: round, travelMinutes, wishes: { venues: ['courville'] } })).toEqual([
      '11:30',
      '12:00',
    ]);
  });
});

describe('a visit at home', () => {
  const visit: Motif = { ...motif, place: 'home' };

  it('leaves time for the road from the venue and back', () => {
    expect(times({ motif: visit, travelMinutes, home: 'home-1' })).toEqual(['09:30', '10:00']);
  });

  it('comes by road from the appointment before', () => {
    const busy = [{ resource: 'ada', venue: 'home-2', start: at('09:00'), end: at('09:20') }];
    expect(times({ motif: { ...visit, step: 10 }, travelMinutes, home: 'home-1', busy })).toEqual([
      '09:50',
      '10:00',
    ]);
  });
});

describe('noSlotReason', () => {
  const friday = { from: at('00:00', '2026-12-04'), until: at('00:00', '2026-12-05') };
  const courville = {
    ...opening,
    id: '2',
    venue: 'courville',
    start: '08:00',
    end: '08:50',
    motifs: ['other'],
  };
  const resources = new Map([['ada', { kind: 'advisor' }]]);

  it.each<[string | null, Partial<SlotQuery>]>([
    [null, {}],
    ['wishes', { wishes: { after: '12:00' } }],
    ['companions', { motif: { ...motif, needs: ['advisor', 'room'] }, resources }],
    ['road', { openings: [{ ...opening, end: '09:30' }, courville], travelMinutes: () => 40 }],
    ['booked', { busy: [{ resource: 'ada', start: at('09:00'), end: at('11:00') }] }],
    ['notice', { now: at('10:00'), motif: { ...motif, noticeMinutes: 120 } }],
    ['horizon', { motif: { ...motif, horizonDays: 3 } }],
    ['closed', { closures: [{ from: '2026-11-30', until: '2026-11-30' }] }],
    ['closed', { holidays: ['2026-11-30'] }],
    ['absent', { absences: [{ resource: 'ada', start: at('08:00'), end: at('12:00') }] }],
    ['length', { minutes: 180 }],
    ['length', { motif: { ...motif, capacity: 4 }, people: 5 }],
    ['no-opening', friday],
    ['no-opening', { openings: [] }],
  ])('is %s', (expected, more) => {
    expect(noSlotReason(query(more))).toBe(expected);
  });

  it('is the first thing to lift where there are several', () => {
    const busy = [{ resource: 'ada', start: at('09:00'), end: at('11:00') }];
    expect(noSlotReason(query({ busy, motif: { ...motif, horizonDays: 3 } }))).toBe('horizon');
  });
});
