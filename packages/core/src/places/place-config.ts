// Help with places that an installation may have: a geocoder for addresses, tiles for a map. Both may be had from the State's
// Géoplateforme; without them people type what they know.

import { CodedError } from '@parvis/kit';

export interface MapOptions {
  /** Address of a tile, with `{z}`, `{x}` and `{y}`. */
  readonly tiles: string;
  /** Whose map it is, as its licence asks: « © IGN ». */
  readonly credit: string;
}

export interface PlaceConfig {
  readonly geocoder?: string;
  readonly map?: MapOptions;
}

/** @throws CodedError PARVIS_CONFIG_GEOCODER, PARVIS_CONFIG_MAP */
export function placesFrom(env: Readonly<Record<string, string | undefined>>): PlaceConfig {
  const geocoder = env['PARVIS_GEOCODER_URL'];
  const tiles = env['PARVIS_MAP_TILES'];
  const credit = env['PARVIS_MAP_CREDIT'];
  if (geocoder && !isWeb(geocoder))
    throw new CodedError(
      'PARVIS_CONFIG_GEOCODER',
      'PARVIS_GEOCODER_URL is not an https:// address.',
      'Give that of a geocoder with the protocol of the Géoplateforme, or unset it.',
    );
  if (tiles && !(credit && isWeb(tiles) && ['{z}', '{x}', '{y}'].every((part) => tiles.includes(part))))
    throw new CodedError(
      'PARVIS_CONFIG_MAP',
      'PARVIS_MAP_TILES is not an https:// address with {z}, {x} and {y}, or PARVIS_MAP_CREDIT is missing.',
      'Set both as the owner of the map says, or unset them: people then give a place without a map.',
    );
  return { ...(geocoder && { geocoder }), ...(tiles && credit && { map: { tiles, credit } }) };
}

/** Over TLS, or on this machine. */
function isWeb(text: string): boolean {
  const { protocol, hostname } = URL.canParse(text) ? new URL(text) : { protocol: '', hostname: '' };
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}
