// The agents' door: how their sessions begin and end, and for which authority they are working on this page.

import { eq, type Tx } from '@parvis/db';
import type { AgentActor, Html } from '@parvis/kit';
import type { House } from '../house.ts';
import { addressOf, getHostCookie, type SiteVisit, setHostCookie } from '../http/visit.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import {
  AGENT_SESSIONS,
  type AgentAccount,
  type AgentRecord,
  agentByEmail,
  agentById,
  hasCome,
  noteArrival,
} from './agent-accounts.ts';
import { siteOfAuthority } from './agent-mailing.ts';
import { type AgentSignIn, type AgentStep, beginStep, endStep } from './agent-steps.ts';
import { foldedEmail } from './citizens.ts';
import { deviceName } from './device.ts';
import { isPassword } from './password.ts';
import { authoritiesHeld, knownPermissions, permissionsAt, rolesAt } from './roles.ts';
import { type SessionFacts, type Sessions, sessionsOf } from './sessions.ts';

const COOKIE = 'agent';

/**
 * What became of a sign-in: `in` with a new session; `second-factor` where one is to come, on its page; or `refused`, where the
 * account is closed or holds no role on this day.
 */
export type AgentEntry = 'in' | 'second-factor' | 'refused';

/** The page that follows a sign-in. */
export const PAGE_AFTER: Readonly<Record<AgentEntry, string>> = {
  in: '/agent',
  'second-factor': '/agent/connexion/second-facteur',
  refused: '/agent/connexion',
};

/** Who signs in, and what guards the door. One for an installation. */
export interface Doorkeeper {
  readonly sessions: Sessions<AgentAccount>;
  /** Checks a password. A refusal never says whether the account exists. */
  signIn(c: SiteVisit, email: string, password: string): Promise<AgentEntry | 'slow-down'>;
  /** Lets in an agent of this tenant who proved who they are, or leads them to the second factor. */
  signInAgent(c: SiteVisit, agentId: string, how: AgentSignIn): Promise<AgentEntry>;
  /** The second factor was right, or is made by `also` in the same transaction: ends the step and starts the session. */
  signInAfterStep(c: SiteVisit, step: AgentStep, also?: (tx: Tx) => Promise<boolean>): Promise<AgentEntry>;
  signOut(c: SiteVisit): Promise<void>;
  /** The agent of this tenant who is at work on this page, or null. */
  agentOf(c: SiteVisit): Promise<SignedAgent | null>;
  /** Works for another authority where a role is held; false where none is. */
  workFor(c: SiteVisit, authorityId: string): Promise<boolean>;
  /** Another id for this session: what someone may have known of it before opens nothing after. */
  rotate(c: SiteVisit): Promise<void>;
}

export interface SignedAgent extends AgentActor {
  /** Ids of the authorities they may work for. */
  readonly authorityIds: readonly string[];
  /** Of this session, in the list of sessions. */
  readonly handle: string;
  readonly session: SessionFacts;
  readonly hasFactor: boolean;
  /** How the site of the body they work for looks, where they are on another one. */
  readonly colours: { readonly monogram: Html; readonly stylesheet: string } | null;
}

