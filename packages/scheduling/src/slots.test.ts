import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { daysInterval } from './closure.ts';
import type { Motif } from './motif.ts';
import type { Opening } from './opening.ts';
import type { SlotQuery } from './plan.ts';
import { findSlots, nextSlot } from './slots.ts';

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
const travelMinutes = (from: string, to: string) => (from === 'la-loupe' && to === 'courville' ? 40 : 20);
const everyDay = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;

/** An instant from Paris wall time, unless it carries its own offset. */
function at(iso: string, zone = 'Europe/Paris'): number {
  return /Z|[+-]\d\d:\d\d$/.test(iso.slice(10))
    ? Temporal.Instant.from(iso).epochMilliseconds
    : Temporal.PlainDateTime.from(iso).toZonedDateTime(zone).epochMilliseconds;
}

/** Searches Monday 30 November 2026 unless told otherwise. */
function query(more: Partial<SlotQuery> = {}): SlotQuery {
  const now = at('2026-11-24T08:00');
  return {
    motif,
    openings: [opening],
    now,
    from: at('2026-11-30T00:00'),
    until: at('2026-12-01T00:00'),
    ...more,
  };
}

function times(more: Partial<SlotQuery> = {}, zone = 'Europe/Paris'): string[] {
  return findSlots(query(more)).map(({ start }) =>
    Temporal.Instant.fromEpochMilliseconds(start)
      .toZonedDateTimeISO(zone)
      .toPlainTime()
      .toString()
      .slice(0, 5),
  );
}

