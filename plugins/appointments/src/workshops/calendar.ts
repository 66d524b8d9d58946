// Workshops as iCalendar files (RFC 5545, 5546), on the clock of their places: what one person has signed up for, and the
// programme of a site.

import type { CalendarOptions } from '../calendar-file.ts';
import { timeZoneComponent } from '../calendars/time-zone.ts';
import { type ContentLine, calendarText, textLine, timeLine, utcText } from '../calendars/write-calendar.ts';
import { localAccess } from '../words.ts';
import type { EnrolmentDetail } from './enrolment.ts';
import type { OfferedWorkshop, PlannedSession } from './programme.ts';
import { sayNames, sessionPlace } from './says.ts';
import type { Workshop } from './tables.ts';

const PRODUCT = 'PRODID:-//Parvis//Ateliers//FR';
const NBSP = '\u00A0';

/**
 * The places of one person. A single session is an invitation, which a later file replaces (same UID, SEQUENCE counted up) or
 * strikes out. A series has an event a session: RFC 5546 lets no invitation hold several, so that it is published, and what is
 * called off in it says so itself.
 */
export function enrolmentFile(detail: EnrolmentDetail, options: CalendarOptions): string {
  const { enrolment, sessions, workshop } = detail;
  const single = workshop.signUp === 'session';
  const given = enrolment.status === 'cancelled';
  const { attendee, organizer } = options;
  const invites = single && organizer.email !== undefined && attendee !== undefined;
  const method = single && given ? 'CANCEL' : invites ? 'REQUEST' : 'PUBLISH';
  return fileOf(
    // Every method demands an organizer (RFC 5546, 3.2): without one, it is a plain file.
    organizer.email === undefined ? [] : [`METHOD:${method}`],
    sessions,
    sessions.flatMap((one) => {
      const off = given || one.session.status === 'cancelled';
      return eventLines(one, workshop, {
        uid: `${single ? enrolment.id : `${enrolment.id}-${one.session.id}`}@${options.host}`,
        now: options.now,
        sequence: enrolment.sequence,
        off,
        link: options.link,
        last: `Voir ou annuler${NBSP}: ${options.link}`,
        organizer,
        more: invites ? [attendeeLine(attendee)] : [],
      });
    }),
  );
}

export interface FeedOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly host: string;
  readonly name: string;
  /** The address of a workshop's page, by its slug. */
  readonly link: (slug: string) => string;
}

/** The programme of a site, for whoever subscribes to it. */
export function programmeFile(workshops: readonly OfferedWorkshop[], options: FeedOptions): string {
  return fileOf(
    [textLine('X-WR-CALNAME', options.name), 'REFRESH-INTERVAL;VALUE=DURATION:PT6H'],
    workshops.flatMap(({ sessions }) => sessions),
    workshops.flatMap(({ workshop, sessions, authority }) => {
      const link = options.link(workshop.slug);
      return sessions.flatMap((one) =>
        eventLines(one, workshop, {
          uid: `${one.session.id}@${options.host}`,
          now: options.now,
          sequence: 0,
          off: false,
          link,
          last: `S’inscrire${NBSP}: ${link}`,
          organizer: { name: authority.name, email: authority.contact.email },
          more: [],
        }),
      );
    }),
  );
}

type Line = ContentLine | string;

/** With a VTIMEZONE for each zone of its sessions, from the first of them on. */
function fileOf(head: readonly Line[], sessions: readonly PlannedSession[], events: readonly Line[]): string {
  const zones = new Map<string, number>();
  for (const { session } of sessions)
    zones.set(session.zone, Math.min(session.startsAt, zones.get(session.zone) ?? session.startsAt));
  return calendarText([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    PRODUCT,
    ...head,
    ...[...zones].map(([zone, since]) => timeZoneComponent(zone, since)),
    ...events,
    'END:VCALENDAR',
  ]);
}

interface EventFacts {
  readonly uid: string;
  readonly now: number;
  readonly sequence: number;
  readonly off: boolean;
  readonly link: string;
  /** The last line of the description. */
  readonly last: string;
  readonly organizer: CalendarOptions['organizer'];
  readonly more: readonly Line[];
}

function eventLines(
  { session, venue, leaders }: PlannedSession,
  workshop: Workshop,
  { uid, now, sequence, off, link, last, organizer, more }: EventFacts,
): readonly Line[] {
  return [
    'BEGIN:VEVENT',
    textLine('UID', uid),
    { name: 'DTSTAMP', value: utcText(now) },
    { name: 'SEQUENCE', value: String(sequence) },
    timeLine('DTSTART', session.startsAt, session.zone),
    timeLine('DTEND', session.endsAt, session.zone),
    textLine('SUMMARY', off ? `Annulé${NBSP}: ${workshop.title}` : workshop.title),
    textLine('LOCATION', sessionPlace(venue, workshop).join(', ')),
    textLine(
      'DESCRIPTION',
      [
        ...(leaders.length > 0 ? [`Avec ${sayNames(leaders)}`] : []),
        ...(workshop.place === 'on-site' ? localAccess(venue) : []),
        ...(workshop.bring.length > 0
          ? [`À apporter${NBSP}:`, ...workshop.bring.map((item) => `- ${item}`)]
          : []),
        last,
      ].join('\n'),
    ),
    { name: 'URL', value: link },
    `STATUS:${off ? 'CANCELLED' : 'CONFIRMED'}`,
    // An ORGANIZER without an address breaks Outlook.
    ...(organizer.email === undefined
      ? []
      : [{ name: 'ORGANIZER', value: `mailto:${organizer.email}`, parameters: { CN: organizer.name } }]),
    ...more,
    'END:VEVENT',
  ];
}

/** They have said that they come: nobody has to answer. */
function attendeeLine({ name, email }: { readonly name: string; readonly email: string }): ContentLine {
  const parameters = { ROLE: 'REQ-PARTICIPANT', PARTSTAT: 'ACCEPTED', RSVP: 'FALSE', CN: name };
  return { name: 'ATTENDEE', value: `mailto:${email}`, parameters };
}
