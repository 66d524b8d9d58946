// Which site a Host header names. Sites are cheap: a row, and a picture built when first asked for, in a bounded
// cache, dropped when a write touches it.

import { type Db, eq } from '@parvis/db';
import type { Theming } from '@parvis/theming';
import { LRUCache } from 'lru-cache';
import { schema } from '../schema.ts';
import { loadSnapshot, type Reach, type SiteSnapshot } from './snapshot.ts';

export interface SiteDirectory {
  /** The site of a host name (lower case, no port), or null: never another site. */
  byHost(host: string): Promise<SiteSnapshot | null>;
  byId(siteId: string): Promise<SiteSnapshot | null>;
}

/** Tags that writes touch: `site:<id>`, `tenant:<id>`, and `hosts` when host names move. */
export const siteTag = (id: string): string => `site:${id}`;
export const tenantTag = (id: string): string => `tenant:${id}`;
export const HOSTS_TAG = 'hosts';
/** What a PostgreSQL listener says after it was cut off: any write may have been missed. */
const ANYTHING = '*';

export interface DirectoryOptions {
  readonly db: Db;
  readonly theming: Theming;
  readonly reach: Reach;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Snapshots kept at most. */
  readonly capacity?: number;
}

export function siteDirectory({
  db,
  theming,
  reach,
  now,
  capacity = 2_000,
}: DirectoryOptions): SiteDirectory {
  const snapshots = promiseCache(capacity, (siteId) => loadSnapshot(db, theming, reach, siteId, now()));
  // Unknown names are kept too, bounded like the others: asking for them again and again costs no query.
  const hosts = promiseCache(capacity * 2, async (host) => {
    const { siteHost } = schema.for(db.read);
    const [row] = await db.read.select().from(siteHost).where(eq(siteHost.host, host));
    return row?.siteId ?? null;
  });

  db.onTouched((tags) => {
    for (const tag of tags) {
      if (tag === HOSTS_TAG || tag === ANYTHING) hosts.clear();
      if (tag === ANYTHING) snapshots.clear();
      else if (tag.startsWith('site:')) snapshots.delete(tag.slice('site:'.length));
      // A tenant's bodies and services are in the picture of each of its sites.
      else if (tag.startsWith('tenant:')) {
        const tenantId = tag.slice('tenant:'.length);
        snapshots.deleteWhere((snapshot) => snapshot?.tenant.id === tenantId);
      }
    }
  });

  async function byId(siteId: string): Promise<SiteSnapshot | null> {
    const snapshot = await snapshots.get(siteId);
    if (!snapshot || snapshot.until > now()) return snapshot;
    snapshots.delete(siteId);
    return snapshots.get(siteId);
  }

  return {
    byId,
    async byHost(host) {
      const siteId = await hosts.get(host);
      return siteId ? byId(siteId) : null;
    },
  };
}

interface Loading<V> {
  readonly promise: Promise<V>;
  /** Set once it is there. */
  value?: V;
}

/** One load a key, shared by all who ask meanwhile. A key deleted during its load is loaded afresh by whoever asks next. */
function promiseCache<V>(max: number, load: (key: string) => Promise<V>) {
  const cache = new LRUCache<string, Loading<V>>({ max });
  return {
    get(key: string): Promise<V> {
      const known = cache.get(key);
      if (known) return known.promise;
      const loading: Loading<V> = { promise: load(key) };
      cache.set(key, loading);
      loading.promise.then(
        (value) => {
          loading.value = value;
        },
        () => {
          if (cache.peek(key) === loading) cache.delete(key);
        },
      );
      return loading.promise;
    },
    delete: (key: string) => cache.delete(key),
    /** What is still loading goes too: it may have been read before the write. */
    deleteWhere(condition: (value: V) => boolean): void {
      for (const [key, loading] of Array.from(cache.entries())) {
        if (loading.value === undefined || condition(loading.value)) cache.delete(key);
      }
    },
    clear: () => cache.clear(),
  };
}
