import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTown, startHost } from '@parvis/testing';
import { type PlaceServer, placeServer } from '@parvis/testing/places';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { geocoderAt } from './geocoder.ts';
import { placesFrom } from './place-config.ts';

let places: PlaceServer;
beforeAll(async () => {
  places = await placeServer();
});
afterAll(() => places.close());

const MAIRIE = {
  label: '2 Rue de la Mairie 28190 Le Favril',
  line: '2 Rue de la Mairie',
  postalCode: '28190',
  commune: 'Le Favril',
  insee: '28148',
  latitude: 48.4561,
  longitude: 1.0772,
};

describe('a geocoder', () => {
  it('finds addresses, asks once for the same text however it is spaced, and for nothing too short', async () => {
    const geocoder = geocoderAt(places.geocoder);
    const before = places.asked.length;
    expect(await geocoder.search('2 rue de la mairie')).toEqual([MAIRIE]);
    expect(await geocoder.search('  2 RUE de la  Mairie ')).toEqual([MAIRIE]);
    expect(await geocoder.search('2')).toEqual([]);
    expect(await geocoder.search('x'.repeat(201))).toEqual([]);
    expect(places.asked.length).toBe(before + 1);
    expect(places.asked.at(-1)?.search).toBe('?q=2+rue+de+la+mairie&limit=5&autocomplete=1');
  });

  it.each([
    ['is down', (status: (code: number, body: string) => void) => status(503, 'en panne')],
    ['says something else', (status: (code: number, body: string) => void) => status(200, '<html>')],
    [
      'answers halves',
      (status: (code: number, body: string) => void) =>
        status(200, JSON.stringify({ features: [null, {}, { properties: { label: 'a' }, geometry: 1 }] })),
    ],
  ])('that %s proposes nothing', async (_, answer) => {
    const server = createServer((_request, response) =>
      answer((code, body) => response.writeHead(code).end(body)),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    expect(await geocoderAt(`http://127.0.0.1:${port}/`).search('rue de la mairie')).toEqual([]);
    server.close();
    // Away altogether.
    expect(await geocoderAt(`http://127.0.0.1:${port}/`).search('rue de la mairie')).toEqual([]);
  });
});

describe('/adresses', () => {
  it('answers the pages of the site, and tells the geocoder nothing of who asks', async () => {
    const host = await startHost({ config: { geocoder: places.geocoder } });
    try {
      await openTown(host);
      const visitor = host.visit('le-favril.localhost', { 'user-agent': 'Navigateur de Claire' });
      visitor.hold('visiteur', 'claire');
      const path = '/adresses?q=rue%20de%20la%20mairie';
      const answer = await visitor.get(path, { 'sec-fetch-site': 'same-origin' });
      expect(JSON.parse(answer.html)).toEqual([MAIRIE]);
      const told = JSON.stringify(places.headers.at(-1));
      expect(told).not.toMatch(/claire/i);
      expect(told).not.toContain('le-favril');
      expect((await visitor.get(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(404);
      expect(JSON.parse((await visitor.get('/adresses')).html)).toEqual([]);
    } finally {
      await host.close();
    }
  });

  it('is no page where there is no geocoder', async () => {
    const host = await startHost();
    try {
      await openTown(host);
      expect((await host.visit('le-favril.localhost').get('/adresses?q=rue')).status).toBe(404);
    } finally {
      await host.close();
    }
  });
});

describe('the environment', () => {
  it('names a geocoder and a map over TLS, whole or not at all', () => {
    const tiles = 'https://cartes.exemple.fr/{z}/{x}/{y}.png';
    expect(placesFrom({})).toEqual({});
    expect(
      placesFrom({
        PARVIS_GEOCODER_URL: 'https://adresses.exemple.fr/search',
        PARVIS_MAP_TILES: tiles,
        PARVIS_MAP_CREDIT: '© Exemple',
      }),
    ).toEqual({ geocoder: 'https://adresses.exemple.fr/search', map: { tiles, credit: '© Exemple' } });
    expect(() => placesFrom({ PARVIS_GEOCODER_URL: 'http://adresses.exemple.fr' })).toThrow(
      expect.objectContaining({ code: 'PARVIS_CONFIG_GEOCODER' }),
    );
    for (const wrong of [
      { PARVIS_MAP_TILES: tiles },
      { PARVIS_MAP_TILES: 'https://cartes.exemple.fr/{z}/{x}.png', PARVIS_MAP_CREDIT: '©' },
      { PARVIS_MAP_TILES: tiles.replace('https', 'ftp'), PARVIS_MAP_CREDIT: '©' },
    ])
      expect(() => placesFrom(wrong)).toThrow(expect.objectContaining({ code: 'PARVIS_CONFIG_MAP' }));
  });
});
