// What the parts of the seeding share: browsers, sessions, codes.

import type { Answer, TestHost } from '@parvis/testing';
import { Visitor } from '@parvis/testing';
import { fromAnywhere } from './exchange.ts';
import type { Place } from './places.ts';
import type { SentinelBook } from './sentinels.ts';

export interface Seeding {
  readonly host: TestHost;
  readonly book: SentinelBook;
  readonly place: Place;
}

export type Word = (what: string) => string;

export function newVisitor({ host, place }: Pick<Seeding, 'host' | 'place'>): Visitor {
  return new Visitor(fromAnywhere(host), place.host);
}

export interface SignedBy {
  /** For an agent: whom they work for. */
  readonly authorityId?: string;
  readonly signedInBy?: 'password' | 'link';
}

/** The session cookie of someone, as their sign-in would leave it. */
export async function sessionFor(
  { house }: TestHost,
  cookie: 'agent' | 'usager',
  personId: string,
  { authorityId, signedInBy = 'password' }: SignedBy = {},
): Promise<string> {
  const facts = { device: 'Firefox sur Linux', signedInBy, logoutHint: null, startedAt: Date.now() };
  return cookie === 'agent'
    ? house.agents.sessions.start(personId, { ...facts, authorityId: authorityId ?? null })
    : house.citizens.sessions.start(personId, facts);
}

export async function signedIn(
  seeding: Seeding,
  cookie: 'agent' | 'usager',
  personId: string,
  by: SignedBy = {},
): Promise<Visitor> {
  const visitor = newVisitor(seeding);
  visitor.hold(cookie, await sessionFor(seeding.host, cookie, personId, by));
  return visitor;
}

export const codeOf = ({ path, html }: Answer): string => {
  const code = /^\/suivi\/([A-Z0-9-]+)/.exec(path)?.[1];
  if (!code) throw new Error(`no request was opened: ${path}\n${html.slice(0, 2000)}`);
  return code;
};

/** The tracking code of a request, as the host derives it. */
export function codeOfRequest({ host, place }: Seeding, requestId: string): Promise<string> {
  return host.inside(place.host, 'appointments', async (tx) => tx.requests.codeOf(requestId));
}

export async function requestOf({ host, place }: Seeding, code: string): Promise<string> {
  const request = await host.inside(place.host, 'appointments', (tx) => tx.requests.byCode(code));
  if (!request) throw new Error(`the code ${code} opens nothing`);
  return request.id;
}
