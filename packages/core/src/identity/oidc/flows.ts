// Sign-ins and sign-outs that are under way, each a row for ten minutes. Whoever comes back shows a secret of which the row
// holds a keyed hash. It opens once: a hash that was used is marked rather than removed, so that a replay is told from
// a guess.

import { randomBytes } from 'node:crypto';
import { and, eq, gt, inArray, lte, newId, type Tx } from '@parvis/db';
import type { VouchedAgent, VouchedCitizen } from '@parvis/kit';
import type { House } from '../../house.ts';
import { schema } from '../../schema.ts';

const MINUTE = 60_000;
/** How long someone may take at the provider, or to make up their mind on a page of ours. */
const PATIENCE = 10 * MINUTE;
/** How long the browser may take from the broker host to the site. */
const HANDOFF = MINUTE;

/** Why a sign-in came to nothing, as far as the person at the screen is told. */
export type Failure = 'cancelled' | 'failed' | 'unreachable';

interface Begun {
  /** A local path of the site. */
  readonly returnPath: string;
  /** The host name of the site that the browser left from. */
  readonly host: string;
  /** Who was signed in when they left: the account that they may be linking. */
  readonly accountId?: string;
  /** The token of an agent's invitation. */
  readonly invitation?: string;
}

/** At the provider. */
export interface AwayFlow extends Begun {
  readonly stage: 'away';
  readonly nonce: string;
  readonly verifier: string;
}

/** Someone whom a provider vouched for, and what it asks for when they sign out. */
export interface Vouched {
  readonly person: VouchedCitizen | VouchedAgent;
  readonly idToken: string;
}

/** Back on the site, or about to be. */
export interface VouchedFlow extends Begun, Vouched {
  readonly stage: 'vouched';
  /** A code that was mailed to the owner of an account, to prove that it is theirs. */
  readonly proof?: { readonly codeId: string; readonly email: string };
}

export interface FailedFlow extends Begun {
  readonly stage: 'failed';
  readonly why: Failure;
}

/** Signed out here, about to sign out there. */
export interface LeavingFlow extends Begun {
  readonly stage: 'leaving';
  readonly idToken: string;
}

/** Over, and kept until it expires for the sake of replays; nothing of the person is left in it. */
interface DoneFlow {
  readonly stage: 'done';
}

export type FlowPayload = AwayFlow | VouchedFlow | FailedFlow | LeavingFlow | DoneFlow;

export interface Flow<P extends FlowPayload = FlowPayload> {
  readonly id: string;
  readonly tenantId: string;
  readonly siteId: string;
  readonly provider: string;
  readonly visitorHash: string;
  readonly expiresAt: number;
  readonly payload: P;
}

/** What a secret that someone showed opens. */
export type Opened =
  | { readonly outcome: 'open'; readonly flow: Flow }
  /** Known, and of no use: it was used, or is over. */
  | { readonly outcome: 'used' | 'over'; readonly flow: Flow }
  | { readonly outcome: 'unknown' };

type Lock = Pick<House, 'db' | 'vault'>;
type Secret = 'state' | 'handoff';

const PURPOSE = 'oidc-flow';
const USED = 'used:';

/** 256 random bits in 64 characters, as FranceConnect asks of `state` and `nonce`; ProConnect asks for 32 at least. */
export function secret64(): string {
  return randomBytes(32).toString('hex');
}

const hashed = ({ vault }: Lock, kind: Secret, secret: string): string => vault.hash(`oidc-${kind}`, secret);

export function visitorHash({ vault }: Pick<House, 'vault'>, visitor: string): string {
  return vault.hash('oidc-visitor', visitor);
}

const columnOf = { state: 'stateHash', handoff: 'handoffHash' } as const;

export interface NewFlow {
  readonly tenantId: string;
  readonly siteId: string;
  readonly provider: string;
  readonly visitor: string;
  readonly now: number;
  readonly payload: AwayFlow | LeavingFlow;
}

/** Begins one, and returns the secret that opens it again. Those that are over go. */
export async function beginFlow(house: Lock, kind: Secret, wanted: NewFlow): Promise<string> {
  const { tenantId, siteId, provider, visitor, now, payload } = wanted;
  const secret = secret64();
  await house.db.write(async (tx) => {
    const { oidcFlow } = schema.for(tx);
    await tx.delete(oidcFlow).where(lte(oidcFlow.expiresAt, now - PATIENCE));
    await tx.insert(oidcFlow).values({
      id: newId(),
      tenantId,
      siteId,
      provider,
      [columnOf[kind]]: hashed(house, kind, secret),
      visitorHash: visitorHash(house, visitor),
      payload: locked(house, payload),
      expiresAt: now + PATIENCE,
    });
  });
  return secret;
}

