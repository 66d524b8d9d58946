// How the API refuses: as RFC 9457 says, or in the form that an endpoint's caller knows.

import { CodedError, type Endpoint, PageError } from '@parvis/kit';
import type { Context } from 'hono';
import type { House } from '../house.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { isHttps } from './visit.ts';

export interface ApiEnv {
  Bindings: { readonly snapshot: SiteSnapshot; readonly now: number };
}

/** One HTTP request to the API of a site. */
export type ApiVisit = Context<ApiEnv>;

const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, link, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
  link: '<https://www.etalab.gouv.fr/licence-ouverte-open-licence/>; rel="license"',
} as const;

/** Headers of every answer, refusals included. */
export function headersOf(house: House, c: ApiVisit, endpoint: Endpoint | undefined): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    // Opened in a browser, it is shown and does nothing.
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    ...(isHttps(house, c) && { 'strict-transport-security': 'max-age=31536000' }),
    ...(c.env.snapshot.site.demo && { 'x-robots-tag': 'noindex, nofollow' }),
    ...(endpoint && !endpoint.key && OPEN),
  };
}

export class Unauthorized extends Error {}

export class TooMany extends Error {
  readonly wait: number;

  constructor(wait: number) {
    super(`Trop de demandes. Attendez ${wait} secondes, puis réessayez.`);
    this.wait = wait;
  }
}

export class WrongMethod extends Error {}

interface Told {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** For the operator's log, of an error that is the host's own fault. */
  readonly instance?: string;
}

/** RFC 9457, or the form that the endpoint's caller knows. */
export function problem(house: House, c: ApiVisit, endpoint: Endpoint | undefined, error: unknown): Response {
  const told = tell(house, c, error);
  const body = endpoint?.problem?.(told.status, told.detail) ?? told;
  return new Response(JSON.stringify(body), {
    status: told.status,
    headers: {
      ...headersOf(house, c, endpoint),
      'content-type': endpoint?.problem ? 'application/json; charset=utf-8' : 'application/problem+json',
      'cache-control': 'no-store',
      ...(error instanceof TooMany && { 'retry-after': String(error.wait) }),
    },
  });
}

function tell(house: House, c: ApiVisit, error: unknown): Told {
  if (error instanceof PageError) return { status: error.status, title: error.title, detail: error.message };
  if (error instanceof Unauthorized) return { status: 401, title: 'Clé refusée', detail: error.message };
  if (error instanceof WrongMethod) return { status: 405, title: 'Méthode refusée', detail: error.message };
  if (error instanceof TooMany) return { status: 429, title: 'Trop de demandes', detail: error.message };
  const reference = crypto.randomUUID().slice(0, 8);
  const code = error instanceof CodedError ? error.code : undefined;
  house.log.error({ err: error, code, reference, path: c.req.path }, 'an endpoint failed');
  const detail = 'Réessayez dans quelques minutes.';
  return {
    status: 500,
    title: 'Une erreur est survenue de notre côté',
    detail,
    instance: `urn:parvis:${reference}`,
  };
}
