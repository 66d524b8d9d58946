// The provider behind a simulator, by oidc-provider, and its pages.

import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { OidcClient } from '@parvis/kit';
import { type Configuration, errors, interactionPolicy, type JWK, Provider } from 'oidc-provider';
import { memoryAdapters } from './memory-adapter.ts';
import type { SimulatorOptions } from './simulator.ts';
import { type Choice, choicePage, notePage, signOutPage } from './simulator-pages.ts';

export interface Place {
  readonly issuer: string;
  /** Of the issuer. */
  readonly path: string;
  readonly client: {
    readonly id: string;
    readonly secret: string;
    /** Where people are sent back to: `/retour`, `/au-revoir`. */
    readonly broker: string;
  };
}

/** As FranceConnect: access and id tokens are of use for a minute. */
const TOKEN_SECONDS = 60;

export function simulatedProvider(options: SimulatorOptions, place: Place): RequestListener {
  const { issuer, path: base } = place;
  const provider = new Provider(issuer, configurationOf(options, place));
  const answer = provider.callback();
  const { label } = options;
  return (request, response) => {
    const url = request.url ?? '';
    if (url.startsWith(`${base}/interaction/`)) {
      interact(options, provider, request, response).catch((error: unknown) => {
        const text = error instanceof errors.OIDCProviderError ? error.message : 'Recommencez.';
        send(response, 400, notePage(label, 'Cette page ne sert plus', text));
      });
      return;
    }
    const refusal = url.startsWith(`${base}/authorize?`) ? wrongRequest(options, url) : null;
    if (refusal) return send(response, 400, notePage(label, 'Demande refusée', refusal));
    if (!url.startsWith(`${base}/`)) return send(response, 404, notePage(label, 'Rien ici', url));
    Object.assign(request, { originalUrl: url, url: url.slice(base.length) });
    void answer(request, response);
  };
}

function configurationOf(
  { name, label, algorithm, scopes, people }: SimulatorOptions,
  { path, client: { id, secret, broker } }: Place,
): Configuration {
  const policy = interactionPolicy.base();
  // Whoever was here a moment ago is asked again: one browser may be several people.
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check('asked', 'people choose who they are', (ctx) => !ctx.oidc.result?.login),
    );
  return {
    adapter: memoryAdapters(),
    acrValues: ['eidas1'],
    claims: { acr: null, amr: null, auth_time: null, iss: null, openid: ['sub'], ...mutable(scopes) },
    clients: [
      {
        client_id: id,
        client_secret: secret,
        redirect_uris: [`${broker}/retour`],
        post_logout_redirect_uris: [`${broker}/au-revoir`],
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        subject_type: 'pairwise',
        id_token_signed_response_alg: algorithm,
        userinfo_signed_response_alg: algorithm,
      },
    ],
    cookies: {
      keys: [randomBytes(16).toString('hex')],
      names: {
        session: `_${name}_session`,
        interaction: `_${name}_interaction`,
        resume: `_${name}_resume`,
      },
    },
    enabledJWA: {
      idTokenSigningAlgValues: [algorithm],
      userinfoSigningAlgValues: [algorithm],
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = signOutPage(label, form);
        },
        postLogoutSuccessSource(ctx) {
          ctx.body = notePage(label, 'Vous êtes déconnecté', 'Vous pouvez fermer cette page.');
        },
      },
    },
    async findAccount(_ctx, id) {
      const person = people.find((one) => one.id === id);
      return person && { accountId: id, claims: async () => ({ sub: id, ...person.claims }) };
    },
    interactions: { policy, url: (_ctx, { uid }) => `${path}/interaction/${uid}` },
    jwks: { keys: [signingKey(algorithm)] },
    // Nothing is asked twice: choosing a person is the consent.
    async loadExistingGrant({ oidc }) {
      const { session, client, provider, params } = oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
      const scope = params?.['scope'];
      grant.addOIDCScope(typeof scope === 'string' ? scope : 'openid');
      grant.addOIDCClaims(['acr', 'amr', 'auth_time']);
      await grant.save();
      return grant;
    },
    pairwiseIdentifier: async (_ctx, accountId, { clientId }) =>
      `${createHash('sha256').update(`${name}\0${clientId}\0${accountId}`).digest('hex')}v1`,
    pkce: { required: () => true },
    renderError(ctx, { error, error_description: description }) {
      ctx.body = notePage(label, 'Demande refusée', `${error}: ${description ?? ''}`);
    },
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      end_session: '/session/end',
      jwks: '/jwks',
    },
    scopes: ['openid', ...Object.keys(scopes)],
    subjectTypes: ['pairwise'],
    ttl: {
      AccessToken: TOKEN_SECONDS,
      IdToken: TOKEN_SECONDS,
      AuthorizationCode: TOKEN_SECONDS,
      Interaction: 600,
      Grant: 600,
      Session: 3_600,
    },
  };
}

function mutable(scopes: SimulatorOptions['scopes']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(scopes).map(([scope, claims]) => [scope, [...claims]]));
}

function signingKey(algorithm: OidcClient['userinfoAlgorithm']): JWK {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { ...privateKey.export({ format: 'jwk' }), alg: algorithm, use: 'sig' };
}

/** What the provider would refuse before anything else. */
function wrongRequest({ parameters, secretLength }: SimulatorOptions, url: string): string | null {
  const query = new URL(url, 'http://localhost').searchParams;
  const unknown = parameters && [...query.keys()].find((key) => !parameters.has(key));
  if (unknown !== undefined) return `Le paramètre ${unknown} n’est pas connu.`;
  const short = ['state', 'nonce'].find((key) => (query.get(key) ?? '').length < secretLength);
  return short === undefined ? null : `${short} a moins de ${secretLength} caractères.`;
}

async function interact(
  { label, people }: SimulatorOptions,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    const choices: readonly Choice[] = people;
    return send(response, 200, choicePage(label, request.url ?? '', choices));
  }
  const chosen = new URLSearchParams(await bodyOf(request)).get('personne') ?? '';
  const person = people.find(({ id }) => id === chosen);
  const result = person
    ? { login: { accountId: person.id, acr: 'eidas1', amr: [...person.amr], remember: false } }
    : { error: 'access_denied', error_description: 'User auth aborted' };
  await provider.interactionFinished(request, response, result);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}
