// What keeps a page from being turned against its visitor: security headers, and proof that a form was ours.

import { timingSafeEqual } from 'node:crypto';
import { seal } from '../config.ts';

/**
 * Headers of every page. Pages hold no inline script and no inline style. A page made for one visitor allows scripts by
 * a nonce of its own; a page kept for everyone, whose nonce could be read beforehand, allows the site's own files.
 */
export function securityHeaders({
  nonce,
  https,
  leadsTo,
  asksPlace = false,
  framesFiles = false,
  tiles,
}: {
  readonly nonce?: string;
  readonly https: boolean;
  /** An origin that a form may be redirected to. */
  readonly leadsTo?: string;
  /** The browser may be asked where it is. */
  readonly asksPlace?: boolean;
  /** The page frames files of its own site. */
  readonly framesFiles?: boolean;
  /** The origin that the tiles of a map come from. */
  readonly tiles?: string;
}): Record<string, string> {
  const script = nonce ? `'nonce-${nonce}'` : "'self'";
  return {
    'content-security-policy': [
      "default-src 'none'",
      `script-src ${script}`,
      "style-src 'self'",
      `img-src 'self' data:${tiles ? ` ${tiles}` : ''}`,
      "font-src 'self'",
      "connect-src 'self'",
      ...(framesFiles ? ["frame-src 'self'"] : []),
      `form-action 'self'${leadsTo ? ` ${leadsTo}` : ''}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
      ...(https ? ['upgrade-insecure-requests'] : []),
    ].join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': `camera=(), geolocation=(${asksPlace ? 'self' : ''}), microphone=(), browsing-topics=()`,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

/**
 * True when a browser says that another site sent the form (Fetch Metadata, or Origin where a browser has only that).
 * Another site of the same installation is another site.
 */
export function isCrossSite(headers: Headers, host: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = headers.get('origin');
  if (origin === null) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true; // « null »: a sandboxed frame or a redirect from elsewhere.
  }
}

/** The anti-forgery token of a visitor, bound to their cookie and to one host. */
export function csrfToken(secret: string, host: string, visitor: string): string {
  return seal(secret, 'csrf', `${host}\0${visitor}`);
}

export function isCsrfToken(given: string | undefined, expected: string): boolean {
  if (given === undefined || given.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}
