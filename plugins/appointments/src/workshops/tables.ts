// Workshops: what several people learn together, when it meets, who leads it, and who has signed up. Instants are epoch
// milliseconds.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../schema.ts';

/** How used to it someone should be. */
export const LEVELS = ['beginner', 'some', 'any'] as const;
export type Level = (typeof LEVELS)[number];

/** Who may take a place, or an appointment, on their own. Whoever may less is served by whoever may more. */
export const ACCESSES = ['everyone', 'agents', 'prescribers'] as const;
export type Access = (typeof ACCESSES)[number];

export const PRESENCES = ['unknown', 'seen', 'excused', 'noshow', 'revoked'] as const;
export type Presence = (typeof PRESENCES)[number];

export const workshopTables = defineTables((kit) => {
  const { venue, resource, occupancy } = base.for(kit);
  const workshop = kit.table(
    'appointments_workshop',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Who runs it: its agents see who comes. */
      authorityId: kit.text('authority_id').notNull(),
      /** The service of the catalogue that its requests are of, by its slug. */
      service: kit.text('service').notNull(),
      slug: kit.text('slug').notNull(),
      /** In citizens' words: « Envoyer et ranger ses photos ». */
      title: kit.text('title').notNull(),
      summary: kit.text('summary').notNull(),
      /** What one can do afterwards, an item each. */
      learn: kit.json<readonly string[]>('learn').notNull(),
      /** For whom, as a person would say it. */
      audience: kit.text('audience').notNull(),
      level: kit.text('level', { enum: LEVELS }).notNull(),
      theme: kit.text('theme').notNull(),
      bring: kit.json<readonly string[]>('bring').notNull(),
      /** Years; null for any age. */
      minAge: kit.integer('min_age'),
      place: kit.text('place', { enum: ['on-site', 'video'] }).notNull(),
      /** Of a video: where to join. Only those who have a place get it. */
      link: kit.text('link'),
      /** Whether one signs up for one session or for all of them together. */
      signUp: kit.text('sign_up', { enum: ['session', 'series'] }).notNull(),
      /** People that one sign-up may be for. */
      mostPeople: kit.integer('most_people').notNull(),
      access: kit.text('access', { enum: ACCESSES }).notNull(),
      /** INSEE codes of the communes that it is for; empty for the whole tenant. */
      communes: kit.json<readonly string[]>('communes').notNull(),
      status: kit.text('status', { enum: ['draft', 'published'] }).notNull(),
    },
    (t) => [kit.uniqueIndex('appointments_workshop_slug').on(t.tenantId, t.slug)],
  );
  const session = kit.table(
    'appointments_workshop_session',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      workshopId: kit.ref('workshop_id', () => workshop.id).notNull(),
      venueId: kit.ref('venue_id', () => venue.id).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
      zone: kit.text('zone').notNull(),
      capacity: kit.integer('capacity').notNull(),
      /** Places that are taken, those held for someone included. A guard in the migration keeps it within the capacity. */
      taken: kit.integer('taken').notNull(),
      status: kit.text('status', { enum: ['planned', 'cancelled'] }).notNull(),
      /** Why it is cancelled, as those who were to come are told. */
      reason: kit.text('reason'),
    },
    (t) => [
      kit.index('appointments_workshop_session_tenant').on(t.tenantId, t.startsAt),
      kit.index('appointments_workshop_session_workshop').on(t.workshopId, t.startsAt),
    ],
  );
  /** Who leads a session, and the time that it takes them: in the table of appointments, under the same guard. */
  const leader = kit.table(
    'appointments_workshop_leader',
    {
      sessionId: kit.ref('session_id', () => session.id).notNull(),
      resourceId: kit.ref('resource_id', () => resource.id).notNull(),
      occupancyId: kit.ref('occupancy_id', () => occupancy.id).notNull(),
      tenantId: kit.text('tenant_id').notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.sessionId, t.resourceId] }),
      kit.index('appointments_workshop_leader_tenant').on(t.tenantId),
    ],
  );
  const enrolment = kit.table(
    'appointments_enrolment',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      requestId: kit.text('request_id').notNull().unique(),
      workshopId: kit.ref('workshop_id', () => workshop.id).notNull(),
      /** Who signed up, and how many people come with the others. */
      person: kit.text('person').notNull(),
      people: kit.integer('people').notNull(),
      /** Who else comes, in the words of whoever signed up. */
      companions: kit.text('companions'),
      phone: kit.text('phone'),
      note: kit.text('note'),
      texts: kit.boolean('texts').notNull(),
      /** `offered`: places are held until `offeredUntil`, for the person to take. */
      status: kit.text('status', { enum: ['booked', 'waiting', 'offered', 'cancelled'] }).notNull(),
      /** Rank on the waiting list. */
      since: kit.instant('since').notNull(),
      /** How often places were offered, and when last. */
      notices: kit.integer('notices').notNull(),
      noticedAt: kit.instant('noticed_at'),
      offeredUntil: kit.instant('offered_until'),
      /** SEQUENCE in calendars (RFC 5545, 3.8.7.4). */
      sequence: kit.integer('sequence').notNull(),
    },
    (t) => [
      kit.index('appointments_enrolment_tenant').on(t.tenantId, t.since),
      kit.index('appointments_enrolment_workshop').on(t.workshopId, t.status, t.since),
    ],
  );
  /** The sessions of an enrolment, one or the whole series, and whether the person came. */
  const seat = kit.table(
    'appointments_enrolment_session',
    {
      enrolmentId: kit.ref('enrolment_id', () => enrolment.id).notNull(),
      sessionId: kit.ref('session_id', () => session.id).notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      presence: kit.text('presence', { enum: PRESENCES }).notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.enrolmentId, t.sessionId] }),
      kit.index('appointments_enrolment_session_session').on(t.sessionId),
      kit.index('appointments_enrolment_session_tenant').on(t.tenantId),
    ],
  );
  return { workshop, session, leader, enrolment, seat };
});

/** With the tables of appointments that they meet. */
export const tables = defineTables((kit) => ({ ...base.for(kit), ...workshopTables.for(kit) }));

type Schema = ReturnType<typeof tables.for>;
export type Workshop = Schema['workshop']['$inferSelect'];
export type Session = Schema['session']['$inferSelect'];
export type Enrolment = Schema['enrolment']['$inferSelect'];
