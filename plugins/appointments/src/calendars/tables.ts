// What ties an agenda to other calendars: the feed that an agent reads elsewhere, the outside calendar that takes time of
// theirs, and the room where they receive by video.

import { defineTables } from '@parvis/kit/data';
import { tables as base } from '../schema.ts';

/** Why an outside calendar could not be read, as the agent is told. */
export const OUTSIDE_PROBLEMS = [
  'address',
  'refused',
  'missing',
  'silent',
  'too-big',
  'not-a-calendar',
  'locked',
] as const;

export const calendarTables = defineTables((kit) => {
  const { resource } = base.for(kit);
  const feed = kit.table(
    'appointments_feed',
    {
      /** One a resource: a new one puts an end to the old. */
      resourceId: kit.ref('resource_id', () => resource.id, { onDelete: 'cascade' }).primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      /** Keyed hash of the token in its address. */
      tokenHash: kit.text('token_hash').notNull().unique(),
      /** Whether it says who comes. */
      names: kit.boolean('names').notNull(),
      madeAt: kit.instant('made_at').notNull(),
      /** Name of the agent who made it. */
      madeBy: kit.text('made_by').notNull(),
      /** The last day on which a calendar read it. */
      readDay: kit.day('read_day'),
    },
    (t) => [kit.index('appointments_feed_tenant').on(t.tenantId)],
  );
  const outside = kit.table(
    'appointments_outside',
    {
      resourceId: kit.ref('resource_id', () => resource.id, { onDelete: 'cascade' }).primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      kind: kit.text('kind', { enum: ['caldav', 'ics'] }).notNull(),
      /** Locked in the vault: address, login and password. */
      secret: kit.text('secret').notNull(),
      /** Host of the address, to recognise it by. */
      host: kit.text('host').notNull(),
      addedAt: kit.instant('added_at').notNull(),
      /** The plan that counts: a run for another instant does nothing. */
      dueAt: kit.instant('due_at').notNull(),
      /** When it was last read whole, and what the server said that it was then (ETag, ctag). */
      readAt: kit.instant('read_at'),
      mark: kit.text('mark'),
      /** Why the last try failed; null where it did not. */
      problem: kit.text('problem', { enum: OUTSIDE_PROBLEMS }),
    },
    (t) => [kit.index('appointments_outside_tenant').on(t.tenantId)],
  );
  /** Time that an outside calendar takes: from when to when, nothing else. */
  const external = kit.table(
    'appointments_external',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      resourceId: kit.ref('resource_id', () => outside.resourceId, { onDelete: 'cascade' }).notNull(),
      startsAt: kit.instant('starts_at').notNull(),
      endsAt: kit.instant('ends_at').notNull(),
    },
    (t) => [
      kit.index('appointments_external_tenant').on(t.tenantId, t.endsAt),
      kit.index('appointments_external_resource').on(t.resourceId),
    ],
  );
  const videoRoom = kit.table(
    'appointments_video_room',
    {
      resourceId: kit.ref('resource_id', () => resource.id, { onDelete: 'cascade' }).primaryKey(),
      tenantId: kit.text('tenant_id').notNull(),
      /** https. */
      url: kit.text('url').notNull(),
    },
    (t) => [kit.index('appointments_video_room_tenant').on(t.tenantId)],
  );
  return { feed, outside, external, videoRoom };
});

/** With the tables of appointments that they meet. */
export const tables = defineTables((kit) => ({ ...base.for(kit), ...calendarTables.for(kit) }));

type Schema = ReturnType<typeof tables.for>;
export type Feed = Schema['feed']['$inferSelect'];
export type Outside = Schema['outside']['$inferSelect'];
export type OutsideProblem = (typeof OUTSIDE_PROBLEMS)[number];
