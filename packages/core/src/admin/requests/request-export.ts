// What the inbox shows, as a table (CSV) or as JSON, sent as it is read: a page of requests in memory, however many there are.

import type { DeskCtx } from '@parvis/kit';
import { date } from '@parvis/theming';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import { statusWords } from '../../requests/status.ts';
import { inboxOf } from '../inbox.ts';
import { BOM, csvLine, streamOf } from '../privacy/journal-export.ts';
import { type InboxQuery, inboxParameters } from './inbox-query.ts';
import { type InboxPage, type InboxRow, inboxPageOf } from './inbox-rows.ts';

const BATCH = 500;

interface Place {
  readonly zone: string;
  readonly nameOf: (authorityId: string | null) => string;
}

const CHANNELS: Readonly<Record<string, string>> = {
  form: 'En ligne',
  appointment: 'Rendez-vous',
  phone: 'Téléphone',
  counter: 'Guichet',
  paper: 'Papier',
  assisted: 'Avec un conseiller',
};

type Column = readonly [title: string, key: string, of: (row: InboxRow, place: Place) => string | null];

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const COLUMNS: readonly Column[] = [
  ['Référence', 'reference', ({ reference }) => reference],
  ['Démarche', 'demarche', ({ title }) => title],
  ['État', 'etat', ({ status }) => statusWords(status).word],
  ['Étape', 'etape', ({ step }) => step],
  ['Par', 'canal', ({ channel }) => CHANNELS[channel] ?? channel],
  ['Demandeur', 'demandeur', ({ requester }) => requester.name],
  ['Courriel', 'courriel', ({ requester }) => requester.email ?? null],
  ['Téléphone', 'telephone', ({ requester }) => requester.phone ?? null],
  ['Commune', 'commune', ({ communeId }, { nameOf }) => nameOf(communeId)],
  ['Traitée par', 'traitee-par', ({ operatorId }, { nameOf }) => nameOf(operatorId)],
  ['Attribuée à', 'attribuee-a', ({ assignee }) => assignee],
  ['Reçue le', 'recue', ({ openedAt }, { zone }) => date(openedAt, 'moment', zone)],
  ['Reçue (UTC)', 'recue-utc', ({ openedAt }) => instant(openedAt)],
  ['Dernier changement (UTC)', 'changee-utc', ({ movedAt }) => instant(movedAt)],
  ['Échéance (UTC)', 'echeance-utc', ({ dueAt }) => instant(dueAt)],
];

/** Every request that the query finds, in its order. That it was taken away is in the audit log first. */
export async function requestExport(
  house: House,
  c: SiteVisit,
  ctx: DeskCtx,
  query: InboxQuery,
  format: 'csv' | 'json',
): Promise<Response> {
  ctx.demand('requests.read');
  ctx.demand('requests.export');
  await house.audit.record([
    {
      tenantId: ctx.tenant.id,
      siteId: ctx.site.id,
      actor: ctx.actor,
      action: 'request.exported',
      subject: {
        kind: 'request-list',
        id: null,
        details: { format, ...Object.fromEntries(inboxParameters(query)) },
      },
      at: ctx.now,
      address: addressOf(house, c),
    },
  ]);
  const names = new Map(ctx.authorities.map(({ id, name }) => [id, name]));
  const place = { zone: ctx.site.zone, nameOf: (id: string | null) => (id && names.get(id)) ?? '' };
  const pages = exportedPages((after) => inboxPageOf(ctx.read, inboxOf(ctx), { ...query, after }, BATCH));
  return c.body(streamOf(format === 'csv' ? asCsv(pages, place) : asJson(pages, place)), 200, {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="demandes.${format}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** One page after the other, each asked for when the one before was taken. */
async function* exportedPages(
  read: (after: string) => Promise<Pick<InboxPage, 'rows' | 'next'>>,
): AsyncGenerator<readonly InboxRow[]> {
  let after: string | null = '';
  while (after !== null) {
    const page: Pick<InboxPage, 'rows' | 'next'> = await read(after);
    yield page.rows;
    after = page.next;
  }
}

async function* asCsv(pages: AsyncIterable<readonly InboxRow[]>, place: Place): AsyncGenerator<string> {
  yield BOM + csvLine(COLUMNS.map(([title]) => title));
  for await (const rows of pages)
    if (rows.length > 0)
      yield rows.map((row) => csvLine(COLUMNS.map(([, , of]) => of(row, place) ?? ''))).join('');
}

async function* asJson(pages: AsyncIterable<readonly InboxRow[]>, place: Place): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const rows of pages) {
    if (rows.length === 0) continue;
    const objects = rows.map((row) =>
      JSON.stringify(Object.fromEntries(COLUMNS.map(([, key, of]) => [key, of(row, place)]))),
    );
    yield `${isFirst ? '' : ','}\n${objects.join(',\n')}`;
    isFirst = false;
  }
  yield '\n]\n';
}
