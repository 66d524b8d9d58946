// The inbox and what is done from it, through whole pages, on both engines.

import { eq, newId } from '@parvis/db';
import type { CitizenRequest, RequestStatus } from '@parvis/kit';
import { describeEachHost, type OpenHost, openTown, type TestHost, type Town } from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { expect, it } from 'vitest';
import { contextFor, txContextFor } from '../../plugins/context.ts';
import { schema } from '../../schema.ts';
import { inboxIds } from './inbox-ids.ts';
import { toInboxQuery } from './inbox-query.ts';

const FAVRIL = 'le-favril.localhost';
const EPCI = 'cc-entre-beauce-et-perche.localhost';
const DAY = 86_400_000;

async function town(open: OpenHost): Promise<{ host: TestHost; people: Town }> {
  const host = await open();
  const people = await openTown(host, {
    agents: [
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'collegue', role: 'case-worker', at: 'Favril' },
      { name: 'redactrice', role: 'editor', at: 'Favril' },
      { name: 'conseiller', role: 'advisor', at: 'Favril' },
      { name: 'epci', role: 'secretary' },
      { name: 'pontgouin', role: 'secretary', at: 'Pontgouin' },
    ],
  });
  return { host, people };
}

interface Asked {
  readonly name?: string;
  readonly email?: string;
  readonly status?: RequestStatus;
  readonly step?: string;
  readonly dueAt?: number;
  readonly assigneeId?: string;
  readonly now?: number;
}

/** On the site of Le Favril: of the commune (`acte-de-naissance`), or of the EPCI (`encombrants`). */
async function ask(
  host: TestHost,
  service = 'acte-de-naissance',
  asked: Asked = {},
): Promise<CitizenRequest> {
  const snapshot = await host.house.sites.byHost(FAVRIL);
  const found = snapshot?.serviceBySlug.get(service);
  if (!snapshot || !found) throw new Error(`no service ${service}`);
  const { name = 'Claire Dupont', email, status, now = Date.now(), ...changes } = asked;
  const standing = { snapshot, actor: { kind: 'citizen', id: null, name: null }, now } as const;
  return host.house.db.write(async (tx) => {
    const { request } = await txContextFor(host.house, standing, 'core', tx).requests.open({
      service: found,
      channel: 'counter',
      title: found.title,
      requester: { name, ...(email && { email }) },
      once: newId(),
      changes,
    });
    const { request: table } = schema.for(tx);
    if (status) await tx.update(table).set({ status }).where(eq(table.id, request.id));
    return request;
  });
}

