// An agent’s own account, through whole pages, on both engines.

import { eq } from '@parvis/db';
import { describeEachHost, type OpenHost, openTown, type TestHost, type Visitor } from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { TOTP } from 'otpauth';
import { expect, it } from 'vitest';
import { schema } from '../../schema.ts';

const SITE = 'le-favril.localhost';
const PASSWORD = 'une phrase assez longue';
const OTHER = 'douze chevaux gris dehors';
const PROOF = { 'mot-de-passe-actuel': PASSWORD };

async function town(open: OpenHost, secondFactor: 'required' | 'offered' = 'offered') {
  const host = await open();
  const opened = await openTown(host, {
    secondFactor,
    agents: [
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'epci', role: 'secretary' },
    ],
  });
  return { host, opened };
}

const keyOf = (html: string): string =>
  (/class="otp-key">([^<]+)</.exec(html)?.[1] ?? '').replaceAll(' ', '');
const codeOf = (secret: string, later = 0): string =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + later * 1_000 });

async function withApplication(visitor: Visitor) {
  const page = await visitor.get('/agent/compte/application');
  const secret = keyOf(page.html);
  const done = await visitor.submit(page, { code: codeOf(secret), ...PROOF }, '/application');
  return { secret, done };
}

async function attempt(host: TestHost, password: string) {
  const visitor = host.visit(SITE);
  const typed = { courriel: 'favril@exemple.fr', 'mot-de-passe': password };
  return {
    visitor,
    answer: await visitor.submit(await visitor.get('/agent/connexion'), typed, '/agent/connexion'),
  };
}

const isIn = async (visitor: Visitor) => (await visitor.get('/agent')).path === '/agent';

