// Opening requests, moving them on, and what is said on them. Everything here happens in the caller's transaction.

import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  keptRead,
  type Later,
  newId,
  type Reader,
  type Tx,
  unindexed,
} from '@parvis/db';
import type { CitizenRequest, NewRequest, RequestChanges, RequestStatus, TimelineEntry } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { seal } from '../config.ts';
import { schema } from '../schema.ts';
import { withArticle } from '../services/service-pages.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { newReference, normalisedCode } from './codes.ts';
import { requestWords } from './search.ts';
import { isOpen, OPEN_STATUSES } from './status.ts';

export interface Message {
  readonly id: string;
  readonly at: number;
  readonly from: 'citizen' | 'agent';
  readonly author: string;
  readonly body: string;
}

/** The authority of the citizen, when the site is a commune's: its agents read along. */
function communeOf(snapshot: SiteSnapshot): string | null {
  const { authority } = snapshot.site;
  return authority.kind === 'commune' ? authority.id : null;
}

/** Opens a request at the operator of its service, or finds the one that the same `once` opened. */
export async function openRequest(
  tx: Tx,
  secret: string,
  snapshot: SiteSnapshot,
  wanted: NewRequest,
  {
    id,
    code,
    now,
    citizenId,
    agent,
  }: {
    readonly id: string;
    readonly code: string;
    readonly now: number;
    readonly citizenId: string | null;
    /** Who wrote it down for the person: what they asked is theirs, the line of the timeline says who took it. */
    readonly agent?: { readonly by: string | null; readonly agentId?: string };
  },
): Promise<{ readonly request: CitizenRequest; readonly fresh: boolean }> {
  const { request } = schema.for(tx);
  const known = await requestByOnce(tx, secret, snapshot, wanted.once);
  if (known) return { request: known, fresh: false };

  const year = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(snapshot.site.zone).year;
  const reference = newReference(year);
  const [row] = await tx
    .insert(request)
    .values({
      id,
      tenantId: snapshot.tenant.id,
      siteId: snapshot.site.id,
      serviceId: wanted.service.id,
      operatorId: wanted.service.operator.id,
      communeId: communeOf(snapshot),
      reference,
      codeHash: codeHash(secret, code),
      onceHash: onceHash(secret, snapshot, wanted.once),
      channel: wanted.channel,
      title: wanted.title,
      status: 'received',
      requester: wanted.requester,
      citizenId,
      ...wanted.changes,
      searchText: requestWords(reference, wanted.title, wanted.requester.name, snapshot.site.authority.name),
      openedAt: now,
      movedAt: now,
    })
    .returning();
  if (!row) throw new Error('the inserted request came back empty');
  await addEntry(tx, row, {
    at: now,
    text: `Demande reçue ${agent ? (HOW_RECEIVED[wanted.channel] ?? '') : ''}par ${withArticle(wanted.service.operator)}.`,
    by: null,
    ...agent,
  });
  if (wanted.message)
    await addMessage(tx, row.tenantId, row.id, {
      at: now,
      from: 'citizen',
      author: wanted.requester.name,
      body: wanted.message,
    });
  return { request: toRequest(row), fresh: true };
}

/** How a request that an agent wrote down came to them. */
const HOW_RECEIVED: Readonly<Record<string, string>> = {
  counter: 'au guichet ',
  phone: 'par téléphone ',
  paper: 'sur papier ',
};

/** The unique index that a second sending meets when both arrive at once. */
export const ONCE_CONSTRAINT = 'request.once_hash';

function onceHash(secret: string, { site }: SiteSnapshot, once: string): string {
  return seal(secret, 'once', `${site.id}\0${once}`);
}

/** The request that a sending of this site opened. */
export async function requestByOnce(
  reader: Reader,
  secret: string,
  snapshot: SiteSnapshot,
  once: string,
): Promise<CitizenRequest | null> {
  const [row] = await rowByOnce(reader, { hash: onceHash(secret, snapshot, once) });
  return row ? toRequest(row) : null;
}

const rowByOnce = keptRead((reader, later: Later<'hash'>) => {
  const { request } = schema.for(reader);
  return reader
    .select()
    .from(request)
    .where(eq(request.onceHash, later('hash')));
});

function codeHash(secret: string, code: string): string {
  return seal(secret, 'code', code);
}

/** The request of this tenant that a tracking code opens. */
export async function requestByCode(
  reader: Reader,
  secret: string,
  tenantId: string,
  typed: string,
): Promise<CitizenRequest | null> {
  const code = normalisedCode(typed);
  if (!code) return null;
  const { request } = schema.for(reader);
  const [row] = await reader
    .select()
    .from(request)
    .where(and(eq(request.codeHash, codeHash(secret, code)), eq(request.tenantId, tenantId)));
  return row ? toRequest(row) : null;
}

export async function requestById(
  reader: Reader,
  tenantId: string,
  id: string,
): Promise<CitizenRequest | null> {
  const [row] = await rowById(reader, { id, tenantId });
  return row ? toRequest(row) : null;
}

