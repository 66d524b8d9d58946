// Which requests an inbox shows, in which order: their ids only. However many requests there are, each way reads no more than
// what it shows, or a few thousand numbers of an index.

import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  or,
  type Reader,
  type SearchAsk,
  type SQL,
  searchIds,
  unindexed,
} from '@parvis/db';
import { REQUEST_SEARCH } from '../../requests/search.ts';
import { schema } from '../../schema.ts';
import { sharedWith } from '../../sharing/share.ts';
import type { InboxQuery } from './inbox-query.ts';
import { conditionsOf, type InboxOf, type Wanted, wantedOf } from './inbox-wanted.ts';

export interface Found {
  readonly id: string;
  /** What says where the page after it begins. */
  readonly cursor: string;
}

/** Beyond so many candidates, reading in order meets what it looks for sooner than reading them all. */
const FEW = 3_000;

/** What the body operates, what is asked by those who live there, and what is shared with it: in one order. */
export async function inboxIds(
  reader: Reader,
  of: InboxOf,
  query: InboxQuery,
  limit: number,
): Promise<readonly Found[]> {
  if (of.operatedOnly) return ownIds(reader, of, query, limit);
  const shared = await sharedWith(reader, of);
  if (query.shared) return sharedIds(reader, of, query, limit, shared);
  const own = await ownIds(reader, of, query, limit);
  if (shared.length === 0) return own;
  const others = await sharedIds(reader, of, query, limit, shared);
  return others.length === 0 ? own : merged(reader, query, [...own, ...others], limit);
}

/** Whoever shared them, they are few: read, then sorted. */
function sharedIds(
  reader: Reader,
  of: InboxOf,
  query: InboxQuery,
  limit: number,
  shared: readonly string[],
): Promise<readonly Found[]> {
  const wanted = wantedOf(of, query);
  return inOrder(reader, of, { ...wanted, fixed: wanted.fixed.slice(1) }, query, limit, shared);
}

/** Two lists as one: a request that is in both, for two reasons, is shown once. */
async function merged(
  reader: Reader,
  { order }: InboxQuery,
  found: readonly Found[],
  limit: number,
): Promise<readonly Found[]> {
  const { request } = schema.for(reader);
  const byId = new Map(found.map((one) => [one.id, one]));
  const rows = await reader
    .select({ id: request.id, openedAt: request.openedAt, dueAt: request.dueAt })
    .from(request)
    .where(inArray(request.id, [...byId.keys()]));
  return rows
    .toSorted(order === 'arrivee' ? byArrival : byDeadline)
    .flatMap(({ id }) => byId.get(id) ?? [])
    .slice(0, limit);
}

const byArrival = (a: Row, b: Row): number => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1);

/** Those without one last. */
const byDeadline = (a: Row, b: Row): number =>
  (a.dueAt ?? Number.POSITIVE_INFINITY) === (b.dueAt ?? Number.POSITIVE_INFINITY)
    ? a.id < b.id
      ? -1
      : 1
    : (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY);

async function ownIds(
  reader: Reader,
  of: InboxOf,
  query: InboxQuery,
  limit: number,
): Promise<readonly Found[]> {
  const wanted = wantedOf(of, query);
  const arriving = query.order === 'arrivee';
  if (reader.engine === 'postgres') return inOrder(reader, of, wanted, query, limit);

  const ask = (words: readonly string[], also?: SearchAsk['also']): SearchAsk => ({
    words,
    groups: [...wanted.fixed, ...(words.length > 0 ? [] : wanted.moving)],
    ...(wanted.from !== null && { from: wanted.from }),
    ...(wanted.until !== null && { until: wanted.until }),
    ...(arriving && query.after && { after: query.after }),
    ...(also && { also }),
    limit,
  });
  const { words } = wanted;
  if (arriving && (words.length === 0 || wanted.moving.length === 0))
    return asFound(await searchIds(reader, REQUEST_SEARCH, ask(words)));

  const few = await fewCandidates(reader, ask(words), ask([]));
  if (few) return inOrder(reader, of, wanted, query, limit, few);
  if (!arriving) return inOrder(reader, of, wanted, query, limit);
  const { request } = schema.for(reader);
  const where = and(...conditionsOf(reader, wanted));
  return asFound(
    await searchIds(reader, REQUEST_SEARCH, ask(words, where && { table: request, id: request.id, where })),
  );
}

