// Each kind of person of tenant A, with the cookies that they bring.

import { randomBytes } from 'node:crypto';
import { createCitizen, schema } from '@parvis/core';
import { eq } from '@parvis/db';
import type { TestHost } from '@parvis/testing';
import { exchange } from './exchange.ts';
import { hire, type Place, type PlaceKey, type Staff } from './places.ts';
import { ALL_ROLES, type Person } from './rules.ts';
import { sessionFor } from './seeding.ts';
import type { SentinelBook } from './sentinels.ts';

/** A person at their browser. */
export class Guest {
  readonly person: Person;
  /** Whether they hold every role at a body, or an account: those who could do the most harm. */
  readonly strong: boolean;
  /** An agent of one role: what there is to find on public pages, those with every role find. */
  readonly deskOnly: boolean;
  readonly #host: TestHost;
  readonly #visitor = randomBytes(16).toString('base64url');
  readonly #csrf = new Map<string, string>();
  #session = '';

  constructor(host: TestHost, person: Person, strong = false) {
    this.#host = host;
    this.person = person;
    this.strong = strong;
    this.deskOnly = person.agent !== undefined && !strong;
  }

  /** The cookies they send anywhere: those of tenant A. A session that a form ended is begun again. */
  async cookie(): Promise<string> {
    const visitor = `visiteur=${this.#visitor}`;
    const { agent, citizenId } = this.person;
    if (agent) {
      const found = this.#session && (await this.#host.house.agents.sessions.find(this.#session, Date.now()));
      if (!found || found.person.disabledAt !== null || found.person.roles.length < agent.roles.length) {
        await this.#reinstate(agent);
        this.#session = await sessionFor(this.#host, 'agent', agent.id, { authorityId: agent.authorityId });
      }
      return `${visitor}; agent=${this.#session}`;
    }
    if (citizenId) {
      const found =
        this.#session && (await this.#host.house.citizens.sessions.find(this.#session, Date.now()));
      if (!found) this.#session = await sessionFor(this.#host, 'usager', citizenId);
      return `${visitor}; usager=${this.#session}`;
    }
    return visitor;
  }

  /** Gives an agent back what a form took from them. */
  async #reinstate({ id, roles, authorityId }: NonNullable<Person['agent']>): Promise<void> {
    await this.#host.house.db.write(async (tx) => {
      const { agent, agentRole } = schema.for(tx);
      const [known] = await tx.update(agent).set({ disabledAt: null }).where(eq(agent.id, id)).returning();
      if (!known) throw new Error(`${this.person.name} is gone`);
      await tx.delete(agentRole).where(eq(agentRole.agentId, id));
      const { tenantId } = known;
      await tx.insert(agentRole).values(roles.map((role) => ({ tenantId, agentId: id, authorityId, role })));
    });
  }

  /** The anti-forgery token of this browser on a site, from a page of it. */
  async csrf(site: string): Promise<string> {
    const known = this.#csrf.get(site);
    if (known) return known;
    const { html } = await exchange(this.#host, `http://${site}/suivi`, { cookie: await this.cookie() });
    const [, token] = /name="csrf" value="([^"]+)"/.exec(html) ?? [];
    if (!token) throw new Error(`no form on http://${site}/suivi`);
    this.#csrf.set(site, token);
    return token;
  }
}

/** Everyone who visits the sites of tenant A: nobody, citizens, each role in the commune and at the EPCI, the commune next door. */
export async function guestsOf(
  host: TestHost,
  book: SentinelBook,
  places: Readonly<Record<PlaceKey, Place>>,
): Promise<readonly Guest[]> {
  const { a1, a2 } = places;
  const { tenantId } = a1;
  const emptyHanded = await host.house.db.write((tx) => createCitizen(tx, { tenantId, now: Date.now() }));
  const guests = [
    new Guest(host, { name: 'nobody' }),
    new Guest(host, { name: 'a citizen', citizenId: a1.values.get('citizen')?.[0]?.text ?? '' }, true),
    new Guest(host, { name: 'a citizen with nothing', citizenId: emptyHanded }),
    new Guest(host, agentNamed('every role', a1.commune, a1.staff.commune), true),
    new Guest(host, agentNamed('every role', 'the EPCI', a1.staff.epci), true),
    new Guest(host, agentNamed('every role', a2.commune, a2.staff.commune), true),
  ];
  for (const role of ALL_ROLES) {
    for (const [where, authorityId] of [
      [a1.commune, a1.authorityId],
      ['the EPCI', a1.epciId],
    ] as const) {
      const staff = await hire(host, book, {
        tenant: 'a',
        tenantId,
        authorityId,
        roles: [role],
        bodies: [a1.authorityId, a1.epciId],
        answers: false,
      });
      guests.push(new Guest(host, agentNamed(role, where, staff)));
    }
  }
  return guests;
}

function agentNamed(what: string, where: string, { id, roles, authorityId }: Staff): Person {
  return { name: `${what} of ${where}`, agent: { id, roles, authorityId } };
}
