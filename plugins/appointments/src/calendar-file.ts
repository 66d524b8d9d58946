// An appointment as an iCalendar file (RFC 5545, 5546), on the clock of its place: the VTIMEZONE comes with it.

import { type AppointmentDetail, mapLink, placeLines } from './appointment.ts';
import { timeZoneComponent } from './calendars/time-zone.ts';
import { type ContentLine, calendarText, textLine, timeLine, utcText } from './calendars/write-calendar.ts';
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

/** Who writes calendar files. */
export const PRODUCT = 'PRODID:-//Parvis//Rendez-vous//FR';

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** With the method, which programs that read mail look for (RFC 6047, 2.4). */
export function calendarTypeOf(file: string): string {
  const method = /^METHOD:(\w+)\r?$/m.exec(file)?.[1];
  return method === undefined ? CALENDAR_TYPE : `${CALENDAR_TYPE}; method=${method}`;
}

/**
 * The file of an appointment. Its UID stays and its SEQUENCE counts up (RFC 5545, 3.8.7.4): a later file replaces the event,
 * and a cancelled one tells calendars to strike it out.
 */
export function calendarFile(detail: AppointmentDetail, options: CalendarOptions): string {
  const { appointment, motif, resource } = detail;
  const cancelled = appointment.status === 'cancelled';
  const { attendee } = options;
  const { name, email } = options.organizer;
  // REQUEST demands an attendee too (RFC 5546, 3.2.2); PUBLISH is for a file that anyone may take.
  const invites = email !== undefined && attendee !== undefined;
  const map = mapLink(detail);
  const method = cancelled ? 'CANCEL' : invites ? 'REQUEST' : 'PUBLISH';
  const { id, startsAt, endsAt, zone, sequence } = appointment;
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODUCT,
    // Every method demands an organizer (RFC 5546, 3.2): without one, it is a plain file.
    ...(email === undefined ? [] : [`METHOD:${method}`]),
    timeZoneComponent(zone, startsAt),
    'BEGIN:VEVENT',
    textLine('UID', `${id}@${options.host}`),
    { name: 'DTSTAMP', value: utcText(options.now) },
    { name: 'SEQUENCE', value: String(sequence) },
    timeLine('DTSTART', startsAt, zone),
    timeLine('DTEND', endsAt, zone),
    textLine('SUMMARY', cancelled ? `Annulé\u00A0: ${motif.title}` : motif.title),
    textLine('LOCATION', placeLines(detail).join(', ')),
    textLine(
      'DESCRIPTION',
      [
        `Avec ${resource.name}`,
        ...(map === null ? [] : localAccess(detail.venue)),
        ...(motif.bring.length > 0 ? [`À apporter\u00A0:`, ...motif.bring.map((item) => `- ${item}`)] : []),
        ...(map === null ? [] : [`Plan\u00A0: ${map}`]),
        `Voir, déplacer ou annuler\u00A0: ${options.link}`,
      ].join('\n'),
    ),
    { name: 'URL', value: options.link },
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // An ORGANIZER without an address breaks Outlook; without either, calendars show the event as one's own.
    ...(email === undefined
      ? []
      : [{ name: 'ORGANIZER', value: `mailto:${email}`, parameters: { CN: name } }]),
    ...(invites ? [attendeeLine(attendee)] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}

/** They have said that they come: nobody has to answer. */
function attendeeLine({ name, email }: { readonly name: string; readonly email: string }): ContentLine {
  const parameters = { ROLE: 'REQ-PARTICIPANT', PARTSTAT: 'ACCEPTED', RSVP: 'FALSE', CN: name };
  return { name: 'ATTENDEE', value: `mailto:${email}`, parameters };
}
