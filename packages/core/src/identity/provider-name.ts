// How a provider is called on screen.

import type { Plugin } from '@parvis/kit';

/** « FranceConnect », as the button that its operator prescribes ends; the name itself once its plugin is gone. */
export function providerName(plugins: { readonly all: readonly Plugin[] }, name: string): string {
  const button = plugins.all.map(({ identity }) => identity?.[name]?.button).find(Boolean);
  return button?.replace(/^.* avec /u, '') ?? name;
}

/** How someone signed in, in the list of their sessions. */
export function signInWords(plugins: { readonly all: readonly Plugin[] }, by: string): string {
  if (by === 'link') return 'Par courriel';
  if (by === 'password') return 'Par mot de passe';
  if (by === 'passkey') return 'Par clé d’accès';
  return `Avec ${providerName(plugins, by)}`;
}
