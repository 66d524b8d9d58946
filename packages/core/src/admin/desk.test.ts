// Who sees what on the agents' desk, through whole pages, on both engines.

import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { eq, newId } from '@parvis/db';
import type { CitizenRequest } from '@parvis/kit';
import { openTerritory } from '@parvis/territory';
import { describeEachHost, type OpenHost, type TestHost, type Visitor } from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { expect, it } from 'vitest';
import { foundTenant, planEpci } from '../authorities/index.ts';
import { createAgent } from '../identity/index.ts';
import { txContextFor } from '../plugins/context.ts';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
const PASSWORD = 'une phrase assez longue';

/** The EPCI of Le Favril with four agents: of Le Favril, of Pontgouin, of the EPCI, and one whose role is over. */
async function town(open: OpenHost): Promise<TestHost> {
  const host = await open();
  const territory = openTerritory();
  const epci = territory.epciBySiren('200058360');
  if (!epci) throw new Error('the EPCI is not in the data');
  await host.house.db.write(async (tx) => {
    const { tenant, authorities } = await foundTenant(tx, planEpci(territory, epci), {
      domain: 'localhost',
      theme: 'parvis',
      secondFactor: 'offered',
    });
    const idOf = (name: string) => authorities.find((one) => one.name.includes(name))?.id ?? '';
    const agent = (name: string, authority: string, until?: string) =>
      createAgent(tx, {
        tenantId: tenant.id,
        email: `${name}@exemple.fr`,
        name,
        password: PASSWORD,
        roles: [{ authorityId: idOf(authority), role: 'secretary', ...(until && { until }) }],
      });
    await agent('favril', 'Favril');
    await agent('pontgouin', 'Pontgouin');
    await agent('epci', 'Entre Beauce');
    await agent('partie', 'Favril', '2020-01-01');
  });
  return host;
}

async function ask(host: TestHost, service: string): Promise<CitizenRequest> {
  const snapshot = await host.house.sites.byHost(SITE);
  const found = snapshot?.serviceBySlug.get(service);
  if (!snapshot || !found) throw new Error(`no service ${service}`);
  const standing = { snapshot, actor: { kind: 'citizen', id: null, name: null }, now: Date.now() } as const;
  const { request } = await host.house.db.write((tx) =>
    txContextFor(host.house, standing, 'core', tx).requests.open({
      service: found,
      channel: 'counter',
      title: found.title,
      requester: { name: 'Claire <b>Dupont</b>', email: 'claire@exemple.fr' },
      once: newId(),
    }),
  );
  return request;
}

async function signedIn(host: TestHost, name: string, site = SITE): Promise<Visitor> {
  const visitor = host.visit(site);
  const answer = await visitor.submit(
    await visitor.get('/agent/connexion'),
    { courriel: `${name}@exemple.fr`, 'mot-de-passe': PASSWORD },
    '/agent/connexion',
  );
  expect(answer.path).toBe('/agent');
  return visitor;
}

