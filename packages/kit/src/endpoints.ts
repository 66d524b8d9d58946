// JSON for machines under `/api/…`, as a plugin declares it. The host does the rest: no cookie is read or set and no form taken,
// callers are counted, errors are RFC 9457, and `/api/v1/openapi.json` is written from these declarations.

import type { Ctx } from './ctx.ts';

/** JSON Schema 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A parameter of the query. */
export interface EndpointParameter {
  readonly description: string;
  readonly required?: boolean;
  /** Of an array it is that of one item: the parameter is repeated, without brackets. */
  readonly schema: JsonSchema;
  readonly repeated?: boolean;
}

/** A secret that one caller sends in a header. */
export interface EndpointKey {
  readonly header: string;
  /** Read at each call. While it is undefined or empty, every call is refused. */
  readonly value: () => string | undefined;
}

/** One address, answered to GET on every site, for the tenant of that site. */
export interface Endpoint {
  /** In French: open data are read by people too. */
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, EndpointParameter>>;
  /** What the answer holds. */
  readonly type?: 'application/json' | 'text/csv';
  readonly schema: JsonSchema;
  /** Closed to everyone but who has the key. Without it the data are open: pages of any site may read them (CORS). */
  readonly key?: EndpointKey;
  /** The body of errors, for a caller whose documentation knows another form than RFC 9457. */
  readonly problem?: (status: number, text: string) => object;
  /** Refuses with a `PageError`, whose text is the `detail` of the problem. */
  answer(ctx: ApiCtx): Promise<ApiAnswer>;
}

export interface ApiAnswer {
  /** Said as JSON, unless it is a text already. */
  readonly body: object | string;
  /** For people who open the address: saved under this name. */
  readonly fileName?: string;
  /** Lets an open answer be kept for everyone, as pages are; the address without a query only. */
  readonly cache?: { readonly tags: readonly string[]; readonly until?: number };
}

/** A site of the tenant, to link to. */
export interface TenantSite {
  readonly id: string;
  readonly authorityId: string;
  /** An absolute address without a trailing slash. */
  readonly origin: string;
}

/** Where an endpoint stands. Nobody is signed in there. */
export interface ApiCtx extends Ctx {
  readonly query: URLSearchParams;
  /** All sites of the tenant: one query. */
  readonly sites: () => Promise<readonly TenantSite[]>;
}
