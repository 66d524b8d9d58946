// Passwords that agents forget, and what the door says to everyone alike, on both engines.

import { eq } from '@parvis/db';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { inviteByOperator } from '../identity/agent-operator.ts';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
const PASSWORD = 'une phrase assez longue';
const CHOSEN = 'douze chevaux gris dehors';

async function town(open: OpenHost) {
  const host = await open();
  const opened = await openTown(host, {
    agents: [
      { name: 'chef', role: 'administrator', at: 'Favril' },
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'pontgouin', role: 'secretary', at: 'Pontgouin' },
    ],
  });
  return { host, opened };
}

const tokenOf = (text: string): string => /\/agent\/nouveau-mot-de-passe\/([\w-]{43})/.exec(text)?.[1] ?? '';

/** The mails that an address was sent, newest last. */
async function mailsTo(host: TestHost, to: string) {
  await host.drain();
  const { mail } = schema.for(host.house.db.read);
  return host.house.db.read.select().from(mail).where(eq(mail.to, to)).orderBy(mail.id);
}

describeEachHost('a forgotten password of an agent', (open) => {
  it('is chosen anew by a mailed link, once, and ends every session; a second factor is still asked for', async () => {
    const { host, opened } = await town(open);
    const before = await opened.signIn('favril', SITE);
    const visitor = host.visit(SITE);
    const asked = await visitor.submit(await visitor.get('/agent/mot-de-passe-oublie'), {
      courriel: 'FAVRIL@exemple.fr',
    });
    expect(asked.path).toBe('/agent/mot-de-passe-oublie/envoye');
    await host.house.db.write(async (tx) => {
      const { agent } = schema.for(tx);
      const totpSecret = host.house.vault.lock('agent-totp', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
      await tx
        .update(agent)
        .set({ totpSecret })
        .where(eq(agent.id, opened.agent('favril')));
    });
    const [mail] = await mailsTo(host, 'favril@exemple.fr');
    const token = tokenOf(mail?.text ?? '');
    const form = await visitor.get(`/agent/nouveau-mot-de-passe/${token}`);
    expect((await host.visit(SITE).get(`/agent/invitation/${token}`)).status).toBe(404);
    const typed = { 'mot-de-passe': CHOSEN, 'mot-de-passe-encore': CHOSEN };
    const done = await visitor.submit(form, typed);
    expect(done.path).toBe('/agent/connexion/second-facteur');
    expect(visitor.cookie('agent')).toBe('');
    expect((await before.get('/agent')).path).toBe('/agent/connexion');
    expect((await visitor.submit(form, typed)).status).toBe(404);
    const told = (await mailsTo(host, 'favril@exemple.fr')).map(({ subject }) => subject);
    expect(told).toContain('Votre mot de passe a été changé');
  });

  it('says the same, and does the same, for an address that has no account', async () => {
    const { host } = await town(open);
    const answers = [];
    for (const courriel of ['favril@exemple.fr', 'personne@exemple.fr']) {
      const visitor = host.visit(SITE);
      const answer = await visitor.submit(await visitor.get('/agent/mot-de-passe-oublie'), { courriel });
      const { status, path, html } = answer;
      answers.push({ status, path, html: html.replaceAll(/nonce="[^"]+"/g, '') });
    }
    expect(answers[1]).toEqual(answers[0]);
    const { job } = schema.for(host.house.db.read);
    expect(await host.house.db.read.$count(job, eq(job.name, 'agent-reset'))).toBe(2);
    expect(await mailsTo(host, 'personne@exemple.fr')).toEqual([]);
  });

  it('mails nobody who was only invited, nor whose account is closed', async () => {
    const { host, opened } = await town(open);
    const nora = { email: 'nora@exemple.fr', name: 'Nora', at: '28148', roles: ['secretary'] };
    await inviteByOperator(host.house, nora);
    await host.house.db.write(async (tx) => {
      const { agent } = schema.for(tx);
      await tx
        .update(agent)
        .set({ disabledAt: 1 })
        .where(eq(agent.id, opened.agent('favril')));
    });
    for (const courriel of ['nora@exemple.fr', 'favril@exemple.fr']) {
      const visitor = host.visit(SITE);
      await visitor.submit(await visitor.get('/agent/mot-de-passe-oublie'), { courriel });
    }
    expect(await mailsTo(host, 'favril@exemple.fr')).toEqual([]);
    expect(await mailsTo(host, 'nora@exemple.fr')).toEqual([]);
  });

  it('mails one address five times an hour, whoever asks', async () => {
    const { host } = await town(open);
    const visitor = host.visit(SITE);
    const form = await visitor.get('/agent/mot-de-passe-oublie');
    for (let number = 0; number < 5; number += 1) {
      expect((await visitor.submit(form, { courriel: 'favril@exemple.fr' })).status).toBe(200);
    }
    const stopped = await visitor.submit(form, { courriel: 'favril@exemple.fr' });
    expect(stopped.status).toBe(422);
    expect(stopped.html).toContain('Plusieurs courriels sont déjà partis');
  });
});

describeEachHost('the refusals at the agents’ door', (open) => {
  it('are the same for a wrong password, an unknown address, a closed account and one without a role', async () => {
    const { host, opened } = await town(open);
    await host.house.db.write(async (tx) => {
      const { agent, agentRole } = schema.for(tx);
      await tx
        .update(agent)
        .set({ disabledAt: 1 })
        .where(eq(agent.id, opened.agent('pontgouin')));
      await tx
        .update(agentRole)
        .set({ until: '2020-01-01' })
        .where(eq(agentRole.agentId, opened.agent('favril')));
    });
    const pages = [];
    for (const [courriel, password] of [
      ['chef@exemple.fr', 'une phrase assez fausse'],
      ['personne@exemple.fr', PASSWORD],
      ['pontgouin@exemple.fr', PASSWORD],
      ['favril@exemple.fr', PASSWORD],
    ] as const) {
      const visitor = host.visit(SITE);
      const typed = { courriel, 'mot-de-passe': password };
      const { status, html } = await visitor.submit(
        await visitor.get('/agent/connexion'),
        typed,
        '/agent/connexion',
      );
      const same = html.replaceAll(courriel, '').replaceAll(/(nonce|value)="[^"]*"/g, '');
      pages.push({ status, html: same });
    }
    expect(pages[0]?.status).toBe(422);
    for (const page of pages) expect(page).toEqual(pages[0]);
  });
});