describeEachHost('the inbox', (open) => {
  it('finds what is asked for, and says that nothing else is there', async () => {
    const { host, people } = await town(open);
    const now = Date.now();
    const plain = await ask(host);
    const late = await ask(host, 'acte-de-naissance', {
      name: 'Élise Durand',
      dueAt: now - 3 * DAY,
      step: 'À vérifier',
    });
    const soon = await ask(host, 'encombrants', { name: 'Jean Petit', dueAt: now + 5 * DAY });
    const mine = await ask(host, 'acte-de-naissance', {
      name: 'Rose Diallo',
      assigneeId: people.agent('favril'),
    });
    const done = await ask(host, 'acte-de-naissance', { name: 'Luc Moreau', status: 'done' });
    const waiting = await ask(host, 'acte-de-naissance', {
      name: 'Ana Costa',
      status: 'waiting',
      now: now - 40 * DAY,
    });
    const all = [plain, late, soon, mine, done, waiting];
    const of = {
      tenantId: (await host.house.sites.byHost(FAVRIL))?.tenant.id ?? '',
      authorityId: people.authority('Favril').id,
      agentId: people.agent('favril'),
      now,
      zone: 'Europe/Paris',
    };
    const asked = async (address: string): Promise<readonly CitizenRequest[]> => {
      const parameters = new URLSearchParams(address);
      const query = toInboxQuery((name) => parameters.get(name) ?? undefined);
      const found = await inboxIds(host.house.db.read, of, query, 50);
      return found.flatMap(({ id }) => all.find((one) => one.id === id) ?? []);
    };
    const iso = (at: number) => new Date(at).toISOString().slice(0, 10);
    expect(await asked('')).toEqual([mine, soon, late, plain, waiting]);
    expect(await asked('etat=toutes')).toEqual([done, mine, soon, late, plain, waiting]);
    expect(await asked('etat=closes')).toEqual([done]);
    expect(await asked('etat=attente')).toEqual([waiting]);
    expect(await asked('retard=oui')).toEqual([late]);
    expect(await asked('tri=echeance')).toEqual([late, soon, plain, mine, waiting].toSorted(byDeadline));
    expect(await asked('attribution=moi')).toEqual([mine]);
    expect(await asked('attribution=personne&q=claire')).toEqual([plain]);
    expect(await asked(`attribution=${people.agent('collegue')}`)).toEqual([]);
    expect(await asked(`etape=${encodeURIComponent('À vérifier')}`)).toEqual([late]);
    expect(await asked(`demarche=${soon.serviceId}`)).toEqual([soon]);
    expect(await asked('q=durand')).toEqual([late]);
    expect(await asked('q=favril&etat=closes')).toEqual([done]);
    expect(await asked(`q=${late.reference.slice(0, 7)}`)).toEqual([late]);
    expect(await asked('q=durand&tri=echeance')).toEqual([late]);
    expect(await asked('q=petit&retard=oui')).toEqual([]);
    expect(await asked(`du=${iso(now - 60 * DAY)}&au=${iso(now - 20 * DAY)}`)).toEqual([waiting]);
    expect(await asked(`q=ana&du=${iso(now - 20 * DAY)}`)).toEqual([]);

    // Page after page, in both orders, each once.
    for (const address of ['etat=toutes', 'etat=toutes&tri=echeance', 'q=favril&etat=toutes']) {
      const parameters = new URLSearchParams(address);
      const query = toInboxQuery((name) => parameters.get(name) ?? undefined);
      const whole = await asked(address);
      const seen: string[] = [];
      for (let after = '', more = true; more; ) {
        const page = await inboxIds(host.house.db.read, of, { ...query, after }, 2);
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.cursor ?? '';
        more = page.length > 0;
      }
      expect(seen, address).toEqual(whole.map(({ id }) => id));
    }

    const agent = await people.signIn('favril', FAVRIL);
    const page = await agent.get('/agent?tri=echeance');
    expect(await htmlErrors(page.html)).toEqual([]);
    expect(page.html).toContain('En retard de 3\u00A0jours');
    expect(page.html).toContain('Dans 5\u00A0jours');
    expect(page.html).toContain('4 demandes ouvertes sont pour vous');
    expect((await (await people.signIn('pontgouin', FAVRIL)).get('/agent?etat=toutes')).html).toContain(
      'Aucune demande ne correspond',
    );
  });

  it('keeps searches under a name, for the agent who made them', async () => {
    const { host, people } = await town(open);
    await ask(host);
    const agent = await people.signIn('favril', FAVRIL);
    const search = await agent.get('/agent?etat=toutes&q=dupont');
    const saved = await agent.submit(search, { nom: 'Les Dupont' }, '/recherches');
    expect(saved.path).toBe('/agent?etat=toutes&q=dupont');
    expect(saved.html).toMatch(/aria-current="true">Les Dupont</);
    expect((await (await people.signIn('collegue', FAVRIL)).get('/agent')).html).not.toContain('Les Dupont');
    const gone = await agent.submit(saved, {}, '/suppression');
    expect(gone.html).not.toContain('Les Dupont');
  });
});

function byDeadline(a: CitizenRequest, b: CitizenRequest): number {
  const due = (one: CitizenRequest) => ({ 'Élise Durand': 1, 'Jean Petit': 2 })[one.requester.name] ?? 3;
  return due(a) - due(b) || (a.id < b.id ? -1 : 1);
}

