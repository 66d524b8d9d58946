// A geocoder and the tiles of a map on loopback. It answers as the Géoplateforme documents it: GET …/search?q=…&limit=…, a
// GeoJSON FeatureCollection, 400 for a text of fewer than three letters or more than 200.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlaceServer {
  /** For PARVIS_GEOCODER_URL. */
  readonly geocoder: string;
  /** For PARVIS_MAP_TILES. */
  readonly tiles: string;
  /** What was looked up, as it came. */
  readonly asked: readonly URL[];
  /** Headers of what was asked. */
  readonly headers: readonly IncomingMessage['headers'][];
  close(): Promise<void>;
}

interface KnownPlace {
  readonly name: string;
  readonly postcode: string;
  readonly city: string;
  readonly citycode: string;
  readonly type: 'housenumber' | 'street' | 'municipality';
  /** Longitude, then latitude, as in GeoJSON. */
  readonly at: readonly [number, number];
}

const LE_FAVRIL = { postcode: '28190', city: 'Le Favril', citycode: '28148' } as const;

const PLACES: readonly KnownPlace[] = [
  { ...LE_FAVRIL, name: '2 Rue de la Mairie', type: 'housenumber', at: [1.0772, 48.4561] },
  { ...LE_FAVRIL, name: 'Rue de l’Église', type: 'street', at: [1.0764, 48.4569] },
  { ...LE_FAVRIL, name: 'Le Favril', type: 'municipality', at: [1.077, 48.456] },
  {
    name: '8 Boulevard du Port',
    postcode: '80000',
    city: 'Amiens',
    citycode: '80021',
    type: 'housenumber',
    at: [2.29, 49.897],
  },
];

export async function placeServer(): Promise<PlaceServer> {
  const asked: URL[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname.startsWith('/tuiles/')) return tile(url, response);
    asked.push(url);
    headers.push(request.headers);
    search(url, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const origin = `http://localhost:${port}`;
  return {
    geocoder: `${origin}/geocodage/search`,
    tiles: `${origin}/tuiles/{z}/{x}/{y}.svg`,
    asked,
    headers,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function search(url: URL, response: ServerResponse): void {
  const text = url.searchParams.get('q') ?? '';
  const limit = Number(url.searchParams.get('limit') ?? 5);
  const isGood = url.pathname === '/geocodage/search' && text.length >= 3 && text.length <= 200;
  const words = fold(text).split(/[^a-z0-9]+/);
  const features = PLACES.filter(({ name, city, postcode }) => {
    const label = fold(`${name} ${postcode} ${city}`);
    return words.every((word) => label.includes(word));
  })
    .slice(0, limit)
    .map(({ at, type, ...place }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: at },
      properties: { ...place, type, label: labelOf({ ...place, type }), score: 0.9 },
    }));
  const body = isGood
    ? { type: 'FeatureCollection', features, query: text }
    : { code: 400, detail: ['q: must contain between 3 and 200 chars'], message: 'Failed parsing query' };
  response
    .writeHead(isGood ? 200 : 400, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(body));
}

const labelOf = ({ name, postcode, city, type }: Omit<KnownPlace, 'at'>): string =>
  type === 'municipality' ? city : `${name} ${postcode} ${city}`;

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function tile({ pathname }: URL, response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'image/svg+xml', 'cross-origin-resource-policy': 'cross-origin' })
    .end(
      `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"><rect width="256" height="256" fill="#e8efe0" stroke="#9ab08a"/><text x="20" y="130" font-size="16" fill="#4a5a40">${pathname.replace(/[^\w/.]/g, '')}</text></svg>`,
    );
}