describeEachHost('the agents’ desk', (open) => {
  it('says what went wrong at the desk itself: its menu stays, and leads on', async () => {
    const host = await town(open);
    const agent = await signedIn(host, 'favril');
    for (const [path, status, title] of [
      ['/agent/nulle-part', 404, 'Cette page n’existe pas'],
      [`/agent/demandes/${newId()}`, 404, 'Cette page n’existe pas'],
      ['/agent/donnees', 403, 'Vous n’avez pas ce droit'],
    ] as const) {
      const answer = await agent.get(path);
      expect(answer.status, path).toBe(status);
      expect(answer.html).toContain(title);
      expect(answer.html).toContain('Espace des agents');
      expect(answer.html).toContain('Revenir à la boîte de réception');
      expect(answer.html).not.toContain('Contacter la mairie');
      expect(await htmlErrors(answer.html)).toEqual([]);
    }
    const elsewhere = await agent.get('/nulle-part');
    expect(elsewhere.html).not.toContain('Espace des agents');
  });

  it('lets in with the right password, and says the same to everyone else', async () => {
    const host = await town(open);
    await signedIn(host, 'favril');
    for (const [courriel, password] of [
      ['favril@exemple.fr', 'une phrase assez fausse'],
      ['personne@exemple.fr', PASSWORD],
      ['partie@exemple.fr', PASSWORD],
    ] as const) {
      const visitor = host.visit(SITE);
      const answer = await visitor.submit(await visitor.get('/agent/connexion'), {
        courriel,
        'mot-de-passe': password,
      });
      expect(answer.status).toBe(422);
      expect(answer.html).toContain('Adresse ou mot de passe incorrect');
      expect(answer.html).toContain(courriel);
      expect(answer.html).not.toContain(password);
      expect((await visitor.get('/agent')).path).toBe('/agent/connexion');
    }
  });

  it('shows a request of the commune to the commune only', async () => {
    const host = await town(open);
    const request = await ask(host, 'acte-de-naissance');
    const favril = await signedIn(host, 'favril');
    expect((await favril.get('/agent')).html).toContain(request.reference);
    const page = await favril.get(`/agent/demandes/${request.id}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Claire &lt;b&gt;Dupont');

    for (const other of ['epci', 'pontgouin']) {
      const agent = await signedIn(host, other);
      expect((await agent.get('/agent')).html).not.toContain(request.reference);
      expect((await agent.get(`/agent/demandes/${request.id}`)).status).toBe(404);
    }
  });

  it('lets the commune read along, and not act, on what the intercommunality operates', async () => {
    const host = await town(open);
    const request = await ask(host, 'encombrants');
    const favril = await signedIn(host, 'favril');
    const page = await favril.get(`/agent/demandes/${request.id}`);
    expect(page.html).toContain('Vous pouvez la lire, pas y répondre');
    expect(page.html).not.toContain('/cloture');
    // The token of another form of the page: the refusal is about the right, not about the token.
    const refused = await favril.submit(
      { ...page, html: page.html.replace('/agent/deconnexion', `/agent/demandes/${request.id}/messages`) },
      { message: 'Bonjour' },
      '/messages',
    );
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('Rien n’a été envoyé');

    const epci = await signedIn(host, 'epci');
    const own = await epci.get(`/agent/demandes/${request.id}`);
    const answered = await epci.submit(own, { message: 'Mardi matin, sortez-les avant 7 h.' }, '/messages');
    expect(answered.html).toContain('Mardi matin');
    expect((await (await signedIn(host, 'pontgouin')).get(`/agent/demandes/${request.id}`)).status).toBe(404);
  });

  it('sends the answer to the citizen, closes once, and keeps what was typed when it is wrong', async () => {
    const host = await town(open);
    const request = await ask(host, 'acte-de-naissance');
    const favril = await signedIn(host, 'favril');
    const address = `/agent/demandes/${request.id}`;
    const unsaid = await favril.submit(
      await favril.get(address),
      { issue: 'refused', motif: '' },
      '/cloture',
    );
    expect(unsaid.status).toBe(422);
    expect(unsaid.html).toMatch(/value="refused" checked/);

    await favril.submit(
      await favril.get(address),
      { issue: 'done', motif: 'Votre acte est parti.' },
      '/cloture',
    );
    const again = await favril.submit(unsaid, { issue: 'done', motif: 'Encore' }, '/cloture');
    expect(again.status).toBe(409);
    await host.drain();
    const { mail } = schema.for(host.house.db.read);
    const mails = await host.house.db.read.select().from(mail);
    expect(mails.map((one) => one.subject)).toContain(`Réponse à votre demande ${request.reference}`);
    expect(mails.some((one) => one.text.includes('Votre acte est parti.'))).toBe(true);
  });

  it('sends no answer on a request that was closed while the agent wrote', async () => {
    const host = await town(open);
    const { db } = host.house;
    const { id } = await ask(host, 'acte-de-naissance');
    const favril = await signedIn(host, 'favril');
    const page = await favril.get(`/agent/demandes/${id}`);
    // The answer reads the request as it was, then waits for this transaction to end.
    let locked = (): void => undefined;
    let letGo = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const release = new Promise<void>((resolve) => (letGo = resolve));
    const closing = db.write(async (tx) => {
      const { request } = schema.for(tx);
      await tx.update(request).set({ status: 'cancelled' }).where(eq(request.id, id));
      locked();
      await release;
    });
    await isLocked;
    const answering = favril.submit(page, { message: 'Trop tard' }, '/messages');
    await setTimeout(300);
    letGo();
    await closing;
    expect((await answering).status).toBe(409);
    const { requestMessage } = schema.for(db.read);
    expect(await db.read.select().from(requestMessage)).toEqual([]);
  });

  it('changes the body one works for to one where a role is held, and to no other', async () => {
    const host = await town(open);
    const { db } = host.house;
    const authorities = (await host.house.sites.byHost(SITE))?.authorities ?? new Map();
    const idOf = (words: string) =>
      [...authorities.values()].find((one) => one.name.includes(words))?.id ?? '';
    await db.write(async (tx) => {
      await createAgent(tx, {
        tenantId: (await host.house.sites.byHost(SITE))?.tenant.id ?? '',
        email: 'double@exemple.fr',
        name: 'double',
        password: PASSWORD,
        roles: [
          { authorityId: idOf('Pontgouin'), role: 'secretary' },
          { authorityId: idOf('Favril'), role: 'secretary' },
        ],
      });
    });
    const request = await ask(host, 'acte-de-naissance');
    const visitor = await signedIn(host, 'double');
    const inbox = await visitor.get('/agent');
    expect(inbox.html).toContain(request.reference);
    const moved = await visitor.submit(inbox, { collectivite: idOf('Pontgouin') }, '/collectivite');
    expect(moved.html).not.toContain(request.reference);
    expect((await visitor.get(`/agent/demandes/${request.id}`)).status).toBe(404);
    const kept = await visitor.submit(moved, { collectivite: idOf('Entre Beauce') }, '/collectivite');
    expect(kept.html).not.toContain('>Communauté de communes Entre Beauce');
    expect(kept.html).toMatch(/brand-name">[^<]*Pontgouin/);
  });

  it('shows pictures and PDF beside their request, and nothing that a browser could run', async () => {
    const host = await town(open);
    const request = await ask(host, 'acte-de-naissance');
    const tenantId = (await host.house.sites.byHost(SITE))?.tenant.id ?? '';
    const attach = async (name: string, type: string): Promise<string> => {
      const id = newId();
      await host.house.files.receive(id, Readable.from([Buffer.from('%PDF-1.7')]));
      await host.house.files.keep(tenantId, { id, name });
      const row = { id, tenantId, requestId: request.id, name, type, size: 8, keptAt: Date.now() };
      await host.house.db.write(async (tx) => {
        await tx.insert(schema.for(tx).file).values(row);
      });
      return id;
    };
    const [pdf, page] = [await attach('acte.pdf', 'application/pdf'), await attach('x.html', 'text/html')];
    const agent = await signedIn(host, 'favril');
    const shown = await agent.get(`/agent/fichiers/${pdf}/apercu`);
    expect(shown.headers.get('content-type')).toBe('application/pdf');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/);
    expect(shown.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'.*frame-ancestors 'self'$/,
    );
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await agent.get(`/agent/fichiers/${page}/apercu`)).status).toBe(404);
    expect((await (await signedIn(host, 'pontgouin')).get(`/agent/fichiers/${pdf}/apercu`)).status).toBe(404);

    const plain = await agent.get(`/agent/demandes/${request.id}`);
    expect(plain.html).toContain(`?piece=${pdf}#piece`);
    expect(plain.html).not.toContain(`?piece=${page}`);
    expect(plain.headers.get('content-security-policy')).not.toContain('frame-src');
    const beside = await agent.get(`/agent/demandes/${request.id}?piece=${pdf}`);
    expect(beside.html).toContain(`<iframe src="/agent/fichiers/${pdf}/apercu"`);
    expect(beside.headers.get('content-security-policy')).toContain("frame-src 'self'");
    expect(await htmlErrors(beside.html)).toEqual([]);
    expect((await agent.get(`/agent/demandes/${request.id}?piece=${page}`)).html).not.toContain('<iframe');
  });

  it('lets a file be downloaded by who may see its request, and never shown', async () => {
    const host = await town(open);
    const request = await ask(host, 'acte-de-naissance');
    const tenantId = (await host.house.sites.byHost(SITE))?.tenant.id ?? '';
    const id = newId();
    const bytes = '<script>alert(1)</script>';
    await host.house.files.receive(id, Readable.from([Buffer.from(bytes)]));
    expect(await host.house.files.keep(tenantId, { id, name: 'pièce.html' })).toMatchObject({ ok: true });
    await host.house.db.write(async (tx) => {
      await tx.insert(schema.for(tx).file).values({
        id,
        tenantId,
        requestId: request.id,
        name: 'pièce.html',
        type: 'text/html',
        size: bytes.length,
        keptAt: Date.now(),
      });
    });
    const got = await (await signedIn(host, 'favril')).get(`/agent/fichiers/${id}`);
    expect(got.html).toBe(bytes);
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
    expect(got.headers.get('content-disposition')).toMatch(/^attachment; .*pi%C3%A8ce\.html$/);
    expect(got.headers.get('content-security-policy')).toContain('sandbox');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    for (const other of ['epci', 'pontgouin'])
      expect((await (await signedIn(host, other)).get(`/agent/fichiers/${id}`)).status).toBe(404);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).file).set({ requestId: null });
    });
    expect((await (await signedIn(host, 'favril')).get(`/agent/fichiers/${id}`)).status).toBe(404);
  });

  it('knows nobody of another tenant', async () => {
    const host = await town(open);
    const territory = openTerritory();
    const other = territory.epciBySiren('200067106');
    if (!other) throw new Error('the other EPCI is not in the data');
    await host.house.db.write((tx) =>
      foundTenant(tx, planEpci(territory, other), { domain: 'autre.localhost', theme: 'parvis' }),
    );
    const visitor = await signedIn(host, 'favril');
    const stranger = await host
      .visit('bayonne.autre.localhost')
      .get('/agent', { cookie: `agent=${visitor.cookie('agent')}` });
    expect(stranger.path).toBe('/agent/connexion');
  });
});
