// What an inbox is asked for, as conditions: whose it is, and what the agent narrowed it to.

import {
  type AnyColumn,
  eq,
  gte,
  hasWords,
  isNull,
  lt,
  or,
  type Reader,
  type SQL,
  unindexed,
} from '@parvis/db';
import { Temporal } from 'temporal-polyfill';
import { typedWords } from '../../requests/search.ts';
import { OPEN_STATUSES } from '../../requests/status.ts';
import { schema } from '../../schema.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { type InboxQuery, STATUSES } from './inbox-query.ts';

export interface InboxOf {
  readonly tenantId: string;
  /** The authority whose inbox it is: of what it operates, and of what is asked by those who live there. */
  readonly authorityId: string;
  readonly agentId: string;
  /** Without what others operate, and without what is shared. */
  readonly operatedOnly?: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
}

type Facet = readonly [column: string, value: string | null];

export interface Wanted {
  readonly words: readonly string[];
  /** One of each group must be so: what never changes of a request, and what does. */
  readonly fixed: readonly (readonly Facet[])[];
  readonly moving: readonly (readonly Facet[])[];
  readonly from: number | null;
  readonly until: number | null;
  /** Deadlines before it, or null for any. */
  readonly dueBefore: number | null;
}

export function wantedOf(
  { authorityId, agentId, operatedOnly, now, zone }: InboxOf,
  query: InboxQuery,
): Wanted {
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
export function conditionsOf(
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