const asFound = (ids: readonly string[]): readonly Found[] => ids.map((id) => ({ id, cursor: id }));

/** All that have the words, or all that stand so: the first of both that are few. */
async function fewCandidates(
  reader: Reader,
  byWords: SearchAsk,
  byFacets: SearchAsk,
): Promise<readonly string[] | null> {
  const all = { limit: FEW + 1 };
  const some = await searchIds(reader, REQUEST_SEARCH, { ...byWords, ...all });
  if (some.length <= FEW) return some;
  if (byWords.words.length === 0) return null;
  const others = await searchIds(reader, REQUEST_SEARCH, { ...byFacets, ...all });
  return others.length <= FEW ? others : null;
}

interface Row {
  readonly id: string;
  readonly openedAt: number;
  readonly dueAt: number | null;
}

/** Read in the order that is asked for, by the indexes of the requests; or sorted, of a few candidates. */
async function inOrder(
  reader: Reader,
  of: InboxOf,
  wanted: Wanted,
  query: InboxQuery,
  limit: number,
  candidates?: readonly string[],
): Promise<readonly Found[]> {
  if (candidates?.length === 0) return [];
  const { request } = schema.for(reader);
  const operated = eq(request.operatorId, of.authorityId);
  const lived = and(eq(request.communeId, of.authorityId), ne(request.operatorId, of.authorityId));
  // Whoever is in an inbox for two reasons is read by the first: each has an index of its own, in the order asked for.
  const branches = candidates
    ? [inArray(request.id, [...candidates])]
    : of.operatedOnly
      ? [operated]
      : [operated, lived];
  const rest = candidates
    ? conditionsOf(reader, wanted)
    : conditionsOf(reader, { ...wanted, fixed: wanted.fixed.slice(1) });
  const read = async (
    more: SQL | undefined,
    order: readonly SQL[],
    most: number,
  ): Promise<readonly Row[]> => {
    const found = await Promise.all(
      branches.map((branch) =>
        reader
          .select({ id: request.id, openedAt: request.openedAt, dueAt: request.dueAt })
          .from(request)
          .where(and(eq(unindexed(reader.engine, request.tenantId), of.tenantId), branch, ...rest, more))
          .orderBy(...order)
          .limit(most),
      ),
    );
    return found.flat();
  };
  const [, due, id = ''] = /^(?:(\d*)\.)?(.*)$/.exec(query.after) ?? [];

  if (query.order === 'arrivee') {
    const [last] = query.after
      ? await reader.select({ openedAt: request.openedAt }).from(request).where(eq(request.id, query.after))
      : [];
    const at = request.openedAt;
    const beyond = last && or(lt(at, last.openedAt), and(eq(at, last.openedAt), lt(request.id, query.after)));
    const rows = await read(beyond, [desc(at), desc(request.id)], limit);
    return rows
      .toSorted(byArrival)
      .slice(0, limit)
      .map((row) => ({ id: row.id, cursor: row.id }));
  }

  const at = request.dueAt;
  const withDue = async (): Promise<readonly Row[]> => {
    if (due === '') return []; // The page before ended among those without.
    const beyond =
      due === undefined ? undefined : or(gt(at, Number(due)), and(eq(at, Number(due)), gt(request.id, id)));
    return read(and(isNotNull(at), beyond), [asc(at), asc(request.id)], limit);
  };
  const dated = (await withDue()).toSorted(
    (a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const undated =
    query.late || dated.length >= limit
      ? []
      : (
          await read(and(isNull(at), due === '' ? gt(request.id, id) : undefined), [asc(request.id)], limit)
        ).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...dated, ...undated]
    .slice(0, limit)
    .map((row) => ({ id: row.id, cursor: `${row.dueAt ?? ''}.${row.id}` }));
}
