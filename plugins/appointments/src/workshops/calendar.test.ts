import ical from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { Venue } from '../schema.ts';
import { enrolmentFile, programmeFile } from './calendar.ts';
import type { EnrolmentDetail } from './enrolment.ts';
import type { OfferedWorkshop } from './programme.ts';
import type { Enrolment, Session, Workshop } from './tables.ts';

const workshop: Workshop = {
  id: 'w',
  tenantId: 't',
  authorityId: 'a',
  service: 'aide-numerique',
  slug: 'photos',
  title: 'Ranger; "ses" photos, à deux',
  summary: '',
  learn: [],
  audience: '',
  level: 'any',
  theme: 'Photos',
  bring: ['Un téléphone'],
  minAge: null,
  place: 'on-site',
  link: null,
  signUp: 'session',
  mostPeople: 1,
  access: 'everyone',
  communes: [],
  status: 'published',
};
const venue: Venue = {
  id: 'v',
  tenantId: 't',
  slug: 'v',
  name: 'Médiathèque',
  address: ['4 rue du Pré'],
  commune: 'Illiers-Combray',
  insee: '28196',
  latitude: 0,
  longitude: 0,
  zone: 'Europe/Paris',
  wheelchair: true,
  access: null,
};
const enrolment: Enrolment = {
  id: 'e',
  tenantId: 't',
  requestId: 'r',
  workshopId: 'w',
  person: 'Léa',
  people: 1,
  companions: null,
  phone: null,
  note: null,
  texts: false,
  status: 'booked',
  since: 0,
  notices: 0,
  noticedAt: null,
  offeredUntil: null,
  sequence: 3,
};
// One before the clocks of Paris change, and one after.
const STARTS = [Date.UTC(2027, 0, 13, 13), Date.UTC(2027, 2, 29, 12)];

function sessionOf(startsAt: number, index: number, status: Session['status'] = 'planned') {
  const session: Session = {
    id: `s${index}`,
    tenantId: 't',
    workshopId: 'w',
    venueId: 'v',
    startsAt,
    endsAt: startsAt + 7_200_000,
    zone: 'Europe/Paris',
    capacity: 8,
    taken: 1,
    status,
    reason: null,
  };
  return { session, venue, leaders: ['Inès Roussel'], presence: 'unknown' as const };
}

const options = {
  now: Date.UTC(2027, 0, 1),
  link: 'https://le-favril.fr/suivi/code',
  organizer: { name: 'CC', email: 'cc@exemple.fr' },
  attendee: { name: 'Léa', email: 'lea@exemple.fr' },
  host: 'le-favril.fr',
};

function read(text: string) {
  const calendar = new ical.Component(ical.parse(text));
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ical.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ical.Event(one));
  return {
    method: calendar.getFirstPropertyValue('method'),
    events: events.map((event) => ({
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      start: event.startDate.toJSDate().getTime(),
      status: event.component.getFirstPropertyValue('status'),
    })),
    text: text.replaceAll('\r\n ', ''),
  };
}

const single: EnrolmentDetail = {
  enrolment,
  workshop,
  sessions: STARTS.slice(0, 1).map((at, i) => sessionOf(at, i)),
};

describe('the calendar file of a place', () => {
  it('is an invitation to one session, whose UID is that of the enrolment', () => {
    const file = read(enrolmentFile(single, options));
    expect(file.method).toBe('REQUEST');
    expect(file.events).toEqual([
      {
        uid: 'e@le-favril.fr',
        sequence: 3,
        summary: workshop.title,
        start: STARTS[0],
        status: 'CONFIRMED',
      },
    ]);
    expect(file.text).toContain('mailto:lea@exemple.fr');
    expect(file.text).toContain('BEGIN:VTIMEZONE');
    expect(read(enrolmentFile(single, { ...options, attendee: undefined })).method).toBe('PUBLISH');
  });

  it('strikes the session out once the place is given back', () => {
    const given = { ...single, enrolment: { ...enrolment, status: 'cancelled' as const, sequence: 4 } };
    const file = read(enrolmentFile(given, options));
    expect(file.method).toBe('CANCEL');
    expect(file.events[0]).toMatchObject({ uid: 'e@le-favril.fr', sequence: 4, status: 'CANCELLED' });
  });

  it('has an event for each session of a series, and says which is called off', () => {
    const sessions = STARTS.map((at, index) => sessionOf(at, index, index === 1 ? 'cancelled' : 'planned'));
    const series = { ...single, workshop: { ...workshop, signUp: 'series' as const }, sessions };
    const file = read(enrolmentFile(series, options));
    expect(file.method).toBe('PUBLISH');
    expect(file.events.map(({ uid, start, status }) => [uid, start, status])).toEqual([
      ['e-s0@le-favril.fr', STARTS[0], 'CONFIRMED'],
      ['e-s1@le-favril.fr', STARTS[1], 'CANCELLED'],
    ]);
  });
});

describe('the calendar of a programme', () => {
  it('has every session with the page of its workshop, and nobody in it', () => {
    const authority = {
      id: 'a',
      kind: 'epci' as const,
      name: 'CC',
      siren: '200058360',
      insee: null,
      contact: { address: [], hours: [], email: 'cc@exemple.fr' },
      privacy: null,
    };
    const service = {
      id: 's',
      slug: 'aide-numerique',
      title: '',
      official: null,
      summary: '',
      theme: '',
      keywords: [],
      featured: false,
      sheet: { who: '', need: [], cost: '', delay: '' },
      channels: [],
      operator: authority,
    };
    const sessions = STARTS.map((at, index) => sessionOf(at, index));
    const offered: OfferedWorkshop = { workshop, sessions, begun: false, service, authority };
    const link = (slug: string) => `https://le-favril.fr/ateliers/${slug}`;
    const file = read(
      programmeFile([offered], { now: options.now, host: 'le-favril.fr', name: 'Ateliers', link }),
    );
    expect(file.events.map(({ uid }) => uid)).toEqual(['s0@le-favril.fr', 's1@le-favril.fr']);
    expect(file.text).toContain('https://le-favril.fr/ateliers/photos');
    expect(file.text).not.toContain('ATTENDEE');
  });
});
