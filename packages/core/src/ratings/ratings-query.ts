// What people thought, counted: by service, by month, with what they wrote.

import { and, asc, count, desc, eq, gt, isNotNull, or, type SQL } from '@parvis/db';
import type { ChannelKind, DeskCtx } from '@parvis/kit';
import { schema } from '../schema.ts';
import { type RatingStage, SATISFIED, type Score } from './words.ts';

/** Months that are counted one by one. */
const MONTHS = 24;
const COMMENTS = 100;

export interface RatedService {
  readonly serviceId: string;
  readonly title: string;
  readonly slug: string;
}

export interface Count {
  readonly total: number;
  readonly satisfied: number;
}

export interface Comment {
  readonly id: string;
  readonly month: string;
  readonly service: string;
  readonly score: Score;
  readonly comment: string | null;
  readonly hidden: boolean;
}

/** Those of the services that the body operates, and those given on its own site. */
function seenBy(ctx: DeskCtx, siteId: string | null, serviceId?: string): SQL {
  const { rating } = schema.for(ctx.read);
  const operated = eq(rating.operatorId, ctx.actor.authority.id);
  return ctx.own(
    rating,
    siteId === null ? operated : or(operated, eq(rating.siteId, siteId)),
    ...(serviceId === undefined ? [] : [eq(rating.serviceId, serviceId)]),
  );
}

export async function countsByService(
  ctx: DeskCtx,
  siteId: string | null,
): Promise<readonly (RatedService & Count)[]> {
  const { rating, service } = schema.for(ctx.read);
  const rows = await ctx.read
    .select({
      serviceId: service.id,
      title: service.title,
      slug: service.slug,
      score: rating.score,
      many: count(),
    })
    .from(rating)
    .innerJoin(service, eq(service.id, rating.serviceId))
    .where(seenBy(ctx, siteId))
    .groupBy(service.id, service.title, service.slug, rating.score);
  const services = new Map<string, RatedService & Count>();
  for (const { serviceId, title, slug, score, many } of rows) {
    const before = services.get(serviceId) ?? { serviceId, title, slug, total: 0, satisfied: 0 };
    services.set(serviceId, { ...before, ...added(before, score, many) });
  }
  return [...services.values()].sort((a, b) => b.total - a.total || a.title.localeCompare(b.title, 'fr'));
}

export async function countsByMonth(
  ctx: DeskCtx,
  siteId: string | null,
  serviceId?: string,
): Promise<readonly (Count & { readonly month: string })[]> {
  const { rating } = schema.for(ctx.read);
  const rows = await ctx.read
    .select({ month: rating.month, score: rating.score, many: count() })
    .from(rating)
    .where(seenBy(ctx, siteId, serviceId))
    .groupBy(rating.month, rating.score)
    .orderBy(desc(rating.month))
    .limit(MONTHS * 4);
  const months = new Map<string, Count>();
  for (const { month, score, many } of rows)
    months.set(month, added(months.get(month) ?? { total: 0, satisfied: 0 }, score, many));
  return [...months].slice(0, MONTHS).map(([month, one]) => ({ month, ...one }));
}

function added({ total, satisfied }: Count, score: Score, many: number): Count {
  return { total: total + many, satisfied: satisfied + (SATISFIED.includes(score) ? many : 0) };
}

/** What was written, the newest month first; within a month in no order that would tell a day. */
export async function comments(
  ctx: DeskCtx,
  siteId: string | null,
  serviceId?: string,
): Promise<readonly Comment[]> {
  const { rating, service } = schema.for(ctx.read);
  return ctx.read
    .select({
      id: rating.id,
      month: rating.month,
      service: service.title,
      score: rating.score,
      comment: rating.comment,
      hidden: rating.hidden,
    })
    .from(rating)
    .innerJoin(service, eq(service.id, rating.serviceId))
    .where(and(seenBy(ctx, siteId, serviceId), or(isNotNull(rating.comment), eq(rating.hidden, true))))
    .orderBy(desc(rating.month), asc(rating.id))
    .limit(COMMENTS);
}

export interface ExportedRating {
  readonly id: string;
  readonly month: string;
  readonly service: string;
  readonly channel: ChannelKind;
  readonly stage: RatingStage;
  readonly score: Score;
  readonly comment: string | null;
}

/** A page of all of them, after an id. */
export async function exportedRatings(
  ctx: DeskCtx,
  siteId: string | null,
  after: string,
  limit: number,
): Promise<readonly ExportedRating[]> {
  const { rating, service } = schema.for(ctx.read);
  return ctx.read
    .select({
      id: rating.id,
      month: rating.month,
      service: service.title,
      channel: rating.channel,
      stage: rating.stage,
      score: rating.score,
      comment: rating.comment,
    })
    .from(rating)
    .innerJoin(service, eq(service.id, rating.serviceId))
    .where(and(seenBy(ctx, siteId), gt(rating.id, after)))
    .orderBy(asc(rating.id))
    .limit(limit);
}

/** Erases what was written; the answer itself stays. False where it is not the body's. */
export async function hideComment(ctx: DeskCtx, siteId: string | null, id: string): Promise<boolean> {
  return ctx.write(async (tx) => {
    const { rating } = schema.for(tx.tx);
    const [row] = await tx.tx
      .update(rating)
      .set({ comment: null, hidden: true })
      .where(and(seenBy(ctx, siteId), eq(rating.id, id)))
      .returning({ id: rating.id });
    if (row) await tx.record('comment-hidden', { kind: 'rating', id });
    return row !== undefined;
  });
}
