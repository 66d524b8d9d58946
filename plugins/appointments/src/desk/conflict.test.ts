import type { Opening } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Agenda } from '../agenda.ts';
import { type Venue } from '../schema.ts';
import { conflictsAt } from './conflict.ts';

const PARIS = 'Europe/Paris';

function at(time: string): number {
  return Temporal.PlainDateTime.from(`2026-11-24T${time}`).toZonedDateTime(PARIS).epochMilliseconds;
}

function venue(id: string, commune: string): Venue {
  return {
    id,
    tenantId: 't',
    slug: id,
    name: 'Mairie',
    address: [],
    commune,
    insee: '28148',
    latitude: 0,
    longitude: 0,
    zone: PARIS,
    wheelchair: true,
    access: null,
  };
}

const opening: Opening = {
  id: 'o',
  resource: 'martin',
  venue: 'favril',
  zone: PARIS,
  motifs: ['aide'],
  start: '09:00',
  end: '12:00',
  from: '2026-01-01',
  recurrence: { freq: 'daily' },
};

const agenda: Agenda = {
  motifs: new Map(),
  venues: new Map([
    ['favril', venue('favril', 'Le Favril')],
    ['thiron', venue('thiron', 'Thiron-Gardais')],
  ]),
  resources: new Map(),
  named: { motifs: new Map(), venues: new Map() },
  openings: [opening],
  absences: [],
  busy: [],
  closures: [],
  travelMinutes: (from, to) => (from === to ? 0 : 20),
};

const motif = { id: 'aide', title: 'Être aidé', bufferBefore: 0, bufferAfter: 0 };
const wanted = { resource: 'martin', venue: 'favril', start: at('10:30'), end: at('11:00'), motif };
const context = { now: at('08:00'), nameOf: () => 'Mme Martin' };
const busy = { id: 'b', resource: 'martin', venue: 'thiron', start: at('10:00'), end: at('10:30') };

describe('what is in the way of a booking', () => {
  it('is nothing during an opening that is free', () => {
    expect(conflictsAt(agenda, wanted, context)).toEqual([]);
  });

  it('is an appointment elsewhere that leaves no time for the road, and says so', () => {
    const [only, ...others] = conflictsAt({ ...agenda, busy: [busy] }, wanted, context);
    expect(others).toEqual([]);
    expect(only?.kind).toBe('taken');
    expect(only?.text.replaceAll(/[\u00A0\u202F]/g, ' ')).toBe(
      'Mme Martin : pris de 10 h à 10 h 30 à Thiron-Gardais ; le trajet demande 20 minutes.',
    );
    const later = { ...wanted, start: at('10:50'), end: at('11:20') };
    expect(conflictsAt({ ...agenda, busy: [busy] }, later, context)).toEqual([]);
  });

  it('is not the appointment that is moved, nor a hold that has ended, nor what another has', () => {
    const there = { ...busy, venue: 'favril', start: at('10:30'), end: at('11:00') };
    expect(conflictsAt({ ...agenda, busy: [there] }, wanted, context)).toHaveLength(1);
    expect(conflictsAt({ ...agenda, busy: [there] }, { ...wanted, ignored: ['b'] }, context)).toEqual([]);
    expect(conflictsAt({ ...agenda, busy: [{ ...there, expires: at('07:00') }] }, wanted, context)).toEqual(
      [],
    );
    expect(conflictsAt({ ...agenda, busy: [{ ...there, resource: 'bea' }] }, wanted, context)).toEqual([]);
  });

  it.each([
    [
      'an absence',
      { absences: [{ resource: 'martin', start: at('10:00'), end: at('12:00') }] },
      {},
      /absence/,
    ],
    ['a closure', { closures: [{ from: '2026-11-24', until: '2026-11-24' }] }, {}, /fermé/],
    [
      'the hours of a closure',
      { closures: [{ from: '2026-11-24', until: '2026-11-24', start: '08:00', end: '10:45' }] },
      {},
      /^Le lieu est fermé le mardi 24.novembre, de 8.h à 10.h.45, au Favril\.$/,
    ],
    ['no opening then', {}, { start: at('14:00'), end: at('14:30') }, /pas de permanence/],
    ['no opening for that', {}, { motif: { ...motif, id: 'autre' } }, /pas de permanence/],
  ])('is %s, which an agent may pass over', (_, changed, asked, text) => {
    const found = conflictsAt({ ...agenda, ...changed }, { ...wanted, ...asked }, context);
    expect(found.map(({ kind }) => kind)).toEqual(['rule']);
    expect(found[0]?.text).toMatch(text);
  });

  it('is no closure at other hours of the day, or of another place', () => {
    const day = { from: '2026-11-24', until: '2026-11-24' };
    const closures = [
      { ...day, start: '11:00', end: '18:00' },
      { ...day, end: '10:30' },
      { ...day, venue: 'thiron' },
    ];
    expect(conflictsAt({ ...agenda, closures }, wanted, context)).toEqual([]);
  });

  it('is the past, whatever is open', () => {
    const found = conflictsAt(agenda, wanted, { ...context, now: at('11:00') });
    expect(found.map(({ kind }) => kind)).toEqual(['taken']);
  });
});
