// The demonstration's data, made once a run, and servers started on it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initTenant, openInstallation } from '@parvis/cli';
import installation from '../../parvis.config.ts';
import { EPCI_SIREN } from '../../src/bodies.ts';

export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** A folder with the migrated database of the demonstration, for the time of a benchmark. */
export async function withDemoData<T>(work: (data: string) => Promise<T>): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'parvis-bench-'));
  try {
    const { host } = await openInstallation(installation, { PARVIS_DATA: data });
    await host.migrate();
    await initTenant(host, installation, { epci: EPCI_SIREN, domain: 'localhost', demo: true });
    await host.close();
    return await work(data);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

/** Starts `serve.ts` in a process of its own. */
export async function startServer(
  kind: 'parvis' | 'parvis-uncached' | 'bare',
  place: string,
): Promise<Running> {
  const child = node('serve.ts', [kind, place]);
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return { port: Number(line.toString()), stop: () => stopped(child) };
}

/** Starts a TypeScript file, relative to this folder. */
export function node(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const path = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
}

export async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

export interface Got {
  readonly status: number;
  /** As it crossed the wire: compressed where the server did. */
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** GET on loopback, with a Host header of our choice. */
export function get(
  port: number,
  host: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', path, headers: { host, ...headers } }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks), headers: incoming.headers }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}
