// What the desk adds to appointments: who took one down for someone and whether they came, days and hours at which places are closed,
// and what an absence is about.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../schema.ts';
import { PRESENCES } from '../workshops/tables.ts';

/** How an appointment reached the agent who wrote it down. */
export const INTAKES = ['phone', 'counter'] as const;

export const deskTables = defineTables((kit) => {
  const { venue, absence } = base.for(kit);
  /** Of an appointment that an agent booked, or of whose person an agent said whether they came. */
  const attendance = kit.table(
    'appointments_attendance',
    {
      requestId: kit.text('request_id').primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Null where the person booked it themselves. */
      intake: kit.text('intake', { enum: INTAKES }),
      /** Name of the agent who booked it. */
      takenBy: kit.text('taken_by'),
      /** Booked outside the openings, by an agent who asked for that. */
      outside: kit.boolean('outside').notNull(),
      presence: kit.text('presence', { enum: PRESENCES }).notNull(),
      markedAt: kit.instant('marked_at'),
      markedBy: kit.text('marked_by'),
    },
    (t) => [kit.index('appointments_attendance_tenant').on(t.tenantId, t.presence)],
  );
  const closure = kit.table(
    'appointments_closure',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Null: every venue of the tenant. */
      venueId: kit.ref('venue_id', () => venue.id, { onDelete: 'cascade' }),
      firstDay: kit.day('first_day').notNull(),
      lastDay: kit.day('last_day').notNull(),
      /** 'HH:MM', on each of the days; null where it is closed from their beginning, to their end. */
      startTime: kit.text('start_time'),
      endTime: kit.text('end_time'),
      /** Shown to agents: « Travaux ». */
      reason: kit.text('reason'),
    },
    (t) => [kit.index('appointments_closure_tenant').on(t.tenantId, t.lastDay)],
  );
  const absenceNote = kit.table(
    'appointments_absence_note',
    {
      absenceId: kit.ref('absence_id', () => absence.id, { onDelete: 'cascade' }).primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      /** The same for all the days of an absence that comes again. */
      seriesId: kit.text('series_id'),
      /** For those who keep the agenda only. */
      reason: kit.text('reason'),
    },
    (t) => [kit.index('appointments_absence_note_series').on(t.tenantId, t.seriesId)],
  );
  return { attendance, closure, absenceNote };
});

/** With the tables of appointments that they meet. */
export const tables = defineTables((kit) => ({ ...base.for(kit), ...deskTables.for(kit) }));
