// The installation on a port: Node's own requests are turned into those of the web, but for programs beside it that want them
// as they are.

import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { CodedError } from '@parvis/kit';
import type { Config } from '../config.ts';

/** Another program on the hosts that list the sites, under a prefix of its own: a simulator in a demonstration. */
export interface NodeProgram {
  /** `/_simulateur/franceconnect`. */
  readonly prefix: string;
  /** What answers there. Called once, when the port is known. @param origin `http://localhost:3000` */
  listener(origin: string): RequestListener | Promise<RequestListener>;
}

/** What @hono/node-server passes beside a request; absent in tests. */
export interface NodeBindings {
  readonly incoming?: { readonly headers: Readonly<Record<string, string | string[] | undefined>> };
}

export interface Served {
  readonly port: number;
  stop(): Promise<void>;
}

/** @throws CodedError PARVIS_HOST_PORT_TAKEN */
export async function serveOn(
  { port, host, directoryHosts }: Config,
  fetch: (request: Request, bindings: NodeBindings) => Response | Promise<Response>,
  programs: readonly NodeProgram[],
): Promise<Served> {
  const { getRequestListener } = await import('@hono/node-server');
  const site = getRequestListener(fetch, { hostname: host });
  const hosts = new Set(directoryHosts);
  const beside: { readonly prefix: string; readonly listener: RequestListener }[] = [];
  const server = createServer(
    programs.length === 0
      ? site
      : (request, response) => {
          const found = beside.find(({ prefix }) => isUnder(prefix, request, hosts));
          return (found?.listener ?? site)(request, response);
        },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  const [first] = directoryHosts;
  if (first !== undefined) {
    for (const program of programs) {
      const listener = await program.listener(`http://${first}:${listening}`);
      beside.push({ prefix: program.prefix, listener });
    }
  }
  return {
    port: listening,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeIdleConnections();
      }),
  };
}

function isUnder(
  prefix: string,
  { url = '', headers }: IncomingMessage,
  hosts: ReadonlySet<string>,
): boolean {
  return url.startsWith(`${prefix}/`) && hosts.has((headers.host ?? '').replace(/:\d+$/, '').toLowerCase());
}

function portTaken(port: number): CodedError {
  return new CodedError(
    'PARVIS_HOST_PORT_TAKEN',
    `Port ${port} is taken by another program.`,
    'Set PORT to a free one.',
  );
}
