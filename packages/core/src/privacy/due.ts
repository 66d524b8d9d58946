// What is due: requests closed long enough ago, accounts that nobody uses; and what should have been closed.

import {
  and,
  asc,
  count,
  eq,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  notInArray,
  ofTenant,
  or,
  type Reader,
  type SQL,
} from '@parvis/db';
import type { PersonRequest } from '@parvis/kit';
import { OPEN_STATUSES } from '../requests/status.ts';
import { schema } from '../schema.ts';
import { ACCOUNT_DAYS, DAY, DEFAULT_KEEP_DAYS, FORGOTTEN_DAYS, keepDaysOf, WARNING_DAYS } from './rules.ts';

export interface DueRequest extends PersonRequest {
  /** Epoch milliseconds: when it was closed. */
  readonly movedAt: number;
}

/** Closed requests of a tenant whose time is over, the longest closed first, from one on. */
export async function dueRequests(
  reader: Reader,
  tenantId: string,
  now: number,
  { limit, from }: { readonly limit: number; readonly from?: Pick<DueRequest, 'id' | 'movedAt'> | undefined },
): Promise<readonly DueRequest[]> {
  const { request } = schema.for(reader);
  const { isOver, since } = await timesOver(reader, tenantId, now);
  return (
    reader
      .select({
        id: request.id,
        reference: request.reference,
        title: request.title,
        movedAt: request.movedAt,
      })
      .from(request)
      .where(
        and(
          eq(request.tenantId, tenantId),
          isNull(request.erasedAt),
          // By the index: no younger one is looked at, and none that was looked at this night.
          lt(request.movedAt, since),
          from && gte(request.movedAt, from.movedAt),
          from && or(gt(request.movedAt, from.movedAt), gt(request.id, from.id)),
          isOver,
        ),
      )
      // As the index has them: PostgreSQL does not take it for one of `movedAt` only, though nothing else is null.
      .orderBy(asc(request.erasedAt), asc(request.movedAt), asc(request.id))
      .limit(limit)
  );
}

/** Of these requests, those whose time is still over. */
export async function stillDue(
  reader: Reader,
  tenantId: string,
  now: number,
  ids: readonly string[],
): Promise<readonly PersonRequest[]> {
  const { request } = schema.for(reader);
  const { isOver } = await timesOver(reader, tenantId, now);
  return reader
    .select({ id: request.id, reference: request.reference, title: request.title })
    .from(request)
    .where(
      ofTenant(request.tenantId, tenantId, inArray(request.id, [...ids]), isNull(request.erasedAt), isOver),
    );
}

/** The condition that the time of a request is over; and the instant after which none's is. */
async function timesOver(
  reader: Reader,
  tenantId: string,
  now: number,
): Promise<{ readonly isOver: SQL | undefined; readonly since: number }> {
  const { request, service } = schema.for(reader);
  const services = await reader
    .select({ id: service.id, sheet: service.sheet })
    .from(service)
    .where(eq(service.tenantId, tenantId));
  const special = services.filter(({ sheet }) => sheet.keepDays !== undefined);
  const ids = special.map(({ id }) => id);
  const closedFor = (days: number) => lt(request.movedAt, now - days * DAY);
  const isOld = or(
    and(
      closedFor(DEFAULT_KEEP_DAYS),
      ids.length === 0 ? undefined : or(isNull(request.serviceId), notInArray(request.serviceId, ids)),
    ),
    ...special.map((one) => and(eq(request.serviceId, one.id), closedFor(keepDaysOf(one)))),
  );
  return {
    isOver: and(notInArray(request.status, [...OPEN_STATUSES]), isOld),
    since: now - Math.min(DEFAULT_KEEP_DAYS, ...special.map(keepDaysOf)) * DAY,
  };
}

/** Accounts whose owner was told in time and did not come back. */
export async function dueAccounts(reader: Reader, tenantId: string, now: number, limit: number) {
  const { citizen } = schema.for(reader);
  return reader
    .select({ id: citizen.id, email: citizen.email })
    .from(citizen)
    .where(
      and(
        eq(citizen.tenantId, tenantId),
        lt(citizen.seenAt, now - ACCOUNT_DAYS * DAY),
        isNotNull(citizen.warnedAt),
        lte(citizen.warnedAt, now - WARNING_DAYS * DAY),
        gt(citizen.warnedAt, citizen.seenAt),
      ),
    )
    .orderBy(asc(citizen.seenAt), asc(citizen.id))
    .limit(limit);
}

/** Accounts that nobody has used for almost that long, and whose owner was not told. */
export async function accountsToWarn(
  reader: Reader,
  tenantId: string,
  now: number,
  limit: number,
): Promise<readonly string[]> {
  const { citizen } = schema.for(reader);
  const rows = await reader
    .select({ id: citizen.id })
    .from(citizen)
    .where(
      and(
        eq(citizen.tenantId, tenantId),
        lt(citizen.seenAt, now - (ACCOUNT_DAYS - WARNING_DAYS) * DAY),
        or(isNull(citizen.warnedAt), lt(citizen.warnedAt, citizen.seenAt)),
      ),
    )
    .orderBy(asc(citizen.seenAt), asc(citizen.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Requests that an authority left open for too long: they are never erased by themselves. */
export async function forgottenRequests(reader: Reader, operatorId: string, now: number, limit: number) {
  const { request } = schema.for(reader);
  const forgotten = and(
    eq(request.operatorId, operatorId),
    inArray(request.status, [...OPEN_STATUSES]),
    lt(request.openedAt, now - FORGOTTEN_DAYS * DAY),
  );
  const [rows, [total]] = await Promise.all([
    reader
      .select({
        id: request.id,
        reference: request.reference,
        title: request.title,
        openedAt: request.openedAt,
      })
      .from(request)
      .where(forgotten)
      .orderBy(asc(request.id))
      .limit(limit),
    reader.select({ all: count() }).from(request).where(forgotten),
  ]);
  return { rows, all: total?.all ?? 0 };
}
