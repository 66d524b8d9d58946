// The API of a site, whatever answers there: open to pages of any site, closed without a key, counted, told in OpenAPI.

import { definePlugin, PageError } from '@parvis/kit';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { endpointsOf } from './api-catalogue.ts';

const SITE = 'le-favril.localhost';

const bins = definePlugin({
  name: 'bins',
  api: 1,
  endpoints: {
    '/api/v1/bins.json': {
      summary: 'Les bacs',
      parameters: {
        colour: { description: 'La couleur', repeated: true, schema: { type: 'string' } },
      },
      schema: { type: 'object' },
      async answer({ query, tenant, actor }) {
        const colours = query.getAll('colour');
        if (colours.includes('pink')) throw new PageError(400, 'Couleur inconnue', 'Aucun bac n’est rose.');
        if (colours.includes('black')) throw new Error('a secret of the machine');
        return { body: { colours, tenant: tenant.name, actor }, cache: { tags: ['bins:all'] } };
      },
    },
    '/api/partner/bins': {
      summary: 'Les bacs, pour le partenaire',
      schema: { type: 'object' },
      key: { header: 'X-Bins', value: () => 'a long secret' },
      problem: (code, message) => ({ error: { code, message } }),
      answer: async ({ sites }) => ({ body: { sites: await sites() }, cache: { tags: [] } }),
    },
  },
});

async function town(open: OpenHost): Promise<TestHost> {
  const host = await open({ plugins: [bins] });
  await openTown(host);
  return host;
}

const ask = (host: TestHost, path: string, init: RequestInit = {}, address?: string) =>
  Promise.resolve(
    host.fetch(
      new Request(`http://${SITE}${path}`, init),
      address === undefined ? {} : { incoming: { headers: {}, socket: { remoteAddress: address } } as never },
    ),
  );