describeEachHost('one request on the desk', (open) => {
  it('takes notes of those who answer it and of those who read along, which its citizen never sees', async () => {
    const { host, people } = await town(open);
    const request = await ask(host, 'encombrants');
    const address = `/agent/demandes/${request.id}`;
    const commune = await people.signIn('favril', FAVRIL);
    const page = await commune.get(address);
    const unsaid = await commune.submit(page, { note: '' }, '/notes');
    expect(unsaid.status).toBe(422);
    await commune.submit(page, { note: 'Portail bleu, sonner deux fois.' }, '/notes');
    const epci = await people.signIn('epci', EPCI);
    const seen = await epci.get(address);
    expect(seen.html).toContain('Portail bleu');
    expect(seen.html).toContain('favril, Mairie du Favril');
    const standing = {
      snapshot: await snapshotOf(host),
      actor: { kind: 'system' },
      now: Date.now(),
    } as const;
    const code = contextFor(host.house, standing, 'core').requests.codeOf(request.id);
    const citizen = await host.visit(FAVRIL).get(`/suivi/${code}`);
    expect(citizen.status).toBe(200);
    expect(citizen.html).not.toContain('Portail bleu');
    expect((await (await people.signIn('pontgouin', FAVRIL)).get(address)).status).toBe(404);
  });

  it('is given to oneself, to a colleague, to nobody, and to no stranger', async () => {
    const { host, people } = await town(open);
    const request = await ask(host);
    const address = `/agent/demandes/${request.id}`;
    const agent = await people.signIn('favril', FAVRIL);
    const page = await agent.get(address);
    const to = async (attribution: string) => agent.submit(page, { attribution }, '/attribution');
    expect((await to('moi')).html).toMatch(/Attribuée à<\/h2>\s*<p>Vous</);
    expect((await to(people.agent('collegue'))).html).toMatch(/Attribuée à<\/h2>\s*<p>collegue</);
    expect((await to('personne')).html).toMatch(/Attribuée à<\/h2>\s*<p>Personne</);
    expect((await to(people.agent('pontgouin'))).status).toBe(400);
    expect((await to(people.agent('redactrice'))).status).toBe(400);
  });

  it('fills the answer from a template of the authority', async () => {
    const { host, people } = await town(open);
    const request = await ask(host);
    const agent = await people.signIn('favril', FAVRIL);
    const templates = await agent.submit(
      await agent.get('/agent/modeles'),
      {
        nom: 'Pièce manquante',
        texte: 'Bonjour {{demandeur}}, pour {{reference}} ({{demarche}}) {{inconnu}}',
      },
      '/modeles',
    );
    expect(await htmlErrors(templates.html)).toEqual([]);
    const [, id = ''] = /modeles\/([\w-]+)"/.exec(templates.html) ?? [];
    const page = await agent.get(`/agent/demandes/${request.id}?modele=${id}`);
    expect(await htmlErrors(page.html)).toEqual([]);
    expect(page.html).toContain(
      `Bonjour Claire Dupont, pour ${request.reference} (${request.title}) {{inconnu}}`,
    );
    const other = await people.signIn('pontgouin', FAVRIL);
    expect((await other.get(`/agent/modeles/${id}`)).status).toBe(404);
    expect((await other.get('/agent/modeles')).html).not.toContain('Pièce manquante');
    const gone = await agent.submit(await agent.get(`/agent/modeles/${id}`), {}, '/suppression');
    expect(gone.html).not.toContain('Pièce manquante');
  });
});

async function snapshotOf(host: TestHost) {
  const snapshot = await host.house.sites.byHost(FAVRIL);
  if (!snapshot) throw new Error('no site');
  return snapshot;
}

describeEachHost('several requests at once', (open) => {
  it('are handled where they may be, and the page says which were not and why', async () => {
    const { host, people } = await town(open);
    const one = await ask(host, 'acte-de-naissance', { email: 'claire@exemple.fr' });
    const two = await ask(host, 'acte-de-naissance', { name: 'Jean Petit', email: 'jean@exemple.fr' });
    const done = await ask(host, 'acte-de-naissance', { status: 'done' });
    const others = await ask(host, 'encombrants');
    const agent = await people.signIn('favril', FAVRIL);
    const page = await agent.get('/agent?etat=toutes');
    const ids = [one, two, done, others].map(({ id }) => id);
    const nothing = await agent.submit(page, { action: 'traiter', texte: 'Trop vite' }, '/lot');
    expect(nothing.status).toBe(422);
    expect(nothing.html).toContain('Cochez au moins une demande');
    expect(nothing.html).toContain('Trop vite');
    const unsaid = await agent.submit(page, { action: 'traiter', demande: ids, texte: ' ' }, '/lot');
    expect(unsaid.status).toBe(422);
    expect(await htmlErrors(unsaid.html)).toEqual([]);

    const assigned = await agent.submit(
      page,
      { action: 'attribuer', attribution: 'moi', demande: ids },
      '/lot',
    );
    expect(assigned.html).toContain('3 demandes attribuées');
    expect(assigned.html).toContain('elle est traitée par une autre collectivité');

    const result = await agent.submit(
      page,
      { action: 'traiter', demande: ids, texte: 'Bonjour {{demandeur}}, c’est prêt.' },
      '/lot',
    );
    expect(await htmlErrors(result.html)).toEqual([]);
    expect(result.html).toContain('2 demandes closes comme traitées');
    expect(result.html).toContain('2 demandes n’ont pas changé');
    expect(result.html).toContain('elle est déjà close');
    await host.drain();
    const { mail, audit, request } = schema.for(host.house.db.read);
    const mails = await host.house.db.read.select().from(mail).where(eq(mail.to, 'jean@exemple.fr'));
    expect(mails.some(({ text }) => text.includes('Bonjour Jean Petit, c’est prêt.'))).toBe(true);
    const [kept] = await host.house.db.read.select().from(request).where(eq(request.id, others.id));
    expect(kept?.status).toBe('received');
    const moves = await host.house.db.read.select().from(audit).where(eq(audit.action, 'request.moved'));
    expect(new Set(moves.map(({ subjectId }) => subjectId))).toEqual(new Set([one.id, two.id]));
    const advisor = await people.signIn('redactrice', FAVRIL);
    expect((await advisor.get('/agent/demandes/lot')).status).toBe(403);
  });
});

