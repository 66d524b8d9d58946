// What happens to a request after it was sent, on the agent's desk and on the citizen's page, on both engines.

import { describeEachHost, type OpenHost, openTown, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { tables } from '../schema.ts';

const SITE = 'le-favril.localhost';
const FORM = '/demarches/cantine/commencer';
const DAY = 86_400_000;

const CHILD = {
  'enfant-prenom': 'Léo',
  'enfant-nom': 'Martin',
  'enfant-naissance--day': '1',
  'enfant-naissance--month': '9',
  'enfant-naissance--year': '2018',
};
const SCHOOL = { 'ecole-nom': 'École des Tilleuls', classe: 'ce1' };
const PERSON = { prenom: 'Claire', nom: 'Martin', courriel: 'claire@exemple.fr', telephone: '' };

function meals(): Record<string, string | string[]> {
  const soon = new Date(Date.now() + 3 * DAY);
  return {
    jours: ['lundi', 'jeudi'],
    'debut--day': String(soon.getDate()),
    'debut--month': String(soon.getMonth() + 1),
    'debut--year': String(soon.getFullYear()),
    allergie: 'non',
  };
}

async function sent(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'samira', role: 'case-worker' },
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'yvan', role: 'secretary', at: 'Pontgouin' },
    ],
  });
  const citizen = host.visit(SITE);
  let page = await citizen.get(FORM);
  for (const typed of [CHILD, SCHOOL, meals(), PERSON]) page = await citizen.submit(page, typed);
  const tracked = await citizen.submit(page, {}, '/envoi');
  const code = /\/suivi\/([A-Z0-9-]+)/.exec(tracked.path)?.[1] ?? '';
  expect(code, tracked.html).not.toBe('');
  const agent = await town.signIn('claire', SITE);
  const id = /\/agent\/demandes\/([\da-f-]{36})/.exec((await agent.get('/agent')).html)?.[1] ?? '';
  const press = async (who: Visitor, transition: string, filled: Record<string, string> = {}) => {
    const shown = await who.get(`/agent/procedures/${id}/${transition}`);
    return who.submit(shown, filled, `/${transition}`);
  };
  const mails = async () => {
    await host.drain();
    const list = (await host.visit('localhost').get('/_courrier')).html;
    const letters = [...list.matchAll(/href="(\/_courrier\/[\w-]+)"/g)].map(([, href = '']) => href);
    const read = await Promise.all(letters.map((href) => host.visit('localhost').get(href)));
    return [list, ...read.map(({ html }) => html)].join('\n');
  };
  const row = async () => {
    const { submission } = tables.for(host.house.db.read);
    const [found] = await host.house.db.read.select().from(submission);
    if (!found) throw new Error('no submission');
    return found;
  };
  return { host, town, citizen, agent, id, code, press, mails, row };
}

