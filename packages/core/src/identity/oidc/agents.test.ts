// Agents whom a provider vouches for: second factors, and bodies where a role ends.

import { eq } from '@parvis/db';
import { definePlugin } from '@parvis/kit';
import { describeEachHost, openTown, type TestHost } from '@parvis/testing';
import { type Forger, forger, Traveller } from '@parvis/testing/oidc';
import { expect, it } from 'vitest';
import { schema } from '../../schema.ts';
import { tenantTag } from '../../sites/directory.ts';
import { providerChecks } from './index.ts';
import { link } from './linked.ts';

const SITE = 'le-favril.localhost';
const BROKER = 'connexion.localhost';
const LE_FAVRIL = '21280148400019';

function plugin(desk: Forger) {
  return definePlugin({
    name: 'desk',
    api: 1,
    identity: {
      desk: {
        signs: 'agent',
        label: 'Bureau',
        button: 'S’identifier avec Bureau',
        about: { href: 'https://exemple.fr', text: 'Qu’est-ce que c’est ?' },
        client: desk.client,
        scopes: ['openid'],
        parameters: {},
        acr: ['eidas1'],
        vouch: ({ sub, siret, mfa }) => ({
          kind: 'agent',
          subject: String(sub),
          name: 'Claire',
          email: 'claire@exemple.fr',
          siret: String(siret),
          secondFactor: mfa === true,
        }),
      },
    },
  });
}

describeEachHost('an agent through a provider', (open) => {
  async function town(secondFactor: 'required' | 'offered') {
    const desk = forger('desk', { siret: LE_FAVRIL });
    const host = await open({ plugins: [plugin(desk)], programs: [desk], config: { brokerHost: BROKER } });
    const place = await openTown(host, {
      secondFactor,
      agents: [{ name: 'claire', role: 'secretary', at: 'Favril' }],
    });
    const agentId = place.agent('claire');
    const tenantId = await linked(host, agentId);
    const { port } = await host.listen();
    const enter = async () => {
      const browser = new Traveller(port);
      const page = await browser.go(browser.at(SITE, '/connexion/desk?retour=/agent/compte'));
      return { page, isIn: browser.cookie(SITE, 'agent') !== '' };
    };
    return { host, desk, agentId, tenantId, enter };
  }

  /** The one person of the forger is the agent. */
  async function linked(host: TestHost, agentId: string): Promise<string> {
    const { db } = host.house;
    return db.write(async (tx) => {
      const { agent } = schema.for(tx);
      const [row] = await tx.select().from(agent).where(eq(agent.id, agentId));
      const tenantId = row?.tenantId ?? '';
      const of = { tenantId, provider: 'desk', subject: 'someone' };
      await link(host.house, tx, of, { agentId }, Date.now());
      return tenantId;
    });
  }

  it('proves a second factor here where the provider saw none and the tenant wants one', async () => {
    const { desk, enter } = await town('required');
    const without = await enter();
    expect(without.page.url.pathname).toMatch(/second-facteur/);
    expect(without.isIn).toBe(false);
    desk.lie({ userinfo: { mfa: true } });
    const withIt = await enter();
    expect(withIt.page.url.pathname).toBe('/agent/compte');
    expect(withIt.isIn).toBe(true);
  });

  it('is kept out by a SIRET of another body, a role that ended, and a closed account', async () => {
    const { host, desk, agentId, tenantId, enter } = await town('offered');
    expect((await enter()).isIn).toBe(true);
    desk.lie({ userinfo: { siret: '21280302700019' } });
    const elsewhere = await enter();
    expect(elsewhere.page.status).toBe(403);
    expect(elsewhere.page.html).toContain('212803027');
    expect(elsewhere.isIn).toBe(false);

    desk.lie({});
    const { db } = host.house;
    await db.write(async (tx) => {
      const { agentRole } = schema.for(tx);
      await tx.update(agentRole).set({ until: '2020-01-01' }).where(eq(agentRole.agentId, agentId));
      tx.touch(tenantTag(tenantId));
    });
    expect((await enter()).isIn).toBe(false);

    await db.write(async (tx) => {
      const { agent, agentRole } = schema.for(tx);
      await tx.update(agentRole).set({ until: null }).where(eq(agentRole.agentId, agentId));
      await tx.update(agent).set({ disabledAt: 1 }).where(eq(agent.id, agentId));
    });
    expect((await enter()).isIn).toBe(false);
  });

  it('needs a host to come back to, which the operator is told', async () => {
    const desk = forger('desk', {});
    const lacking = await open({ plugins: [plugin(desk)] });
    expect(providerChecks(lacking.house)).toEqual([
      { name: 'broker-host', ok: false, text: expect.stringContaining('PARVIS_BROKER_HOST') },
    ]);
    const whole = await open({ plugins: [plugin(desk)], config: { brokerHost: 'connexion.exemple.fr' } });
    expect(providerChecks(whole.house)).toEqual([
      {
        name: 'broker-host: desk',
        ok: true,
        text: expect.stringContaining('https://connexion.exemple.fr/oidc/desk/retour'),
      },
    ]);
  });
});