describe('findSlots', () => {
  it('cuts an opening on its grid, the last slot ending with it', () => {
    expect(times()).toEqual(['09:00', '09:30', '10:00', '10:30']);
  });

  it('offers no slot that would end a minute after the opening', () => {
    expect(times({ openings: [{ ...opening, end: '10:59' }] })).toEqual(['09:00', '09:30', '10:00']);
  });

  it('keeps the grid of the opening after a booking of another length', () => {
    const busy = [{ resource: 'ada', start: at('2026-11-30T09:00'), end: at('2026-11-30T09:20') }];
    expect(times({ busy })).toEqual(['09:30', '10:00', '10:30']);
  });

  it('lets a slot touch a booking at either end, and ignores empty bookings and those of others', () => {
    const busy = [
      { resource: 'ada', start: at('2026-11-30T09:30'), end: at('2026-11-30T10:00') },
      { resource: 'ada', start: at('2026-11-30T10:45'), end: at('2026-11-30T10:45') },
      { resource: 'bea', start: at('2026-11-30T09:00'), end: at('2026-11-30T11:00') },
    ];
    expect(times({ busy })).toEqual(['09:00', '10:00', '10:30']);
  });

  it('keeps buffers free of bookings while they may overflow the opening', () => {
    const busy = [{ resource: 'ada', start: at('2026-11-30T10:00'), end: at('2026-11-30T10:30') }];
    expect(times({ busy, motif: { ...motif, step: 10, bufferBefore: 5, bufferAfter: 10 } })).toEqual([
      '09:00',
      '09:10',
      '09:20',
    ]);
    expect(times({ motif: { ...motif, bufferBefore: 15, bufferAfter: 15 } })).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
    ]);
  });

  it('searches with a given length on the grid of the motif', () => {
    expect(times({ minutes: 60 })).toEqual(['09:00', '09:30', '10:00']);
  });

  it('starts after the notice and stops at the horizon, a local day', () => {
    expect(times({ now: at('2026-11-30T08:45'), motif: { ...motif, noticeMinutes: 30 } })).toEqual([
      '09:30',
      '10:00',
      '10:30',
    ]);
    expect(times({ motif: { ...motif, horizonDays: 6 } })).toHaveLength(4);
    expect(times({ motif: { ...motif, horizonDays: 5 } })).toEqual([]);
  });

  it('opens the window at its start and shuts it before its end', () => {
    expect(times({ from: at('2026-11-30T09:30'), until: at('2026-11-30T10:30') })).toEqual([
      '09:30',
      '10:00',
    ]);
  });

  it('leaves out other motifs, days past the validity, holidays, closures and absences', () => {
    expect(times({ motif: { ...motif, id: 'passport' } })).toEqual([]);
    expect(times({ openings: [{ ...opening, until: '2026-11-29' }] })).toEqual([]);
    expect(times({ openings: [{ ...opening, until: '2026-11-30' }] })).toHaveLength(4);
    expect(times({ holidays: ['2026-11-30'] })).toEqual([]);
    expect(times({ closures: [{ venue: 'la-loupe', from: '2026-11-30', until: '2026-11-30' }] })).toEqual([]);
    expect(times({ closures: [{ venue: 'other', from: '2026-11-30', until: '2026-11-30' }] })).toHaveLength(
      4,
    );
    expect(
      times({ absences: [{ resource: 'ada', ...daysInterval('Europe/Paris', '2026-11-28', '2026-11-30') }] }),
    ).toEqual([]);
    expect(
      times({ absences: [{ resource: 'ada', ...daysInterval('Europe/Paris', '2026-12-01', '2026-12-01') }] }),
    ).toHaveLength(4);
  });

  it('closes a venue for some hours of each day', () => {
    expect(
      times({ closures: [{ from: '2026-11-01', until: '2026-12-31', start: '09:15', end: '10:00' }] }),
    ).toEqual(['10:00', '10:30']);
    expect(times({ closures: [{ from: '2026-11-01', until: '2026-12-31', start: '10:00' }] })).toEqual([
      '09:00',
      '09:30',
    ]);
  });

  it('shows a start once, with everyone who could receive, and venues apart', () => {
    const openings = [
      { ...opening, id: '1', resource: 'bea' },
      { ...opening, id: '2', end: '10:00' },
      { ...opening, id: '3', start: '09:30', end: '10:00' },
      { ...opening, id: '4', resource: 'cid', venue: 'courville', end: '09:30' },
    ];
    expect(findSlots(query({ openings })).map(({ venue, resources }) => [venue, ...resources])).toEqual([
      ['courville', 'cid'],
      ['la-loupe', 'ada', 'bea'],
      ['la-loupe', 'ada', 'bea'],
      ['la-loupe', 'bea'],
      ['la-loupe', 'bea'],
    ]);
  });

  it.each([
    ['PARVIS_SCHEDULING_MOTIF', { motif: { ...motif, minutes: 0 } }],
    ['PARVIS_SCHEDULING_MOTIF', { motif: { ...motif, step: 7.5 } }],
    ['PARVIS_SCHEDULING_MOTIF', { motif: { ...motif, bufferAfter: -5 } }],
    ['PARVIS_SCHEDULING_OPENING', { openings: [{ ...opening, start: '11:00' }] }],
    ['PARVIS_SCHEDULING_TIME', { openings: [{ ...opening, end: '11h' }] }],
    ['PARVIS_SCHEDULING_DAY', { openings: [{ ...opening, from: '2026-02-31' }] }],
    ['PARVIS_SCHEDULING_ZONE', { openings: [{ ...opening, zone: 'Europe/Beauce' }] }],
  ])('refuses with %s', (code, more) => {
    expect(() => findSlots(query(more))).toThrow(expect.objectContaining({ code }));
  });
});

