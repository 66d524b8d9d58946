// What `parvis agent` does, on both engines.

import { eq } from '@parvis/db';
import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { inviteByOperator, listAgents, resetFactor } from './agent-operator.ts';

const SITE = 'le-favril.localhost';
const CHOSEN = 'douze chevaux gris dehors';
const NORA = { email: 'Nora@exemple.fr', name: 'Nora Petit', roles: ['administrator'] };
const coded = (code: string) => expect.objectContaining({ code, hint: expect.any(String) });

describeEachHost('agents from the command line', (open) => {
  it('lets the first administrator in, by a link to the site of their commune', async () => {
    const host = await open();
    await openTown(host);
    const { authority, link } = await inviteByOperator(host.house, { ...NORA, at: '28148' });
    expect(authority).toBe('Le Favril');
    const url = new URL(link ?? '');
    expect(url.hostname).toBe(SITE);
    const nora = host.visit(SITE);
    const typed = { 'mot-de-passe': CHOSEN, 'mot-de-passe-encore': CHOSEN };
    const entered = await nora.submit(await nora.get(url.pathname), typed);
    expect(entered.path).toMatch(/^\/agent(?!\/connexion)/);
    expect((await nora.get('/agent/equipe')).html).toContain('Nora Petit');
    await host.drain();
    expect(await host.house.db.read.$count(schema.for(host.house.db.read).mail)).toBe(0);
  });

  it('takes a SIREN too, gives roles to who is there already, and lists them all', async () => {
    const host = await open();
    await openTown(host, { agents: [{ name: 'nora', role: 'secretary', at: 'Favril' }] });
    const { link } = await inviteByOperator(host.house, { ...NORA, at: '200 058 360' });
    expect(link).toBeNull();
    await inviteByOperator(host.house, { ...NORA, email: 'zoe@exemple.fr', name: 'Zoé', at: '28148' });
    expect(await listAgents(host.house)).toEqual([
      {
        email: 'nora@exemple.fr',
        name: 'nora',
        state: 'open',
        roles: ['secretary at Le Favril', 'administrator at Communauté de communes Entre Beauce et Perche'],
      },
      { email: 'zoe@exemple.fr', name: 'Zoé', state: 'invited', roles: ['administrator at Le Favril'] },
    ]);
  });

  it('makes another link for who has not come, which ends the one before', async () => {
    const host = await open();
    await openTown(host);
    const first = await inviteByOperator(host.house, { ...NORA, at: '28148' });
    const second = await inviteByOperator(host.house, { ...NORA, at: '28148' });
    const status = async (link: string | null) =>
      (await host.visit(SITE).get(new URL(link ?? '').pathname)).status;
    expect([await status(first.link), await status(second.link)]).toEqual([404, 200]);
  });

  it('refuses what does not exist, with a code and a hint, and adds nobody', async () => {
    const host = await open();
    const opened = await openTown(host, { agents: [{ name: 'zoe', role: 'secretary' }] });
    await expect(inviteByOperator(host.house, { ...NORA, at: '99999' })).rejects.toThrow(
      coded('PARVIS_AGENT_AUTHORITY'),
    );
    await expect(inviteByOperator(host.house, { ...NORA, at: '28148', roles: ['chief'] })).rejects.toThrow(
      coded('PARVIS_AGENT_ROLE'),
    );
    await expect(resetFactor(host.house, 'nobody@exemple.fr')).rejects.toThrow(coded('PARVIS_AGENT_UNKNOWN'));
    await host.house.db.write(async (tx) => {
      const { agent } = schema.for(tx);
      await tx
        .update(agent)
        .set({ disabledAt: 1 })
        .where(eq(agent.id, opened.agent('zoe')));
    });
    await expect(
      inviteByOperator(host.house, { ...NORA, email: 'zoe@exemple.fr', at: '28148' }),
    ).rejects.toThrow(coded('PARVIS_AGENT_CLOSED'));
    expect(await listAgents(host.house)).toHaveLength(1);
  });

  it('takes away every second factor of who lost them, ends their sessions and writes it down', async () => {
    const host = await open();
    const opened = await openTown(host, { agents: [{ name: 'zoe', role: 'secretary' }] });
    const zoe = await opened.signIn('zoe', SITE);
    await host.house.db.write(async (tx) => {
      const { agent } = schema.for(tx);
      const totpSecret = host.house.vault.lock('agent-totp', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
      await tx
        .update(agent)
        .set({ totpSecret })
        .where(eq(agent.id, opened.agent('zoe')));
    });
    await expect(opened.signIn('zoe', SITE)).rejects.toThrow('could not sign in');
    expect(await resetFactor(host.house, ' ZOE@exemple.fr ')).toBe(1);
    expect((await zoe.get('/agent')).path).toBe('/agent/connexion');
    expect((await (await opened.signIn('zoe', SITE)).get('/agent')).path).toBe('/agent');
    const { audit } = schema.for(host.house.db.read);
    const lines = await host.house.db.read.select().from(audit).where(eq(audit.action, 'agent.factor-reset'));
    expect(lines.map(({ subjectId }) => subjectId)).toEqual([opened.agent('zoe')]);
  });
});
