// What is counted of appointments besides themselves: bookings as they are made, and how long one would have had to wait. No
// person is in it.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../schema.ts';

export const statisticsTables = defineTables((kit) => {
  const { motif, venue } = base.for(kit);
  /** A row for each booking: counters would make people who book at once wait for each other. */
  const booked = kit.table(
    'appointments_booked',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      day: kit.day('day').notNull(),
      motifId: kit.ref('motif_id', () => motif.id, { onDelete: 'cascade' }).notNull(),
      venueId: kit.ref('venue_id', () => venue.id, { onDelete: 'cascade' }).notNull(),
      /** INSEE code of the commune on whose site it was, or empty. */
      insee: kit.text('insee').notNull(),
    },
    (t) => [kit.index('appointments_booked_tenant').on(t.tenantId, t.day)],
  );
  /** Each morning: the wait for the first free time. */
  const delay = kit.table(
    'appointments_delay',
    {
      tenantId: kit.text('tenant_id').notNull(),
      day: kit.day('day').notNull(),
      motifId: kit.ref('motif_id', () => motif.id, { onDelete: 'cascade' }).notNull(),
      insee: kit.text('insee').notNull(),
      /** Whole hours; null where nothing was free up to the horizon. */
      hours: kit.integer('hours'),
    },
    (t) => [kit.primaryKey({ columns: [t.tenantId, t.day, t.motifId, t.insee] })],
  );
  return { booked, delay };
});

/** With the tables of appointments that they meet. */
export const tables = defineTables((kit) => ({ ...base.for(kit), ...statisticsTables.for(kit) }));
