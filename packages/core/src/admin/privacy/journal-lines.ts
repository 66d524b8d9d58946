// Lines of the journal as people read them: names in clear where they still are, and whom they are about.

import { and, desc, inArray, ofTenant } from '@parvis/db';
import type { Authority, DeskCtx } from '@parvis/kit';
import { knownActions } from '../../audit/actions.ts';
import { type AuditDetails, readDetails } from '../../audit/details.ts';
import { listKind } from '../../audit/visits.ts';
import type { House } from '../../house.ts';
import { schema } from '../../schema.ts';
import { indexedCondition, type JournalQuery, journalCondition, type Span, spanOf } from './journal-query.ts';

/** How many lines are looked through for one that names a request among others, before the page is given as it is. */
const MOST_NAMED = 5_000;
const BATCH = 500;
/** How many lines, of those that an index finds, are looked through for a body's own, before the page is given as it is. */
const MOST_STRETCHES = 3;
const STRETCH = 20_000;

export interface JournalLine {
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly who: string;
  /** For which body, or as what. */
  readonly as: string;
  /** The network address, « effacé », or nothing. */
  readonly from: string;
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  /** The page, or what else is known. */
  readonly more: string;
}

export interface JournalPage {
  readonly lines: readonly JournalLine[];
  /** The number that the next page starts before; null at the end. */
  readonly next: number | null;
}

const ERASED = 'effacé';

type Row = typeof schema.sqlite.audit.$inferSelect;

/** Newest first, at most `most` of them. A page may be short, or empty, with others after it. */
export async function journalLines(
  house: House,
  ctx: DeskCtx,
  query: JournalQuery,
  requestId: string | null,
  most: number,
): Promise<JournalPage> {
  const found: Found[] = [];
  const span = await spanOf(ctx, query, requestId);
  let { until } = span;
  const rounds = requestId === null ? MOST_STRETCHES : MOST_NAMED / BATCH;
  for (let round = 0; round < rounds && until > span.from && found.length < most; round += 1) {
    const rest = { from: span.from, until };
    const stretch = requestId === null ? await nextStretch(ctx, query, rest) : rest;
    const limit = requestId === null ? most - found.length : BATCH;
    const rows = await rowsIn(ctx, query, requestId, stretch, limit);
    const details = await readDetails(ctx.read, house.vault, ctx.tenant.id, rows);
    until = rows.length < limit ? stretch.from : (rows.at(-1)?.number ?? stretch.from);
    for (const [index, row] of rows.entries()) {
      const said = details[index] ?? null;
      if (requestId !== null && row.subjectId !== requestId && !idsOf(said).includes(requestId)) continue;
      found.push({ row, details: said });
      if (found.length < most) continue;
      until = row.number;
      break;
    }
  }
  const names = await namesFor(ctx, found);
  const actions = knownActions(house.plugins.all);
  const authorities = new Map(ctx.authorities.map((one) => [one.id, one]));
  const lines = found.map(({ row, details }) => toLine(row, details, { names, actions, authorities }));
  return { lines, next: until > span.from ? until : null };
}

interface Found {
  readonly row: Row;
  readonly details: AuditDetails | null;
}

/** The newest part of a span in which an index finds no more lines than one may look at. */
async function nextStretch(ctx: DeskCtx, query: JournalQuery, span: Span): Promise<Span> {
  const { audit } = schema.for(ctx.read);
  const [edge] = await ctx.read
    .select({ number: audit.number })
    .from(audit)
    .where(indexedCondition(ctx.read, ctx, query, span))
    .orderBy(desc(audit.number))
    .limit(1)
    .offset(STRETCH);
  return { from: edge?.number ?? span.from, until: span.until };
}

function rowsIn(ctx: DeskCtx, query: JournalQuery, requestId: string | null, span: Span, most: number) {
  const { audit } = schema.for(ctx.read);
  return ctx.read
    .select()
    .from(audit)
    .where(
      and(indexedCondition(ctx.read, ctx, query, span), journalCondition(ctx.read, ctx, query, requestId)),
    )
    .orderBy(desc(audit.number))
    .limit(most);
}

interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly actions: ReadonlyMap<string, string>;
  readonly authorities: ReadonlyMap<string, Authority>;
}

