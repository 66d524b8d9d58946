// The inbox: every request that an authority operates, or whose citizen lives in it, in one list.

import { and, containsFolded, count, desc, eq, inArray, lt, not, or, type Reader } from '@parvis/db';
import type { Authority, DeskCtx, RequestStatus } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { OPEN_STATUSES, standingWords } from '../requests/status.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';

const PAGE = 50;

export const STATES = { ouvertes: 'Ouvertes', closes: 'Closes', toutes: 'Toutes' } as const;
export type State = keyof typeof STATES;

export interface InboxQuery {
  readonly state: State;
  /** Words of the reference, the service or the name. */
  readonly q: string;
  /** Id of the last request of the page before. */
  readonly after: string | null;
}

export function toInboxQuery(read: (name: string) => string | undefined): InboxQuery {
  const state = read('etat');
  const after = read('apres');
  return {
    state: state && Object.hasOwn(STATES, state) ? (state as State) : 'ouvertes',
    q: (read('q') ?? '').slice(0, 100).trim(),
    after: after && /^[\w-]{1,64}$/.test(after) ? after : null,
  };
}

export async function inboxPage(
  ctx: DeskCtx,
  query: InboxQuery,
  authorities: ReadonlyMap<string, Authority>,
): Promise<Response> {
  ctx.demand('requests.read');
  const own = ctx.actor.authority.id;
  const [rows, open] = await Promise.all([requestsOf(ctx.read, own, query), openCount(ctx.read, own)]);
  const shown = rows.slice(0, PAGE);
  ctx.looked(
    'request',
    shown.map(({ id }) => id),
  );
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  const link = (state: State, more = {}) =>
    `/agent?${new URLSearchParams({ etat: state, ...(query.q && { q: query.q }), ...more }).toString()}`;
  return ctx.page(
    'desk-inbox',
    {
      q: query.q,
      state: query.state,
      filters: Object.entries(STATES).map(([state, text]) => ({
        href: link(state as State),
        text,
        current: state === query.state,
      })),
      open,
      rows: shown.map((row) => ({
        href: `/agent/demandes/${row.id}`,
        reference: row.reference,
        service: row.title,
        citizen: row.requester.name,
        commune: row.communeId ? (authorities.get(row.communeId)?.name ?? '') : '',
        status: standingWords(row),
        at: row.openedAt,
        age: ageOf(localDay(ctx.site.zone, row.openedAt), localDay(ctx.site.zone, ctx.now)),
        mine: row.operatorId === own ? 'handle' : 'read',
      })),
      next: last ? link(query.state, { apres: last.id }) : null,
    },
    { title: 'Demandes' },
  );
}

/** Newest first. Ids are ordered by time, so that the next page starts after the last id of this one. */
async function requestsOf(read: Reader, authorityId: string, { state, q, after }: InboxQuery) {
  const { request } = schema.for(read);
  const open = inArray(request.status, [...OPEN_STATUSES]);
  return read
    .select()
    .from(request)
    .where(
      and(
        or(eq(request.operatorId, authorityId), eq(request.communeId, authorityId)),
        state === 'ouvertes' ? open : state === 'closes' ? not(open) : undefined,
        q ? containsFolded(request.searchText, q) : undefined,
        after ? lt(request.id, after) : undefined,
      ),
    )
    .orderBy(desc(request.id))
    .limit(PAGE + 1);
}

/** How many open requests the authority must answer itself. */
async function openCount(read: Reader, authorityId: string): Promise<number> {
  const { request } = schema.for(read);
  const open: readonly RequestStatus[] = OPEN_STATUSES;
  const [row] = await read
    .select({ open: count() })
    .from(request)
    .where(and(eq(request.operatorId, authorityId), inArray(request.status, [...open])));
  return row?.open ?? 0;
}

/** « aujourd’hui », « hier », « il y a 5 jours »: by the calendar, not by 24 hours. */
export function ageOf(day: string, today: string): string {
  const { days } = Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(today));
  if (days <= 0) return 'aujourd’hui';
  return days === 1 ? 'hier' : `il y a ${days}\u00A0jours`;
}
