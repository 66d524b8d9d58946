// The towns of the demonstration while their weeks are played: one clock, and the people who come to the doors that everyone has,
// the pages. Nothing is written but by them.

import { contextFor, createCitizen, type Host } from '@parvis/core';
import type { CitizenRequest } from '@parvis/kit';
import { Visitor } from '@parvis/testing/visitor';
import { Agent } from './agent.ts';
import type { Calendar } from './calendar.ts';
import { Citizen } from './citizen.ts';
import type { Person } from './citizens.ts';

/** A story goes on at each instant that it yields, in epoch milliseconds. */
export type Story = (town: Town) => AsyncGenerator<number, void, void>;

export class Town {
  readonly days: Calendar;
  readonly #host: Host;
  readonly #agents = new Map<string, Agent>();
  readonly #citizens = new Map<string, Citizen>();
  #browsers = 0;

  constructor(host: Host, days: Calendar) {
    this.#host = host;
    this.days = days;
  }

  get house(): Host['house'] {
    return this.#host.house;
  }

  /** A person on a site, by their slug: `le-favril`. The same browser each time. */
  citizen(person: Person, site: string): Citizen {
    const key = `${person.email} ${site}`;
    const known = this.#citizens.get(key);
    if (known) return known;
    const came = new Citizen(this.browser(site), person);
    this.#citizens.set(key, came);
    return came;
  }

  /** An agent at the desk of a site. */
  agent(email: string, site: string): Agent {
    const key = `${email} ${site}`;
    const known = this.#agents.get(key);
    if (known) return known;
    const came = new Agent(this.browser(site), email);
    this.#agents.set(key, came);
    return came;
  }

  /** Opens an account for a person, who comes in by it on a site and chooses a password. */
  async opensAccount(person: Person, site: string, password: string): Promise<Citizen> {
    const { house } = this.#host;
    const { tenant } = await this.#snapshot(site);
    const at = house.now();
    const fact = (value: string) => ({ value, from: 'declared', at });
    const { given, family, street, postalCode, commune, email } = person;
    const identity = {
      givenNames: fact(given),
      familyName: fact(family),
      address: fact(`${street}, ${postalCode} ${commune}`),
    };
    const id = await house.db.write((tx) =>
      createCitizen(tx, { tenantId: tenant.id, email, identity, now: at }),
    );
    const facts = { device: 'Firefox sur Linux', signedInBy: 'link', logoutHint: null, startedAt: at };
    const citizen = this.citizen(person, site);
    await citizen.opensAccount(await house.citizens.sessions.start(id, facts), password);
    return citizen;
  }

  /** The request that a tracking code opens. */
  async request(code: string, site: string): Promise<CitizenRequest> {
    const { house } = this.#host;
    const snapshot = await this.#snapshot(site);
    const standing = { snapshot, actor: { kind: 'system' }, now: house.now() } as const;
    const request = await contextFor(house, standing, 'core').requests.byCode(code);
    if (!request) throw new Error(`the code ${code} opens nothing`);
    return request;
  }

  async #snapshot(site: string) {
    const snapshot = await this.#host.house.sites.byHost(`${site}.localhost`);
    if (!snapshot) throw new Error(`the demonstration has no site ${site}`);
    return snapshot;
  }

  /** A browser with a network address of its own: what one person may do in a quarter of an hour is not what all may. */
  browser(site: string): Visitor {
    this.#browsers += 1;
    const remoteAddress = `192.0.2.${1 + (this.#browsers % 250)}`;
    const from: Pick<Host, 'fetch'> = {
      fetch: (request) => {
        const headers = Object.fromEntries(request.headers);
        const incoming = { headers, socket: { remoteAddress } };
        return this.#host.fetch(request, { incoming });
      },
    };
    return new Visitor(from, `${site}.localhost`, { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
  }
}