describe('the road between venues', () => {
  const courville: Opening = {
    ...opening,
    id: 'courville',
    venue: 'courville',
    start: '11:00',
    end: '13:00',
  };

  it('delays the venue that follows, on its own grid', () => {
    expect(times({ openings: [opening, courville], travelMinutes })).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '12:00',
      '12:30',
    ]);
  });

  it('costs nothing when the venue before is closed, the resource absent, or the gap long enough', () => {
    const closures = [{ venue: 'la-loupe', from: '2026-11-30', until: '2026-11-30' }];
    const absences = [{ resource: 'ada', start: at('2026-11-30T08:00'), end: at('2026-11-30T11:00') }];
    const free = ['11:00', '11:30', '12:00', '12:30'];
    expect(times({ openings: [opening, courville], travelMinutes, closures })).toEqual(free);
    expect(times({ openings: [opening, courville], travelMinutes, absences })).toEqual(free);
    expect(times({ openings: [{ ...opening, end: '10:20' }, courville], travelMinutes }).slice(-4)).toEqual(
      free,
    );
  });

  it('is kept around bookings at another venue, each way for its own time', () => {
    const either = { ...courville, start: '09:00', end: '13:00' };
    const busy = [
      { resource: 'ada', venue: 'la-loupe', start: at('2026-11-30T10:00'), end: at('2026-11-30T10:30') },
    ];
    const found = findSlots(
      query({ openings: [either], travelMinutes, busy, motif: { ...motif, step: 10 } }),
    );
    expect(found.map(({ start }) => start).slice(0, 3)).toEqual(
      ['2026-11-30T09:00', '2026-11-30T09:10', '2026-11-30T11:10'].map((iso) => at(iso)),
    );
  });

  it('counts openings for other motifs, and those that end at midnight', () => {
    const night = { ...opening, motifs: ['other'], start: '22:00', end: '24:00', recurrence: everyDay };
    const early = { ...courville, start: '00:00', end: '02:00' };
    expect(times({ openings: [night, early], travelMinutes })).toEqual(['01:00', '01:30']);
  });
});

describe('the days when clocks change', () => {
  const night = { ...opening, start: '01:00', end: '04:00', recurrence: everyDay };

  it('skips the hour that does not exist', () => {
    const window = {
      now: at('2026-03-28T08:00'),
      from: at('2026-03-29T00:00'),
      until: at('2026-03-30T00:00'),
    };
    expect(times({ openings: [night], ...window })).toEqual(['01:00', '01:30', '03:00', '03:30']);
    const odd = { ...night, start: '02:15', end: '04:00' };
    expect(times({ openings: [odd], ...window })).toEqual(['03:15']);
  });

  it('offers the hour that happens twice once, the first time', () => {
    const window = {
      now: at('2026-10-24T08:00'),
      from: at('2026-10-25T00:00'),
      until: at('2026-10-26T00:00'),
    };
    const found = findSlots(query({ openings: [night], ...window }));
    expect(found.map(({ start }) => new Date(start).toISOString().slice(11, 16))).toEqual([
      '23:00',
      '23:30',
      '00:00',
      '00:30',
      '02:00',
      '02:30',
    ]);
  });

  it('refuses a slot on a booking on such a day too', () => {
    const window = {
      now: at('2026-03-28T08:00'),
      from: at('2026-03-29T00:00'),
      until: at('2026-03-30T00:00'),
    };
    const busy = [{ resource: 'ada', start: at('2026-03-29T01:15'), end: at('2026-03-29T03:30') }];
    expect(times({ openings: [night], busy, ...window })).toEqual(['03:30']);
  });

  it.each([
    ['Europe/Paris', '2026-03-29T07:00Z'],
    ['Indian/Reunion', '2026-03-29T05:00Z'],
    ['America/Guadeloupe', '2026-03-29T13:00Z'],
    ['Pacific/Noumea', '2026-03-28T22:00Z'],
  ])('opens at nine on the clock of %s', (zone, expected) => {
    const window = {
      now: at('2026-03-27T08:00Z'),
      from: at('2026-03-29T00:00', zone),
      until: at('2026-03-30T00:00', zone),
    };
    const found = findSlots(query({ openings: [{ ...opening, zone, recurrence: everyDay }], ...window }));
    expect(found[0]?.start).toBe(at(expected));
  });
});

describe('nextSlot', () => {
  it('finds the first slot months away', () => {
    const far = { ...opening, from: '2027-06-14', recurrence: { freq: 'once' } as const };
    expect(nextSlot({ ...query({ openings: [far] }), from: 0, until: undefined })?.start).toBe(
      at('2027-06-14T09:00'),
    );
  });

  it('is the first of findSlots', () => {
    expect(nextSlot(query())).toEqual(findSlots(query())[0]);
  });

  it('stops at the asked end, or at the horizon', () => {
    const far = { ...opening, from: '2027-06-14' };
    expect(nextSlot(query({ openings: [far] }))).toBeNull();
    expect(
      nextSlot({ ...query({ openings: [far], motif: { ...motif, horizonDays: 90 } }), until: undefined }),
    ).toBeNull();
  });
});
