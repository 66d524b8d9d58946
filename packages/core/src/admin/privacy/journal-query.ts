// What a data-protection officer asks the journal for, and which lines are theirs to read.

import {
  and,
  asc,
  eq,
  exists,
  gte,
  inArray,
  isNull,
  lt,
  max,
  min,
  or,
  type Reader,
  type SQL,
  unindexed,
} from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { listKind } from '../../audit/visits.ts';
import { schema } from '../../schema.ts';

export interface JournalQuery {
  /** `YYYY-MM-DD` in the site's zone, or empty for any. */
  readonly day: string;
  /** Id of an agent, or empty. */
  readonly agent: string;
  /** Name of an action, or empty. */
  readonly action: string;
  /** Of a request: « 26-KXTM-97WD », or empty. */
  readonly reference: string;
  /** Lines before this number; the newest without it. */
  readonly before: number | null;
}

export function toJournalQuery(read: (name: string) => string | undefined): JournalQuery {
  const day = read('jour') ?? '';
  const before = Number(read('avant'));
  return {
    day: isDay(day) ? day : '',
    agent: (read('agent') ?? '').slice(0, 64),
    action: (read('action') ?? '').slice(0, 100),
    reference: (read('reference') ?? '').slice(0, 30).trim().toUpperCase(),
    before: Number.isSafeInteger(before) && before > 0 ? before : null,
  };
}

/** The query as an address says it, without the page it is at. */
export function journalParameters({ day, agent, action, reference }: JournalQuery): Record<string, string> {
  return {
    ...(day && { jour: day }),
    ...(agent && { agent }),
    ...(action && { action }),
    ...(reference && { reference }),
  };
}

function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** A request that the query is about, of the officer's own authority. */
export async function askedRequest(ctx: DeskCtx, reference: string): Promise<string | null> {
  const { request } = schema.for(ctx.read);
  const own = ctx.actor.authority.id;
  const [row] = await ctx.read
    .select({ id: request.id })
    .from(request)
    .where(
      and(
        eq(request.tenantId, ctx.tenant.id),
        eq(request.reference, reference),
        or(eq(request.operatorId, own), eq(request.communeId, own)),
      ),
    );
  return row?.id ?? null;
}

/** A stretch of the journal: numbers of lines, `until` not included. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Where the lines that are asked for are: of a request, none is older than itself. */
export async function spanOf(
  ctx: DeskCtx,
  { day, before }: JournalQuery,
  requestId: string | null,
): Promise<Span> {
  const { audit, auditHead } = schema.for(ctx.read);
  const upTo = (last: number) => Math.min(before ?? Number.POSITIVE_INFINITY, last + 1);
  if (day === '') {
    const [head] = await ctx.read
      .select({ number: auditHead.number })
      .from(auditHead)
      .where(eq(auditHead.tenantId, ctx.tenant.id));
    const from = requestId === null ? 1 : await firstSince(ctx, requestId);
    return { from, until: upTo(head?.number ?? 0) };
  }
  const start = Temporal.PlainDate.from(day).toZonedDateTime(ctx.site.zone);
  const [its] = await ctx.read
    .select({ first: min(audit.number), last: max(audit.number) })
    .from(audit)
    .where(
      and(
        eq(audit.tenantId, ctx.tenant.id),
        gte(audit.at, start.epochMilliseconds),
        lt(audit.at, start.add({ days: 1 }).epochMilliseconds),
      ),
    );
  return { from: its?.first ?? 1, until: upTo(its?.last ?? 0) };
}

const DAY = 86_400_000;

/** The number of the first line that may be about a request: of the day before it was opened, whatever the order of that day's. */
async function firstSince({ read, tenant }: DeskCtx, requestId: string): Promise<number> {
  const { audit, request } = schema.for(read);
  const [asked] = await read
    .select({ openedAt: request.openedAt })
    .from(request)
    .where(and(eq(request.id, requestId), eq(request.tenantId, tenant.id)));
  if (!asked) return 1;
  const [first] = await read
    .select({ number: audit.number })
    .from(audit)
    .where(and(eq(audit.tenantId, tenant.id), gte(audit.at, asked.openedAt - DAY)))
    .orderBy(asc(audit.at), asc(audit.number))
    .limit(1);
  return first?.number ?? 1;
}

/** What is asked of a line, and found by an index: where it is, what was done, by whom. */
export function indexedCondition(
  reader: Reader,
  ctx: DeskCtx,
  { agent, action }: JournalQuery,
  { from, until }: Span,
): SQL | undefined {
  const { audit } = schema.for(reader);
  const sifted = unindexed(reader.engine, audit.number);
  return and(
    eq(audit.tenantId, ctx.tenant.id),
    // Of an agent or an action, SQLite is to read those lines only, in their order, and not all between two numbers.
    ...(agent || action
      ? [gte(sifted, from), lt(sifted, until)]
      : [gte(audit.number, from), lt(audit.number, until)]),
    agent ? eq(audit.actorId, agent) : undefined,
    action ? eq(audit.action, action) : undefined,
  );
}

/**
 * Lines that the officer of one authority may read, and asked for:
 * what was done for that authority; what anyone did to a request that it operates; what citizens and the machine did on its
 * own sites. Asked about one request of theirs, everyone who saw it, from whichever body, lists included: of those, the
 * caller keeps the ones that name it.
 */
export function journalCondition(
  reader: Reader,
  ctx: DeskCtx,
  { day, agent }: JournalQuery,
  requestId: string | null,
): SQL | undefined {
  const { audit } = schema.for(reader);
  const dayStart = day === '' ? null : Temporal.PlainDate.from(day).toZonedDateTime(ctx.site.zone);
  // Lines that were written down side by side are not in the order of their instants: those of a day are looked at once more.
  const at = unindexed(reader.engine, audit.at);
  return and(
    requestId === null ? linesOf(reader, ctx) : linesAbout(reader, requestId),
    agent ? eq(audit.actorKind, 'agent') : undefined,
    dayStart ? gte(at, dayStart.epochMilliseconds) : undefined,
    dayStart ? lt(at, dayStart.add({ days: 1 }).epochMilliseconds) : undefined,
  );
}

/** Looked at line by line: whatever the body, its lines are among all others. */
function linesOf(reader: Reader, ctx: DeskCtx): SQL | undefined {
  const { audit, request, site } = schema.for(reader);
  const own = ctx.actor.authority.id;
  const operated = reader
    .select({ id: request.id })
    .from(request)
    .where(and(eq(request.id, audit.subjectId), eq(unindexed(reader.engine, request.operatorId), own)));
  const sites = reader.select({ id: site.id }).from(site).where(eq(site.authorityId, own));
  return or(
    eq(audit.authorityId, own),
    and(isNull(audit.authorityId), inArray(audit.siteId, sites)),
    and(eq(unindexed(reader.engine, audit.subjectKind), 'request'), exists(operated)),
  );
}

function linesAbout(reader: Reader, requestId: string): SQL | undefined {
  const { audit } = schema.for(reader);
  return or(
    and(eq(audit.subjectKind, 'request'), eq(audit.subjectId, requestId)),
    eq(audit.subjectKind, listKind('request')),
  );
}
