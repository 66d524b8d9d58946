// Slows down whoever tries passwords: by account and by address, in memory, bounded.

import { LRUCache } from 'lru-cache';

export interface Throttle {
  /** False while a key has failed too often. */
  allows(key: string, now: number): boolean;
  failed(key: string, now: number): void;
  succeeded(key: string): void;
}

export interface ThrottleOptions {
  readonly failures: number;
  /** Milliseconds: failures older than that are forgotten. */
  readonly within: number;
  readonly keys?: number;
}

export function throttle({ failures, within, keys = 10_000 }: ThrottleOptions): Throttle {
  const recent = new LRUCache<string, readonly number[]>({ max: keys });
  const kept = (key: string, now: number): readonly number[] =>
    (recent.get(key) ?? []).filter((at) => at > now - within);
  return {
    allows: (key, now) => kept(key, now).length < failures,
    failed: (key, now) => void recent.set(key, [...kept(key, now), now].slice(-failures)),
    succeeded: (key) => void recent.delete(key),
  };
}
