// Slows down whoever tries passwords: by account and by address, in memory, bounded.

import { LRUCache } from 'lru-cache';

export interface Throttle {
  /** Counts a try before its outcome is known, so that tries made side by side all count; false beyond the limit. */
  attempt(key: string, now: number): boolean;
  /** Takes back the last try: it was right. */
  forgive(key: string): void;
  /** Forgets every try. */
  clear(key: string): void;
}

export interface ThrottleOptions {
  readonly tries: number;
  /** Milliseconds: tries older than that are forgotten. */
  readonly within: number;
  readonly keys?: number;
}

export function throttle({ tries, within, keys = 10_000 }: ThrottleOptions): Throttle {
  const recent = new LRUCache<string, readonly number[]>({ max: keys });
  return {
    attempt(key, now) {
      const kept = (recent.get(key) ?? []).filter((at) => at > now - within);
      if (kept.length >= tries) return false;
      recent.set(key, [...kept, now]);
      return true;
    },
    forgive: (key) => void recent.set(key, (recent.get(key) ?? []).slice(0, -1)),
    clear: (key) => void recent.delete(key),
  };
}
