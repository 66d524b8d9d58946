// Passkeys of agents (WebAuthn level 2): keys that stay on a device and work on one host only. A challenge works once.

import { and, asc, eq, type Reader, type Tx } from '@parvis/db';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { House } from '../house.ts';
import { hostOf, isHttps, type SiteVisit } from '../http/visit.ts';
import { schema } from '../schema.ts';
import { issueOneTime, oneTimeByToken, useOneTime } from './one-time.ts';

/** Loaded with the first ceremony: a town where nobody has a key starts without it. */
const webAuthn = () => import('@simplewebauthn/server');

const CEREMONY_MINUTES = 10;
/** Longer than any answer of a device. */
const MOST_ANSWER = 20_000;

export interface Passkey {
  readonly id: string;
  readonly rpId: string;
  readonly label: string;
  readonly transports: readonly string[];
  readonly createdAt: number;
  readonly usedAt: number | null;
}

/** What a page hands to the device, and the token that its answer comes back with. */
export interface Ceremony {
  /** JSON of the options (WebAuthn level 3, 5.1.8). */
  readonly options: string;
  readonly token: string;
}

/** What a form brings back. */
export interface CeremonyAnswer {
  readonly token: string;
  /** JSON, as the device said it. */
  readonly answer: string;
}

/** The host that keys are made for: the one in the visitor's address bar. */
export function rpIdOf(c: SiteVisit): string {
  return new URL(c.req.url).hostname;
}

function originOf(house: House, c: SiteVisit): string {
  return `${isHttps(house, c) ? 'https' : 'http'}://${hostOf(c)}`;
}

export async function passkeysOf(reader: Reader, agentId: string): Promise<readonly Passkey[]> {
  const { agentPasskey } = schema.for(reader);
  return reader
    .select({
      id: agentPasskey.id,
      rpId: agentPasskey.rpId,
      label: agentPasskey.label,
      transports: agentPasskey.transports,
      createdAt: agentPasskey.createdAt,
      usedAt: agentPasskey.usedAt,
    })
    .from(agentPasskey)
    .where(eq(agentPasskey.agentId, agentId))
    .orderBy(asc(agentPasskey.createdAt), asc(agentPasskey.id));
}

/** Begins the making of a key for an agent. */
export async function beginRegistration(
  house: House,
  c: SiteVisit,
  agent: { readonly id: string; readonly email: string; readonly name: string },
): Promise<Ceremony> {
  const known = await passkeysOf(house.db.read, agent.id);
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: c.get('snapshot').site.name,
    rpID: rpIdOf(c),
    userID: new TextEncoder().encode(agent.id),
    userName: agent.email,
    userDisplayName: agent.name,
    excludeCredentials: known
      .filter(({ rpId }) => rpId === rpIdOf(c))
      .map(({ id, transports }) => ({ id, transports: [...transports] })),
    // Kept by the device where it can, so that it may also open the door alone.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  });
  const token = await keepChallenge(house, c, {
    use: 'create',
    challenge: options.challenge,
    agentId: agent.id,
  });
  return { options: JSON.stringify(options), token };
}

/** Adds the key that a device made; false where its answer is not right. Ends the ceremony. */
export async function addPasskey(
  house: House,
  c: SiteVisit,
  agent: { readonly id: string; readonly tenantId: string },
  label: string,
  given: CeremonyAnswer,
): Promise<{ readonly save: (tx: Tx) => Promise<boolean> } | null> {
  const ceremony = await challengeOf(house, c, 'create', given.token);
  const response = fromJson(given.answer) as RegistrationResponseJSON | null;
  if (!ceremony || ceremony.agentId !== agent.id || !response) return null;
  const { verifyRegistrationResponse } = await webAuthn();
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: originOf(house, c),
    expectedRPID: rpIdOf(c),
    requireUserVerification: false,
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { credential } = verified.registrationInfo;
  return {
    async save(tx) {
      if (!(await useOneTime(tx, ceremony.id, c.get('now')))) return false;
      await tx.insert(schema.for(tx).agentPasskey).values({
        id: credential.id,
        tenantId: agent.tenantId,
        agentId: agent.id,
        rpId: rpIdOf(c),
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: (credential.transports ?? []).slice(0, 8),
        label,
        createdAt: c.get('now'),
        usedAt: null,
      });
      return true;
    },
  };
}

/**
 * Begins a sign-in with a key: as a second factor of one agent, or alone, of whichever agent has it. Alone, the device must
 * have checked that it is its owner.
 */
