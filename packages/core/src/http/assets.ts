// Styles, fonts and the script: named by their content, kept for a year, compressed once.

import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { Hono } from 'hono';
import { LRUCache } from 'lru-cache';
import type { House } from '../house.ts';
import { chosenEncoding } from './page-cache.ts';

const brotli = promisify(brotliCompress);

export function assetRoutes(house: House): Hono {
  const packed = new LRUCache<string, Promise<Uint8Array<ArrayBuffer>>>({ max: 500 });
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
    // Fonts are compressed already.
    if (
      !/^(text|application)\//.test(asset.type) ||
      chosenEncoding(c.req.header('accept-encoding')) !== 'br'
    ) {
      return c.body(new Uint8Array(asset.body), 200, headers);
    }
    const known = packed.get(path) ?? pack(asset.body);
    packed.set(path, known);
    return c.body(await known, 200, { ...headers, vary: 'accept-encoding', 'content-encoding': 'br' });
  });
  return app;
}

async function pack(body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
}
