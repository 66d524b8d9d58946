// A tenant to test in: real communes of one EPCI, their sites, the starter services, and whom a test needs besides.

import { createAgent, type FoundedTenant, openTenant, planEpci } from '@parvis/core';
import type { Authority, Role, TxCtx } from '@parvis/kit';
import { openTerritory } from '@parvis/territory';
import type { TestHost } from './start-host.ts';
import type { Visitor } from './visitor.ts';

const PASSWORD = 'une phrase assez longue';

export interface TownAgent {
  /** Signs in as `<name>@exemple.fr`. */
  readonly name: string;
  readonly role: Role;
  /** A part of the name of the body the agent works for; the EPCI without it. */
  readonly at?: string;
}

export interface TownOptions {
  /** SIREN of an EPCI: Entre Beauce et Perche, with Le Favril, unless given. */
  readonly epci?: string;
  /** Of its sites, `<slug>.<domain>`: `localhost` unless told. */
  readonly domain?: string;
  /** A demonstration, whose mails are read under `/_courrier`; true unless told. */
  readonly demo?: boolean;
  /** Whether agents must have a second factor; only offered unless told, so that a password signs in. */
  readonly secondFactor?: 'required' | 'offered';
  readonly agents?: readonly TownAgent[];
  /** What a plugin adds to the tenant, in the founding transaction, with its own context. */
  readonly furnish?: (contextOf: (plugin: string) => TxCtx, town: Omit<Town, 'signIn'>) => Promise<void>;
}

export interface Town {
  /** The body whose name contains these words; the EPCI without any. */
  authority(words?: string): Authority;
  /** Id of an agent, by name. */
  agent(name: string): string;
  /** A browser in which an agent is signed in. */
  signIn(name: string, site: string): Promise<Visitor>;
}

/** Opens a tenant on a test host: its sites, plugins started. */
export async function openTown(
  host: TestHost,
  {
    epci: siren = '200058360',
    domain = 'localhost',
    demo = true,
    secondFactor = 'offered',
    agents = [],
    furnish,
  }: TownOptions = {},
): Promise<Town> {
  const territory = openTerritory();
  const epci = territory.epciBySiren(siren);
  if (!epci) throw new Error(`no EPCI has the SIREN ${siren}`);
  const ids = new Map<string, string>();
  const lookUp = ({ authorities }: FoundedTenant) => ({
    authority(words = '') {
      const found = authorities.find(({ name, kind }) =>
        words === '' ? kind === 'epci' : name.includes(words),
      );
      if (!found) throw new Error(`no authority is named ${words}`);
      return found;
    },
    agent: (name: string) => ids.get(name) ?? '',
  });
  const founded = await openTenant(host.house, planEpci(territory, epci), {
    domain,
    theme: 'parvis',
    demo,
    secondFactor,
    async furnish(founded, { tx, contextOf }) {
      const town = lookUp(founded);
      for (const { name, role, at } of agents) {
        const roles = [{ authorityId: town.authority(at).id, role }];
        const email = `${name}@exemple.fr`;
        ids.set(
          name,
          await createAgent(tx, { tenantId: founded.tenant.id, email, name, password: PASSWORD, roles }),
        );
      }
      await furnish?.(contextOf, town);
    },
  });
  return {
    ...lookUp(founded),
    async signIn(name, site) {
      const visitor = host.visit(site);
      const typed = { courriel: `${name}@exemple.fr`, 'mot-de-passe': PASSWORD };
      const { path } = await visitor.submit(await visitor.get('/agent/connexion'), typed, '/agent/connexion');
      if (!/^\/agent(?!\/connexion)/.test(path)) throw new Error(`${name} could not sign in`);
      return visitor;
    },
  };
}