describeEachHost('a case', (open) => {
  it('says on both sides where it stands, by when, and what silence will mean', async () => {
    const { agent, citizen, id, code, mails } = await sent(open);
    const desk = await agent.get(`/agent/demandes/${id}`);
    expect(desk.html).toContain('dans 10');
    expect(desk.html).toMatch(/la demande est acceptée \(CRPA, art\.\u00A0L231-1\)/);
    expect(desk.html).not.toContain('Clore la demande');
    expect((await citizen.get(`/suivi/${code}`)).html).toContain('la demande est acceptée');
    expect(await mails()).toContain('Si nous ne répondons pas');
  });

  it('is completed by the citizen, who changes what was asked and nothing else', async () => {
    const { agent, citizen, code, press, mails, row, id } = await sent(open);
    const empty = await press(agent, 'completer', { complement: '' });
    expect(empty.status).toBe(422);
    const back = await press(agent, 'completer', { complement: 'Le nom de l’école est illisible.' });
    expect(back.path).toBe(`/agent/demandes/${id}`);
    expect(back.html).toContain('À compléter');
    expect(await mails()).toContain('Il manque quelque chose');

    const told = await citizen.get(`/suivi/${code}`);
    expect(told.html).toContain('Le nom de l’école est illisible.');
    const form = await citizen.get(`/completer/${code}`);
    // What a browser sends of the boxes that are left as they were.
    const kept = { classe: 'ce1', jours: ['lundi', 'jeudi'] };
    expect(form.html).toContain('École des Tilleuls');
    const wrong = await citizen.submit(form, { ...kept, 'ecole-nom': '' });
    expect(wrong.status).toBe(422);
    const done = await citizen.submit(form, {
      ...kept,
      'ecole-nom': 'École du Lavoir',
      prenom: 'Mallory',
    });
    expect(done.path).toBe(`/suivi/${code}?envoye=1`);
    const { answers, state, correction } = await row();
    expect(answers['ecole-nom']).toBe('École du Lavoir');
    expect(answers['prenom']).toBe('Claire');
    expect([state?.status, correction]).toEqual(['en-cours', null]);
    expect((await agent.get(`/agent/demandes/${id}`)).html).toContain('École du Lavoir');
    expect((await citizen.get(`/completer/${code}`)).status).toBe(409);
    // Sent again from a page that was left open, it does nothing.
    expect((await citizen.submit(form, { 'ecole-nom': 'Autre' })).status).toBe(409);
    expect((await row()).answers['ecole-nom']).toBe('École du Lavoir');
  });

  it('is moved by one of two agents who press at once, and told so to the other', async () => {
    const { agent, town, press } = await sent(open);
    const other = await town.signIn('claire', SITE);
    const [first, second] = await Promise.all([press(agent, 'accepter'), press(other, 'accepter')]);
    expect([first.status, second.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('is nobody else’s to move: not the reader’s, not the neighbour’s, not by a made-up step', async () => {
    const { agent, town, id, press, row } = await sent(open);
    const samira = await town.signIn('samira', SITE);
    const yvan = await town.signIn('yvan', SITE);
    // The canteen of Le Favril is run by the commune: the intercommunality does not see it at all.
    expect((await samira.get(`/agent/procedures/${id}/accepter`)).status).toBe(404);
    expect((await yvan.get(`/agent/procedures/${id}/accepter`)).status).toBe(404);
    for (const made of ['completee', 'abandonner', 'inconnue'])
      expect((await agent.get(`/agent/procedures/${id}/${made}`)).status).toBe(404);
    const csrf = /name="csrf" value="([^"]+)"/.exec((await yvan.get('/agent')).html)?.[1] ?? '';
    expect(
      (await yvan.post(`/agent/procedures/${id}/accepter`, { csrf }, { 'sec-fetch-site': 'same-origin' }))
        .status,
    ).toBe(404);
    expect((await row()).state?.status).toBe('recue');
    expect((await press(agent, 'accepter')).html).toContain('Traitée');
  });

  it('is accepted by silence when its two months are over, and by nothing before', async () => {
    const { host, citizen, code, row, mails } = await sent(open);
    const { submission } = tables.for(host.house.db.read);
    const age = async (days: number) => {
      const { state } = await row();
      if (!state) throw new Error('no state');
      const then = Date.now() - days * DAY;
      await host.house.db.write(async (tx) => {
        await tx.update(submission).set({ state: { ...state, receivedAt: then, enteredAt: then } });
      });
      await host.inside(SITE, 'procedures', async (tx) => {
        const { requestId } = await row();
        await tx.enqueue('clock', { requestId });
      });
      await host.drain();
    };
    await age(50);
    expect((await row()).state?.status).toBe('recue');
    await age(70);
    expect((await row()).state?.status).toBe('acceptee');
    const page = await citizen.get(`/suivi/${code}`);
    expect(page.html).toContain('Le délai est passé sans réponse');
    expect(await mails()).not.toContain('undefined');
  });
});
