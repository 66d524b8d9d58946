// Pages that say what went wrong and what to do next: in the site's own layout, or bare where there is no site.

import { DbError } from '@parvis/db';
import { CodedError, PageError } from '@parvis/kit';
import type { Context } from 'hono';
import { deskFrame } from '../admin/desk-context.ts';
import type { House } from '../house.ts';
import { bareHtml, houseStylesheet, houseTheme } from './bare-page.ts';
import { htmlHeaders, rendered } from './page-context.ts';
import type { SiteEnv } from './visit.ts';

const HOME = { href: '/', text: 'Revenir à l’accueil' };
const DESK = { href: '/agent', text: 'Revenir à la boîte de réception' };

export function notFound(): PageError {
  return new PageError(
    404,
    'Cette page n’existe pas',
    'L’adresse est peut-être incomplète, ou la page a été retirée.',
    [
      HOME,
      { href: '/demarches', text: 'Voir toutes les démarches' },
      { href: '/contact', text: 'Contacter la mairie' },
    ],
  );
}

/** What any error becomes for the person at the screen. What is not a PageError is logged, and told by a reference. */
function toPageError(
  house: House,
  c: Context,
  error: unknown,
): { readonly shown: PageError; readonly reference?: string } {
  if (error instanceof PageError) return { shown: error };
  if (isCrowded(error)) return { shown: crowded() };
  const reference = crypto.randomUUID().slice(0, 8);
  const code = error instanceof CodedError ? error.code : undefined;
  house.log.error({ err: error, code, reference, method: c.req.method, path: c.req.path }, 'a page failed');
  const shown = new PageError(
    500,
    'Une erreur est survenue de notre côté',
    'Vous n’y êtes pour rien. Réessayez dans quelques minutes, ou appelez la mairie.',
    [HOME, { href: '/contact', text: 'Contacter la mairie' }],
  );
  return { shown, reference };
}

/** The database was asked by too many at once, again and again: nothing of this was written. */
function isCrowded(error: unknown): boolean {
  return error instanceof DbError && (error.code === 'PARVIS_DB_CONFLICT' || error.code === 'PARVIS_DB_BUSY');
}

function crowded(): PageError {
  return new PageError(
    503,
    'Beaucoup de monde en ce moment',
    'Rien n’a été enregistré. Revenez à la page précédente, puis réessayez dans quelques secondes.',
    [HOME, { href: '/contact', text: 'Contacter la mairie' }],
  );
}

export function errorPage(house: House, c: Context<SiteEnv>, error: unknown): Response {
  const { shown, reference } = toPageError(house, c, error);
  const agent = c.get('agent');
  const model = {
    status: shown.status,
    title: shown.title,
    text: agent && reference ? OURS : shown.message,
    next: agent ? deskLinksOf(shown) : shown.next.length > 0 ? shown.next : [HOME],
    reference: reference ?? null,
  };
  if (!c.get('snapshot')) return bareErrorPage(house, c, model);
  const view = agent ? 'core/desk-error' : 'core/error';
  const frame = agent ? deskFrame(house, c, agent) : undefined;
  const page = rendered(house, c, view, model, { title: shown.title }, frame);
  for (const [name, value] of Object.entries(htmlHeaders(house, c, c.get('snapshot').site.demo)))
    c.header(name, value);
  c.header('cache-control', 'no-store');
  return c.body(page.html, shown.status);
}

/** Of a failure, to an agent: the mairie to call is their own. */
const OURS = 'Vous n’y êtes pour rien. Réessayez dans quelques minutes.';

/** An agent goes on at the desk: what leads to the public pages of the site is for citizens. */
function deskLinksOf({ next }: PageError): PageError['next'] {
  const own = next.filter(({ href }) => href.startsWith('/agent'));
  return own.length > 0 ? own : [DESK];
}

interface ErrorModel {
  readonly status: PageError['status'];
  readonly title: string;
  readonly text: string;
  readonly next: PageError['next'];
  readonly reference: string | null;
}

function bareErrorPage(house: House, c: Context, model: ErrorModel): Response {
  const page = { ...model, stylesheet: houseStylesheet(house) };
  const html = house.theming.render(houseTheme(house), 'core/bare-error', { page });
  return bareHtml(house, c, html, model.status);
}

/** A host name that no site has: never another site's page. */
export function unknownHost(house: House, c: Context): Response {
  return bareErrorPage(house, c, {
    status: 404,
    title: 'Aucun site à cette adresse',
    text: 'Vérifiez l’adresse que vous avez saisie, ou appelez votre mairie.',
    next: [],
    reference: null,
  });
}
