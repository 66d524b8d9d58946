// FranceConnect v2 for citizens: a declaration that the host's broker acts on.

import { checkDiscovery, definePlugin, type OidcClient, oidcClientFrom, type Plugin } from '@parvis/kit';
import { vouchedCitizen } from './claims.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The credentials that the installation was given, or null. @throws CodedError PARVIS_OIDC_CLIENT */
export function fromEnvironment(env: Environment = process.env): OidcClient | null {
  return oidcClientFrom(
    {
      ISSUER: env['PARVIS_FRANCECONNECT_ISSUER'],
      CLIENT_ID: env['PARVIS_FRANCECONNECT_CLIENT_ID'],
      CLIENT_SECRET: env['PARVIS_FRANCECONNECT_CLIENT_SECRET'],
      ALGORITHM: env['PARVIS_FRANCECONNECT_ALGORITHM'],
    },
    'FRANCECONNECT',
    'ES256',
  );
}

/** With null the plugin is there and its button is not. */
export function franceconnect(client: OidcClient | null): Plugin {
  return definePlugin({
    name: 'franceconnect',
    api: 1,
    identity: {
      franceconnect: {
        signs: 'citizen',
        label: 'FranceConnect',
        button: 'S’identifier avec FranceConnect',
        about: { href: 'https://franceconnect.gouv.fr/', text: 'Qu’est-ce que FranceConnect\u202F?' },
        client,
        scopes: ['openid', 'identite_pivot', 'preferred_username', 'email'],
        parameters: { acr_values: 'eidas1' },
        acr: ['eidas1', 'eidas2', 'eidas3'],
        vouch: vouchedCitizen,
      },
    },
    check: () => checkDiscovery('franceconnect', client),
  });
}