const rowById = keptRead((reader, later: Later<'id' | 'tenantId'>) => {
  const { request } = schema.for(reader);
  return reader
    .select()
    .from(request)
    .where(and(eq(request.id, later('id')), eq(request.tenantId, later('tenantId'))));
});

/** The open requests of services at their operator, by their ids: the oldest first. */
export async function openRequestsAt(
  reader: Reader,
  tenantId: string,
  operatorId: string,
  serviceIds: readonly string[],
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<readonly CitizenRequest[]> {
  if (serviceIds.length === 0) return [];
  const { request } = schema.for(reader);
  const rows = await reader
    .select()
    .from(request)
    .where(
      and(
        eq(unindexed(reader.engine, request.tenantId), tenantId),
        eq(request.operatorId, operatorId),
        inArray(request.serviceId, [...serviceIds]),
        inArray(request.status, [...OPEN_STATUSES]),
        after === undefined ? undefined : gt(request.id, after),
      ),
    )
    .orderBy(asc(request.id))
    .limit(limit);
  return rows.map(toRequest);
}

/** The requests in an account, newest first. */
export async function requestsOfCitizen(
  reader: Reader,
  tenantId: string,
  citizenId: string,
): Promise<readonly CitizenRequest[]> {
  const { request } = schema.for(reader);
  const rows = await reader
    .select()
    .from(request)
    .where(and(eq(request.tenantId, tenantId), eq(request.citizenId, citizenId)))
    .orderBy(desc(request.id))
    .limit(MOST_LISTED);
  return rows.map(toRequest);
}

const MOST_LISTED = 200;

export interface Move {
  readonly id: string;
  readonly from: readonly RequestStatus[];
  readonly to: RequestStatus;
  readonly text: string;
  readonly by: string | null;
  readonly agentId?: string;
  readonly at: number;
  readonly changes?: RequestChanges;
}

/** Compare and swap: null where the request is not (or no more) in one of the statuses it may leave. */
export async function moveRequest(tx: Tx, tenantId: string, move: Move): Promise<CitizenRequest | null> {
  const { request } = schema.for(tx);
  const [row] = await tx
    .update(request)
    .set({
      status: move.to,
      movedAt: move.at,
      ...move.changes,
      // Once it is over, nothing is left to do by a day.
      ...(!isOpen(move.to) && { dueAt: null }),
    })
    .where(
      and(eq(request.id, move.id), eq(request.tenantId, tenantId), inArray(request.status, [...move.from])),
    )
    .returning();
  if (!row) return null;
  await addEntry(tx, row, move);
  return toRequest(row);
}

export async function addEntry(
  tx: Tx,
  request: { readonly id: string; readonly tenantId: string },
  entry: TimelineEntry & { readonly agentId?: string },
): Promise<void> {
  const { requestEntry } = schema.for(tx);
  await tx.insert(requestEntry).values({
    tenantId: request.tenantId,
    requestId: request.id,
    at: entry.at,
    text: entry.text,
    by: entry.by,
    agentId: entry.agentId ?? null,
  });
}

export interface NewMessage {
  readonly at: number;
  readonly from: 'citizen' | 'agent';
  readonly author: string;
  readonly agentId?: string;
  readonly body: string;
}

export async function addMessage(
  tx: Tx,
  tenantId: string,
  requestId: string,
  message: NewMessage,
): Promise<string> {
  const { requestMessage } = schema.for(tx);
  const id = newId();
  await tx
    .insert(requestMessage)
    .values({ id, tenantId, requestId, ...message, agentId: message.agentId ?? null });
  return id;
}

/** What happened on a request and what was said, oldest first. */
export async function storyOf(
  reader: Reader,
  request: CitizenRequest,
): Promise<{ readonly timeline: readonly TimelineEntry[]; readonly messages: readonly Message[] }> {
  const { requestEntry, requestMessage } = schema.for(reader);
  const [timeline, messages] = await Promise.all([
    reader
      .select({ at: requestEntry.at, text: requestEntry.text, by: requestEntry.by })
      .from(requestEntry)
      .where(eq(requestEntry.requestId, request.id))
      .orderBy(asc(requestEntry.at), asc(requestEntry.id)),
    reader
      .select({
        id: requestMessage.id,
        at: requestMessage.at,
        from: requestMessage.from,
        author: requestMessage.author,
        body: requestMessage.body,
      })
      .from(requestMessage)
      .where(eq(requestMessage.requestId, request.id))
      .orderBy(asc(requestMessage.at), asc(requestMessage.id)),
  ]);
  return { timeline, messages };
}

/** A row without what only the host looks at. */
function toRequest(row: CitizenRequest): CitizenRequest {
  const {
    id,
    reference,
    title,
    status,
    step,
    channel,
    serviceId,
    siteId,
    operatorId,
    communeId,
    requester,
    citizenId,
    openedAt,
  } = row;
  return {
    id,
    reference,
    title,
    status,
    step,
    channel,
    serviceId,
    siteId,
    operatorId,
    communeId,
    requester,
    citizenId,
    openedAt,
  };
}
