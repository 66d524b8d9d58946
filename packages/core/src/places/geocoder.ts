// Addresses looked up while someone types one: asked of a geocoder by the server, so that whoever runs it learns what is
// looked for, and never by whom. The protocol is that of the State's Géoplateforme, open and free of any key
// (https://geoservices.ign.fr/documentation/services/services-geoplateforme/geocodage): GET <url>?q=…&limit=…, answered by a
// GeoJSON FeatureCollection with the properties of the Base Adresse Nationale.

import { LRUCache } from 'lru-cache';

/** An address of the Base Adresse Nationale. */
export interface FoundAddress {
  /** On one line: « 2 Rue de la Mairie 28190 Le Favril ». */
  readonly label: string;
  /** Number and street; the name of the commune where only that was found. */
  readonly line: string;
  readonly postalCode: string;
  readonly commune: string;
  /** INSEE code of the commune. */
  readonly insee: string;
  /** WGS 84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

export interface Geocoder {
  /** At most five, best first. None where the geocoder is slow or away: people then type on by themselves. */
  search(text: string): Promise<readonly FoundAddress[]>;
}

/** Fewer letters than these, or more, are refused by the Géoplateforme. */
const SHORTEST = 3;
const LONGEST = 200;
const LIMIT = 5;
/** Milliseconds: help that comes later helps nobody. */
const PATIENCE = 2_000;
/** Answers kept: people of one commune look for the same streets. */
const MOST_KEPT = 5_000;
const KEPT_FOR = 24 * 3_600_000;

export function geocoderAt(url: string): Geocoder {
  const kept = new LRUCache<string, readonly FoundAddress[]>({ max: MOST_KEPT, ttl: KEPT_FOR });
  return {
    async search(text) {
      const wanted = text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
      if (wanted.length < SHORTEST || wanted.length > LONGEST) return [];
      const known = kept.get(wanted);
      if (known) return known;
      const found = await ask(url, wanted);
      if (found) kept.set(wanted, found);
      return found ?? [];
    },
  };
}

/** Null where there was no proper answer: that is not kept. */
async function ask(url: string, text: string): Promise<readonly FoundAddress[] | null> {
  const address = new URL(url);
  address.searchParams.set('q', text);
  address.searchParams.set('limit', String(LIMIT));
  address.searchParams.set('autocomplete', '1');
  try {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      return null;
    }
    const { features } = asRecord(await answer.json());
    return Array.isArray(features) ? features.flatMap(toAddress).slice(0, LIMIT) : null;
  } catch {
    return null;
  }
}

function toAddress(feature: unknown): FoundAddress[] {
  const { properties, geometry } = asRecord(feature);
  const { label, name, postcode, city, citycode } = asRecord(properties);
  const { coordinates } = asRecord(geometry);
  const [longitude, latitude] = Array.isArray(coordinates) ? (coordinates as readonly unknown[]) : [];
  if (!isText(label) || !isText(name) || !isText(city)) return [];
  if (!isText(postcode) || !/^\d{5}$/.test(postcode)) return [];
  if (!isText(citycode) || !/^\d[\dAB]\d{3}$/.test(citycode)) return [];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  return [{ label, line: name, postalCode: postcode, commune: city, insee: citycode, latitude, longitude }];
}

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST;

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
