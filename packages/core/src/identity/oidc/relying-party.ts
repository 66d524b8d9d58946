// The exchange with a provider, by openid-client: OpenID Connect Core 1.0 with PKCE (RFC 7636), every token signed.

import type { Configuration } from 'openid-client';
import { secret64, type Vouched } from './flows.ts';
import type { UsableProvider } from './providers.ts';

/** Loaded when somebody first signs in with a provider. */
const openid = () => import('openid-client');

/** Seconds that a provider has for each answer. */
const TIMEOUT = 10;
/** Metadata are read again after this: endpoints move, rarely. Keys are read again as soon as an unknown one signs. */
const METADATA_AGE = 6 * 3_600_000;

/** What left with the browser and must come back. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Why the answer of a provider is not believed. */
export type Disbelief = 'token' | 'level' | 'userinfo' | 'claims';

export type Redeemed =
  | { readonly ok: true; readonly vouched: Vouched }
  | { readonly ok: false; readonly reason: Disbelief; readonly error: unknown };

interface Kept {
  readonly configuration: Promise<Configuration>;
  readonly until: number;
}

const kept = new Map<string, Kept>();

/** The provider's metadata, kept. A failure is not: the next visitor tries again. */
function configurationOf({ client }: UsableProvider, now: number): Promise<Configuration> {
  const key = JSON.stringify([client.issuer, client.id, client.secret, client.userinfoAlgorithm]);
  const known = kept.get(key);
  if (known && known.until > now) return known.configuration;
  const configuration = discover(client);
  kept.set(key, { configuration, until: now + METADATA_AGE });
  configuration.catch(() => {
    if (kept.get(key)?.configuration === configuration) kept.delete(key);
  });
  return configuration;
}

async function discover({
  issuer,
  id,
  secret,
  userinfoAlgorithm,
  simulated,
}: UsableProvider['client']): Promise<Configuration> {
  const { allowInsecureRequests, ClientSecretPost, discovery, enableNonRepudiationChecks } = await openid();
  const server = new URL(issuer);
  // Plain HTTP never leaves the machine: for a simulator only, which is served on a name of this machine only.
  const isHere = simulated && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(server.hostname);
  return discovery(
    server,
    id,
    {
      client_secret: secret,
      id_token_signed_response_alg: userinfoAlgorithm,
      // Set, it refuses an answer that is not signed.
      userinfo_signed_response_alg: userinfoAlgorithm,
    },
    ClientSecretPost(secret),
    {
      timeout: TIMEOUT,
      execute: [enableNonRepudiationChecks, ...(isHere ? [allowInsecureRequests] : [])],
    },
  );
}

/** Reads the provider's metadata, or fails. */
export async function answers(provider: UsableProvider, now: number): Promise<void> {
  await configurationOf(provider, now);
}

/** Nonce and verifier for one sign-in. */
export async function newDeparture(): Promise<Omit<Departure, 'state'>> {
  const { randomPKCECodeVerifier } = await openid();
  return { nonce: secret64(), verifier: randomPKCECodeVerifier() };
}

/** Where the browser goes to sign in. */
export async function authorizationUrl(
  provider: UsableProvider,
  { state, nonce, verifier }: Departure,
  now: number,
): Promise<URL> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await openid();
  return buildAuthorizationUrl(await configurationOf(provider, now), {
    ...provider.parameters,
    redirect_uri: provider.redirectUri,
    scope: provider.scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
}

/**
 * Redeems the code that the browser brought back, and has the provider say who it is: the id token is of this very sign-in
 * (signature, issuer, audience, nonce) and of a level that is accepted; userinfo is signed by the same issuer, for us,
 * about the same person.
 *
 * @param query what came back, `?code=…&state=…`
 */
export async function redeem(
  provider: UsableProvider,
  { state, nonce, verifier }: Departure,
  query: string,
  now: number,
): Promise<Redeemed> {
  const { authorizationCodeGrant, fetchUserInfo } = await openid();
  const disbelieve = (reason: Disbelief, error: unknown): Redeemed => ({ ok: false, reason, error });
  // The address that was declared, whatever the proxy made of it on the way.
  const back = new URL(provider.redirectUri);
  back.search = query;
  const configuration = await configurationOf(provider, now);
  const tokens = await authorizationCodeGrant(configuration, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  }).catch((error: unknown) => ({ error }));
  if ('error' in tokens) return disbelieve('token', tokens.error);
  const idClaims = tokens.claims();
  const idToken = tokens.id_token;
  if (!idClaims || idToken === undefined) return disbelieve('token', 'there is no id token');
  if (typeof idClaims.acr !== 'string' || !provider.acr.includes(idClaims.acr))
    return disbelieve('level', `acr is ${JSON.stringify(idClaims.acr)}`);
  const info = await fetchUserInfo(configuration, tokens.access_token, idClaims.sub).catch(
    (error: unknown) => ({ error }),
  );
  if (isRefused(info)) return disbelieve('userinfo', info.error);
  // OpenID Connect lets a signed userinfo leave these out; one that does could have been made for someone else.
  const { iss, aud } = info as Readonly<Record<string, unknown>>;
  const isForUs = aud === provider.client.id || (Array.isArray(aud) && aud.includes(provider.client.id));
  if (iss !== configuration.serverMetadata().issuer || !isForUs)
    return disbelieve('userinfo', `userinfo is by ${String(iss)} for ${String(aud)}`);
  const person = provider.vouch({ ...idClaims, ...info });
  if (!person || person.subject !== idClaims.sub || person.kind !== provider.signs)
    return disbelieve('claims', 'the claims are not those that the provider documents');
  return { ok: true, vouched: { person, idToken } };
}

function isRefused(info: object): info is { readonly error: unknown } {
  return 'error' in info && !('sub' in info);
}

/** Where the browser goes to sign out; null where the provider has no such place. */
export async function endSessionUrl(
  provider: UsableProvider,
  { idToken, state }: { readonly idToken: string; readonly state: string },
  now: number,
): Promise<URL | null> {
  const configuration = await configurationOf(provider, now);
  if (!configuration.serverMetadata().end_session_endpoint) return null;
  const { buildEndSessionUrl } = await openid();
  const url = buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    state,
    post_logout_redirect_uri: provider.afterSignOutUri,
  });
  // The id token says it already, and ProConnect refuses parameters that it does not document.
  url.searchParams.delete('client_id');
  return url;
}