describeEachHost('a request written down for someone', (open) => {
  it('is theirs, once, with a receipt by mail or on paper', async () => {
    const { host, people } = await town(open);
    const agent = await people.signIn('favril', FAVRIL);
    const form = await agent.get('/agent/demandes/nouvelle');
    expect(await htmlErrors(form.html)).toEqual([]);
    const service = (await snapshotOf(host)).serviceBySlug.get('acte-de-naissance')?.id ?? '';
    const typed = {
      demarche: service,
      canal: 'phone',
      nom: 'Marcelle Roux',
      demande: 'Deux copies intégrales.',
    };
    const wrong = await agent.submit(form, { ...typed, nom: '' }, '/nouvelle');
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Deux copies intégrales.');
    const slip = await agent.submit(form, typed, '/nouvelle');
    expect(slip.status).toBe(200);
    expect(await htmlErrors(slip.html)).toEqual([]);
    expect(slip.html).toContain('imprimez cette page');
    const again = await agent.submit(form, typed, '/nouvelle');
    expect(again.path).toBe(slip.path);
    const { request, audit, mail, requestEntry } = schema.for(host.house.db.read);
    const rows = await host.house.db.read.select().from(request);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      channel: 'phone',
      citizenId: null,
      requester: { name: 'Marcelle Roux' },
    });
    const [opened] = await host.house.db.read.select().from(audit).where(eq(audit.action, 'request.opened'));
    expect(opened).toMatchObject({ actorKind: 'agent', actorId: people.agent('favril') });
    const [entry] = await host.house.db.read.select().from(requestEntry);
    expect(entry?.text).toContain('Demande reçue par téléphone par la mairie');
    expect(entry?.agentId).toBe(people.agent('favril'));
    const [, code = ''] = /Code de suivi<\/dt>\s*<dd><span>([^<]+)</.exec(slip.html) ?? [];
    const tracked = await host.visit(FAVRIL).get(`/suivi/${code}`);
    expect(tracked.html).toContain('Deux copies intégrales.');

    const file = (name: string, content: string) => new File([content], name, { type: 'application/pdf' });
    const withFile = await agent.submit(
      await agent.get('/agent/demandes/nouvelle'),
      { ...typed, courriel: 'marcelle@exemple.fr', fichiers: file('lettre.pdf', 'no PDF at all') },
      '/nouvelle',
    );
    expect(withFile.status).toBe(422);
    expect(withFile.html).toContain('lettre.pdf');
    expect(withFile.html).toContain('Marcelle Roux');
    const [, anchor = ''] = /href="#([^"]+)">lettre\.pdf/.exec(withFile.html) ?? [];
    expect(withFile.html).toContain(`id="${anchor}"`);
    const taken = await agent.submit(
      withFile,
      { ...typed, courriel: 'marcelle@exemple.fr', fichiers: file('lettre.pdf', '%PDF-1.7\nBonjour\n%%EOF') },
      '/nouvelle',
    );
    const desk = await agent.get(taken.path.replace('/recepisse', ''));
    expect(desk.html).toMatch(/lettre\.pdf \(PDF, 2\d\s?octets\)/);
    await host.drain();
    const mails = await host.house.db.read.select().from(mail).where(eq(mail.to, 'marcelle@exemple.fr'));
    expect(mails).toHaveLength(1);
    const epci = await people.signIn('epci', FAVRIL);
    expect((await epci.get(slip.path)).status).toBe(404);
    expect((await (await people.signIn('redactrice', FAVRIL)).get('/agent/demandes/nouvelle')).status).toBe(
      403,
    );
  });
});

describeEachHost('the list taken away', (open) => {
  it('is what was filtered, with nothing that a spreadsheet would run, and written down', async () => {
    const { host, people } = await town(open);
    await ask(host, 'acte-de-naissance', { name: '=HYPERLINK("x")' });
    await ask(host, 'acte-de-naissance', { name: 'Jean Petit' });
    const agent = await people.signIn('favril', FAVRIL);
    const csv = await agent.get('/agent/demandes/export.csv?etat=toutes');
    expect(csv.headers.get('content-disposition')).toContain('demandes.csv');
    expect(csv.html.trim().split('\r\n')).toHaveLength(3);
    expect(csv.html).toContain(`"'=HYPERLINK(""x"")"`);
    const json = await agent.get('/agent/demandes/export.json?q=petit');
    expect(JSON.parse(json.html)).toMatchObject([{ demandeur: 'Jean Petit', etat: 'Reçue' }]);
    expect(JSON.parse((await agent.get('/agent/demandes/export.json?q=zzz')).html)).toEqual([]);
    const { audit } = schema.for(host.house.db.read);
    const lines = await host.house.db.read.select().from(audit).where(eq(audit.action, 'request.exported'));
    expect(lines).toHaveLength(3);
    expect((await (await people.signIn('conseiller', FAVRIL)).get('/agent/demandes/export.csv')).status).toBe(
      403,
    );
  });
});
