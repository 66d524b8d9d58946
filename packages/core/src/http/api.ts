// The JSON API of a site, under `/api`. Nobody is signed in there: no cookie is read or set and no form is taken, so that pages
// of any site may read what is open. The host alone counts callers, checks keys and writes errors.

import { timingSafeEqual } from 'node:crypto';
import { and, eq } from '@parvis/db';
import { type ApiAnswer, type ApiCtx, type Endpoint, PageError, type TenantSite } from '@parvis/kit';
import { Hono } from 'hono';
import { seal } from '../config.ts';
import type { House } from '../house.ts';
import { contextFor } from '../plugins/context.ts';
import { pathAfter } from '../plugins/mount.ts';
import { schema } from '../schema.ts';
import { siteTag, tenantTag } from '../sites/directory.ts';
import { endpointsOf, type OwnedEndpoint } from './api-catalogue.ts';
import { openApiEndpoint } from './api-openapi.ts';
import { servicesEndpoint, siteEndpoint } from './api-own.ts';
import {
  type ApiEnv,
  type ApiVisit,
  headersOf,
  problem,
  TooMany,
  Unauthorized,
  WrongMethod,
} from './api-problem.ts';
import { cachedResponse } from './page-cache.ts';
import { pageKey } from './page-context.ts';
import { type HandOver, handsOver } from './route-table.ts';
import { addressOf, type SiteVisit } from './visit.ts';

/** What answers `/api/*` of a site. */
export function apiHandler(house: House): (c: SiteVisit) => Response | Promise<Response> {
  const endpoints: readonly OwnedEndpoint[] = [
    { owner: 'core', path: '/api/v1/openapi.json', endpoint: openApiEndpoint(() => endpoints) },
    { owner: 'core', path: '/api/v1/services.json', endpoint: servicesEndpoint },
    { owner: 'core', path: '/api/v1/site.json', endpoint: siteEndpoint },
    ...endpointsOf(house.plugins.all),
  ];
  const byPath = new Map(endpoints.map(({ path, endpoint }) => [path, endpoint]));
  const app = new Hono<ApiEnv>({ getPath: (request) => pathAfter('/api', new URL(request.url).pathname) });
  app.onError((error, c) => problem(house, c, undefined, error));
  app.notFound((c) => {
    const endpoint = byPath.get(new URL(c.req.url).pathname);
    return endpoint ? otherMethod(house, c, endpoint) : problem(house, c, undefined, nothingHere());
  });
  for (const { owner, path, endpoint } of endpoints) {
    app.get(pathAfter('/api', path), async (c) => {
      try {
        await admit(house, c, endpoint);
        const clock = house.pages.clock;
        const answer = await endpoint.answer(apiContext(house, c, owner));
        return toResponse(house, c, endpoint, answer, clock);
      } catch (error) {
        return problem(house, c, endpoint, error);
      }
    });
  }
  const handle = (c: SiteVisit) =>
    app.fetch(c.req.raw, Object.assign({ snapshot: c.get('snapshot'), now: c.get('now') }, c.env));
  return handsOver(handle, ...ownersOf(endpoints, app));
}

/** The routes of each owner apart, so that the table names whose they are. */
function ownersOf(
  endpoints: readonly OwnedEndpoint[],
  app: Pick<Hono<ApiEnv>, 'routes'>,
): readonly HandOver[] {
  return [...new Set(endpoints.map(({ owner }) => owner))].map((owner) => {
    const paths = new Set(
      endpoints.flatMap((one) => (one.owner === owner ? [pathAfter('/api', one.path)] : [])),
    );
    return { owner, routes: app.routes.filter(({ path }) => paths.has(path)) };
  });
}

/** Whoever has the key is not counted; tries of a wrong one are, and so is reading what is open. */
async function admit(house: House, c: ApiVisit, { key }: Endpoint): Promise<void> {
  const address = addressOf(house, c);
  if (key && holdsKey(house, c.req.header(key.header), key.value())) return;
  const wait = address === '' ? 0 : await house.limits.take(key ? 'code-address' : 'api-address', address);
  if (wait > 0) throw new TooMany(wait);
  if (key) throw new Unauthorized(`${key.header} header is missing or invalid`);
}

/** Compares keyed hashes: their length says nothing, and the time neither. */
function holdsKey({ config }: House, given: string | undefined, expected: string | undefined): boolean {
  if (!given || !expected) return false;
  const hash = (value: string) => Buffer.from(seal(config.secret, 'api-key', value));
  return timingSafeEqual(hash(given), hash(expected));
}

function apiContext(house: House, c: ApiVisit, owner: string): ApiCtx {
  const { snapshot, now } = c.env;
  const actor = { kind: 'citizen', id: null, name: null } as const;
  return {
    ...contextFor(house, { snapshot, actor, now, address: addressOf(house, c) }, owner),
    query: new URL(c.req.url).searchParams,
    sites: () => sitesOf(house, snapshot.tenant.id),
  };
}

async function sitesOf(house: House, tenantId: string): Promise<readonly TenantSite[]> {
  const { site, siteHost } = schema.for(house.db.read);
  const rows = await house.db.read
    .select({ id: site.id, authorityId: site.authorityId, host: siteHost.host })
    .from(site)
    .innerJoin(siteHost, and(eq(siteHost.siteId, site.id), eq(siteHost.main, true)))
    .where(eq(site.tenantId, tenantId));
  return rows.map(({ id, authorityId, host }) => ({ id, authorityId, origin: house.originOf(host) }));
}

function toResponse(
  house: House,
  c: ApiVisit,
  endpoint: Endpoint,
  answer: ApiAnswer,
  clock: number,
): Response {
  const { snapshot, now } = c.env;
  const { body, fileName, cache } = answer;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    ...headersOf(house, c, endpoint),
    'content-type': `${endpoint.type ?? 'application/json'}; charset=utf-8`,
    ...(fileName !== undefined && { 'content-disposition': `attachment; filename="${fileName}"` }),
  };
  // Anyone can make up queries: keeping them would drive the real pages out.
  if (!cache || endpoint.key || c.req.url.includes('?'))
    return new Response(text, { headers: { ...headers, 'cache-control': 'no-store' } });
  const tags = [siteTag(snapshot.site.id), tenantTag(snapshot.tenant.id), ...cache.tags];
  const until = Math.min(cache.until ?? Number.POSITIVE_INFINITY, snapshot.until);
  const key = pageKey(c.req.url);
  house.pages.put(key, { html: text, headers, tags, until }, clock);
  const kept = house.pages.get(key, now);
  return kept
    ? cachedResponse(kept, c.req.header('accept-encoding'), c.req.header('if-none-match'))
    : new Response(text, { headers: { ...headers, 'cache-control': 'no-cache' } });
}

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
} as const;

/** Browsers ask beforehand about headers such as `If-None-Match`; anything but reading is refused. */
function otherMethod(house: House, c: ApiVisit, endpoint: Endpoint): Response {
  const headers = { ...headersOf(house, c, endpoint), allow: 'GET, HEAD, OPTIONS' };
  if (c.req.method !== 'OPTIONS') {
    const refused = problem(house, c, endpoint, new WrongMethod('Cette adresse ne se lit que par GET.'));
    refused.headers.set('allow', headers.allow);
    return refused;
  }
  return new Response(null, { status: 204, headers: { ...headers, ...(!endpoint.key && PREFLIGHT) } });
}

function nothingHere(): PageError {
  return new PageError(
    404,
    'Rien à cette adresse',
    'Les adresses de l’API sont décrites dans /api/v1/openapi.json.',
  );
}
