// Asking another body for its opinion, and what it sees, answers and stops seeing, on both engines.

import { describeEachHost, type OpenHost, openTown, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { publishProcedure } from '../publish.ts';
import { tables } from '../schema.ts';
import type { OpinionAction } from '../workflow/actions/opinion.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { OPINIONS } from './ask.ts';

const SITE = 'le-favril.localhost';
const DAY = 86_400_000;
const QUESTION = 'La rue est-elle assez large\u202F?';

/** With a step that says by a mail what the opinion was, and another where it is told to the citizen. */
function workflowWith(changed: Partial<OpinionAction> = {}): Workflow {
  const usual = usualWorkflow({
    granted: 'C’est accordé.',
    grantLabel: 'Accorder',
    correctable: [],
    within: 10,
    opinionWithin: 10,
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4' },
  });
  const transitions = usual.transitions.map((one) => {
    const actions = one.actions?.map((action) =>
      action.do === 'opinion' ? { ...action, ...changed } : action,
    );
    if (one.id === 'avis-rendu')
      return {
        ...one,
        actions: [{ do: 'mail', to: 'operator', subject: 'Avis {{avis}}', text: '{{avis-texte}}' } as const],
      };
    return actions ? { ...one, actions } : one;
  });
  return { ...usual, transitions };
}

async function asked(open: OpenHost, changed?: Partial<OpinionAction>) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'yvan', role: 'secretary', at: 'Pontgouin' },
      { name: 'nora', role: 'editor', at: 'Pontgouin' },
      { name: 'paul', role: 'secretary', at: 'Friaize' },
    ],
  });
  await host.inside(SITE, 'procedures', (tx) =>
    publishProcedure(tx, { ...FORM, slug: 'cantine', title: 'Cantine', workflow: workflowWith(changed) }),
  );
  const citizen = host.visit(SITE);
  let page = await citizen.get('/demarches/cantine/commencer');
  page = await citizen.submit(page, { nom: 'Claire Martin', courriel: 'claire.martin@exemple.fr' });
  const tracked = await citizen.submit(page, {}, '/envoi');
  const code = /\/suivi\/([A-Z0-9-]+)/.exec(tracked.path)?.[1] ?? '';
  const agent = await town.signIn('claire', SITE);
  const id = /\/agent\/demandes\/([\da-f-]{36})/.exec((await agent.get('/agent')).html)?.[1] ?? '';
  const ask = async (at: string) =>
    agent.submit(
      await agent.get(`/agent/procedures/${id}/demander-avis`),
      { 'collectivite-consultee': town.authority(at).id, 'question-avis': QUESTION },
      '/demander-avis',
    );
  const answer = async (who: Visitor, typed: Record<string, string>) =>
    who.submit(await who.get(`/agent/procedures/demandes/${id}/avis`), typed, '/avis');
  const age = async (days: number) => {
    const { opinion, submission } = tables.for(host.house.db.read);
    const [row] = await host.house.db.read.select().from(submission);
    const state = row?.state;
    if (!state) throw new Error('no state');
    await host.house.db.write(async (tx) => {
      await tx.update(opinion).set({ until: Date.now() - 1 });
      await tx.update(submission).set({ state: { ...state, enteredAt: state.enteredAt - days * DAY } });
    });
  };
  return { host, town, citizen, agent, id, code, ask, answer, age };
}

const FORM = {
  requester: { name: ['nom'], email: 'courriel' },
  form: {
    pages: [
      {
        id: 'qui',
        title: 'Qui êtes-vous',
        fields: [
          { id: 'nom', type: 'text', label: 'Nom' },
          { id: 'courriel', type: 'email', label: 'Courriel' },
        ],
      },
    ],
  },
} as const;

