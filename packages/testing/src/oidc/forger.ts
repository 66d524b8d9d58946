// A provider that lies on demand: what an attacker in its place, or a broken one, would answer. Its exchange is the shortest that
// works, so that a test changes one thing and sees that one thing refused.

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { NodeProgram } from '@parvis/core';
import type { OidcClient } from '@parvis/kit';

export interface Lies {
  /** What the id token says instead. */
  readonly idToken?: Readonly<Record<string, unknown>>;
  /** What userinfo says instead. */
  readonly userinfo?: Readonly<Record<string, unknown>>;
  /** Userinfo as plain JSON, signed by nobody's key, or under `alg: none`. */
  readonly signature?: 'unsigned' | 'foreign' | 'none';
  readonly idTokenSignature?: 'foreign';
  /** The answer carries a code that was redeemed before. */
  readonly oldCode?: boolean;
  /** Instead of a code. */
  readonly error?: string;
}

export interface Forger extends NodeProgram {
  readonly client: OidcClient;
  /** From here on, until told otherwise. */
  lie(lies: Lies): void;
}

/** @param claims what it says of the one person it knows, beside `sub` */
export function forger(name: string, claims: Readonly<Record<string, unknown>>): Forger {
  const prefix = `/_faux/${name}`;
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = `parvis-${name}`;
  const codes = new Map<string, string>();
  const spent = new Set<string>();
  let issuer = '';
  let lies: Lies = {};
  let last = '';

  const jwt = (alg: 'ES256' | 'none', key: KeyObject, payload: object): string => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg, kid: 'one', typ: 'JWT' })}.${part(payload)}`;
    if (alg === 'none') return `${signed}.`;
    return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  };
  const times = () => {
    const now = Math.floor(Date.now() / 1_000);
    return { iat: now, exp: now + 60 };
  };

  const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
    '/.well-known/openid-configuration': (_request, response) =>
      json(response, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
        userinfo_signing_alg_values_supported: ['ES256', 'none'],
      }),
    '/jwks': (_request, response) =>
      json(response, {
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256', use: 'sig' }],
      }),
    '/authorize': (request, response) => {
      const asked = new URL(request.url ?? '', issuer).searchParams;
      const back = new URL(asked.get('redirect_uri') ?? issuer);
      if (!lies.oldCode || last === '') last = crypto.randomUUID();
      codes.set(last, asked.get('nonce') ?? '');
      back.searchParams.set('state', asked.get('state') ?? '');
      if (lies.error) back.searchParams.set('error', lies.error);
      else back.searchParams.set('code', last);
      response.writeHead(302, { location: back.href }).end();
    },
    '/token': (request, response) => {
      void bodyOf(request).then((body) => {
        const code = new URLSearchParams(body).get('code') ?? '';
        if (spent.has(code)) return json(response, { error: 'invalid_grant' }, 400);
        spent.add(code);
        const payload = {
          iss: issuer,
          aud: id,
          sub: 'someone',
          acr: 'eidas1',
          nonce: codes.get(code),
          ...times(),
          ...lies.idToken,
        };
        const { privateKey } = lies.idTokenSignature === 'foreign' ? foreign : own;
        json(response, {
          access_token: code,
          token_type: 'Bearer',
          expires_in: 60,
          id_token: jwt('ES256', privateKey, payload),
        });
      });
    },
    '/userinfo': (_request, response) => {
      const payload = { iss: issuer, aud: id, sub: 'someone', ...times(), ...claims, ...lies.userinfo };
      if (lies.signature === 'unsigned') return json(response, payload);
      const { privateKey } = lies.signature === 'foreign' ? foreign : own;
      response.writeHead(200, { 'content-type': 'application/jwt' });
      response.end(jwt(lies.signature === 'none' ? 'none' : 'ES256', privateKey, payload));
    },
  };

  return {
    prefix,
    client: {
      get issuer() {
        return issuer;
      },
      id,
      secret: 'secret',
      userinfoAlgorithm: 'ES256',
      simulated: true,
    },
    lie: (next) => {
      lies = next;
    },
    listener(origin): RequestListener {
      issuer = `${origin}${prefix}`;
      return (request, response) => {
        const { pathname } = new URL(request.url ?? '', origin);
        const answer = answers[pathname.slice(prefix.length)];
        if (answer) answer(request, response);
        else response.writeHead(404).end();
      };
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
