// What a data-protection officer asks the journal for, and which lines are theirs to read.

import { and, eq, gte, inArray, isNull, lt, or, type Reader, type SQL } from '@parvis/db';
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

/**
 * Lines that the officer of one authority may read, and asked for:
 * what was done for that authority; what anyone did to a request that it operates; what citizens and the machine did on its
 * own sites. Asked about one request of theirs, everyone who saw it, from whichever body, lists included: of those, the
 * caller keeps the ones that name it.
 */
export function journalCondition(
  reader: Reader,
  ctx: DeskCtx,
  { day, agent, action, before }: JournalQuery,
  requestId: string | null,
): SQL | undefined {
  const { audit } = schema.for(reader);
  const dayStart = day === '' ? null : Temporal.PlainDate.from(day).toZonedDateTime(ctx.site.zone);
  return and(
    eq(audit.tenantId, ctx.tenant.id),
    requestId === null ? linesOf(reader, ctx) : linesAbout(reader, requestId),
    agent ? and(eq(audit.actorKind, 'agent'), eq(audit.actorId, agent)) : undefined,
    action ? eq(audit.action, action) : undefined,
    dayStart ? gte(audit.at, dayStart.epochMilliseconds) : undefined,
    dayStart ? lt(audit.at, dayStart.add({ days: 1 }).epochMilliseconds) : undefined,
    before === null ? undefined : lt(audit.number, before),
  );
}

function linesOf(reader: Reader, ctx: DeskCtx): SQL | undefined {
  const { audit, request, site } = schema.for(reader);
  const own = ctx.actor.authority.id;
  const operated = reader.select({ id: request.id }).from(request).where(eq(request.operatorId, own));
  const sites = reader.select({ id: site.id }).from(site).where(eq(site.authorityId, own));
  return or(
    eq(audit.authorityId, own),
    and(isNull(audit.authorityId), inArray(audit.siteId, sites)),
    and(eq(audit.subjectKind, 'request'), inArray(audit.subjectId, operated)),
  );
}

function linesAbout(reader: Reader, requestId: string): SQL | undefined {
  const { audit } = schema.for(reader);
  return or(
    and(eq(audit.subjectKind, 'request'), eq(audit.subjectId, requestId)),
    eq(audit.subjectKind, listKind('request')),
  );
}
