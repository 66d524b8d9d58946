// Which requests an inbox shows, in which order: their ids only. However many requests there are, each way reads no more than
// what it shows, or a few thousand numbers of an index.

import {
  type AnyColumn,
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  hasWords,
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
import { Temporal } from 'temporal-polyfill';
import { REQUEST_SEARCH, typedWords } from '../../requests/search.ts';
import { OPEN_STATUSES } from '../../requests/status.ts';
import { schema } from '../../schema.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { type InboxQuery, STATUSES } from './inbox-query.ts';

export interface InboxOf {
  readonly tenantId: string;
  /** The authority whose inbox it is: of what it operates, and of what is asked by those who live there. */
  readonly authorityId: string;
  readonly agentId: string;
  /** Without what others operate. */
  readonly operatedOnly?: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
}

export interface Found {
  readonly id: string;
  /** What says where the page after it begins. */
  readonly cursor: string;
}

/** Beyond so many candidates, reading in order meets what it looks for sooner than reading them all. */
const FEW = 3_000;

export async function inboxIds(
  reader: Reader,
  of: InboxOf,
  query: InboxQuery,
  limit: number,
): Promise<readonly Found[]> {
  const wanted = wantedOf(of, query);
  const byArrival = query.order === 'arrivee';
  if (reader.engine === 'postgres') return inOrder(reader, of, wanted, query, limit);

  const ask = (words: readonly string[], also?: SearchAsk['also']): SearchAsk => ({
    words,
    groups: [...wanted.fixed, ...(words.length > 0 ? [] : wanted.moving)],
    ...(wanted.from !== null && { from: wanted.from }),
    ...(wanted.until !== null && { until: wanted.until }),
    ...(byArrival && query.after && { after: query.after }),
    ...(also && { also }),
    limit,
  });
  const { words } = wanted;
  if (byArrival && (words.length === 0 || wanted.moving.length === 0))
    return asFound(await searchIds(reader, REQUEST_SEARCH, ask(words)));

  const few = await fewCandidates(reader, ask(words), ask([]));
  if (few) return inOrder(reader, of, wanted, query, limit, few);
  if (!byArrival) return inOrder(reader, of, wanted, query, limit);
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

type Facet = readonly [column: string, value: string | null];

interface Wanted {
  readonly words: readonly string[];
  /** One of each group must be so: what never changes of a request, and what does. */
  readonly fixed: readonly (readonly Facet[])[];
  readonly moving: readonly (readonly Facet[])[];
  readonly from: number | null;
  readonly until: number | null;
  /** Deadlines before it, or null for any. */
  readonly dueBefore: number | null;
}

function wantedOf({ authorityId, agentId, operatedOnly, now, zone }: InboxOf, query: InboxQuery): Wanted {
  const own: readonly Facet[] = [['operator_id', authorityId]];
  const statuses = query.late ? OPEN_STATUSES.filter((one) => inState(query, one)) : STATUSES[query.state];
  const assignee = query.assignee === 'moi' ? agentId : query.assignee === 'personne' ? null : query.assignee;
  const startOf = (day: string, days = 0) =>
    day === '' ? null : Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(zone).epochMilliseconds;
  return {
    words: typedWords(query.q),
    fixed: [
      operatedOnly ? own : [...own, ['commune_id', authorityId]],
      ...(query.commune ? [[['commune_id', query.commune]] as const] : []),
      ...(query.service ? [[['service_id', query.service]] as const] : []),
    ],
    moving: [
      ...(statuses.length > 0 ? [statuses.map((status) => ['status', status] as const)] : []),
      ...(query.assignee ? [[['assignee_id', assignee]] as const] : []),
      ...(query.step ? [[['step', query.step]] as const] : []),
    ],
    from: startOf(query.from),
    until: startOf(query.to, 1),
    dueBefore: query.late ? startOf(localDay(zone, now)) : null,
  };
}

const inState = ({ state }: InboxQuery, status: (typeof OPEN_STATUSES)[number]): boolean =>
  STATUSES[state].length === 0 || STATUSES[state].includes(status);

/** What is asked, besides whose inbox it is, as conditions on the request's own columns. */
function conditionsOf(
  reader: Reader,
  { words, fixed, moving, from, until, dueBefore }: Wanted,
): readonly (SQL | undefined)[] {
  const { request } = schema.for(reader);
  const by = (column: AnyColumn) => unindexed(reader.engine, column);
  const columns = {
    operator_id: request.operatorId,
    commune_id: request.communeId,
    service_id: request.serviceId,
    status: request.status,
    assignee_id: request.assigneeId,
    step: request.step,
  };
  const facet = ([name, value]: Facet): SQL => {
    const column = by(columns[name as keyof typeof columns]);
    return value === null ? isNull(column) : eq(column, value);
  };
  return [
    ...[...fixed, ...moving].map((group) => or(...group.map(facet))),
    hasWords(reader.engine, request.searchText, words),
    from === null ? undefined : gte(by(request.openedAt), from),
    until === null ? undefined : lt(by(request.openedAt), until),
    dueBefore === null ? undefined : lt(request.dueAt, dueBefore),
  ];
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
      .toSorted((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))
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
