// A commune's home page: how fast it is answered, kept or not, against a bare Hono server; and what it weighs.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { openTerritory, slugOf } from '@parvis/territory';
import autocannon from 'autocannon';
import { EPCI_SIREN } from '../src/bodies.ts';
import { get, type Running, startServer, withDemoData } from './server/run.ts';

const CONNECTIONS = 20;
const ROUNDS = 5;
/** Seconds of each measure. */
const DURATION = 2;
const MOST_REQUESTS = 4;
const MOST_BYTES = 40 * 1024;

const hosts = openTerritory()
  .communesOf(EPCI_SIREN)
  .map(({ name }) => `${slugOf(name)}.localhost`);
const [favril = ''] = hosts.filter((host) => host.startsWith('le-favril'));

export default function home() {
  return withDemoData(async (data) => {
    const parvis = await startServer('parvis', data);
    try {
      const page = await get(parvis.port, favril, '/');
      return [await cached(parvis, page.body), await uncached(data), await weight(parvis)];
    } finally {
      await parvis.stop();
    }
  });
}

/** Requests per second over every host in turn, checked to be pages. */
async function rate({ port }: Running, seconds = DURATION): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: seconds,
    requests: hosts.map((host) => ({ method: 'GET' as const, path: '/', headers: { host } })),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} answers were no page`);
  return result.requests.average;
}

async function cached(parvis: Running, page: Buffer) {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-bare-'));
  const file = join(folder, 'page.html');
  await writeFile(file, page);
  const bare = await startServer('bare', file);
  try {
    await rate(parvis, 1);
    await rate(bare, 1);
    const pairs: { readonly parvis: number; readonly bare: number }[] = [];
    for (let round = 0; round < ROUNDS; round++)
      pairs.push({ parvis: await rate(parvis), bare: await rate(bare) });
    const value = round2(median(pairs.map((pair) => pair.parvis / pair.bare)));
    const speeds = `${Math.round(median(pairs.map((pair) => pair.parvis)))} against ${Math.round(median(pairs.map((pair) => pair.bare)))} requests per second`;
    const detail = `${hosts.length} hosts in turn, kept pages, ${page.length} bytes; median of ${ROUNDS} pairs: ${speeds}`;
    return {
      name: 'home-cached',
      value,
      unit: 'of a bare Hono server',
      goal: 0.6,
      better: 'higher',
      pass: value >= 0.6,
      detail,
    } as const;
  } finally {
    await bare.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function uncached(data: string) {
  const server = await startServer('parvis-uncached', data);
  try {
    await rate(server, 2);
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rates.push(await rate(server));
    const value = Math.round(median(rates));
    const detail = `${hosts.length} hosts in turn, no page kept, one process, over a socket; median of ${ROUNDS}`;
    return {
      name: 'home-uncached',
      value,
      unit: 'requests/s',
      goal: 1_500,
      better: 'higher',
      pass: value >= 1_500,
      detail,
    } as const;
  } finally {
    await server.stop();
  }
}

/** Everything that a browser fetches for the page, as it crosses the wire. */
async function weight({ port }: Running) {
  const fetched = new Map<string, number>();
  const fetchText = async (path: string): Promise<string> => {
    const { status, body, headers } = await get(port, favril, path, {
      'accept-encoding': 'gzip, deflate, br',
    });
    if (status !== 200) throw new Error(`${path} is answered by ${status}`);
    fetched.set(path, body.length);
    return (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString();
  };
  // Kept pages are compressed in the background: the first answer after a change may be the plain one.
  let html = await fetchText('/');
  for (let tries = 0; tries < 20 && fetched.get('/') === Buffer.byteLength(html); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    html = await fetchText('/');
  }
  const links = [...html.matchAll(/<(?:link|script|img)\b[^>]*\b(?:href|src)="(\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  for (const path of links) {
    const text = fetched.has(path) ? '' : await fetchText(path);
    if (!path.endsWith('.css')) continue;
    for (const [, url = ''] of text.matchAll(/url\((\/[^)]+)\)/g))
      if (!fetched.has(url)) await fetchText(url);
  }
  const bytes = [...fetched.values()].reduce((sum, size) => sum + size, 0);
  const pass = fetched.size <= MOST_REQUESTS && bytes <= MOST_BYTES;
  const detail = `${fetched.size} requests (goal ${MOST_REQUESTS}): ${[...fetched].map(([path, size]) => `${path} ${size}`).join(', ')}`;
  return {
    name: 'home-weight',
    value: bytes,
    unit: 'bytes',
    goal: MOST_BYTES,
    better: 'lower',
    pass,
    detail,
  } as const;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
