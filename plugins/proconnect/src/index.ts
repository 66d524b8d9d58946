// ProConnect for agents: a declaration that the host's broker acts on.

import { checkDiscovery, definePlugin, type OidcClient, oidcClientFrom, type Plugin } from '@parvis/kit';
import { vouchedAgent } from './claims.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The credentials that the installation was given, or null. @throws CodedError PARVIS_OIDC_CLIENT */
export function fromEnvironment(env: Environment = process.env): OidcClient | null {
  return oidcClientFrom(
    {
      ISSUER: env['PARVIS_PROCONNECT_ISSUER'],
      CLIENT_ID: env['PARVIS_PROCONNECT_CLIENT_ID'],
      CLIENT_SECRET: env['PARVIS_PROCONNECT_CLIENT_SECRET'],
      ALGORITHM: env['PARVIS_PROCONNECT_ALGORITHM'],
    },
    'PROCONNECT',
    'RS256',
  );
}

/** With null the plugin is there and its button is not. */
export function proconnect(client: OidcClient | null): Plugin {
  return definePlugin({
    name: 'proconnect',
    api: 1,
    identity: {
      proconnect: {
        signs: 'agent',
        label: 'ProConnect',
        button: 'S’identifier avec ProConnect',
        about: { href: 'https://www.proconnect.gouv.fr/', text: 'Qu’est-ce que ProConnect\u202F?' },
        client,
        scopes: ['openid', 'given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id'],
        parameters: {
          acr_values: 'eidas1',
          // `amr` comes for the asking only: it says whether a second factor was seen.
          claims: JSON.stringify({ id_token: { amr: { essential: true } } }),
        },
        acr: ['eidas1', 'eidas2', 'eidas3'],
        vouch: vouchedAgent,
      },
    },
    check: () => checkDiscovery('proconnect', client),
  });
}
