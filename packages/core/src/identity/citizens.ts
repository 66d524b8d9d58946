// Citizens who have an account at a tenant, and are signed in on one of its sites.

import { and, eq, keptRead, type Later, type Tx } from '@parvis/db';
import type { CitizenActor, IdentityField } from '@parvis/kit';
import type { House } from '../house.ts';
import {
  addressOf,
  getHostCookie,
  knownVisitor,
  type SiteVisit,
  setHostCookie,
  visitorKey,
} from '../http/visit.ts';
import { publish } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { citizenEntry } from './citizen-audit.ts';
import { deviceName } from './device.ts';
import type { FactSource } from './facts.ts';
import { type SessionFacts, type SessionKind, type Sessions, sessionsOf } from './sessions.ts';

const COOKIE = 'usager';

export type CitizenFacts = { readonly [K in IdentityField]?: FactSource };

export interface CitizenAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly identity: CitizenFacts;
  readonly createdAt: number;
  readonly seenAt: number;
}

export interface SignedCitizen extends CitizenActor {
  readonly id: string;
  readonly account: CitizenAccount;
  /** Of this session, in the list of sessions. */
  readonly handle: string;
  readonly session: SessionFacts;
}

/** How a citizen came in. */
export interface CitizenSignIn {
  /** `link`, `password`, or the name of a provider. */
  readonly by: string;
  readonly logoutHint?: string;
}

/** Who is signed in on a site of the tenant. One for an installation. */
export interface CitizenDoors {
  readonly sessions: Sessions<CitizenAccount>;
  /** Cheap where there is no cookie: no query. */
  citizenOf(c: SiteVisit): Promise<SignedCitizen | null>;
  /** A new session, always: the one before ends, so that no id survives a change of rights. */
  signIn(c: SiteVisit, citizenId: string, how: CitizenSignIn): Promise<void>;
  signOut(c: SiteVisit): Promise<void>;
  /** Another id for this session: what someone may have known of it before opens nothing after. */
  rotate(c: SiteVisit): Promise<void>;
}

export function citizenDoors(house: House): CitizenDoors {
  const sessions = sessionsOf(house.db, CITIZENS);
  return {
    sessions,
    async citizenOf(c) {
      const id = getHostCookie(house, c, COOKIE);
      if (!id) return null;
      const found = await sessions.find(id, c.get('now'));
      // An account of another tenant opens nothing here, even on a browser that shows its cookie.
      if (!found || found.person.tenantId !== c.get('snapshot').tenant.id) return null;
      const { person, facts, handle } = found;
      return {
        kind: 'citizen',
        id: person.id,
        name: citizenName(person.identity),
        account: person,
        handle,
        session: facts,
      };
    },
    async signIn(c, citizenId, { by, logoutHint }) {
      await end(c);
      await sessions.endExpired();
      const now = c.get('now');
      await house.db.write(async (tx) => {
        const { citizen } = schema.for(tx);
        const [row] = await tx
          .update(citizen)
          .set({ seenAt: now })
          .where(eq(citizen.id, citizenId))
          .returning({ identity: citizen.identity });
        if (!row) throw new Error('the account that signs in is gone');
        const actor = { kind: 'citizen', id: citizenId, name: citizenName(row.identity) } as const;
        const standing = { snapshot: c.get('snapshot'), actor, now, address: addressOf(house, c) };
        const known = knownVisitor(house, c);
        await publish(house, standing, tx, 'citizen.signed-in', {
          citizenId,
          visitor: (plugin, purpose) => known && visitorKey(house, known, plugin, purpose),
        });
        await house.audit.append(tx, [
          citizenEntry(house, c, actor, 'citizen.signed-in', { id: citizenId, details: { by } }),
        ]);
      });
      await start(c, citizenId, {
        startedAt: now,
        device: deviceName(c.req.header('user-agent')),
        signedInBy: by,
        logoutHint: logoutHint ?? null,
      });
    },
    async signOut(c) {
      const citizen = c.get('citizen');
      await end(c);
      setHostCookie(house, c, COOKIE, '', 0);
      if (!citizen) return;
      await house.audit.record([citizenEntry(house, c, citizen, 'citizen.signed-out', { id: citizen.id })]);
    },
    async rotate(c) {
      const citizen = c.get('citizen');
      if (!citizen) return;
      await end(c);
      await start(c, citizen.id, citizen.session);
    },
  };

  async function start(c: SiteVisit, citizenId: string, facts: SessionFacts): Promise<void> {
    const id = await sessions.start(citizenId, facts);
    setHostCookie(house, c, COOKIE, id, sessions.cookieSeconds);
  }

  async function end(c: SiteVisit): Promise<void> {
    const id = getHostCookie(house, c, COOKIE);
    if (id) await sessions.end(id);
  }
}

const citizenOfSession = keptRead((read, later: Later<'idHash'>) => {
  const { citizen, citizenSession } = schema.for(read);
  return read
    .select({ session: citizenSession, citizen })
    .from(citizenSession)
    .innerJoin(citizen, eq(citizen.id, citizenSession.personId))
    .where(eq(citizenSession.idHash, later('idHash')));
});

export const CITIZENS: SessionKind<CitizenAccount> = {
  table: 'citizenSession',
  limits: { idleHours: 4, mostHours: 24 },
  async load(read, idHash) {
    const [row] = await citizenOfSession(read, { idHash });
    return row ? { row: row.session, personId: row.citizen.id, person: row.citizen } : null;
  },
};

/** « Jeanne Martin », from what is known; null while nothing is. */
export function citizenName(identity: CitizenFacts): string | null {
  const first = identity.givenNames?.value.split(/\s+/)[0];
  const last = (identity.usualName ?? identity.familyName)?.value;
  return [first, last].filter(Boolean).join(' ') || null;
}

export interface NewCitizen {
  readonly tenantId: string;
  /** Proven already. */
  readonly email?: string;
  readonly identity?: CitizenFacts;
  readonly now: number;
}

/** Adds an account and returns its id. @throws DbConstraintError where the tenant has one of that address */
export async function createCitizen(
  tx: Tx,
  { tenantId, email, identity = {}, now }: NewCitizen,
): Promise<string> {
  const { citizen } = schema.for(tx);
  const [row] = await tx
    .insert(citizen)
    .values({
      tenantId,
      email: email === undefined ? null : foldedEmail(email),
      passwordHash: null,
      identity,
      createdAt: now,
      seenAt: now,
    })
    .returning({ id: citizen.id });
  if (!row) throw new Error('the inserted account came back empty');
  return row.id;
}

export async function citizenByEmail(
  reader: Parameters<typeof schema.for>[0] & Pick<Tx, 'select'>,
  tenantId: string,
  email: string,
): Promise<CitizenAccount | null> {
  const { citizen } = schema.for(reader);
  const [row] = await reader
    .select()
    .from(citizen)
    .where(and(eq(citizen.tenantId, tenantId), eq(citizen.email, foldedEmail(email))));
  return row ?? null;
}

/** Addresses are compared without case: no mail system in use tells them apart. */
export function foldedEmail(email: string): string {
  return email.trim().toLowerCase();
}
