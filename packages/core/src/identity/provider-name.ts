// How a provider is called on screen.

import type { Plugin } from '@parvis/kit';

/** « FranceConnect »; the name itself once its plugin is gone. */
export function providerName(plugins: { readonly all: readonly Plugin[] }, name: string): string {
  return plugins.all.map(({ identity }) => identity?.[name]?.label).find(Boolean) ?? name;
}

/** How someone signed in, in the list of their sessions. */
export function signInWords(plugins: { readonly all: readonly Plugin[] }, by: string): string {
  if (by === 'link') return 'Par courriel';
  if (by === 'password') return 'Par mot de passe';
  if (by === 'passkey') return 'Par clé d’accès';
  return `Avec ${providerName(plugins, by)}`;
}