/**
 * Opens a flow by a secret and uses the secret up, even where the flow turns out to be over or of somebody else. What it held
 * goes from the database.
 */
export function openFlow(house: Lock, kind: Secret, secret: string, now: number): Promise<Opened> {
  const column = columnOf[kind];
  const hash = hashed(house, kind, secret);
  return house.db.write(async (tx) => {
    const { oidcFlow } = schema.for(tx);
    const rows = await tx
      .select()
      .from(oidcFlow)
      .where(inArray(oidcFlow[column], [hash, USED + hash]));
    const [row] = rows;
    const flow = row && toFlow(house, row);
    if (!flow) return { outcome: 'unknown' };
    if (row[column] !== hash) return { outcome: 'used', flow };
    await tx
      .update(oidcFlow)
      .set({ [column]: USED + hash, payload: locked(house, { stage: 'done' }) })
      .where(eq(oidcFlow.id, flow.id));
    return { outcome: flow.expiresAt > now ? 'open' : 'over', flow };
  });
}

/** Looks at what a hand-off opens, without using it: for a page that asks something first. */
export async function peekFlow(house: Lock, secret: string, now: number): Promise<Flow | null> {
  const { oidcFlow } = schema.for(house.db.read);
  const [row] = await house.db.read
    .select()
    .from(oidcFlow)
    .where(and(eq(oidcFlow.handoffHash, hashed(house, 'handoff', secret)), gt(oidcFlow.expiresAt, now)));
  return row ? toFlow(house, row) : null;
}

/** Notes that a code was mailed. The secret in the browser stays good. */
export async function noteProof(
  house: Lock,
  tx: Tx,
  flow: Flow<VouchedFlow>,
  proof: NonNullable<VouchedFlow['proof']>,
): Promise<void> {
  const { oidcFlow } = schema.for(tx);
  await tx
    .update(oidcFlow)
    .set({ payload: locked(house, { ...flow.payload, proof }) })
    .where(eq(oidcFlow.id, flow.id));
}

/** Writes what came of the way to the provider, and returns the secret with which the site takes it over, within a minute. */
export async function handOff(
  house: Lock,
  flow: Flow,
  payload: VouchedFlow | FailedFlow,
  now: number,
): Promise<string> {
  return proceed(house, flow, payload, now + HANDOFF);
}

/** Keeps what was taken over while a page asks what to do with it; returns the secret for the browser's cookie. */
export async function askFirst(house: Lock, flow: Flow<VouchedFlow>, now: number): Promise<string> {
  return proceed(house, flow, flow.payload, now + PATIENCE);
}

async function proceed(house: Lock, flow: Flow, payload: FlowPayload, expiresAt: number): Promise<string> {
  const secret = secret64();
  await house.db.write(async (tx) => {
    const { oidcFlow } = schema.for(tx);
    await tx
      .update(oidcFlow)
      .set({
        handoffHash: hashed(house, 'handoff', secret),
        payload: locked(house, payload),
        expiresAt,
      })
      .where(eq(oidcFlow.id, flow.id));
  });
  return secret;
}

/** Lets a flow that is leaving come back through the broker host: the `state` of a sign-out. */
export async function awaitReturn(house: Lock, flow: Flow<LeavingFlow>): Promise<string> {
  const secret = secret64();
  await house.db.write(async (tx) => {
    const { oidcFlow } = schema.for(tx);
    await tx
      .update(oidcFlow)
      .set({ stateHash: hashed(house, 'state', secret), payload: locked(house, flow.payload) })
      .where(eq(oidcFlow.id, flow.id));
  });
  return secret;
}

/** Whether a flow is at that stage. */
export function isAt<S extends FlowPayload['stage']>(
  flow: Flow,
  stage: S,
): flow is Flow<Extract<FlowPayload, { readonly stage: S }>> {
  return flow.payload.stage === stage;
}

function locked({ vault }: Lock, payload: FlowPayload): string {
  return vault.lock(PURPOSE, JSON.stringify(payload));
}

function toFlow({ vault }: Lock, row: Omit<Flow, 'payload'> & { readonly payload: string }): Flow | null {
  const plain = vault.unlock(PURPOSE, row.payload);
  // What the vault opens is what it locked.
  return plain === null ? null : { ...row, payload: JSON.parse(plain) as FlowPayload };
}
