// The journal as a table (CSV, RFC 4180), sent as it is read: a page of lines in memory, however long it is.

import type { DeskCtx } from '@parvis/kit';
import { date } from '@parvis/theming';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import { type JournalLine, journalLines } from './journal-lines.ts';
import { askedRequest, type JournalQuery, journalParameters } from './journal-query.ts';

const BATCH = 500;
/** Spreadsheets take a file for UTF-8 by it. */
export const BOM = '\u{FEFF}';

const COLUMNS: readonly (readonly [title: string, of: (line: JournalLine, zone: string) => string])[] = [
  ['Numéro', ({ number }) => String(number)],
  ['Instant (UTC)', ({ at }) => new Date(at).toISOString()],
  ['Date et heure', ({ at }, zone) => date(at, 'moment', zone)],
  ['Qui', ({ who }) => who],
  ['Pour', ({ as }) => as],
  ['Action', ({ action }) => action],
  ['Sur quoi', ({ subject }) => subject],
  ['Adresse du réseau', ({ from }) => from],
  ['Précision', ({ more }) => more],
];

/** Every line that the query asks for, newest first. That it was taken away is a line itself. */
export async function journalExport(
  house: House,
  c: SiteVisit,
  ctx: DeskCtx,
  query: JournalQuery,
): Promise<Response> {
  ctx.demand('privacy.read');
  const requestId = query.reference === '' ? null : await askedRequest(ctx, query.reference);
  const isUnknown = query.reference !== '' && requestId === null;
  await house.audit.record([
    {
      tenantId: ctx.tenant.id,
      siteId: ctx.site.id,
      actor: ctx.actor,
      action: 'audit.exported',
      subject: { kind: 'audit', id: ctx.actor.authority.id, details: journalParameters(query) },
      at: ctx.now,
      address: addressOf(house, c),
    },
  ]);
  async function* rows(): AsyncGenerator<string> {
    yield BOM + csvLine(COLUMNS.map(([title]) => title));
    let before = query.before;
    let more = !isUnknown;
    while (more) {
      const page = await journalLines(house, ctx, { ...query, before }, requestId, BATCH);
      if (page.lines.length > 0)
        yield page.lines.map((line) => csvLine(COLUMNS.map(([, of]) => of(line, ctx.site.zone)))).join('');
      more = page.next !== null;
      before = page.next;
    }
  }
  return c.body(streamOf(rows()), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="journal-des-acces.csv"',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** A piece is made when there is room for it. */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** RFC 4180, with the semicolon of French spreadsheets. What a spreadsheet would run as a formula is kept as text by an apostrophe. */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const text = /^[\s]*[=+\-@]|^[\t\r]/.test(cell) ? `'${cell}` : cell;
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(';')}\r\n`;
}
