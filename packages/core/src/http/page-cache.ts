// Anonymous pages, kept whole: rendered once, compressed once, tagged by what they show and dropped by the write that
// changes it. Nothing personal gets here: only pages that asked for it with `cache` and read no cookie.

import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

export type Encoding = 'identity' | 'gzip' | 'br';

export interface CachedPage {
  readonly etag: string;
  readonly tags: readonly string[];
  /** Epoch milliseconds at which the page stops being true by itself. */
  readonly until: number;
  /** The answer's headers, in each encoding that is ready. */
  readonly bodies: Readonly<Partial<Record<Encoding, CachedBody>>>;
}

export interface CachedBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface PageCache {
  get(key: string, now: number): CachedPage | undefined;
  /** What must not have moved between reading the data and keeping the page. */
  readonly clock: number;
  /** Keeps a page, unless a write was committed since `clock`: what it shows may be gone already. */
  put(key: string, page: NewPage, clock: number): void;
  /** Drops every page that carries one of the tags; `*` drops all. */
  drop(tags: readonly string[]): void;
}

export interface NewPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly until: number;
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A cache bounded in bytes of identity bodies; the compressed ones add about a third. One of 0 bytes keeps nothing. */
export function pageCache(maxBytes = 96 * 1024 * 1024): PageCache {
  const byTag = new Map<string, Set<string>>();
  let clock = 0;

  const pages = new LRUCache<string, CachedPage>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: (page) => page.bodies.identity?.bytes.byteLength ?? 1,
    dispose: (page, key, reason) => {
      if (reason !== 'set') forget(page, key);
    },
  });

  function forget(page: CachedPage, key: string): void {
    for (const tag of page.tags) {
      const keys = byTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) byTag.delete(tag);
    }
  }

  function remember(page: CachedPage, key: string): void {
    for (const tag of page.tags) {
      const keys = byTag.get(tag);
      if (keys) keys.add(key);
      else byTag.set(tag, new Set([key]));
    }
  }

  return {
    get clock() {
      return clock;
    },
    get(key, now) {
      const page = pages.get(key);
      if (!page) return undefined;
      if (page.until > now) return page;
      pages.delete(key);
      return undefined;
    },
    put(key, { html, headers, tags, until }, startedAt) {
      if (startedAt !== clock || html.length > maxBytes) return;
      const bytes = new Uint8Array(Buffer.from(html));
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      const page: CachedPage = { etag, tags, until, bodies: { identity: bodyOf(bytes, headers, etag) } };
      pages.set(key, page);
      remember(page, key);
      void compressed(page, headers).then(
        (whole) => {
          // The page may have been dropped, or replaced, while it was compressed.
          if (pages.peek(key) === page) pages.set(key, whole);
        },
        () => undefined, // It is served as it is.
      );
    },
    drop(tags) {
      clock++;
      if (tags.includes('*')) pages.clear();
      for (const tag of tags) {
        for (const key of byTag.get(tag) ?? []) pages.delete(key);
      }
    },
  };
}

async function compressed(page: CachedPage, headers: NewPage['headers']): Promise<CachedPage> {
  const identity = page.bodies.identity;
  if (!identity) return page;
  const [br, gz] = await Promise.all([
    brotli(identity.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    gzipped(identity.bytes, { level: 8 }),
  ]);
  return {
    ...page,
    bodies: {
      identity,
      br: bodyOf(
        new Uint8Array(br),
        { ...headers, 'content-encoding': 'br' },
        page.etag.replace(/"$/, '-br"'),
      ),
      gzip: bodyOf(
        new Uint8Array(gz),
        { ...headers, 'content-encoding': 'gzip' },
        page.etag.replace(/"$/, '-gz"'),
      ),
    },
  };
}

function bodyOf(bytes: Uint8Array<ArrayBuffer>, headers: NewPage['headers'], etag: string): CachedBody {
  return {
    bytes,
    headers: {
      ...headers,
      'content-length': String(bytes.byteLength),
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'accept-encoding',
      etag,
    },
  };
}

/** The best encoding that the visitor accepts (RFC 9110 §12.5.3); `q=0` refuses one. */
export function chosenEncoding(accept: string | null | undefined): Encoding {
  if (!accept) return 'identity';
  const refused = (name: string) => new RegExp(`\\b${name}\\s*;\\s*q=0(\\.0*)?\\s*(,|$)`).test(accept);
  if (/\bbr\b/.test(accept) && !refused('br')) return 'br';
  if (/\bgzip\b/.test(accept) && !refused('gzip')) return 'gzip';
  return 'identity';
}

/** The answer from the cache: the whole page, or 304 where the visitor has it. */
export function cachedResponse(
  page: CachedPage,
  accept: string | null | undefined,
  ifNoneMatch: string | null | undefined,
): Response {
  const body = page.bodies[chosenEncoding(accept)] ?? page.bodies.identity;
  if (!body) throw new Error('a cached page has no body');
  if (ifNoneMatch && ifNoneMatch.includes(body.headers['etag'] ?? page.etag)) {
    const { 'content-length': _length, 'content-encoding': _encoding, ...headers } = body.headers;
    return new Response(null, { status: 304, headers });
  }
  return new Response(body.bytes, { headers: body.headers });
}