describeEachHost('an opinion', (open) => {
  it('is asked of a body, whose agents alone then read the request', async () => {
    const { town, id, ask } = await asked(open);
    const [yvan, paul] = [await town.signIn('yvan', SITE), await town.signIn('paul', SITE)];
    expect((await yvan.get(`/agent/demandes/${id}`)).status).toBe(404);
    expect((await ask('Pontgouin')).html).toContain('Avis demandé');

    for (const path of [`/agent/demandes/${id}`, `/agent/procedures/demandes/${id}/avis`])
      expect((await paul.get(path)).status).toBe(404);
    expect((await paul.get('/agent')).html).not.toContain(id);
    const inbox = await yvan.get('/agent');
    expect(inbox.html).toContain(id);
    expect(inbox.html).toContain('Une demande est partagée avec vous');
    expect((await yvan.get('/agent?partage=oui&q=martin')).html).toContain(id);
    expect((await yvan.get('/agent?etat=closes')).html).not.toContain(id);
    const read = await yvan.get(`/agent/demandes/${id}`);
    expect(read.html).toContain(QUESTION);
    expect(read.html).toContain('claire.martin@exemple.fr');
    expect((await yvan.get(`/agent/procedures/${id}/accepter`)).status).toBe(403);
  });

  it('is given once, with reasons; moves the request on, and ends the reading with it', async () => {
    const { host, town, agent, citizen, id, code, ask, answer } = await asked(open);
    await agent.submit(await agent.get(`/agent/demandes/${id}`), {}, '/prendre');
    await ask('Pontgouin');
    const yvan = await town.signIn('yvan', SITE);
    expect((await answer(yvan, { avis: '', texte: '' })).status).toBe(422);
    const bare = await answer(yvan, { avis: 'conditional', texte: '' });
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Écrivez vos raisons');
    const given = await answer(yvan, { avis: 'conditional', texte: 'Laisser quatre mètres.' });
    expect(given.path).toBe(`/agent/demandes/${id}`);
    expect((await yvan.get(`/agent/procedures/demandes/${id}/avis`)).status).toBe(409);

    await host.drain();
    const told = await agent.get(`/agent/demandes/${id}`);
    expect(told.html).toContain('Avis favorable avec réserves');
    expect(told.html).toContain('Laisser quatre mètres.');
    expect(told.html).toContain('En cours');
    const mails = (await host.visit('localhost').get('/_courrier')).html;
    expect(mails).toContain('Avis rendu sur la demande');
    expect((await citizen.get(`/suivi/${code}`)).html).not.toContain('quatre mètres');

    await agent.submit(await agent.get(`/agent/demandes/${id}`), {}, '/accepter');
    expect((await yvan.get(`/agent/demandes/${id}`)).status).toBe(404);
  });

  it('is told to the citizen where the workflow says so', async () => {
    const { host, town, citizen, code, ask, answer } = await asked(open, { shown: true });
    await ask('Pontgouin');
    await answer(await town.signIn('yvan', SITE), {
      avis: 'unfavourable',
      texte: 'La rue est trop étroite.',
    });
    await host.drain();
    const page = (await citizen.get(`/suivi/${code}`)).html;
    expect(page).toContain('Avis défavorable');
    expect(page).toContain('trop étroite');
    expect(page).not.toContain(QUESTION);
  });

  it('that does not come is given up when its days are over, and holds nothing back', async () => {
    const { host, town, agent, id, ask, age } = await asked(open);
    await ask('Pontgouin');
    const yvan = await town.signIn('yvan', SITE);
    await age(11);
    expect((await yvan.get(`/agent/procedures/demandes/${id}/avis`)).status).toBe(409);
    await host.inside(SITE, 'procedures', (tx) => tx.enqueue(OPINIONS, { requestId: id }));
    await host.drain();
    const page = await agent.get(`/agent/demandes/${id}`);
    expect(page.html).toContain('Avis non rendu');
    expect(page.html).toContain('En cours');
    // Run again, the job does nothing more.
    await host.inside(SITE, 'procedures', (tx) => tx.enqueue(OPINIONS, { requestId: id }));
    await host.drain();
    const { opinion } = tables.for(host.house.db.read);
    expect(await host.house.db.read.select({ verdict: opinion.verdict }).from(opinion)).toEqual([
      { verdict: 'none' },
    ]);
  });

  it('is of a body of the tenant that is not the operator, and of no other', async () => {
    const { town, agent, id } = await asked(open);
    const page = await agent.get(`/agent/procedures/${id}/demander-avis`);
    expect(page.html).not.toContain(`value="${town.authority('Favril').id}"`);
    const made = { 'collectivite-consultee': town.authority('Favril').id, 'question-avis': QUESTION };
    expect((await agent.submit(page, made, '/demander-avis')).status).toBe(422);
  });

  it('is given by who may answer requests, not by every agent of the body', async () => {
    const { town, id, ask } = await asked(open);
    await ask('Pontgouin');
    const nora = await town.signIn('nora', SITE);
    expect((await nora.get(`/agent/demandes/${id}`)).status).toBe(404);
    expect((await nora.get(`/agent/procedures/demandes/${id}/avis`)).status).toBe(404);
  });
});
