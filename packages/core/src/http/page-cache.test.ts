import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { cachedResponse, chosenEncoding, pageCache } from './page-cache.ts';

const page = (html: string, tags: readonly string[], until = 1_000) => ({
  html,
  headers: { 'content-type': 'text/html' },
  tags,
  until,
});

describe('the page cache', () => {
  it('serves a page until its time, and no longer', () => {
    const cache = pageCache();
    cache.put('a', page('<p>A</p>', ['site:1']), cache.clock);
    expect(cache.get('a', 999)).toBeDefined();
    expect(cache.get('a', 1_000)).toBeUndefined();
    expect(cache.get('a', 1)).toBeUndefined();
  });

  it('drops what a write touches, and only that', () => {
    const cache = pageCache();
    cache.put('a', page('A', ['site:1', 'x']), cache.clock);
    cache.put('b', page('B', ['site:2']), cache.clock);
    cache.drop(['x']);
    expect(cache.get('a', 0)).toBeUndefined();
    expect(cache.get('b', 0)).toBeDefined();
  });

  it('refuses a page whose data was read before a write', () => {
    const cache = pageCache();
    const before = cache.clock;
    cache.drop(['site:1']);
    cache.put('a', page('old', ['site:1']), before);
    expect(cache.get('a', 0)).toBeUndefined();
  });

  it('stays within its size', () => {
    const cache = pageCache(10_000);
    for (let i = 0; i < 100; i++) cache.put(String(i), page('x'.repeat(1_000), ['t']), cache.clock);
    const kept = Array.from({ length: 100 }, (_, i) => cache.get(String(i), 0)).filter(Boolean);
    expect(kept).toHaveLength(10);
  });

  it('answers in the encoding asked for, with an ETag of its own', async () => {
    const cache = pageCache();
    const html = '<p>bonjour</p>'.repeat(50);
    cache.put('a', page(html, ['t']), cache.clock);
    await vi.waitFor(() => expect(cache.get('a', 0)?.bodies.br).toBeDefined());
    const kept = cache.get('a', 0);
    if (!kept) throw new Error('the page is gone');

    const br = cachedResponse(kept, 'gzip, br', null);
    expect(br.headers.get('content-encoding')).toBe('br');
    expect(br.headers.get('vary')).toBe('accept-encoding');
    expect(brotliDecompressSync(await br.arrayBuffer()).toString()).toBe(html);
    const gz = cachedResponse(kept, 'gzip', null);
    expect(gunzipSync(await gz.arrayBuffer()).toString()).toBe(html);
    const plain = cachedResponse(kept, null, null);
    expect(await plain.text()).toBe(html);

    const etags = [br, gz, plain].map((response) => response.headers.get('etag'));
    expect(new Set(etags).size).toBe(3);
    const again = cachedResponse(kept, 'br', etags[0]);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
  });

  it('believes what the visitor refuses', () => {
    expect(chosenEncoding('br;q=0, gzip')).toBe('gzip');
    expect(chosenEncoding('gzip;q=0.5')).toBe('gzip');
    expect(chosenEncoding('identity')).toBe('identity');
  });
});
