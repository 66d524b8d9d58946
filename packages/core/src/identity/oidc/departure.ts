// « S’identifier avec … »: from a page of a site to the provider. A link, never a form: the policy on forms keeps them from
// leading to another server.

import { PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit, visitorOf } from '../../http/visit.ts';
import { waitText } from '../limits.ts';
import { returnPath, SPACE } from '../sign-in/return-path.ts';
import { beginFlow } from './flows.ts';
import { type UsableProvider, usableProvider } from './providers.ts';
import { answers, authorizationUrl, newDeparture } from './relying-party.ts';

export async function depart(house: House, c: SiteVisit, name: string): Promise<Response> {
  const provider = usableProvider(house, name);
  if (!provider) throw unreachable();
  const wait = await house.limits.take('code-address', addressOf(house, c));
  if (wait > 0) throw new PageError(429, 'Trop d’essais', `Attendez ${waitText(wait)}, puis recommencez.`);
  const now = c.get('now');
  await answers(provider, now).catch((error: unknown) => {
    house.log.error({ err: error, provider: name }, 'a provider does not answer');
    throw unreachable();
  });
  const { tenant, site } = c.get('snapshot');
  const accountId = await signedInAs(house, c, provider);
  const invitation = provider.signs === 'agent' ? c.req.query('invitation')?.slice(0, 100) : undefined;
  const departure = await newDeparture();
  const state = await beginFlow(house, 'state', {
    tenantId: tenant.id,
    siteId: site.id,
    provider: name,
    visitor: visitorOf(house, c),
    now,
    payload: {
      stage: 'away',
      ...departure,
      host: new URL(c.req.url).hostname,
      returnPath: pathAfter(provider, c.req.query('retour')),
      ...(accountId && { accountId }),
      ...(invitation && { invitation }),
    },
  });
  c.header('cache-control', 'no-store');
  return c.redirect((await authorizationUrl(provider, { state, ...departure }, now)).href, 302);
}

/** Who is signed in already: the account that they may be linking. */
async function signedInAs(
  house: House,
  c: SiteVisit,
  { signs }: Pick<UsableProvider, 'signs'>,
): Promise<string | null> {
  const signed = signs === 'agent' ? await house.agents.agentOf(c) : c.get('citizen');
  return signed?.id ?? null;
}

/** The page that follows: of this site, and for agents one of their desk. */
function pathAfter({ signs }: UsableProvider, given: string | undefined): string {
  const path = returnPath(given);
  if (signs === 'citizen') return path;
  return path !== SPACE && /^\/agent(?:[/?]|$)/.test(path) ? path : '/agent';
}

function unreachable(): PageError {
  return new PageError(
    503,
    'Ce moyen de connexion ne répond pas',
    'Réessayez dans quelques minutes, ou connectez-vous autrement. Vous pouvez aussi faire vos démarches sans compte.',
    [
      { href: '/connexion', text: 'Se connecter autrement' },
      { href: '/demarches', text: 'Voir toutes les démarches' },
    ],
  );
}
