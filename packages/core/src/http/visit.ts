// What the host knows of one HTTP request to a site, passed along Hono's context.

import { randomBytes } from 'node:crypto';
import { PageError } from '@parvis/kit';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { seal } from '../config.ts';
import type { House } from '../house.ts';
import type { SignedAgent, SignedCitizen } from '../identity/index.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import type { ParsedBody } from './body.ts';
import { csrfToken } from './security.ts';

export interface SiteEnv {
  Variables: {
    snapshot: SiteSnapshot;
    /** Epoch milliseconds, the same for the whole page. */
    now: number;
    /** Set for requests that bring one. */
    body: ParsedBody | undefined;
    /** Set on the agents' desk, beyond its door. */
    agent: SignedAgent | undefined;
    /** Who is signed in on a public page, if anyone. */
    citizen: SignedCitizen | null;
    /** What the agents' page shows of people's data: written to the audit log before it is sent. */
    looked: Map<string, Set<string>> | undefined;
  };
}

export type SiteVisit = Context<SiteEnv>;

const VISITOR_DAYS = 30;

/** The scheme that the visitor used: the proxy's word counts only where it is trusted. */
export function isHttps(house: House, c: Context): boolean {
  if (house.config.trustProxy) return c.req.header('x-forwarded-proto') === 'https';
  return c.req.url.startsWith('https:');
}

/** The visitor's network address: the proxy's word counts only where it is trusted. Of IPv6, the network of the line. */
export function addressOf(house: Pick<House, 'config'>, c: Context): string {
  const { incoming } = (c.env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  };
  const address = house.config.trustProxy
    ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    : incoming?.socket?.remoteAddress;
  return address?.includes(':') && !address.includes('.')
    ? address.split(':').slice(0, 4).join(':')
    : (address ?? '');
}

/** Host and port as the visitor wrote them, lower case. */
export function hostOf(c: Context): string {
  return new URL(c.req.url).host;
}

/** `__Host-` cookies are refused by browsers outside HTTPS: in development the plain name is used. */
function cookieName(name: string, https: boolean): string {
  return https ? `__Host-${name}` : name;
}

export function setHostCookie(house: House, c: Context, name: string, value: string, maxAge: number): void {
  const secure = isHttps(house, c);
  setCookie(c, cookieName(name, secure), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge,
  });
}

export function getHostCookie(house: House, c: Context, name: string): string | undefined {
  return getCookie(c, cookieName(name, isHttps(house, c)));
}

/** The random id of this browser on this site; null where it has none yet. */
export function knownVisitor(house: House, c: Context): string | null {
  const value = getHostCookie(house, c, 'visiteur');
  return value && /^[\w-]{22}$/.test(value) ? value : null;
}

const fresh = new WeakMap<Request, string>();

/** The same, made when missing: a strictly necessary cookie, set only when someone starts a form. */
export function visitorOf(house: House, c: Context): string {
  const known = knownVisitor(house, c) ?? fresh.get(c.req.raw);
  if (known) return known;
  const made = randomBytes(16).toString('base64url');
  fresh.set(c.req.raw, made);
  setHostCookie(house, c, 'visiteur', made, VISITOR_DAYS * 86_400);
  return made;
}

/** What a plugin knows a browser by, for one purpose. */
export function visitorKey(house: House, visitor: string, plugin: string, purpose: string): string {
  return seal(house.config.secret, `visitor:${plugin}:${purpose}`, visitor);
}

export function csrfOf(house: House, c: Context): string {
  return csrfToken(house.config.secret, hostOf(c), visitorOf(house, c));
}

/** Addresses that a form may send someone on to: of this site, never another. */
export function localPath(path: string): string {
  if (/^\/(?![/\\])[^\s\\]*$/.test(path)) return path;
  throw new PageError(400, 'Adresse refusée', 'Cette adresse ne mène pas à une page de ce site.');
}
