import { describe, expect, it } from 'vitest';
import { alternatives } from './alternatives.ts';
import { fairOrder, fairTeam } from './assignment.ts';
import { findOffers, type OfferQuery } from './offers.ts';
import type { Opening } from './opening.ts';
import type { Slot } from './slot.ts';

const HOUR = 3_600_000;
/** Midnight in UTC, on a Monday. */
const MONDAY = Date.UTC(2026, 10, 30);
const hour = (hours: number) => MONDAY + hours * HOUR;

const rules = { minutes: 60, noticeMinutes: 0, horizonDays: 30 };
const opening: Opening = {
  id: '1',
  resource: 'ada',
  venue: 'near',
  zone: 'UTC',
  motifs: ['desk', 'call'],
  start: '10:00',
  end: '12:00',
  from: '2026-11-30',
  recurrence: { freq: 'once' },
};
const query: OfferQuery = {
  motifs: [
    { ...rules, id: 'desk' },
    { ...rules, id: 'call', place: 'phone' },
  ],
  openings: [
    opening,
    { ...opening, id: '2', resource: 'bea', venue: 'far', motifs: ['desk'], start: '09:00', end: '11:00' },
  ],
  venues: new Map([
    ['near', { latitude: 48, longitude: 1 }],
    ['far', { latitude: 48.5, longitude: 1 }],
  ]),
  position: { latitude: 48.1, longitude: 1 },
  order: 'soonest',
  now: MONDAY,
  from: MONDAY,
  until: hour(24),
};

function said(more: Partial<OfferQuery> = {}): string[] {
  return findOffers({ ...query, ...more }).map(
    ({ motif, venue, start, km }) =>
      `${motif} ${venue} ${(start - MONDAY) / HOUR} ${km === null ? '?' : Math.round(km)}`,
  );
}

describe('offers', () => {
  it('come soonest first, the nearer of two first', () => {
    expect(said()).toEqual([
      'desk far 9 44',
      'call near 10 0',
      'desk near 10 11',
      'desk far 10 44',
      'call near 11 0',
      'desk near 11 11',
    ]);
  });

  it('come nearest first, what needs no road before all', () => {
    expect(said({ order: 'nearest' })).toEqual([
      'call near 10 0',
      'call near 11 0',
      'desk near 10 11',
      'desk near 11 11',
      'desk far 9 44',
      'desk far 10 44',
    ]);
  });

  it('are of the asked kinds of place', () => {
    expect(said({ places: ['phone', 'video'] })).toEqual(['call near 10 0', 'call near 11 0']);
  });

  it('say no distance where nobody knows it', () => {
    expect(said({ position: undefined, places: ['on-site'] })[0]).toBe('desk far 9 ?');
  });
});

describe('the fair order', () => {
  const busy = [
    { resource: 'ada', start: hour(9), end: hour(11) },
    { resource: 'bea', start: hour(9), end: hour(10) },
    { resource: 'dan', start: hour(9), end: hour(19) },
    { resource: 'ada', start: hour(200), end: hour(210) },
  ];

  it('begins with who has the least to do, then goes by id', () => {
    expect(fairOrder(['ada', 'bea', 'cid', 'abe'], { busy })).toEqual(['abe', 'cid', 'bea', 'ada']);
  });

  it('counts within the asked time only', () => {
    const within = { start: hour(10), end: hour(100) };
    expect(fairOrder(['ada', 'bea', 'dan'], { busy, within })).toEqual(['bea', 'ada', 'dan']);
  });

  it('keeps the advisor of last time, however much they have to do', () => {
    expect(fairOrder(['ada', 'bea', 'dan'], { busy, previous: 'dan' })).toEqual(['dan', 'bea', 'ada']);
    expect(fairOrder(['ada', 'bea'], { busy, previous: 'dan' })).toEqual(['bea', 'ada']);
  });

  it('makes a team, as many of each kind as are needed', () => {
    const slot: Slot = {
      start: 0,
      end: 1,
      venue: 'near',
      resources: ['ada', 'bea', 'cid'],
      companions: [['r2', 'r1']],
    };
    expect(fairTeam(slot, ['advisor', 'room', 'advisor'], { busy })).toEqual(['cid', 'bea', 'r1']);
    expect(fairTeam({ ...slot, companions: [] }, [], { busy })).toEqual(['cid']);
  });
});

describe('the alternatives to a lost slot', () => {
  const slot = (venue: string, hours: number): Slot => ({
    start: hour(hours),
    end: hour(hours + 1),
    venue,
    resources: ['ada'],
  });
  const slots = [slot('near', 10), slot('near', 13), slot('near', 34), slot('far', 10), slot('far', 11)];
  const lost = slot('near', 10);
  const places = (found: readonly Slot[]) =>
    found.map(({ venue, start }) => `${venue} ${(start - MONDAY) / HOUR}`);

  it('are those nearest in time and place', () => {
    expect(places(alternatives(slots, lost, 3, () => 20))).toEqual(['near 13', 'far 10', 'far 11']);
    expect(places(alternatives(slots, lost, 9, () => 40))).toEqual([
      'near 13',
      'near 34',
      'far 10',
      'far 11',
    ]);
  });

  it('never hold the lost one', () => {
    expect(places(alternatives([lost], lost, 3))).toEqual([]);
  });
});
