// An appointment as an iCalendar file (RFC 5545, 5546). Times are in UTC, which every calendar reads without a VTIMEZONE.

import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { type AppointmentDetail, mapLink, placeLines } from './appointment.ts';
import { localAccess } from './words.ts';

export interface CalendarOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the appointment's page. */
  readonly link: string;
  readonly organizer: { readonly name: string; readonly email?: string | undefined };
  /** Who comes, for a file that is mailed: calendars that read mail then update and remove the event themselves. */
  readonly attendee?: { readonly name: string; readonly email: string } | undefined;
  /** Of the installation: the right-hand side of the UID. */
  readonly host: string;
}

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/**
 * The file of an appointment. Its UID stays and its SEQUENCE counts up (RFC 5545, 3.8.7.4): a later file replaces the event,
 * and a cancelled one tells calendars to strike it out.
 */
export function calendarFile(detail: AppointmentDetail, options: CalendarOptions): string {
  const { appointment, motif, resource } = detail;
  const cancelled = appointment.status === 'cancelled';
  const { attendee } = options;
  const { name, email } = options.organizer;
  // METHOD:REQUEST demands an organizer and an attendee (RFC 5546, 3.2.2); PUBLISH is for a file that anyone may take.
  const invites = email !== undefined && attendee !== undefined;
  const map = mapLink(detail);
  const calendar = ical({
    prodId: { company: 'Parvis', product: 'Rendez-vous', language: 'FR' },
    method: cancelled
      ? ICalCalendarMethod.CANCEL
      : invites
        ? ICalCalendarMethod.REQUEST
        : ICalCalendarMethod.PUBLISH,
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
      ...(map === null ? [] : localAccess(detail.venue)),
      ...(motif.bring.length > 0 ? [`À apporter\u00A0:`, ...motif.bring.map((item) => `- ${item}`)] : []),
      ...(map === null ? [] : [`Plan\u00A0: ${map}`]),
      `Voir, déplacer ou annuler\u00A0: ${options.link}`,
    ].join('\n'),
    url: options.link,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    // An ORGANIZER without an address breaks Outlook; without either, calendars show the event as one's own.
    ...(email !== undefined && { organizer: { name, email } }),
    // They have said that they come: nobody has to answer.
    ...(invites && {
      attendees: [
        {
          ...attendee,
          status: ICalAttendeeStatus.ACCEPTED,
          role: ICalAttendeeRole.REQ,
          rsvp: false,
        },
      ],
    }),
  });
  return calendar.toString();
}
