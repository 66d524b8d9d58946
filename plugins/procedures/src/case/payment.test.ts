// A request that must be paid: asked for when it is granted, moved on by the money, reminded and let go without it.

import { describeEachHost, openTown, photo, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { tables } from '../schema.ts';

const SITE = 'cc-entre-beauce-et-perche.localhost';
const FORM = '/demarches/carte-decheterie/commencer';
const DAY = 86_400_000;

describeEachHost('a request that is paid', (open) => {
  async function lostCard() {
    const host = await open({ plugins: [procedures] });
    const town = await openTown(host, { agents: [{ name: 'claire', role: 'secretary' }] });
    const citizen = host.visit(SITE);
    let page = await citizen.get(FORM);
    const pages: readonly Parameters<Visitor['submit']>[1][] = [
      { usage: 'foyer' },
      { motif: 'perdue' },
      {
        'adresse--line': '3 rue du Lavoir',
        'adresse--postal-code': '28190',
        'adresse--commune': 'Le Favril',
        justificatif: photo('facture.jpg'),
      },
      { remise: 'courrier' },
      { prenom: 'Claire', nom: 'Martin', courriel: 'claire@exemple.fr', telephone: '' },
    ];
    for (const typed of pages) page = await citizen.submit(page, typed);
    const { path, html } = await citizen.submit(page, {}, '/envoi');
    const code = /\/suivi\/([A-Z0-9-]+)/.exec(path)?.[1] ?? '';
    expect(code, html).not.toBe('');
    const agent = await town.signIn('claire', SITE);
    const request = await host.inside(SITE, 'procedures', (tx) => tx.requests.byCode(code));
    const id = request?.id ?? '';
    const press = async (transition: string) =>
      agent.submit(await agent.get(`/agent/procedures/${id}/${transition}`), {}, `/${transition}`);
    const status = async () => {
      const { submission } = tables.for(host.house.db.read);
      const [row] = await host.house.db.read.select().from(submission);
      return row?.state?.status;
    };
    const due = async () => (await host.inside(SITE, 'procedures', (tx) => tx.payments.of(id)))[0];
    return { host, town, citizen, agent, id, code, press, status, due };
  }

  it('waits for the money, and goes on the moment it is there', async () => {
    const { citizen, agent, code, press, status, due, id, host } = await lostCard();
    expect((await agent.get(`/agent/procedures/${id}/accepter`)).status).toBe(409);
    await press('faire-payer');
    expect(await status()).toBe('a-payer');
    expect(await due()).toMatchObject({ amount: 1_000, status: 'due', purpose: 'remplacement' });
    const page = await citizen.get(`/suivi/${code}`);
    expect(page.html).toContain('Payer 10,00\u00A0€');
    expect(page.html).toContain('À payer');
    const payment = await due();
    const detail = await agent.get(`/agent/paiements/${payment?.id ?? ''}`);
    await agent.submit(detail, { moyen: 'cheque', numero: '0042' }, '/guichet');
    expect(await status()).toBe('acceptee');
    await host.drain();
    const after = await citizen.get(`/suivi/${code}`);
    expect(after.html).toContain('Votre carte est prête');
    expect(after.html).toContain('Télécharger le justificatif');
  });

  it('is reminded, then let go, and owes nothing then', async () => {
    const { host, press, status, due, id } = await lostCard();
    await press('faire-payer');
    const { submission } = tables.for(host.house.db.read);
    const wait = async (days: number) => {
      const [row] = await host.house.db.read.select().from(submission);
      if (!row?.state) throw new Error('no state');
      const state = { ...row.state, enteredAt: Date.now() - days * DAY };
      await host.house.db.write(async (tx) => {
        await tx.update(submission).set({ state });
      });
      await host.inside(SITE, 'procedures', (tx) => tx.enqueue('clock', { requestId: id }));
      await host.drain();
    };
    await wait(16);
    expect(await status()).toBe('a-payer-relancee');
    expect(await due()).toMatchObject({ status: 'due' });
    const box = (await host.visit('localhost').get('/_courrier')).html;
    expect(box.match(/À payer/g)).toHaveLength(2);
    await wait(16);
    expect(await status()).toBe('sans-suite');
    expect(await due()).toMatchObject({ status: 'cancelled' });
  });
});
