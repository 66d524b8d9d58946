// A page of the inbox: its rows, how many there are, and where the next page begins.

import { eq, inArray, type Reader } from '@parvis/db';
import type { Requester, RequestStatus } from '@parvis/kit';
import { schema } from '../../schema.ts';
import { type Share, sharesAmong } from '../../sharing/share.ts';
import { type Found, inboxIds } from './inbox-ids.ts';
import type { InboxQuery } from './inbox-query.ts';
import type { InboxOf } from './inbox-wanted.ts';

const PAGE = 50;
/** Counting stops here: « 200+ ». */
export const MOST_COUNTED = 200;

export interface InboxRow {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: RequestStatus;
  readonly step: string | null;
  readonly channel: string;
  readonly operatorId: string;
  readonly communeId: string | null;
  readonly assigneeId: string | null;
  /** As the agent is called, while their account is there. */
  readonly assignee: string | null;
  readonly requester: Requester;
  readonly openedAt: number;
  readonly movedAt: number;
  readonly dueAt: number | null;
  /** Why it is shared with the body, where it is; and until when. */
  readonly share: Pick<Share, 'why' | 'until'> | null;
}

export interface InboxPage {
  readonly rows: readonly InboxRow[];
  /** Up to `MOST_COUNTED`, plus one where there are more; only on the first page. */
  readonly count: number | null;
  /** What `InboxQuery.after` is on the next page. */
  readonly next: string | null;
}

export async function inboxPageOf(
  reader: Reader,
  of: InboxOf,
  query: InboxQuery,
  size = PAGE,
): Promise<InboxPage> {
  const isFirst = query.after === '';
  const found = await inboxIds(reader, of, query, isFirst ? Math.max(MOST_COUNTED, size) + 1 : size + 1);
  const shown = found.slice(0, size);
  return {
    rows: await rowsOf(reader, of, shown),
    count: isFirst ? found.length : null,
    next: found.length > size ? (shown.at(-1)?.cursor ?? null) : null,
  };
}

/** How many open requests wait for the authority itself, up to `MOST_COUNTED` plus one. */
export async function waitingFor(reader: Reader, of: InboxOf, query: InboxQuery): Promise<number> {
  return (await inboxIds(reader, { ...of, operatedOnly: true }, query, MOST_COUNTED + 1)).length;
}

/** How many open requests others share with the authority, up to `MOST_COUNTED` plus one. */
export async function sharedFor(reader: Reader, of: InboxOf, query: InboxQuery): Promise<number> {
  return (await inboxIds(reader, of, { ...query, shared: true }, MOST_COUNTED + 1)).length;
}

async function rowsOf(reader: Reader, of: InboxOf, found: readonly Found[]): Promise<readonly InboxRow[]> {
  if (found.length === 0) return [];
  const { request, agent } = schema.for(reader);
  const ids = found.map(({ id }) => id);
  const shares = of.operatedOnly ? null : await sharesAmong(reader, of, ids);
  const rows = await reader
    .select({
      id: request.id,
      reference: request.reference,
      title: request.title,
      status: request.status,
      step: request.step,
      channel: request.channel,
      operatorId: request.operatorId,
      communeId: request.communeId,
      assigneeId: request.assigneeId,
      assignee: agent.name,
      requester: request.requester,
      openedAt: request.openedAt,
      movedAt: request.movedAt,
      dueAt: request.dueAt,
    })
    .from(request)
    .leftJoin(agent, eq(agent.id, request.assigneeId))
    .where(inArray(request.id, ids));
  const byId = new Map(rows.map((row) => [row.id, { ...row, share: shares?.get(row.id) ?? null }]));
  return found.flatMap(({ id }) => byId.get(id) ?? []);
}
