// « Chiffres »: demand, waits, absences, load and unmet demand over some days, as tables and as a file.

import type { DeskCtx, DeskRouter } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { Temporal } from 'temporal-polyfill';
import { toCsv } from '../api/csv.ts';
import { sayDay } from '../french.ts';
import { type Period, readFigures } from './read-figures.ts';
import { type ShownTable, shownTables } from './tables-shown.ts';

const BASE = '/agent/appointments/chiffres';

const PERIODS = [
  {
    value: '30',
    label: 'Les 30 derniers jours',
    from: (today: Temporal.PlainDate) => today.subtract({ days: 29 }),
  },
  {
    value: '90',
    label: 'Les 3 derniers mois',
    from: (today: Temporal.PlainDate) => today.subtract({ days: 89 }),
  },
  {
    value: 'annee',
    label: 'Cette année',
    from: (today: Temporal.PlainDate) => today.with({ month: 1, day: 1 }),
  },
  {
    value: '365',
    label: 'Les 12 derniers mois',
    from: (today: Temporal.PlainDate) => today.subtract({ days: 364 }),
  },
] as const;

export function statisticsRoutes(app: DeskRouter): void {
  app.get('/chiffres', (c) => figuresPage(c.var.page, c.req.query('periode')));
  app.get('/chiffres.csv', (c) => figuresFile(c.var.page, c.req.query('periode')));
}

interface Asked extends Period {
  readonly value: string;
}

function periodOf(page: DeskCtx, asked: string | undefined): Asked {
  const { value, from } = PERIODS.find((one) => one.value === asked) ?? PERIODS[0];
  const today = localDay(page.site.zone, page.now);
  return { value, from: from(Temporal.PlainDate.from(today)).toString(), to: today };
}

async function tablesOf(page: DeskCtx, period: Period): Promise<readonly ShownTable[]> {
  page.demand('appointments.figures');
  const names = new Map(
    page.authorities.flatMap(({ insee, name }) => (insee === null ? [] : [[insee, name] as const])),
  );
  return shownTables(await readFigures(page, period), {
    communeName: (insee) => names.get(insee) ?? 'Site de l’intercommunalité',
    sayWeek: (monday) => sayDay(Temporal.PlainDate.from(monday)),
  });
}

async function figuresPage(page: DeskCtx, asked: string | undefined): Promise<Response> {
  const period = periodOf(page, asked);
  const tables = await tablesOf(page, period);
  const model = {
    tables,
    from: sayDay(Temporal.PlainDate.from(period.from)),
    to: sayDay(Temporal.PlainDate.from(period.to)),
    whole: page.actor.authority.insee === null,
    authority: page.actor.authority.name,
    periods: PERIODS.map(({ value, label }) => ({ value, label, chosen: value === period.value })),
    action: BASE,
    file: `${BASE}.csv?periode=${period.value}`,
  };
  return page.page('desk-figures', model, {
    title: 'Chiffres des rendez-vous',
    breadcrumb: [{ href: '/agent/appointments', text: 'Rendez-vous' }],
  });
}

/** A line for each cell, so that no column means two things. */
async function figuresFile(page: DeskCtx, asked: string | undefined): Promise<Response> {
  const period = periodOf(page, asked);
  const rows = (await tablesOf(page, period)).flatMap(({ title, columns, rows: shown }) =>
    shown.flatMap(({ name, cells }) =>
      cells.map((valeur, index) => ({
        tableau: title,
        ligne: safeCell(name),
        mesure: columns[index + 1] ?? '',
        valeur: valeur.replaceAll('\u00A0', ' '),
      })),
    ),
  );
  const file = toCsv(['tableau', 'ligne', 'mesure', 'valeur'], rows);
  // The mark tells spreadsheets that it is UTF-8.
  return new Response(`\uFEFF${file}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="rendez-vous-${period.from}-${period.to}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}

/** A spreadsheet takes these signs for the beginning of a formula. */
function safeCell(text: string): string {
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text;
}
