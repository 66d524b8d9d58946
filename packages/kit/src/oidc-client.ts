// How an installation is known to an identity provider, read from the environment and looked at by `check`.

import { CodedError } from './coded-error.ts';
import type { OidcClient } from './identity.ts';
import type { Check } from './plugin.ts';

type Variable = 'ISSUER' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'ALGORITHM';

/**
 * Credentials from `PARVIS_<name>_ISSUER`, `…_CLIENT_ID`, `…_CLIENT_SECRET` and `…_ALGORITHM`; null where the first three
 * are unset.
 *
 * @throws CodedError PARVIS_OIDC_CLIENT where some are missing or wrong
 */
export function oidcClientFrom(
  given: Readonly<Record<Variable, string | undefined>>,
  name: string,
  defaultAlgorithm: OidcClient['userinfoAlgorithm'],
): OidcClient | null {
  const prefix = `PARVIS_${name}`;
  const { ISSUER: issuer, CLIENT_ID: id, CLIENT_SECRET: secret, ALGORITHM: algorithm } = given;
  if (!issuer && !id && !secret) return null;
  if (!issuer || !id || !secret) {
    throw refused(prefix, `${prefix}_ISSUER, ${prefix}_CLIENT_ID and ${prefix}_CLIENT_SECRET go together`);
  }
  if (!URL.canParse(issuer) || new URL(issuer).protocol !== 'https:')
    throw refused(prefix, `${prefix}_ISSUER is no https:// address`);
  const userinfoAlgorithm = algorithm || defaultAlgorithm;
  if (userinfoAlgorithm !== 'ES256' && userinfoAlgorithm !== 'RS256')
    throw refused(prefix, `${prefix}_ALGORITHM is neither ES256 nor RS256`);
  return { issuer, id, secret, userinfoAlgorithm, simulated: false };
}

function refused(prefix: string, what: string): CodedError {
  return new CodedError('PARVIS_OIDC_CLIENT', `${what}.`, `See ${prefix}_… in docs/operating.md.`);
}

/** Whether a provider answers with metadata of its own. */
export async function checkDiscovery(name: string, client: OidcClient | null): Promise<readonly Check[]> {
  if (!client) return [{ name, ok: true, text: `${name} is off: it has no credentials.` }];
  const address = `${client.issuer}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
    const metadata: unknown = response.ok ? await response.json() : null;
    const issuer =
      typeof metadata === 'object' && metadata !== null && 'issuer' in metadata && metadata.issuer;
    if (issuer === client.issuer) return [{ name, ok: true, text: `${name} answers at ${client.issuer}.` }];
    const found = response.ok ? `names the issuer ${String(issuer)}` : `answers ${response.status}`;
    return [{ name, ok: false, text: `${address} ${found}.` }];
  } catch (cause) {
    return [{ name, ok: false, text: `${address} does not answer: ${String(cause)}.` }];
  }
}
