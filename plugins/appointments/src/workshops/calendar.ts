// Workshops as iCalendar files (RFC 5545, 5546): the places of one person, and the programme of a site. Times are in UTC,
// which every calendar reads without a VTIMEZONE.

import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from 'ical-generator';
import type { CalendarOptions } from '../calendar-file.ts';
import { localAccess } from '../words.ts';
import type { EnrolledSession, EnrolmentDetail } from './enrolment.ts';
import type { OfferedWorkshop, PlannedSession } from './programme.ts';
import { sayNames, sessionPlace } from './says.ts';
import type { Workshop } from './tables.ts';

const PRODUCT = { company: 'Parvis', product: 'Ateliers', language: 'FR' } as const;
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
  const calendar = ical({
    prodId: PRODUCT,
    method:
      single && given
        ? ICalCalendarMethod.CANCEL
        : invites
          ? ICalCalendarMethod.REQUEST
          : ICalCalendarMethod.PUBLISH,
  });
  for (const one of sessions) {
    const off = given || one.session.status === 'cancelled';
    calendar.createEvent({
      ...eventOf(one, workshop),
      id: `${single ? enrolment.id : `${enrolment.id}-${one.session.id}`}@${options.host}`,
      sequence: enrolment.sequence,
      stamp: new Date(options.now),
      summary: off ? `Annulé${NBSP}: ${workshop.title}` : workshop.title,
      description: describe(one, workshop, `Voir ou annuler${NBSP}: ${options.link}`),
      url: options.link,
      status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      ...organizerOf(organizer),
      ...(invites && {
        attendees: [
          { ...attendee, status: ICalAttendeeStatus.ACCEPTED, role: ICalAttendeeRole.REQ, rsvp: false },
        ],
      }),
    });
  }
  return calendar.toString();
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
  const calendar = ical({
    prodId: PRODUCT,
    name: options.name,
    method: ICalCalendarMethod.PUBLISH,
    ttl: 6 * 3600,
  });
  for (const { workshop, sessions, authority } of workshops) {
    const link = options.link(workshop.slug);
    for (const one of sessions)
      calendar.createEvent({
        ...eventOf(one, workshop),
        id: `${one.session.id}@${options.host}`,
        stamp: new Date(options.now),
        summary: workshop.title,
        description: describe(one, workshop, `S’inscrire${NBSP}: ${link}`),
        url: link,
        status: ICalEventStatus.CONFIRMED,
        ...organizerOf({ name: authority.name, email: authority.contact.email }),
      });
  }
  return calendar.toString();
}

/** When and where. */
function eventOf({ session, venue }: PlannedSession, workshop: Workshop): ICalEventData {
  return {
    start: new Date(session.startsAt),
    end: new Date(session.endsAt),
    location: sessionPlace(venue, workshop).join(', '),
  };
}

function describe({ venue, leaders }: PlannedSession | EnrolledSession, workshop: Workshop, last: string) {
  return [
    ...(leaders.length > 0 ? [`Avec ${sayNames(leaders)}`] : []),
    ...(workshop.place === 'on-site' ? localAccess(venue) : []),
    ...(workshop.bring.length > 0
      ? [`À apporter${NBSP}:`, ...workshop.bring.map((item) => `- ${item}`)]
      : []),
    last,
  ].join('\n');
}

/** An ORGANIZER without an address breaks Outlook. */
function organizerOf({ name, email }: CalendarOptions['organizer']) {
  return email === undefined ? {} : { organizer: { name, email } };
}
