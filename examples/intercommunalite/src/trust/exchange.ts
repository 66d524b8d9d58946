// One HTTP exchange with a host in this process, and everything of its answer that could hold someone's data, as text.

import type { Host } from '@parvis/core';
import { readZip } from '@parvis/testing';

export interface Exchange {
  readonly status: number;
  readonly location: string | null;
  readonly setCookies: readonly string[];
  /** Headers and body; of a zip, its files. */
  readonly text: string;
  readonly html: string;
}

export interface Sent {
  readonly cookie?: string;
  /** Sent as a form, as browsers do. */
  readonly form?: URLSearchParams;
}

let visitors = 0;

/** A host that sees each request come from another network address: limits on tries are not what is tested. */
export function fromAnywhere(host: Pick<Host, 'fetch'>): Pick<Host, 'fetch'> {
  return {
    fetch(request) {
      visitors += 1;
      const remoteAddress = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
      const incoming = { headers: Object.fromEntries(request.headers), socket: { remoteAddress } };
      return host.fetch(request, { incoming });
    },
  };
}

/** Sends one request and follows no redirection. */
export async function exchange(
  host: Pick<Host, 'fetch'>,
  url: string,
  { cookie = '', form }: Sent = {},
): Promise<Exchange> {
  const headers = new Headers(cookie ? { cookie } : {});
  if (form) headers.set('sec-fetch-site', 'same-origin');
  const request = new Request(url, {
    headers,
    redirect: 'manual',
    ...(form && { method: 'POST', body: form }),
  });
  const response = await host.fetch(request);
  const bytes = Buffer.from(await response.arrayBuffer());
  const html = bytes.toString('utf8');
  const head = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  return {
    status: response.status,
    location: response.headers.get('location'),
    setCookies: response.headers.getSetCookie(),
    text: [head, decoded(head), html, ...filesIn(bytes)].join('\n'),
    html,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The names and texts of a zip's files; none for anything else. */
function filesIn(bytes: Buffer): readonly string[] {
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return [];
  return [...readZip(bytes)].flatMap(([name, content]) => [name, content.toString('utf8')]);
}
