// Sessions, by Lucia, which nothing outside this folder knows. The id is in the person's cookie only: the database holds its
// SHA-256, so that a stolen copy opens nothing.

import { createHash } from 'node:crypto';
import { and, type Db, desc, eq, gt, lte, ne, type Reader, type Tx } from '@parvis/db';
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import { schema } from '../schema.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionFacts, { readonly person: unknown }>;
    DatabaseSessionAttributes: SessionFacts;
    DatabaseUserAttributes: { readonly person: unknown };
  }
}

export interface SessionFacts {
  /** Epoch milliseconds: when the person signed in. */
  readonly startedAt: number;
  /** « Firefox sur Windows ». */
  readonly device: string;
  /** `password`, `link`, `passkey`, or the name of a provider. */
  readonly signedInBy: string;
  /** Locked in the vault: what the provider asks for at sign-out. */
  readonly logoutHint: string | null;
  /** For an agent: the authority they chose to work for. */
  readonly authorityId?: string | null;
}

export interface SessionLimits {
  /** Hours without a page after which a session ends. It is extended in the second half of them. */
  readonly idleHours: number;
  /** Hours after which it ends, however busy. */
  readonly mostHours: number;
}

/** A session as its owner's list shows it. */
export interface ListedSession extends SessionFacts {
  /** SHA-256 of its id: names it without opening it. */
  readonly handle: string;
  readonly expiresAt: number;
}

export interface Sessions<P> {
  /** Seconds that the cookie may live. */
  readonly cookieSeconds: number;
  /** Starts one and returns its id, which only the cookie ever holds. */
  start(personId: string, facts: SessionFacts): Promise<string>;
  /** The person of an id, while the session lasts. */
  find(
    id: string,
    now: number,
  ): Promise<{ readonly person: P; readonly facts: SessionFacts; readonly handle: string } | null>;
  end(id: string): Promise<void>;
  /** Of one person, newest first. */
  list(personId: string, now: number): Promise<readonly ListedSession[]>;
  endOne(tx: Tx, personId: string, handle: string): Promise<void>;
  /** Ends them all, but the one that is spared. */
  endAll(tx: Tx, personId: string, spared?: string): Promise<void>;
  endExpired(): Promise<void>;
}

/** The two kinds of sessions: their table, and how the person is found with them, in one query. */
export interface SessionKind<P> {
  readonly table: 'agentSession' | 'citizenSession';
  readonly limits: SessionLimits;
  load(
    read: Reader,
    idHash: string,
  ): Promise<{ readonly row: SessionRow; readonly personId: string; readonly person: P } | null>;
}

export interface SessionRow extends SessionFacts {
  readonly idHash: string;
  readonly personId: string;
  readonly expiresAt: number;
}

const HOUR = 3_600_000;

function hashOfSession(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

export function sessionsOf<P>(db: Db, kind: SessionKind<P>): Sessions<P> {
  const { idleHours, mostHours } = kind.limits;
  const lucia = new Lucia(hashedSessions(db, kind), {
    sessionExpiresIn: new TimeSpan(idleHours, 'h'),
    getSessionAttributes: factsOf,
    getUserAttributes: (attributes) => attributes,
  });
  return {
    cookieSeconds: mostHours * 3_600,
    async start(personId, facts) {
      return (await lucia.createSession(personId, facts)).id;
    },
    async find(id, now) {
      const { session, user } = await lucia.validateSession(id);
      if (!session) return null;
      if (session.startedAt + mostHours * HOUR <= now) {
        await lucia.invalidateSession(id);
        return null;
      }
      // What the adapter of this very kind has just loaded.
      return { person: user.person as P, facts: factsOf(session), handle: hashOfSession(id) };
    },
    end: (id) => lucia.invalidateSession(id),
    async list(personId, now) {
      const table = schema.for(db.read)[kind.table];
      const rows: readonly SessionRow[] = await db.read
        .select()
        .from(table)
        .where(
          and(
            eq(table.personId, personId),
            gt(table.expiresAt, now),
            gt(table.startedAt, now - mostHours * HOUR),
          ),
        )
        .orderBy(desc(table.startedAt))
        .limit(50);
      return rows.map((row) => ({ ...factsOf(row), handle: row.idHash, expiresAt: row.expiresAt }));
    },
    async endOne(tx, personId, handle) {
      const table = schema.for(tx)[kind.table];
      await tx.delete(table).where(and(eq(table.personId, personId), eq(table.idHash, handle)));
    },
    async endAll(tx, personId, spared) {
      const table = schema.for(tx)[kind.table];
      await tx
        .delete(table)
        .where(and(eq(table.personId, personId), spared ? ne(table.idHash, spared) : undefined));
    },
    endExpired: () => lucia.deleteExpiredSessions(),
  };
}

function factsOf({ startedAt, device, signedInBy, logoutHint, authorityId }: SessionFacts): SessionFacts {
  return {
    startedAt,
    device,
    signedInBy,
    logoutHint,
    ...(authorityId !== undefined && { authorityId }),
  };
}

function hashedSessions<P>(db: Db, kind: SessionKind<P>): Adapter {
  const own = (tx: Tx) => schema.for(tx)[kind.table];
  return {
    async getSessionAndUser(sessionId) {
      const found = await kind.load(db.read, hashOfSession(sessionId));
      if (!found) return [null, null];
      const { row, personId, person } = found;
      return [toSession(sessionId, row), { id: personId, attributes: { person } }];
    },
    async getUserSessions(personId) {
      const table = schema.for(db.read)[kind.table];
      const rows: readonly SessionRow[] = await db.read
        .select()
        .from(table)
        .where(eq(table.personId, personId));
      // Their ids are known to nobody but their owner: the hash stands for them.
      return rows.map((row) => toSession(row.idHash, row));
    },
    setSession: ({ id, userId, expiresAt, attributes }) =>
      db.write(async (tx) => {
        await tx.insert(own(tx)).values({
          idHash: hashOfSession(id),
          personId: userId,
          expiresAt: expiresAt.getTime(),
          ...attributes,
        });
      }),
    updateSessionExpiration: (sessionId, expiresAt) =>
      db.write(async (tx) => {
        await tx
          .update(own(tx))
          .set({ expiresAt: expiresAt.getTime() })
          .where(eq(own(tx).idHash, hashOfSession(sessionId)));
      }),
    deleteSession: (sessionId) =>
      db.write(async (tx) => {
        await tx.delete(own(tx)).where(eq(own(tx).idHash, hashOfSession(sessionId)));
      }),
    deleteUserSessions: (personId) =>
      db.write(async (tx) => {
        await tx.delete(own(tx)).where(eq(own(tx).personId, personId));
      }),
    deleteExpiredSessions: () =>
      db.write(async (tx) => {
        await tx.delete(own(tx)).where(lte(own(tx).expiresAt, Date.now()));
      }),
  };
}

function toSession(id: string, row: SessionRow): DatabaseSession {
  return { id, userId: row.personId, expiresAt: new Date(row.expiresAt), attributes: factsOf(row) };
}
