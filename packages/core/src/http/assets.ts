// Styles, fonts and the script: named by their content, kept for a year, compressed once.

import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Hono } from 'hono';
import { LRUCache } from 'lru-cache';
import type { House } from '../house.ts';
import { chosenEncoding } from './page-cache.ts';

// Not the slowest: the address of a style sheet names its colours, and anyone may name others.
const PACKERS = {
  br: (body: Uint8Array) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body: Uint8Array) => promisify(gzip)(body),
} as const;

const MOST_PACKED = 500;

export function assetRoutes(house: House): Hono {
  const packed = new LRUCache<string, Uint8Array<ArrayBuffer>>({ max: MOST_PACKED });
  const app = new Hono();
  app.get('/:name', async (c) => {
    const path = `/assets/${c.req.param('name')}`;
    const asset = house.theming.asset(path);
    if (!asset) return c.text('Not found', 404);
    const headers = {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    };
    const encoding = chosenEncoding(c.req.header('accept-encoding'));
    // Fonts are compressed already.
    if (encoding === 'identity' || !/^(text|application)\//.test(asset.type)) {
      return c.body(new Uint8Array(asset.body), 200, headers);
    }
    const key = `${encoding} ${path}`;
    const body = packed.get(key) ?? new Uint8Array(await PACKERS[encoding](asset.body));
    packed.set(key, body);
    return c.body(body, 200, { ...headers, vary: 'accept-encoding', 'content-encoding': encoding });
  });
  return app;
}
