// Signing out at the provider too. The form that signs out here may not lead to another server (its policy says so), so it
// leads to a page of this site, which the browser leaves by itself.

import type { PageCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import { knownVisitor, type SiteVisit } from '../../http/visit.ts';
import type { SessionFacts } from '../sessions.ts';
import { awaitReturn, beginFlow, isAt } from './flows.ts';
import { isOver, takeOver } from './hand-off.ts';
import { usableProvider } from './providers.ts';
import { endSessionUrl } from './relying-party.ts';

const PURPOSE = 'oidc-logout-hint';

/** The id token of a session, as the session keeps it. */
export function lockedHint({ vault }: Pick<House, 'vault'>, idToken: string): string {
  return vault.lock(PURPOSE, idToken);
}

/**
 * For whoever has just signed out here: the path of this site from which they go on to sign out at the provider that they
 * had come in by, and then come back. Null where there was none. Redirect to it, with 303, after ending the session.
 */
export async function providerLogout(
  house: House,
  c: SiteVisit,
  session: SessionFacts,
): Promise<string | null> {
  const provider = usableProvider(house, session.signedInBy);
  const idToken = session.logoutHint === null ? null : house.vault.unlock(PURPOSE, session.logoutHint);
  const visitor = knownVisitor(house, c);
  if (!provider || idToken === null || visitor === null) return null;
  const { site, tenant } = c.get('snapshot');
  const token = await beginFlow(house, 'handoff', {
    tenantId: tenant.id,
    siteId: site.id,
    provider: provider.name,
    visitor,
    now: c.get('now'),
    payload: {
      stage: 'leaving',
      idToken,
      host: new URL(c.req.url).hostname,
      returnPath: provider.signs === 'agent' ? '/agent/connexion' : '/',
    },
  });
  return `/connexion/au-revoir?jeton=${token}`;
}

/** The page that a browser leaves by itself for the provider, to sign out there. */
export async function leave(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const flow = await takeOver(house, c, c.req.query('jeton'));
  const provider = usableProvider(house, flow.provider);
  if (!provider || !isAt(flow, 'leaving')) throw isOver();
  const { idToken, returnPath } = flow.payload;
  const state = await awaitReturn(house, flow);
  const url = await endSessionUrl(provider, { idToken, state }, c.get('now')).catch((error: unknown) => {
    house.log.error({ err: error, provider: provider.name }, 'a provider does not answer');
    return null;
  });
  if (!url) return ctx.seeOther(returnPath);
  const page = ctx.page(
    'provider-leaving',
    { provider: provider.label, href: url.href },
    { title: 'Vous êtes déconnecté', breadcrumb: [] },
  );
  page.headers.set('refresh', `0; url=${url.href}`);
  return page;
}