describeEachHost('the API of a site', (open) => {
  it('is open to pages of any site, reads no cookie and sets none', async () => {
    const host = await town(open);
    const response = await ask(host, '/api/v1/bins.json?colour=blue&colour=green', {
      headers: { origin: 'https://exemple.org', cookie: 'visiteur=x; usager=y' },
    });
    expect(await response.json()).toEqual({
      colours: ['blue', 'green'],
      tenant: expect.stringContaining('Beauce'),
      actor: { kind: 'citizen', id: null, name: null },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.getSetCookie()).toEqual([]);
    const before = await ask(host, '/api/v1/bins.json', { method: 'OPTIONS' });
    expect(before.status).toBe(204);
    expect(before.headers.get('access-control-allow-headers')).toBe('*');
  });

  it('keeps an open answer until a write touches it, and answers 304 to who has it', async () => {
    const host = await town(open);
    const first = await ask(host, '/api/v1/bins.json');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const again = await ask(host, '/api/v1/bins.json', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
    const kept = host.house.pages.get(`${SITE}/api/v1/bins.json`, Date.now());
    expect(kept?.tags).toContain('bins:all');
    await host.inside(SITE, 'bins', async (tx) => tx.touch('bins:all'));
    expect(host.house.pages.get(`${SITE}/api/v1/bins.json`, Date.now())).toBeUndefined();
  });

  it('is closed without the key, keeps what it opens nowhere, and says so as its caller expects', async () => {
    const host = await town(open);
    for (const given of [undefined, '', 'a long secre', 'a long secret2']) {
      const headers = new Headers(given === undefined ? [] : [['X-Bins', given]]);
      const refused = await ask(host, '/api/partner/bins', { headers });
      expect(refused.status).toBe(401);
      expect(await refused.json()).toEqual({
        error: { code: 401, message: 'X-Bins header is missing or invalid' },
      });
    }
    const opened = await ask(host, '/api/partner/bins', { headers: { 'x-bins': 'a long secret' } });
    expect(opened.headers.get('cache-control')).toBe('no-store');
    expect(opened.headers.get('access-control-allow-origin')).toBeNull();
    const { sites } = (await opened.json()) as { sites: readonly { readonly origin: string }[] };
    expect(sites).toHaveLength(34);
    expect(sites.map(({ origin }) => origin)).toContain(host.house.originOf(SITE));
    expect((await ask(host, '/api/partner/bins')).status).toBe(401);
  });

  it('tells errors as RFC 9457 says, and nothing of the machine', async () => {
    const host = await town(open);
    const problem = async (path: string, method = 'GET') => {
      const response = await ask(host, path, { method });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      return { response, told: (await response.json()) as Record<string, unknown> };
    };
    expect((await problem('/api/v1/bins.json?colour=pink')).told).toEqual({
      status: 400,
      title: 'Couleur inconnue',
      detail: 'Aucun bac n’est rose.',
    });
    const { told } = await problem('/api/v1/bins.json?colour=black');
    expect(told).toMatchObject({ status: 500, instance: expect.stringMatching(/^urn:parvis:/) });
    expect(JSON.stringify(told)).not.toContain('secret');
    expect((await problem('/api/v1/nulle-part')).response.status).toBe(404);
    const { response } = await problem('/api/v1/bins.json', 'POST');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toContain('GET');
  });

  it('counts callers, and not who has the key', async () => {
    const host = await town(open);
    const from = (path: string, headers = {}) => ask(host, path, { headers }, '192.0.2.7');
    let status = 0;
    let asked = 0;
    for (; asked <= 600 && status !== 429; asked += 1) status = (await from('/api/v1/bins.json?n=1')).status;
    expect({ asked, status }).toEqual({ asked: 601, status: 429 });
    const refused = await from('/api/v1/bins.json?n=1');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    for (let tries = 0; tries <= 40; tries += 1) status = (await from('/api/partner/bins')).status;
    expect(status).toBe(429);
    expect((await from('/api/partner/bins', { 'x-bins': 'a long secret' })).status).toBe(200);
  });

  it('describes each endpoint, its parameters and its key in OpenAPI', async () => {
    const host = await town(open);
    const document = (await (await ask(host, '/api/v1/openapi.json')).json()) as {
      readonly openapi: string;
      readonly servers: readonly { readonly url: string }[];
      readonly paths: Readonly<Record<string, { readonly get: object }>>;
      readonly components: { readonly securitySchemes: object };
    };
    expect(document.openapi).toBe('3.1.1');
    expect(document.servers).toEqual([{ url: host.house.originOf(SITE) }]);
    const routes = (await host.routes()).filter(({ path }) => path.startsWith('/api/'));
    expect(routes.map(({ path }) => path).toSorted()).toEqual(Object.keys(document.paths).toSorted());
    expect(routes).toContainEqual({ method: 'GET', path: '/api/v1/bins.json', owner: 'bins', area: 'site' });
    expect(document.paths['/api/v1/bins.json']?.get).toMatchObject({
      operationId: 'v1_bins_json',
      parameters: [{ name: 'colour', in: 'query', explode: true, schema: { type: 'array' } }],
    });
    expect(document.paths['/api/partner/bins']?.get).toMatchObject({ security: [{ 'X-Bins': [] }] });
    expect(document.components.securitySchemes).toEqual({
      'X-Bins': { type: 'apiKey', in: 'header', name: 'X-Bins' },
    });
  });

  it('tells the public body, its group and the services of the site, from its picture', async () => {
    const host = await town(open);
    const told = (await (await ask(host, '/api/v1/site.json')).json()) as Record<string, object>;
    expect(told).toMatchObject({
      name: expect.stringContaining('Favril'),
      body: { kind: 'commune', insee: '28148' },
      group: { kind: 'epci', siren: '200058360' },
      contact: { hours: [] },
    });
    const { services } = (await (await ask(host, '/api/v1/services.json')).json()) as {
      readonly services: readonly {
        readonly slug: string;
        readonly url: string;
        readonly channels: unknown;
      }[];
    };
    const shown = (await host.house.sites.byHost(SITE))?.services ?? [];
    expect(services.map(({ slug }) => slug)).toEqual(shown.map(({ slug }) => slug));
    expect(services[0]?.url).toBe(`${host.house.originOf(SITE)}/demarches/${services[0]?.slug}`);
    expect(services[0]?.channels).toEqual(expect.arrayContaining([expect.any(String)]));
  });
});

describe('the endpoints of an installation', () => {
  it('are under /api, and have one owner each', () => {
    const plugin = (name: string, path: `/api/${string}`) => {
      const [endpoint] = Object.values(bins.endpoints ?? {});
      return definePlugin({ name, api: 1, endpoints: endpoint ? { [path]: endpoint } : {} });
    };
    const refused = { code: 'PARVIS_PLUGIN_ENDPOINT' };
    const expectRefused = (...plugins: Parameters<typeof endpointsOf>[0]) =>
      expect(() => endpointsOf(plugins)).toThrow(expect.objectContaining(refused));
    expectRefused(plugin('a', '/api/v1/a.json'), plugin('b', '/api/v1/a.json'));
    expectRefused(plugin('a', '/api/v1/site.json'));
    expectRefused(plugin('a', '/api/v1/:id'));
    expectRefused(plugin('a', '/api/../admin'));
    expect(endpointsOf([plugin('a', '/api/v1/a.json'), plugin('b', '/api/v1/b.json')])).toHaveLength(2);
  });
});
