import { describe, expect, it } from 'vitest';
import type { AppointmentDetail } from './appointment.ts';
import { calendarFile } from './calendar-file.ts';

const place = { tenantId: 't', insee: '28214', latitude: 0, longitude: 0, zone: 'Europe/Paris' };
const detail: AppointmentDetail = {
  appointment: {
    id: 'appointment-1',
    tenantId: 't',
    requestId: 'r',
    motifId: 'm',
    venueId: 'v',
    resourceId: 'a',
    occupancyId: 'o',
    startsAt: Date.UTC(2026, 11, 1, 8),
    endsAt: Date.UTC(2026, 11, 1, 8, 45),
    zone: 'Europe/Paris',
    sequence: 0,
    status: 'booked',
    person: 'Claire',
    phone: null,
    note: null,
    home: null,
    personKey: null,
    texts: false,
  },
  motif: {
    id: 'm',
    tenantId: 't',
    slug: 'aide',
    title: 'Être aidé; par "quelqu’un"',
    summary: '',
    receivedBy: 'un conseiller',
    place: 'on-site',
    bring: ['Un papier'],
    minutes: 45,
    step: 45,
    bufferBefore: 0,
    bufferAfter: 0,
    noticeMinutes: 0,
    horizonDays: 30,
    cancelHours: 4,
    rescheduleHours: 48,
  },
  venue: {
    ...place,
    id: 'v',
    slug: 'v',
    name: 'Mairie',
    address: ['1 place'],
    commune: 'La Loupe',
    wheelchair: true,
    access: null,
  },
  resource: {
    id: 'a',
    tenantId: 't',
    kind: 'advisor',
    name: 'Ada',
    agentId: null,
    authorityId: 'x',
    communes: [],
  },
};
const options = {
  now: Date.UTC(2026, 10, 24),
  link: 'https://le-favril.fr/suivi/ABC',
  organizer: { name: 'CC', email: 'contact@exemple.fr' },
  host: 'le-favril.fr',
};

/** Lines unfolded (RFC 5545, 3.1). */
const lines = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

describe('calendarFile', () => {
  it('says when in UTC, where, and how to come back to it', () => {
    const file = lines(calendarFile(detail, options));
    expect(file).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'UID:appointment-1@le-favril.fr',
        'SEQUENCE:0',
        'DTSTART:20261201T080000Z',
        'DTEND:20261201T084500Z',
        'SUMMARY:Être aidé\\; par "quelqu’un"',
        'LOCATION:Mairie\\, 1 place\\, La Loupe',
        'STATUS:CONFIRMED',
        'URL;VALUE=URI:https://le-favril.fr/suivi/ABC',
      ]),
    );
    expect(file.find((line) => line.startsWith('DESCRIPTION:'))).toContain('https://le-favril.fr/suivi/ABC');
    expect(file.find((line) => line.startsWith('ORGANIZER'))).toContain('mailto:contact@exemple.fr');
  });

  it('strikes a cancelled appointment out under the same UID, with a higher sequence', () => {
    const cancelled = {
      ...detail,
      appointment: { ...detail.appointment, status: 'cancelled', sequence: 1 } as const,
    };
    expect(lines(calendarFile(cancelled, options))).toEqual(
      expect.arrayContaining([
        'METHOD:CANCEL',
        'UID:appointment-1@le-favril.fr',
        'SEQUENCE:1',
        'STATUS:CANCELLED',
      ]),
    );
  });

  it('names no organizer without an address', () => {
    const file = calendarFile(detail, { ...options, organizer: { name: 'CC' } });
    expect(file).not.toContain('ORGANIZER');
  });
});