export function doorkeeper(house: House): Doorkeeper {
  const sessions = sessionsOf(house.db, AGENT_SESSIONS);
  const known = knownPermissions(house.plugins);

  async function held(c: SiteVisit) {
    const id = getHostCookie(house, c, COOKIE);
    if (!id) return null;
    const found = await sessions.find(id, c.get('now'));
    if (!found || found.person.disabledAt !== null) return null;
    return found.person.tenantId === c.get('snapshot').tenant.id ? found : null;
  }

  async function enter(c: SiteVisit, agent: AgentRecord, how: AgentSignIn): Promise<AgentEntry> {
    const [first] = authoritiesOf(c, agent);
    if (!first || agent.disabledAt !== null) return 'refused';
    await endSession(c);
    await sessions.endExpired();
    const { tenant, site, authorities } = c.get('snapshot');
    const authorityId = authoritiesOf(c, agent).find((id) => id === site.authority.id) ?? first;
    await startSession(c, agent.id, {
      // Where the site is of a body they work for, they start there.
      authorityId,
      startedAt: c.get('now'),
      device: deviceName(c.req.header('user-agent')),
      signedInBy: how.by,
      logoutHint: how.logoutHint ?? null,
    });
    const authority = authorities.get(authorityId);
    await house.db.write(async (tx) => {
      if (!hasCome(agent)) await noteArrival(tx, agent.id);
      if (!authority) return;
      const { id, name, email } = agent;
      await house.audit.append(tx, [
        {
          tenantId: tenant.id,
          siteId: site.id,
          actor: { kind: 'agent', id, name, email, authority, roles: [], permissions: new Set() },
          action: 'agent.signed-in',
          subject: { kind: 'agent', id, details: { by: how.by } },
          at: c.get('now'),
          address: addressOf(house, c),
        },
      ]);
    });
    return 'in';
  }

  async function signInAgent(c: SiteVisit, agentId: string, how: AgentSignIn): Promise<AgentEntry> {
    const { tenant, secondFactor } = c.get('snapshot');
    const agent = await agentById(house.db.read, tenant.id, agentId);
    if (!agent || agent.disabledAt !== null || authoritiesOf(c, agent).length === 0) return 'refused';
    if (how.secondFactorSeen || (secondFactor === 'offered' && !agent.hasFactor)) return enter(c, agent, how);
    await beginStep(house, c, agentId, how);
    return 'second-factor';
  }

  return {
    sessions,
    signInAgent,
    async signIn(c, email, password) {
      const { tenant } = c.get('snapshot');
      const account = `agent\0${tenant.id}\0${foldedEmail(email)}`;
      const address = addressOf(house, c);
      const waits = [
        await house.limits.take('sign-in-address', address),
        await house.limits.take('sign-in-account', account),
      ];
      if (waits.some((seconds) => seconds > 0)) return 'slow-down';
      const agent = await agentByEmail(house.db.read, tenant.id, email);
      const right = await isPassword(password, agent?.passwordHash);
      if (!right || !agent) return 'refused';
      const entry = await signInAgent(c, agent.id, { by: 'password', secondFactorSeen: false });
      if (entry === 'refused') return entry;
      await house.limits.clear('sign-in-account', account);
      await house.limits.giveBack('sign-in-address', address);
      return entry;
    },
    async signInAfterStep(c, step, also = async () => true) {
      return (await endStep(house, c, step, also)) ? enter(c, step.agent, step.how) : 'refused';
    },
    async signOut(c) {
      await endSession(c);
      setHostCookie(house, c, COOKIE, '', 0);
    },
    async agentOf(c) {
      const found = await held(c);
      if (!found) return null;
      const { facts, person, handle } = found;
      const { authorities } = c.get('snapshot');
      const authorityIds = authoritiesOf(c, person).filter((id) => authorities.has(id));
      const chosen = authorityIds.find((id) => id === facts.authorityId) ?? authorityIds[0];
      const authority = chosen && authorities.get(chosen);
      if (!authority) return null;
      return {
        kind: 'agent',
        id: person.id,
        name: person.name,
        email: person.email,
        authority,
        roles: rolesAt(authority.id, person.roles, today(c)),
        permissions: new Set(permissionsAt(authority.id, person.roles, today(c), known).keys()),
        authorityIds,
        handle,
        session: facts,
        hasFactor: person.hasFactor,
        colours: await coloursOf(c, authority.id),
      };
    },
    async workFor(c, authorityId) {
      const found = await held(c);
      if (!found || !authoritiesOf(c, found.person).includes(authorityId)) return false;
      await house.db.write(async (tx) => {
        const { agentSession } = schema.for(tx);
        await tx.update(agentSession).set({ authorityId }).where(eq(agentSession.idHash, found.handle));
      });
      await rotate(c);
      return true;
    },
    rotate,
  };

  async function coloursOf(c: SiteVisit, authorityId: string): Promise<SignedAgent['colours']> {
    const { tenant, site } = c.get('snapshot');
    if (site.authority.id === authorityId) return null;
    const siteId = await siteOfAuthority(house.db.read, tenant.id, authorityId);
    return siteId === null ? null : house.sites.byId(siteId);
  }

  async function rotate(c: SiteVisit): Promise<void> {
    const found = await held(c);
    if (!found) return;
    await endSession(c);
    await startSession(c, found.person.id, found.facts);
  }

  async function startSession(c: SiteVisit, agentId: string, facts: SessionFacts): Promise<void> {
    const id = await sessions.start(agentId, facts);
    setHostCookie(house, c, COOKIE, id, sessions.cookieSeconds);
  }

  async function endSession(c: SiteVisit): Promise<void> {
    const id = getHostCookie(house, c, COOKIE);
    if (id) await sessions.end(id);
  }
}

function today(c: SiteVisit): string {
  return localDay(c.get('snapshot').site.zone, c.get('now'));
}

function authoritiesOf(c: SiteVisit, agent: Pick<AgentAccount, 'roles'>): readonly string[] {
  return authoritiesHeld(agent.roles, today(c));
}
