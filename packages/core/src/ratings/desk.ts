// « Avis des usagers » on the desk, under `/agent/avis`.

import type { DeskCtx } from '@parvis/kit';
import { capital, date } from '@parvis/theming';
import { Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import type { DeskPage } from '../admin/index.ts';
import { BOM, csvLine, streamOf } from '../admin/privacy/journal-export.ts';
import { notFound } from '../http/error-pages.ts';
import type { SiteEnv, SiteVisit } from '../http/visit.ts';
import { siteOf } from '../services/sheets.ts';
import {
  type Count,
  comments,
  countsByMonth,
  countsByService,
  exportedRatings,
  hideComment,
} from './ratings-query.ts';
import { STAGES, scoreWords } from './words.ts';

const ADDRESS = '/agent/avis';
const BATCH = 500;
const NBSP = '\u00A0';

const CHANNELS: Readonly<Record<string, string>> = {
  form: 'En ligne',
  appointment: 'Rendez-vous',
  phone: 'Téléphone',
  counter: 'Guichet',
  paper: 'Papier',
  assisted: 'Avec un conseiller',
};

export function ratingDeskRoutes(desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) => ratingsPage(desk(c), c.req.query('demarche')));
  app.get('/export.csv', (c) => ratingsExport(c, desk(c)));
  app.post('/:avis/masquer', (c) => hide(desk(c), c.req.param('avis')));
  return app;
}

/** The site of the agent's body: what is said there of others' services is told to it too. */
async function ownSiteId(ctx: DeskCtx): Promise<string | null> {
  ctx.demand('ratings.read');
  return (await siteOf(ctx.read, ctx.tenant.id, ctx.actor.authority.id))?.id ?? null;
}

async function ratingsPage(ctx: DeskCtx, slug: string | undefined): Promise<Response> {
  const siteId = await ownSiteId(ctx);
  const services = await countsByService(ctx, siteId);
  const chosen = slug === undefined ? undefined : services.find((one) => one.slug === slug);
  if (slug !== undefined && !chosen) throw notFound();
  const [months, written] = await Promise.all([
    countsByMonth(ctx, siteId, chosen?.serviceId),
    comments(ctx, siteId, chosen?.serviceId),
  ]);
  return ctx.page(
    'desk-ratings',
    {
      all: ADDRESS,
      export: `${ADDRESS}/export.csv`,
      chosen: chosen?.title ?? null,
      total: countWords(chosen ?? sumOf(services)),
      services: services.map((one) => [
        { href: `${ADDRESS}?demarche=${one.slug}`, text: one.title },
        String(one.total),
        share(one),
      ]),
      months: months.map((one) => [monthWords(one.month), String(one.total), share(one)]),
      comments: written.map(({ id, month, score, service, comment }) => ({
        id,
        month: monthWords(month),
        score: scoreWords(score),
        service: chosen ? null : service,
        comment,
        hide: `${ADDRESS}/${id}/masquer`,
      })),
      mayHide: ctx.actor.permissions.has('ratings.moderate'),
    },
    { title: chosen ? `Avis${NBSP}: ${chosen.title}` : 'Avis des usagers' },
  );
}

function sumOf(counts: readonly Count[]): Count {
  return counts.reduce<Count>(
    (all, one) => ({ total: all.total + one.total, satisfied: all.satisfied + one.satisfied }),
    { total: 0, satisfied: 0 },
  );
}

/** « 83 % »: of the answers « très bien » and « plutôt bien ». */
function share({ total, satisfied }: Count): string {
  return total === 0 ? '' : `${Math.round((100 * satisfied) / total)}${NBSP}%`;
}

function countWords(one: Count): string | null {
  if (one.total === 0) return null;
  return `${one.total}${NBSP}avis, ${share(one)} de satisfaits (« très bien » ou « plutôt bien »).`;
}

/** « Novembre 2026 ». */
function monthWords(month: string): string {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const [, ...words] = date(first.toZonedDateTime('UTC').epochMilliseconds, 'day', 'UTC').split(' ');
  return capital(words.slice(1).join(' '));
}

async function ratingsExport(c: SiteVisit, ctx: DeskCtx): Promise<Response> {
  const siteId = await ownSiteId(ctx);
  await ctx.write((tx) => tx.record('ratings-exported', { kind: 'rating-list', id: null }));
  return c.body(streamOf(asCsv(ctx, siteId)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="avis.csv"',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

async function* asCsv(ctx: DeskCtx, siteId: string | null): AsyncGenerator<string> {
  yield BOM + csvLine(['Mois', 'Démarche', 'Par', 'Moment', 'Avis', 'Commentaire']);
  let after = '';
  for (;;) {
    const rows = await exportedRatings(ctx, siteId, after, BATCH);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows
      .map(({ month, service, channel, stage, score, comment }) =>
        csvLine([
          month,
          service,
          CHANNELS[channel] ?? channel,
          STAGES[stage],
          scoreWords(score),
          comment ?? '',
        ]),
      )
      .join('');
  }
}

async function hide(ctx: DeskCtx, id: string): Promise<Response> {
  const siteId = await ownSiteId(ctx);
  ctx.demand('ratings.moderate');
  if (!(await hideComment(ctx, siteId, id))) throw notFound();
  return ctx.seeOther(`${ADDRESS}#commentaires`);
}
