// The outside calendar that an agent names: its address, with the login of an application where it asks for one. It is read over
// https, and never inside the installation's own network.

import { namesPrivate } from '@parvis/kit/open-internet';

export interface OutsideAddress {
  readonly kind: 'caldav' | 'ics';
  readonly url: string;
  readonly login: string;
  readonly password: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `PARVIS_CALENDARS_PRIVATE=1`: addresses of the installation's own network, and http, may be read. */
export function mayReadPrivate(env: Environment = process.env): boolean {
  return env['PARVIS_CALENDARS_PRIVATE'] === '1';
}

const MOST_ADDRESS = 1_000;

/** As typed: `webcal:` is https by another name. */
export function cleanAddress(typed: string): string {
  return typed.trim().replace(/^webcals?:\/\//i, 'https://');
}

/** Why an address cannot be read, in French; null where it can, as far as is seen without looking its name up. */
export function refusalOf(address: string, allowPrivate = mayReadPrivate()): string | null {
  if (!URL.canParse(address) || address.length > MOST_ADDRESS)
    return 'Copiez l’adresse entière de l’agenda, comme https://agenda.exemple.fr/ada.ics.';
  const { protocol, username, password, hostname } = new URL(address);
  if (protocol !== 'https:' && !(allowPrivate && protocol === 'http:'))
    return 'L’adresse doit commencer par https://.';
  if (username !== '' || password !== '')
    return 'Retirez l’identifiant et le mot de passe de l’adresse\u00A0: écrivez-les dans les cases prévues.';
  if (namesPrivate(hostname) && !allowPrivate)
    return 'Cette adresse est celle d’un réseau privé. Donnez une adresse d’internet, ou demandez à qui héberge le site de l’autoriser.';
  return null;
}
