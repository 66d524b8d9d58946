// A venue as machines name it: its street apart from its postal code.

import type { Authority } from '@parvis/kit';
import { openTerritory } from '@parvis/territory';
import type { Venue } from '../schema.ts';

export interface VenueAddress {
  readonly street: string;
  readonly postalCode: string;
}

const POSTAL_LINE = /^(\d{5})\s+\S/;

/** Null where nobody says the postal code: neither the address, nor the mairie, nor the national data. */
export function addressOf(venue: Venue, authorities: readonly Authority[]): VenueAddress | null {
  const written = venue.address.flatMap((line) => POSTAL_LINE.exec(line)?.[1] ?? [])[0];
  const postalCode = written ?? bodyOf(venue, authorities)?.contact.postalCode ?? codeOfCommune(venue.insee);
  if (postalCode === undefined) return null;
  const lines = venue.address.filter((line) => !POSTAL_LINE.test(line));
  return { street: lines.join(', ') || venue.name, postalCode };
}

/** The commune of a venue, where it is of the tenant. */
export function bodyOf({ insee }: Venue, authorities: readonly Authority[]): Authority | undefined {
  return authorities.find((one) => one.insee === insee);
}

function codeOfCommune(insee: string): string | undefined {
  return openTerritory().communeByInsee(insee)?.postalCodes[0];
}

/** « Mairie, Le Favril »: a list of many communes has many of the first. */
export function venueName({ name, commune }: Pick<Venue, 'name' | 'commune'>): string {
  return name.includes(commune) ? name : `${name}, ${commune}`;
}