export async function beginAuthentication(
  house: House,
  c: SiteVisit,
  agentId: string | null,
): Promise<Ceremony> {
  const known = agentId === null ? [] : await passkeysOf(house.db.read, agentId);
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: rpIdOf(c),
    userVerification: agentId === null ? 'required' : 'preferred',
    ...(agentId !== null && {
      allowCredentials: known
        .filter(({ rpId }) => rpId === rpIdOf(c))
        .map(({ id, transports }) => ({ id, transports: [...transports] })),
    }),
  });
  const token = await keepChallenge(house, c, { use: 'get', challenge: options.challenge, agentId });
  return { options: JSON.stringify(options), token };
}

/**
 * The agent whose key answered, or null. Ends the ceremony, and counts the use of the key: one that counts backwards was copied
 * (WebAuthn level 2, 6.1.1), and is refused.
 */
export async function agentByPasskey(
  house: House,
  c: SiteVisit,
  agentId: string | null,
  given: CeremonyAnswer,
): Promise<string | null> {
  const ceremony = await challengeOf(house, c, 'get', given.token);
  const response = fromJson(given.answer) as AuthenticationResponseJSON | null;
  if (!ceremony || ceremony.agentId !== agentId || typeof response?.id !== 'string') return null;
  const { agentPasskey } = schema.for(house.db.read);
  const [key] = await house.db.read
    .select()
    .from(agentPasskey)
    .where(
      and(
        eq(agentPasskey.id, response.id),
        eq(agentPasskey.tenantId, c.get('snapshot').tenant.id),
        eq(agentPasskey.rpId, rpIdOf(c)),
      ),
    );
  if (!key || (agentId !== null && key.agentId !== agentId)) return null;
  const { verifyAuthenticationResponse } = await webAuthn();
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: originOf(house, c),
    expectedRPID: rpIdOf(c),
    requireUserVerification: agentId === null,
    credential: {
      id: key.id,
      publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')),
      counter: key.counter,
      transports: [...key.transports],
    },
  }).catch(() => null);
  if (!verified?.verified) return null;
  const { newCounter } = verified.authenticationInfo;
  const now = c.get('now');
  return house.db.write(async (tx) => {
    if (!(await useOneTime(tx, ceremony.id, now))) return null;
    const { agentPasskey: table } = schema.for(tx);
    await tx.update(table).set({ counter: newCounter, usedAt: now }).where(eq(table.id, key.id));
    return key.agentId;
  });
}

interface Challenge {
  readonly use: 'create' | 'get';
  readonly challenge: string;
  readonly agentId: string | null;
}

async function keepChallenge(house: House, c: SiteVisit, challenge: Challenge): Promise<string> {
  const { token } = await house.db.write((tx) =>
    issueOneTime(tx, house.vault, {
      purpose: 'agent-ceremony',
      tenantId: c.get('snapshot').tenant.id,
      now: c.get('now'),
      minutes: CEREMONY_MINUTES,
      ...(challenge.agentId !== null && { agentId: challenge.agentId }),
      payload: { use: challenge.use, challenge: challenge.challenge },
    }),
  );
  return token;
}

async function challengeOf(house: House, c: SiteVisit, use: Challenge['use'], token: string) {
  const found = await oneTimeByToken(house.db.read, house.vault, {
    purpose: 'agent-ceremony',
    tenantId: c.get('snapshot').tenant.id,
    token,
    now: c.get('now'),
  });
  const payload = found?.payload as Partial<Challenge> | null | undefined;
  if (!found || payload?.use !== use || typeof payload.challenge !== 'string') return null;
  return { id: found.id, agentId: found.agentId, challenge: payload.challenge };
}

/** What a device said. The verifiers check it member by member, and throw on anything else than they expect. */
function fromJson(text: string): object | null {
  if (text.length > MOST_ANSWER) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

export async function renamePasskey(tx: Tx, agentId: string, id: string, label: string): Promise<void> {
  const { agentPasskey } = schema.for(tx);
  await tx
    .update(agentPasskey)
    .set({ label })
    .where(and(eq(agentPasskey.id, id), eq(agentPasskey.agentId, agentId)));
}

export async function removePasskey(tx: Tx, agentId: string, id: string): Promise<boolean> {
  const { agentPasskey } = schema.for(tx);
  const rows = await tx
    .delete(agentPasskey)
    .where(and(eq(agentPasskey.id, id), eq(agentPasskey.agentId, agentId)))
    .returning({ id: agentPasskey.id });
  return rows.length === 1;
}
