// The identity providers of an installation: which plugins bring, which of them can be used here, and what is said of each.

import type { Check, IdentityProvider, OidcClient } from '@parvis/kit';
import type { House } from '../../house.ts';

/** A provider that this installation has credentials for, and a host to be sent back to. */
export interface UsableProvider extends IdentityProvider {
  /** Its permanent name: `franceconnect`. */
  readonly name: string;
  readonly client: OidcClient;
  /** Declared to it: the only address that it sends people back to. */
  readonly redirectUri: string;
  readonly afterSignOutUri: string;
}

type Installed = Pick<House, 'plugins' | 'config' | 'originOf'>;

export function usableProviders(house: Installed): readonly UsableProvider[] {
  const { brokerHost } = house.config;
  if (!brokerHost) return [];
  const broker = house.originOf(brokerHost);
  return declaredProviders(house).flatMap(([name, provider]) =>
    provider.client
      ? [
          {
            ...provider,
            name,
            client: provider.client,
            redirectUri: `${broker}/oidc/${name}/retour`,
            afterSignOutUri: `${broker}/oidc/${name}/au-revoir`,
          },
        ]
      : [],
  );
}

export function usableProvider(house: Installed, name: string): UsableProvider | null {
  return usableProviders(house).find((one) => one.name === name) ?? null;
}

function declaredProviders({ plugins }: Pick<House, 'plugins'>): readonly [string, IdentityProvider][] {
  return plugins.all.flatMap(({ identity = {} }) => Object.entries(identity));
}

/** What the operator is told: credentials without a broker host open nothing. */
export function providerChecks(house: Installed): readonly Check[] {
  const configured = declaredProviders(house).filter(([, { client }]) => client !== null);
  if (configured.length === 0) return [];
  const { brokerHost } = house.config;
  const names = configured.map(([name]) => name).join(', ');
  if (!brokerHost) {
    const text = `Nobody can sign in through ${names}: PARVIS_BROKER_HOST is not set.`;
    return [{ name: 'broker-host', ok: false, text }];
  }
  return usableProviders(house).map(({ name, redirectUri, afterSignOutUri }) => ({
    name: `broker-host: ${name}`,
    ok: true,
    text: `Declare to ${name} the redirect URI ${redirectUri} and the post-logout redirect URI ${afterSignOutUri}.`,
  }));
}

export interface ProviderButton {
  readonly name: string;
  /** A link: the policy on forms would stop one that leads to another server. */
  readonly href: string;
  readonly button: string;
  readonly about: { readonly href: string; readonly text: string };
  readonly simulated: boolean;
}

/**
 * The providers to offer on a page, for whoever signs in there. `returnPath` is the page of this site that follows. To
 * answer an invitation, add `&invitation=<token>` to the address.
 */
export function providerButtons(
  house: Installed,
  signs: IdentityProvider['signs'],
  returnPath: string,
): readonly ProviderButton[] {
  return usableProviders(house)
    .filter((one) => one.signs === signs)
    .map(({ name, button, about, client }) => ({
      name,
      href: `/connexion/${name}?retour=${encodeURIComponent(returnPath)}`,
      button: client.simulated ? `${button} (simulateur)` : button,
      about,
      simulated: client.simulated,
    }));
}
