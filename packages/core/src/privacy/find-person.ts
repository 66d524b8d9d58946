// Finding what an authority keeps about one person: what the data-protection officer is asked for (RGPD art. 12, 15 and 17).

import {
  and,
  desc,
  eq,
  hasWords,
  inArray,
  isNull,
  jsonText,
  lowered,
  ofTenant,
  type Reader,
  type SQL,
  searchIds,
  unindexed,
} from '@parvis/db';
import { looksLikeEmail } from '@parvis/forms';
import type { RequestStatus } from '@parvis/kit';
import { type CitizenAccount, citizenByEmail, foldedEmail } from '../identity/citizens.ts';
import { REQUEST_SEARCH, typedWords } from '../requests/search.ts';
import { schema } from '../schema.ts';

/** Requests that are shown, and handled, at once. */
export const MOST_REQUESTS = 50;

export interface FoundRequest {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly status: RequestStatus;
  readonly requester: { readonly name: string; readonly email?: string; readonly phone?: string };
  readonly citizenId: string | null;
  readonly openedAt: number;
  readonly movedAt: number;
}

interface Place {
  readonly tenantId: string;
  /** The body whose requests are looked at: those that it operates. */
  readonly authorityId: string;
}

/** Requests of an address, a reference or a name, newest first, and the account of an address. */
export async function findPerson(
  reader: Reader,
  place: Place,
  words: string,
): Promise<{ readonly requests: readonly FoundRequest[]; readonly account: CitizenAccount | null }> {
  const { request } = schema.for(reader);
  if (!looksLikeEmail(words)) return { requests: await requestsNamed(reader, place, words), account: null };
  const account = await citizenByEmail(reader, place.tenantId, words);
  const given = eq(lowered(jsonText(request.requester, 'email')), foldedEmail(words));
  const found = await requestsWhere(reader, place, given);
  const held = account ? await requestsWhere(reader, place, eq(request.citizenId, account.id)) : [];
  const all = new Map([...found, ...held].map((one) => [one.id, one]));
  const newestFirst = [...all.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return { requests: newestFirst.slice(0, MOST_REQUESTS), account };
}

async function requestsNamed(reader: Reader, place: Place, typed: string): Promise<readonly FoundRequest[]> {
  const { request } = schema.for(reader);
  const words = typedWords(typed);
  if (words.length === 0) return [];
  if (reader.engine === 'postgres')
    return requestsWhere(reader, place, hasWords(reader.engine, request.searchText, words));
  const ids = await searchIds(reader, REQUEST_SEARCH, {
    words,
    groups: [[['operator_id', place.authorityId]]],
    also: { table: request, id: request.id, where: isNull(request.erasedAt) },
    limit: MOST_REQUESTS,
  });
  return requestsAmong(reader, place, ids);
}

/** Those of these requests that the body operates and that are not erased. */
export async function requestsAmong(
  reader: Reader,
  place: Place,
  ids: readonly string[],
): Promise<readonly FoundRequest[]> {
  if (ids.length === 0) return [];
  const { request } = schema.for(reader);
  return requestsWhere(reader, place, inArray(request.id, ids.slice(0, MOST_REQUESTS)));
}

async function requestsWhere(
  reader: Reader,
  { tenantId, authorityId }: Place,
  condition: SQL | undefined,
): Promise<readonly FoundRequest[]> {
  const { request } = schema.for(reader);
  return reader
    .select({
      id: request.id,
      reference: request.reference,
      title: request.title,
      status: request.status,
      requester: request.requester,
      citizenId: request.citizenId,
      openedAt: request.openedAt,
      movedAt: request.movedAt,
    })
    .from(request)
    .where(
      ofTenant(
        request.tenantId,
        tenantId,
        // Sifted of what is found by the person: all that a body operates may be a great many.
        eq(unindexed(reader.engine, request.operatorId), authorityId),
        isNull(request.erasedAt),
        condition,
      ),
    )
    .orderBy(desc(request.id))
    .limit(MOST_REQUESTS);
}

/** Every request in an account that is not erased, newest first. */
export async function requestsOfAccount(
  reader: Reader,
  tenantId: string,
  citizenId: string,
): Promise<readonly (Omit<FoundRequest, 'requester'> & { readonly serviceId: string | null })[]> {
  const { request } = schema.for(reader);
  return reader
    .select({
      id: request.id,
      reference: request.reference,
      title: request.title,
      status: request.status,
      citizenId: request.citizenId,
      serviceId: request.serviceId,
      openedAt: request.openedAt,
      movedAt: request.movedAt,
    })
    .from(request)
    .where(and(eq(request.tenantId, tenantId), eq(request.citizenId, citizenId), isNull(request.erasedAt)))
    .orderBy(desc(request.id));
}

/** The account, where it is one of the tenant. */
export async function accountById(
  reader: Reader,
  tenantId: string,
  citizenId: string,
): Promise<CitizenAccount | null> {
  const { citizen } = schema.for(reader);
  const [row] = await reader
    .select()
    .from(citizen)
    .where(and(eq(citizen.id, citizenId), eq(citizen.tenantId, tenantId)));
  return row ?? null;
}
