// What people thought of a service, without who they are: no row says which request it tells of, nor on which day.

import type { AnyColumn, ColumnKit } from '@parvis/db';
import type { ChannelKind } from '@parvis/kit';
import type { RatingStage, Score } from './words.ts';

interface Referred {
  readonly tenant: { readonly id: AnyColumn };
  readonly site: { readonly id: AnyColumn };
  readonly service: { readonly id: AnyColumn };
  readonly authority: { readonly id: AnyColumn };
  readonly request: { readonly id: AnyColumn };
}

export function ratingTables(kit: ColumnKit, { tenant, site, service, authority, request }: Referred) {
  const rating = kit.table(
    'rating',
    {
      /** At random: an id that tells the time would tell which request was closed then. */
      id: kit.text('id').primaryKey(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      siteId: kit.ref('site_id', () => site.id, { onDelete: 'cascade' }).notNull(),
      serviceId: kit.ref('service_id', () => service.id, { onDelete: 'cascade' }).notNull(),
      /** Who operated the service then. */
      operatorId: kit.ref('operator_id', () => authority.id).notNull(),
      channel: kit.text('channel').$type<ChannelKind>().notNull(),
      stage: kit.text('stage').$type<RatingStage>().notNull(),
      /** `2026-11`. */
      month: kit.text('month').notNull(),
      score: kit.text('score').$type<Score>().notNull(),
      comment: kit.text('comment'),
      /** Its comment was erased by an agent, for it told of someone. */
      hidden: kit.boolean('hidden').notNull().default(false),
    },
    (t) => [
      kit.index('rating_operator').on(t.tenantId, t.operatorId, t.month),
      kit.index('rating_site').on(t.tenantId, t.siteId, t.month),
    ],
  );

  /** That a request has rated: a keyed hash, which leads to no request and to no rating. */
  const ratingUsed = kit.table(
    'rating_used',
    {
      hash: kit.text('hash').primaryKey(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      month: kit.text('month').notNull(),
    },
    (t) => [kit.index('rating_used_month').on(t.tenantId, t.month)],
  );

  /** That a person is asked, some days after the end, whether it was done well: once a request. */
  const requestFollowUp = kit.table('request_follow_up', {
    requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }).primaryKey(),
    tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
    /** When the mail leaves. */
    at: kit.instant('at').notNull(),
  });
  return { rating, ratingUsed, requestFollowUp };
}
