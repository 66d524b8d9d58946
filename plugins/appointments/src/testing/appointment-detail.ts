// An appointment with everything that a mail or a calendar says of it, as tests make them.

import type { AppointmentDetail } from '../appointment.ts';

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

export function appointmentDetail(
  appointment: Partial<AppointmentDetail['appointment']> = {},
  motif: Partial<AppointmentDetail['motif']> = {},
): AppointmentDetail {
  return {
    ...detail,
    appointment: { ...detail.appointment, ...appointment },
    motif: { ...detail.motif, ...motif },
  };
}
