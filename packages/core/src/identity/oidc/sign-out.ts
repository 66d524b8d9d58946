// Signing out at the provider too. The form that signs out here may not lead to another server (its policy says so), so it
// leads to a page of this site, which the browser leaves by itself.

import type { House } from '../../house.ts';
import { knownVisitor, type SiteVisit } from '../../http/visit.ts';
import type { SessionFacts } from '../sessions.ts';
import { beginFlow } from './flows.ts';
import { usableProvider } from './providers.ts';

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
