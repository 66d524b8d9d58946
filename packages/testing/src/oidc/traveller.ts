// A browser without scripts that goes from host to host through real HTTP, with cookies of each, as a sign-in through a provider
// makes it do.

import { request as httpRequest } from 'node:http';
import { type Answer, Visitor } from '../visitor.ts';

export interface Stop extends Answer {
  readonly url: URL;
}

export class Traveller {
  readonly #port: number;
  readonly #visitors = new Map<string, Visitor>();

  /** @param port of an installation that listens on this machine */
  constructor(port: number) {
    this.#port = port;
  }

  /** The address of a page: `le-favril.localhost` and `/connexion`. */
  at(host: string, path: string): string {
    return `http://${host}:${this.#port}${path}`;
  }

  /** Opens an address and follows wherever it leads; up to a host, where one is given. */
  async go(address: string, { stopAt }: { readonly stopAt?: string } = {}): Promise<Stop> {
    const url = new URL(address);
    return this.#follow(url, await this.#on(url).get(url.pathname + url.search), stopAt);
  }

  /** Fills and sends a form of a page, see `Visitor`. */
  async submit(
    page: Stop,
    typed: Readonly<Record<string, string>>,
    { action, stopAt }: { readonly action?: string; readonly stopAt?: string } = {},
  ): Promise<Stop> {
    return this.#follow(page.url, await this.#on(page.url).submit(page, typed, action), stopAt);
  }

  /** Sends fields to an address of another host than the page's, as a form that leads elsewhere does. */
  async sendAcross(address: string, fields: Readonly<Record<string, string>>): Promise<Stop> {
    const url = new URL(address);
    const answer = await this.#on(url).post(url.pathname + url.search, fields, {
      'sec-fetch-site': 'cross-site',
    });
    return this.#follow(url, answer);
  }

  /** The cookie that this browser has of a host. */
  cookie(host: string, name: string): string {
    return this.#on(new URL(this.at(host, '/'))).cookie(name);
  }

  async #follow(from: URL, answer: Answer, stopAt?: string, hops = 0): Promise<Stop> {
    const url = new URL(answer.path, from);
    const next = answer.headers.get('location') ?? refresh(answer.headers.get('refresh'));
    if (next === null || hops > 10) return { ...answer, url };
    const to = new URL(next, url);
    if (to.hostname === stopAt) return { ...answer, url: to };
    return this.#follow(to, await this.#on(to).get(to.pathname + to.search), stopAt, hops + 1);
  }

  #on({ host }: URL): Visitor {
    const known = this.#visitors.get(host);
    if (known) return known;
    const made = new Visitor({ fetch: (request) => this.#fetch(request) }, host);
    this.#visitors.set(host, made);
    return made;
  }

  /** Node resolves no names under `.localhost`: the host is said, and this machine is asked. */
  async #fetch(request: Request): Promise<Response> {
    const { host, pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer());
    const { method } = request;
    const headers = { ...Object.fromEntries(request.headers), host, connection: 'close' };
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        { host: '127.0.0.1', port: this.#port, path: pathname + search, method, headers },
        (response) => {
          const chunks: Uint8Array[] = [];
          response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
          response.on('end', () =>
            resolve(toResponse(response.statusCode ?? 500, response.rawHeaders, chunks)),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

function toResponse(status: number, raw: readonly string[], chunks: readonly Uint8Array[]): Response {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  const hasBody = status !== 204 && status !== 304;
  return new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers });
}

function refresh(header: string | null): string | null {
  return header === null ? null : (/url=(.+)$/.exec(header)?.[1] ?? null);
}
