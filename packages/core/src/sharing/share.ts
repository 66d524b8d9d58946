// A request shared with a body that neither operates it nor is the citizen's commune: its agents read it, for a reason that
// both sides are told, until a day. See docs/decisions/0013-shared-requests.md.

import { and, asc, desc, eq, gt, inArray, isNull, or, type Reader, type SQL, type Tx } from '@parvis/db';
import { schema } from '../schema.ts';

export interface Share {
  readonly requestId: string;
  readonly authorityId: string;
  readonly tenantId: string;
  /** As agents read it: « Avis demandé ». */
  readonly why: string;
  /** Epoch milliseconds. */
  readonly since: number;
  /** The first instant at which it is over; null while nobody ends it. */
  readonly until: number | null;
}

/** Of one body, one share of a request: the last reason counts. */
export async function addShare(tx: Tx, share: Share): Promise<void> {
  const { requestShare } = schema.for(tx);
  const { why, since, until } = share;
  await tx
    .insert(requestShare)
    .values({ ...share })
    .onConflictDoUpdate({
      target: [requestShare.requestId, requestShare.authorityId],
      set: { why, since, until },
    });
}

/** Whether there was one to end. */
export async function endShare(
  tx: Tx,
  { requestId, authorityId, tenantId }: Pick<Share, 'requestId' | 'authorityId' | 'tenantId'>,
): Promise<boolean> {
  const { requestShare } = schema.for(tx);
  const gone = await tx
    .delete(requestShare)
    .where(
      and(
        eq(requestShare.requestId, requestId),
        eq(requestShare.authorityId, authorityId),
        eq(requestShare.tenantId, tenantId),
      ),
    )
    .returning({ id: requestShare.requestId });
  return gone.length > 0;
}

interface SharedWith {
  readonly tenantId: string;
  readonly authorityId: string;
  readonly now: number;
}

function liveWith(reader: Reader, { tenantId, authorityId, now }: SharedWith): SQL | undefined {
  const { requestShare } = schema.for(reader);
  return and(
    eq(requestShare.tenantId, tenantId),
    eq(requestShare.authorityId, authorityId),
    or(isNull(requestShare.until), gt(requestShare.until, now)),
  );
}

/** Most requests that are shared with one body at a time: beyond, the latest. */
const MOST = 2_000;

/** The requests that a body reads because they are shared with it. */
export async function sharedWith(reader: Reader, body: SharedWith): Promise<readonly string[]> {
  const { requestShare } = schema.for(reader);
  const rows = await reader
    .select({ id: requestShare.requestId })
    .from(requestShare)
    .where(liveWith(reader, body))
    .orderBy(desc(requestShare.since), asc(requestShare.requestId))
    .limit(MOST);
  return rows.map(({ id }) => id);
}

/** Why each of these is shared with a body: those that are not are left out. */
export async function sharesAmong(
  reader: Reader,
  body: SharedWith,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Share, 'why' | 'until'>>> {
  if (ids.length === 0) return new Map();
  const { requestShare } = schema.for(reader);
  const rows = await reader
    .select({ id: requestShare.requestId, why: requestShare.why, until: requestShare.until })
    .from(requestShare)
    .where(and(liveWith(reader, body), inArray(requestShare.requestId, [...ids])));
  return new Map(rows.map(({ id, ...share }) => [id, share]));
}

/** The bodies that a request is shared with. */
export async function sharesOf(
  reader: Reader,
  {
    tenantId,
    requestId,
    now,
  }: { readonly tenantId: string; readonly requestId: string; readonly now: number },
): Promise<readonly Pick<Share, 'authorityId' | 'why' | 'until'>[]> {
  const { requestShare } = schema.for(reader);
  return reader
    .select({ authorityId: requestShare.authorityId, why: requestShare.why, until: requestShare.until })
    .from(requestShare)
    .where(
      and(
        eq(requestShare.tenantId, tenantId),
        eq(requestShare.requestId, requestId),
        or(isNull(requestShare.until), gt(requestShare.until, now)),
      ),
    )
    .orderBy(asc(requestShare.since), asc(requestShare.authorityId));
}
