// A browser without scripts, as small as tests need: it keeps cookies, follows redirections, fills and sends forms.

import type { Host } from '@parvis/core';

export interface Answer {
  readonly status: number;
  /** The address it was found at, after redirections. */
  readonly path: string;
  readonly html: string;
  /** As they came, for downloads. */
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

type Typed = Readonly<Record<string, string | readonly string[] | File>>;

export class Visitor {
  readonly #host: Pick<Host, 'fetch'>;
  readonly #name: string;
  /** Sent with everything, as a proxy in front would add them. */
  readonly #always: Readonly<Record<string, string>>;
  readonly #cookies = new Map<string, string>();

  constructor(host: Pick<Host, 'fetch'>, name: string, always: Readonly<Record<string, string>> = {}) {
    this.#host = host;
    this.#name = name;
    this.#always = always;
  }

  /** The value of a cookie that the visitor holds; empty when there is none. */
  cookie(name: string): string {
    return this.#cookies.get(name) ?? '';
  }

  /** Holds a cookie as if the site had set it. */
  hold(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#follow(path, { headers });
  }

  /** Sends fields as they are, with no token but what is given. */
  post(path: string, fields: Typed, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#follow(path, { method: 'POST', body: bodyOf(fields), headers });
  }

  /**
   * Fills and sends a form of a page: the one whose action ends with `action`, or the first that posts. Hidden fields and
   * what the page shows filled are sent as they stand.
   */
  async submit(page: Answer, typed: Typed, action?: string): Promise<Answer> {
    const form = formOf(page.html, action);
    const target = form.action === '' ? page.path : form.action;
    return this.post(target, { ...form.fields, ...typed }, { 'sec-fetch-site': 'same-origin' });
  }

  async #follow(
    path: string,
    init: Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> },
    hops = 0,
  ): Promise<Answer> {
    const url = new URL(path, `http://${this.#name}`);
    const headers = new Headers({ ...this.#always, ...init.headers });
    if (this.#cookies.size > 0) {
      headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await this.#host.fetch(new Request(url, { ...init, headers, redirect: 'manual' }));
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null && hops < 10) {
      const next = new URL(location, url);
      if (next.host === url.host) return this.#follow(next.pathname + next.search, {}, hops + 1);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      path: url.pathname + url.search,
      html: new TextDecoder().decode(bytes),
      bytes,
      headers: response.headers,
    };
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';');
    const [name = '', ...value] = pair.split('=');
    const gone = attributes.some((one) => /^\s*max-age=0\s*$/i.test(one));
    if (gone) this.#cookies.delete(name.trim());
    else this.#cookies.set(name.trim(), value.join('='));
  }
}

function bodyOf(typed: Typed): URLSearchParams | FormData {
  const entries = Object.entries(typed).flatMap(([name, value]) =>
    typeof value === 'string' || value instanceof File
      ? [[name, value] as const]
      : value.map((one) => [name, one] as const),
  );
  if (entries.some(([, value]) => value instanceof File)) {
    const form = new FormData();
    for (const [name, value] of entries) form.append(name, value);
    return form;
  }
  return new URLSearchParams(
    entries.flatMap(([name, value]): [string, string][] => (value instanceof File ? [] : [[name, value]])),
  );
}

interface FoundForm {
  readonly action: string;
  readonly fields: Record<string, string>;
}

/** Reads a form out of markup that the tests validate elsewhere: attributes are double-quoted. */
function formOf(html: string, action?: string): FoundForm {
  for (const [, attributes = '', inner = ''] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const target = decoded(attribute(attributes, 'action') ?? '');
    if (!/method="post"/i.test(attributes)) continue;
    if (action !== undefined && !target.endsWith(action)) continue;
    return { action: target, fields: fieldsOf(inner) };
  }
  throw new Error(`no form that posts${action ? ` to ${action}` : ''} on the page`);
}

function fieldsOf(inner: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, attributes = ''] of inner.matchAll(/<input\b([^>]*)>/g)) {
    const name = attribute(attributes, 'name');
    const type = attribute(attributes, 'type') ?? 'text';
    if (name === null || type === 'file' || type === 'submit') continue;
    if ((type === 'radio' || type === 'checkbox') && !/\bchecked\b/.test(attributes)) continue;
    fields[decoded(name)] = decoded(attribute(attributes, 'value') ?? '');
  }
  for (const [, attributes = '', text = ''] of inner.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(attributes, 'name');
    if (name !== null) fields[decoded(name)] = decoded(text.replace(/^\n/, ''));
  }
  return fields;
}

function attribute(attributes: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? null;
}

function decoded(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}
