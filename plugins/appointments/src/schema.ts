// What the plugin stores. Instants are epoch milliseconds; openings are wall times in the zone of their venue.

import { defineTables } from '@parvis/kit/data';
import type { Recurrence } from '@parvis/scheduling';

export const tables = defineTables((kit) => {
  const motif = kit.table(
    'appointments_motif',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      slug: kit.text('slug').notNull(),
      /** In citizens' words: « Être aidé par un conseiller numérique ». */
      title: kit.text('title').notNull(),
      summary: kit.text('summary').notNull(),
      /** After « avec »: « un conseiller numérique ». */
      receivedBy: kit.text('received_by').notNull(),
      place: kit.text('place', { enum: ['on-site', 'phone', 'video', 'home'] }).notNull(),
      /** What to bring, an item each. */
      bring: kit.json<readonly string[]>('bring').notNull(),
      minutes: kit.integer('minutes').notNull(),
      step: kit.integer('step').notNull(),
      bufferBefore: kit.integer('buffer_before').notNull(),
      bufferAfter: kit.integer('buffer_after').notNull(),
      noticeMinutes: kit.integer('notice_minutes').notNull(),
      horizonDays: kit.integer('horizon_days').notNull(),
      /** Hours before the start until which the citizen may cancel online. */
      cancelHours: kit.integer('cancel_hours').notNull(),
      /** Hours before the start until which the citizen may choose another time online. */
      rescheduleHours: kit.integer('reschedule_hours').notNull().default(48),
    },
    (t) => [kit.uniqueIndex('appointments_motif_slug').on(t.tenantId, t.slug)],
  );
  const venue = kit.table(
    'appointments_venue',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      slug: kit.text('slug').notNull(),
      name: kit.text('name').notNull(),
      /** Lines of a postal address. */
      address: kit.json<readonly string[]>('address').notNull(),
      /** Name of the commune, and its INSEE code. */
      commune: kit.text('commune').notNull(),
      insee: kit.text('insee').notNull(),
      latitude: kit.real('latitude').notNull(),
      longitude: kit.real('longitude').notNull(),
      zone: kit.text('zone').notNull(),
      wheelchair: kit.boolean('wheelchair').notNull(),
      /** How to come: the floor, the door, the bus. */
      access: kit.text('access'),
    },
    (t) => [kit.uniqueIndex('appointments_venue_slug').on(t.tenantId, t.slug)],
  );
  /** Where distances start from: the middle of a commune. */
  const commune = kit.table(
    'appointments_commune',
    {
      tenantId: kit.text('tenant_id').notNull(),
      insee: kit.text('insee').notNull(),
      latitude: kit.real('latitude').notNull(),
      longitude: kit.real('longitude').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenantId, t.insee] })],
  );
  const resource = kit.table(
    'appointments_resource',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      kind: kit.text('kind', { enum: ['advisor', 'desk'] }).notNull(),
      name: kit.text('name').notNull(),
      /** The agent who sees this agenda as their own. */
      agentId: kit.text('agent_id'),
      /** Whose staff or counter it is. */
      authorityId: kit.text('authority_id').notNull(),
      /** INSEE codes of the communes that it serves; empty for the whole tenant. */
      communes: kit.json<readonly string[]>('communes').notNull(),
    },
    (t) => [kit.index('appointments_resource_tenant').on(t.tenantId)],
  );
  const opening = kit.table(
    'appointments_opening',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      resourceId: kit.ref('resource_id', () => resource.id, { onDelete: 'cascade' }).notNull(),
      venueId: kit.ref('venue_id', () => venue.id).notNull(),
      recurrence: kit.json<Recurrence>('recurrence').notNull(),
      /** 'HH:MM' */
      startTime: kit.text('start_time').notNull(),
      endTime: kit.text('end_time').notNull(),
      firstDay: kit.day('first_day').notNull(),
      lastDay: kit.day('last_day'),
    },
    (t) => [kit.index('appointments_opening_tenant').on(t.tenantId)],
  );
  const openingMotif = kit.table(
    'appointments_opening_motif',
    {
      openingId: kit.ref('opening_id', () => opening.id, { onDelete: 'cascade' }).notNull(),
      motifId: kit.ref('motif_id', () => motif.id, { onDelete: 'cascade' }).notNull(),
      tenantId: kit.text('tenant_id').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.openingId, t.motifId] })],
  );
  const absence = kit.table(
    'appointments_absence',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      resourceId: kit.ref('resource_id', () => resource.id, { onDelete: 'cascade' }).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
    },
    (t) => [kit.index('appointments_absence_tenant').on(t.tenantId, t.endsAt)],
  );
  /** Taken time, buffers included. Its guard, in the migration, makes a double booking impossible. */
  const occupancy = kit.table(
    'appointments_occupancy',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      resourceId: kit.ref('resource_id', () => resource.id).notNull(),
      venueId: kit.ref('venue_id', () => venue.id).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
      kind: kit.text('kind', { enum: ['booking', 'hold'] }).notNull(),
      active: kit.boolean('active').notNull(),
      /** Of a hold: when it frees the time by itself, and for whom it is, as a keyed hash. */
      expiresAt: kit.instant('expires_at'),
      holder: kit.text('holder'),
    },
    (t) => [
      kit.index('appointments_occupancy_tenant').on(t.tenantId, t.endsAt),
      kit.index('appointments_occupancy_resource').on(t.resourceId, t.startsAt),
      kit.index('appointments_occupancy_holder').on(t.holder),
    ],
  );
  const appointment = kit.table(
    'appointments_appointment',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      requestId: kit.text('request_id').notNull().unique(),
      motifId: kit.ref('motif_id', () => motif.id).notNull(),
      venueId: kit.ref('venue_id', () => venue.id).notNull(),
      resourceId: kit.ref('resource_id', () => resource.id).notNull(),
      occupancyId: kit.ref('occupancy_id', () => occupancy.id).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
      zone: kit.text('zone').notNull(),
      /** How often it changed: SEQUENCE in calendars (RFC 5545, 3.8.7.4). */
      sequence: kit.integer('sequence').notNull(),
      status: kit.text('status', { enum: ['booked', 'cancelled'] }).notNull(),
      /** Who comes, for the advisor's list. */
      person: kit.text('person').notNull(),
      phone: kit.text('phone'),
      /** What the person wished to say beforehand. */
      note: kit.text('note'),
      /** Where a visit at home goes. */
      home: kit.text('home'),
      /** Keyed hash of the e-mail address: whoever comes again is received by the same person where that is possible. */
      personKey: kit.text('person_key'),
      /** The person asked for text messages. */
      texts: kit.boolean('texts').notNull().default(false),
    },
    (t) => [
      kit.index('appointments_appointment_tenant').on(t.tenantId, t.startsAt),
      kit.index('appointments_appointment_person').on(t.tenantId, t.personKey),
    ],
  );
  /** Who would rather come earlier, first come first served. */
  const wait = kit.table(
    'appointments_wait',
    {
      /** Of the appointment that would be moved. */
      requestId: kit.text('request_id').primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      /** At this venue only; null for any. */
      venueId: kit.ref('venue_id', () => venue.id),
      since: kit.instant('since').notNull(),
      /** How often the person was told, and when last. */
      notices: kit.integer('notices').notNull(),
      noticedAt: kit.instant('noticed_at'),
      /** What is held for them until then: the id of the occupancy, and the start. */
      heldId: kit.text('held_id'),
      heldStart: kit.instant('held_start'),
      heldUntil: kit.instant('held_until'),
    },
    (t) => [kit.index('appointments_wait_tenant').on(t.tenantId, t.since)],
  );
  /** Searches that found nothing, counted by day. */
  const unmet = kit.table(
    'appointments_unmet',
    {
      tenantId: kit.text('tenant_id').notNull(),
      day: kit.day('day').notNull(),
      motifId: kit.ref('motif_id', () => motif.id, { onDelete: 'cascade' }).notNull(),
      /** INSEE code of the commune on whose site it was, or empty. */
      insee: kit.text('insee').notNull(),
      /** Why, in the words of `@parvis/scheduling`. */
      reason: kit.text('reason').notNull(),
      number: kit.integer('number').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.tenantId, t.day, t.motifId, t.insee, t.reason] })],
  );
  /** Counts the changes of motifs, venues, resources and openings: whoever keeps them in memory looks here first. */
  const revision = kit.table('appointments_revision', {
    tenantId: kit.text('tenant_id').primaryKey(),
    number: kit.integer('number').notNull(),
  });
  return {
    motif,
    venue,
    commune,
    resource,
    opening,
    openingMotif,
    absence,
    occupancy,
    appointment,
    wait,
    unmet,
    revision,
  };
});

type Schema = ReturnType<typeof tables.for>;
export type Motif = Schema['motif']['$inferSelect'];
export type Venue = Schema['venue']['$inferSelect'];
export type Resource = Schema['resource']['$inferSelect'];
export type StoredOpening = Schema['opening']['$inferSelect'];
export type Appointment = Schema['appointment']['$inferSelect'];
export type Wait = Schema['wait']['$inferSelect'];

/** What every page that shows free time hangs on. */
export function agendaTag(tenant: { readonly id: string }): string {
  return `appointments:${tenant.id}`;
}