describeEachHost('an agent’s own account', (open) => {
  it('says who one is, for whom one works, and where one is signed in', async () => {
    const { host, opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    const { html } = await visitor.get('/agent/compte');
    expect(html).toContain('favril@exemple.fr');
    expect(html).toContain('(cet appareil)');
    expect(html).toContain('Par mot de passe');
    expect(html).toContain('Protégez votre compte par un second facteur');
    expect((await host.visit(SITE).get('/agent/compte')).path).toBe('/agent/connexion');
  });

  it('lists the keys of the desk, and turns the one of a single sign off on this device', async () => {
    const { opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    expect((await visitor.get('/agent')).html).toContain('data-slash-key');
    const page = await visitor.get('/agent/compte/raccourcis');
    expect(await htmlErrors(page.html)).toEqual([]);
    const off = await visitor.submit(page, { raccourci: 'non' }, '/raccourcis');
    expect((await visitor.get('/agent')).html).not.toContain('data-slash-key');
    await visitor.submit(off, { raccourci: 'oui' }, '/raccourcis');
    expect((await visitor.get('/agent')).html).toContain('data-slash-key');
  });

  it('changes the password by the current one, and ends every other session', async () => {
    const { host, opened } = await town(open);
    const [here, there] = [await opened.signIn('favril', SITE), await opened.signIn('favril', SITE)];
    const before = here.cookie('agent');
    const page = await here.get('/agent/compte/mot-de-passe');
    const typed = { 'mot-de-passe': OTHER, 'mot-de-passe-encore': OTHER };
    const refused = await here.submit(page, { ...typed, 'mot-de-passe-actuel': 'faux' }, '/mot-de-passe');
    expect(refused.status).toBe(422);
    expect(refused.html).not.toContain(OTHER);
    expect(await isIn(there)).toBe(true);
    const done = await here.submit(page, { ...typed, ...PROOF }, '/mot-de-passe');
    expect(done.html).toContain('Votre mot de passe est changé');
    expect(await isIn(there)).toBe(false);
    expect(here.cookie('agent')).not.toBe(before);
    expect((await host.visit(SITE).get('/agent', { cookie: `agent=${before}` })).path).toBe(
      '/agent/connexion',
    );
    expect((await attempt(host, PASSWORD)).answer.status).toBe(422);
    expect((await attempt(host, OTHER)).answer.path).toBe('/agent');
  });

  it('refuses a password that is short, common, or not the same twice', async () => {
    const { opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    const page = await visitor.get('/agent/compte/mot-de-passe');
    for (const [first, second, message] of [
      ['court', 'court', 'au moins 12'],
      ['motdepasse1234', 'motdepasse1234', 'premiers que l’on essaie'],
      [OTHER, `${OTHER}s`, 'ne sont pas les mêmes'],
    ] as const) {
      const typed = { 'mot-de-passe': first, 'mot-de-passe-encore': second, ...PROOF };
      const answer = await visitor.submit(page, typed, '/mot-de-passe');
      expect(answer.status).toBe(422);
      expect(answer.html.replaceAll('\u00A0', ' ')).toContain(message);
    }
  });

  it('slows down whoever guesses the current password in a session left open', async () => {
    const { opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    const page = await visitor.get('/agent/compte/mot-de-passe');
    const typed = { 'mot-de-passe': OTHER, 'mot-de-passe-encore': OTHER };
    const tries = [];
    for (let number = 0; number < 11; number += 1) {
      const proof = { 'mot-de-passe-actuel': `faux ${number}` };
      tries.push(await visitor.submit(page, { ...typed, ...proof }, '/mot-de-passe'));
    }
    expect(tries.at(-1)?.html).toContain('Trop d’essais');
    expect((await visitor.submit(page, { ...typed, ...PROOF }, '/mot-de-passe')).html).toContain(
      'Trop d’essais',
    );
  });

  it('adds an application under a new session id, then shows ten codes once', async () => {
    const { host, opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    const before = visitor.cookie('agent');
    const { secret, done } = await withApplication(visitor);
    expect(done.path).toBe('/agent/compte/codes-de-secours');
    expect(visitor.cookie('agent')).not.toBe(before);
    const shown = await visitor.submit(done, {}, '/codes-de-secours');
    const codes = [...shown.html.matchAll(/<code>([A-Z0-9]{5}-[A-Z0-9]{5})<\/code>/g)].map(
      ([, code]) => code ?? '',
    );
    expect(codes).toHaveLength(10);
    const again = await visitor.get('/agent/compte/codes-de-secours');
    for (const code of codes) expect(again.html).not.toContain(code);
    expect(again.html).toContain('Il vous en reste 10');
    const { visitor: back, answer } = await attempt(host, PASSWORD);
    const entered = await back.submit(answer, { code: codes[3] ?? '' }, '/second-facteur');
    expect(entered.path).toBe('/agent');
    expect((await back.get('/agent/compte')).html.replaceAll('\u00A0', ' ')).toContain('reste 9 codes');
    expect(codeOf(secret)).toMatch(/^\d{6}$/);
  });

  it('replaces recovery codes for good, by the password', async () => {
    const { host, opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    const { done } = await withApplication(visitor);
    const first = await visitor.submit(done, {}, '/codes-de-secours');
    const [, old = ''] = /<code>([A-Z0-9-]{11})<\/code>/.exec(first.html) ?? [];
    const page = await visitor.get('/agent/compte/codes-de-secours');
    expect((await visitor.submit(page, {}, '/codes-de-secours')).status).toBe(422);
    await visitor.submit(page, PROOF, '/codes-de-secours');
    const { visitor: back, answer } = await attempt(host, PASSWORD);
    expect((await back.submit(answer, { code: old }, '/second-facteur')).status).toBe(422);
  });

  it('asks for the password before a factor is added or removed', async () => {
    const { opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    const page = await visitor.get('/agent/compte/application');
    const typed = { code: codeOf(keyOf(page.html)) };
    const refused = await visitor.submit(page, typed, '/application');
    expect(refused.status).toBe(422);
    expect(keyOf(refused.html)).toBe(keyOf(page.html));
    await visitor.submit(refused, { ...typed, ...PROOF }, '/application');
    const removal = await visitor.get('/agent/compte/application/retrait');
    expect((await visitor.submit(removal, {}, '/retrait')).status).toBe(422);
    expect((await visitor.submit(removal, PROOF, '/retrait')).html).toContain('Ce second facteur est retiré');
    expect((await visitor.get('/agent/compte')).html).toContain('Vous n’en avez pas encore');
  });

  it('keeps the last factor where the tenant requires one', async () => {
    const { host, opened } = await town(open);
    const visitor = await opened.signIn('favril', SITE);
    await withApplication(visitor);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).tenant).set({ secondFactor: 'required' });
      const snapshot = await host.house.sites.byHost(SITE);
      tx.touch(`tenant:${snapshot?.tenant.id}`);
    });
    const removal = await visitor.get('/agent/compte/application/retrait');
    const refused = await visitor.submit(removal, PROOF, '/retrait');
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Gardez au moins un second facteur');
    const { agent } = schema.for(host.house.db.read);
    const [row] = await host.house.db.read
      .select()
      .from(agent)
      .where(eq(agent.id, opened.agent('favril')));
    expect(row?.totpSecret).not.toBeNull();
  });

  it('ends one session, or all others', async () => {
    const { opened } = await town(open);
    const [one, two, three] = [
      await opened.signIn('favril', SITE),
      await opened.signIn('favril', SITE),
      await opened.signIn('favril', 'pontgouin.localhost'),
    ];
    const list = await one.get('/agent/compte');
    expect(list.html.match(/name="session"/g)).toHaveLength(2);
    await one.submit(list, {}, '/sessions/fin');
    expect([await isIn(two), await isIn(three)].filter(Boolean)).toHaveLength(1);
    await one.submit(list, {}, '/sessions/autres');
    expect([await isIn(two), await isIn(three)]).toEqual([false, false]);
    expect(await isIn(one)).toBe(true);
  });

  it('ends no session of someone else', async () => {
    const { host, opened } = await town(open);
    const [mine, theirs] = [await opened.signIn('favril', SITE), await opened.signIn('epci', SITE)];
    const { agentSession } = schema.for(host.house.db.read);
    const [row] = await host.house.db.read
      .select()
      .from(agentSession)
      .where(eq(agentSession.personId, opened.agent('epci')));
    const csrf = /name="csrf" value="([^"]+)"/.exec((await mine.get('/agent/compte')).html)?.[1] ?? '';
    await mine.post('/agent/compte/sessions/fin', { csrf, session: row?.idHash ?? '' });
    expect(await isIn(theirs)).toBe(true);
  });

  it('takes a passkey of a device only, and touches none of someone else', async () => {
    const { host, opened } = await town(open);
    const snapshot = await host.house.sites.byHost(SITE);
    await host.house.db.write(async (tx) => {
      await tx.insert(schema.for(tx).agentPasskey).values({
        id: 'cle-de-epci',
        tenantId: snapshot?.tenant.id ?? '',
        agentId: opened.agent('epci'),
        rpId: SITE,
        publicKey: 'AA',
        counter: 0,
        transports: [],
        label: 'Ordinateur',
        createdAt: Date.now(),
      });
    });
    const visitor = await opened.signIn('favril', SITE);
    expect((await visitor.get('/agent/compte/cles/cle-de-epci/nom')).status).toBe(404);
    expect((await visitor.get('/agent/compte/cles/cle-de-epci/retrait')).status).toBe(404);
    const page = await visitor.get('/agent/compte/cles');
    const forged = await visitor.submit(page, { nom: 'Téléphone', reponse: '{"id":"x"}', ...PROOF }, '/cles');
    expect(forged.status).toBe(422);
    expect(forged.html).toContain('value="Téléphone"');
    const { agentPasskey } = schema.for(host.house.db.read);
    expect(await host.house.db.read.$count(agentPasskey)).toBe(1);
  });

  it('shows for whom one works in that body’s colours, whatever the site, under a new session id', async () => {
    const { host, opened } = await town(open);
    const snapshot = await host.house.sites.byHost('pontgouin.localhost');
    await host.house.db.write(async (tx) => {
      await tx.insert(schema.for(tx).agentRole).values({
        tenantId: snapshot?.tenant.id ?? '',
        agentId: opened.agent('favril'),
        authorityId: opened.authority('Pontgouin').id,
        role: 'secretary',
        until: null,
      });
    });
    const visitor = await opened.signIn('favril', SITE);
    const first = await visitor.get('/agent');
    const before = visitor.cookie('agent');
    const collectivite = opened.authority('Pontgouin').id;
    const second = await visitor.submit(first, { collectivite }, '/agent/collectivite');
    expect(second.html).toMatch(/brand-name">Pontgouin</);
    expect(second.html).toContain(snapshot?.stylesheet);
    expect(first.html).not.toContain(snapshot?.stylesheet);
    expect(visitor.cookie('agent')).not.toBe(before);
    expect((await host.visit(SITE).get('/agent', { cookie: `agent=${before}` })).path).toBe(
      '/agent/connexion',
    );
  });
});