function toLine(row: Row, details: AuditDetails | null, { names, actions, authorities }: Known): JournalLine {
  const isErased = row.details !== null && details === null;
  const { number, at, action } = row;
  return {
    number,
    at,
    who: whoOf(row, details, names, isErased),
    as: row.authorityId === null ? KINDS[row.actorKind] : (authorities.get(row.authorityId)?.name ?? ''),
    from: isErased ? ERASED : (details?.address ?? ''),
    action: actions.get(action) ?? action,
    subject: subjectOf(row, details, names),
    more: isErased ? ERASED : moreOf(details),
  };
}

const KINDS = { agent: 'Agent', citizen: 'Usager', system: 'Automate' } as const;

function whoOf(
  { actorKind, actorId }: Row,
  details: AuditDetails | null,
  names: ReadonlyMap<string, string>,
  isErased: boolean,
): string {
  if (actorKind === 'system') return 'Le site';
  const name = details?.name ?? (actorId === null ? undefined : names.get(`${actorKind} ${actorId}`));
  if (name) return name;
  if (isErased) return ERASED;
  return actorKind === 'agent' ? 'Un agent' : 'Une personne sans compte';
}

function subjectOf(row: Row, details: AuditDetails | null, names: ReadonlyMap<string, string>): string {
  const { subjectKind, subjectId } = row;
  const many = idsOf(details).length;
  const name = subjectId === null ? undefined : names.get(`${subjectKind} ${subjectId}`);
  switch (subjectKind) {
    case 'request':
      return name ?? 'Une demande effacée';
    case listKind('request'):
      return many === 0 ? 'Une liste de demandes' : `Une liste de ${many} demandes`;
    case 'agent':
      return name ?? 'Un agent';
    case 'citizen':
      return 'Le compte d’un usager';
    case 'file':
      return name ?? 'Un fichier';
    case 'audit':
      return 'Le journal des accès';
    default:
      return '';
  }
}

/** « GET /agent/demandes/… », or nothing where the line is of no page. */
function moreOf(details: AuditDetails | null): string {
  const { path, query, status, from, to } = details?.more ?? {};
  if (typeof from === 'string' && typeof to === 'string') return `${from} → ${to}`;
  if (typeof path !== 'string') return '';
  const page = path + (typeof query === 'string' ? query : '');
  return typeof status === 'number' && status >= 400 ? `${page} (refusé)` : page;
}

function idsOf(details: AuditDetails | null): readonly unknown[] {
  const ids = details?.more?.['ids'];
  return Array.isArray(ids) ? ids : [];
}

/** Names of what the lines are about, as they are today: a query for each kind. By kind and id. */
async function namesFor(ctx: DeskCtx, found: readonly Found[]) {
  const idsOfKind = (kind: string) => [
    ...new Set(
      found.flatMap(({ row }) => [
        ...(row.subjectKind === kind && row.subjectId !== null ? [row.subjectId] : []),
        ...(row.actorKind === kind && row.actorId !== null ? [row.actorId] : []),
      ]),
    ),
  ];
  const { request, agent, file } = schema.for(ctx.read);
  const [requests, agents, files] = [idsOfKind('request'), idsOfKind('agent'), idsOfKind('file')];
  const [requestRows, agentRows, fileRows] = await Promise.all([
    requests.length === 0
      ? []
      : ctx.read
          .select({ id: request.id, reference: request.reference, requester: request.requester })
          .from(request)
          .where(ofTenant(request.tenantId, ctx.tenant.id, inArray(request.id, requests))),
    agents.length === 0
      ? []
      : ctx.read
          .select({ id: agent.id, name: agent.name })
          .from(agent)
          .where(ofTenant(agent.tenantId, ctx.tenant.id, inArray(agent.id, agents))),
    files.length === 0
      ? []
      : ctx.read
          .select({ id: file.id, name: file.name })
          .from(file)
          .where(ofTenant(file.tenantId, ctx.tenant.id, inArray(file.id, files))),
  ]);
  return new Map([
    ...requestRows.map(
      ({ id, reference, requester }) =>
        [`request ${id}`, [reference, requester.name].filter(Boolean).join(', ')] as const,
    ),
    ...agentRows.map(({ id, name }) => [`agent ${id}`, name] as const),
    ...fileRows.map(({ id, name }) => [`file ${id}`, name] as const),
  ]);
}
