// Every form that changes something proves that it came from a page of this very site. When it does not, nothing is
// lost: a form of ours that grew stale comes back with what was typed, ready to be sent again.

import { PageError } from '@parvis/kit';
import type { MiddlewareHandler } from 'hono';
import type { House } from '../house.ts';
import { parseBody } from './body.ts';
import { rendered } from './page-context.ts';
import { csrfToken, isCrossSite, isCsrfToken } from './security.ts';
import { hostOf, knownVisitor, type SiteEnv, type SiteVisit } from './visit.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function formsGuard(house: House): MiddlewareHandler<SiteEnv> {
  return async function guardForms(c, next) {
    if (SAFE_METHODS.has(c.req.method)) return next();
    if (isCrossSite(c.req.raw.headers, hostOf(c))) throw fromElsewhere();
    const body = await parseBody(c.req.raw, house.files);
    c.set('body', body);
    try {
      if (!isOurs(house, c, body.input.get('csrf'))) return stalePage(house, c);
      await next();
    } finally {
      await body.discard();
    }
  };
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
function stalePage(house: House, c: SiteVisit): Response {
  const body = c.get('body');
  const fields = (body?.entries ?? [])
    .filter(([name]) => name !== 'csrf' && !/mot-de-passe|password/i.test(name))
    .map(([name, value]) => ({ name, value }));
  const page = rendered(
    house,
    c,
    'core/stale',
    { action: c.req.path, fields, filesLost: (body?.files ?? []).map(([, file]) => file.name) },
    { title: 'Vérifiez et renvoyez' },
  );
  const answer = page.answer();
  return new Response(answer.body, { status: 403, headers: answer.headers });
}
