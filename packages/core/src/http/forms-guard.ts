// Every form that changes something proves that it came from a page of this very site, and none comes in floods. When it is
// not taken, nothing is lost: it comes back with what was typed, ready to be sent again.

import { PageError } from '@parvis/kit';
import type { MiddlewareHandler } from 'hono';
import { keepAside } from '../files/uploads/keep-aside.ts';
import type { House } from '../house.ts';
import { waitText } from '../identity/limits.ts';
import { parseBody } from './body.ts';
import { rendered } from './page-context.ts';
import { csrfToken, isCrossSite, isCsrfToken } from './security.ts';
import { addressOf, hostOf, knownVisitor, type SiteEnv, type SiteVisit } from './visit.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function formsGuard(house: House): MiddlewareHandler<SiteEnv> {
  return async function guardForms(c, next) {
    if (SAFE_METHODS.has(c.req.method)) return next();
    if (isCrossSite(c.req.raw.headers, hostOf(c))) throw fromElsewhere();
    const body = await parseBody(c.req.raw, house.files);
    c.set('body', body);
    try {
      const wait = await waitOf(house, c);
      // Awaited: what came is dropped when this ends.
      if (wait > 0) return await tooManyPage(house, c, wait);
      if (!isOurs(house, c, body.input.get('csrf'))) return await stalePage(house, c);
      await next();
    } finally {
      await body.discard();
    }
  };
}

/** Seconds to wait. Where a proxy does not tell the address, nobody waits: everybody would share one counter. */
async function waitOf(house: House, c: SiteVisit): Promise<number> {
  const address = addressOf(house, c);
  return address === '' ? 0 : house.limits.take('form-address', address);
}

function isOurs(house: House, c: SiteVisit, given: string | undefined): boolean {
  const visitor = knownVisitor(house, c);
  return visitor !== null && isCsrfToken(given, csrfToken(house.config.secret, hostOf(c), visitor));
}

function fromElsewhere(): PageError {
  return new PageError(
    403,
    'Envoi refusé',
    'Ce formulaire a été envoyé depuis un autre site. Rien n’a été enregistré.',
    [{ href: '/demarches', text: 'Voir toutes les démarches' }],
  );
}

/** Shows what was sent and asks for one more click: a form that another site slipped in is seen before it counts. */
function stalePage(house: House, c: SiteVisit): Promise<Response> {
  return sentBack(house, c, 403, {
    title: 'Vérifiez et renvoyez',
    lead: 'Cette page était ouverte depuis trop longtemps, ou les cookies sont bloqués. Rien n’est perdu\u00A0: voici ce que vous aviez écrit.',
  });
}

async function tooManyPage(house: House, c: SiteVisit, wait: number): Promise<Response> {
  const page = await sentBack(house, c, 429, {
    title: 'Attendez un peu, puis renvoyez',
    lead: `Beaucoup de formulaires sont partis de votre connexion, peut-être par d’autres personnes. Attendez ${waitText(wait)}, puis renvoyez. Rien n’est perdu\u00A0: voici ce que vous aviez écrit.`,
  });
  page.headers.set('retry-after', String(wait));
  return page;
}

/** The form once more, with what was typed and the files that came: passwords cannot come along. */
async function sentBack(
  house: House,
  c: SiteVisit,
  status: 403 | 429,
  { title, lead }: { readonly title: string; readonly lead: string },
): Promise<Response> {
  const body = c.get('body');
  const fields = (body?.entries ?? [])
    .filter(([name]) => name !== 'csrf' && !/mot-de-passe|password/i.test(name))
    .map(([name, value]) => ({ name, value }));
  const files = await keepAside(house, c);
  const page = rendered(
    house,
    c,
    'core/stale',
    {
      title,
      lead,
      action: c.req.path,
      fields: [...fields, ...files.fields],
      filesKept: files.kept,
      filesLost: files.lost,
    },
    { title },
  );
  const answer = page.answer();
  return new Response(answer.body, { status, headers: answer.headers });
}
