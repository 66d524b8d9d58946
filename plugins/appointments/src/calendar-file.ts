// An appointment as an iCalendar file (RFC 5545, 5546). Times are in UTC, which every calendar reads without a VTIMEZONE.

import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { type AppointmentDetail, placeLines } from './appointment.ts';
import { localAccess } from './words.ts';

export interface CalendarOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the appointment's page. */
  readonly link: string;
  readonly organizer: { readonly name: string; readonly email?: string | undefined };
  /** Of the installation: the right-hand side of the UID. */
  readonly host: string;
}

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** The file of an appointment: a cancelled one tells calendars to strike it out. */
export function calendarFile(detail: AppointmentDetail, options: CalendarOptions): string {
  const { appointment, motif, resource } = detail;
  const cancelled = appointment.status === 'cancelled';
  const { name, email } = options.organizer;
  const calendar = ical({
    prodId: { company: 'Parvis', product: 'Rendez-vous', language: 'FR' },
    // METHOD:REQUEST demands an organizer (RFC 5546, 3.2.2), and nobody has to answer: PUBLISH is what a receipt is.
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${appointment.id}@${options.host}`,
    sequence: appointment.sequence,
    stamp: new Date(options.now),
    start: new Date(appointment.startsAt),
    end: new Date(appointment.endsAt),
    summary: cancelled ? `Annulé\u00A0: ${motif.title}` : motif.title,
    location: placeLines(detail).join(', '),
    description: [
      `Avec ${resource.name}`,
      ...localAccess(detail.venue),
      ...(motif.bring.length > 0 ? [`À apporter\u00A0:`, ...motif.bring.map((item) => `- ${item}`)] : []),
      `Voir ou annuler\u00A0: ${options.link}`,
    ].join('\n'),
    url: options.link,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // An ORGANIZER without an address breaks Outlook; without either, calendars show the event as one's own.
    ...(email !== undefined && { organizer: { name, email } }),
  });
  return calendar.toString();
}
