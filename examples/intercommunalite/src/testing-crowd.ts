// A crowd at the doors of an installation: many people at a time, each with an address and a cookie of their own, let in by the
// host of the test or, where its database is PostgreSQL, by two processes on it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type TestHost, Visitor } from '@parvis/testing';

const SECRET = 'un secret d’au moins trente-deux signes';

/** Of a host that a crowd visits: each says where they come from, as a proxy would, and all processes read the same cookies. */
export const CROWD_CONFIG = { trustProxy: true, secret: SECRET } as const;

type Fetch = TestHost['fetch'];

const children: ChildProcess[] = [];

/** To be called after each test. */
export function closeDoors(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL');
}

/** The ways in: the host itself, or two processes on its database. */
export async function doors(host: TestHost): Promise<readonly Fetch[]> {
  const { databaseUrl, data } = host.house.config;
  if (databaseUrl === undefined) return [(sent) => host.fetch(sent)];
  const ports = await Promise.all([1, 2].map(() => serve(data, databaseUrl)));
  return ports.map((port) => (sent) => overHttp(port, sent));
}

async function serve(data: string, databaseUrl: string): Promise<number> {
  const script = fileURLToPath(new URL('testing-booking-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, PARVIS_DATA: data, PARVIS_SECRET: SECRET, PARVIS_DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (!child.stdout) throw new Error('the server has no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  return Number(line);
}

/** The name of the site is in the Host header: nothing has to resolve it. */
async function overHttp(port: number, sent: Request): Promise<Response> {
  const url = new URL(sent.url);
  const body = Buffer.from(await sent.arrayBuffer());
  return new Promise((resolve, reject) => {
    const headers = { ...Object.fromEntries(sent.headers), host: url.host };
    const path = url.pathname + url.search;
    const call = request({ port, host: '127.0.0.1', method: sent.method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const got = new Headers();
        for (const [name, value] of Object.entries(answer.headers))
          for (const one of [value].flat()) if (one !== undefined) got.append(name, one);
        const status = answer.statusCode ?? 500;
        resolve(new Response(status === 303 ? null : Buffer.concat(parts), { status, headers: got }));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** One of the crowd, at one of the doors. */
export function visitorOf(fetches: readonly Fetch[], site: string, index: number): Visitor {
  const fetch = fetches[index % fetches.length];
  if (fetch === undefined) throw new Error('there is no door');
  return new Visitor({ fetch }, site, { 'x-forwarded-for': `10.2.${index >> 8}.${index & 255}` });
}

/** Lets so many work at a time. */
export async function crowd(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let index = next++; index < count; index = next++) await work(index);
    }),
  );
}

/** How long a crowd does what it likes, unless the environment says otherwise. */
export function raceSeconds(usually: number): number {
  return Number(process.env['PARVIS_RACE_SECONDS'] ?? usually);
}

/** The same numbers from the same seed: `random(6)` is a side of a die, from 0. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
