// A citizen's own space: what is in it, and that nobody else's is.

import { Readable } from 'node:stream';
import type { NewRequest } from '@parvis/kit';
import {
  describeEachHost,
  type OpenHost,
  openTown,
  signInCitizen,
  signInMail,
  type TestHost,
  type Visitor,
} from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { DECLARED } from '../identity/facts.ts';
import { hashPassword } from '../identity/password.ts';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
const NEXT_DOOR = 'pontgouin.localhost';
const EMAIL = 'jeanne.martin@exemple.fr';
const PASSWORD = 'quatre mots sans rapport';

async function open(openHost: OpenHost): Promise<TestHost> {
  const host = await openHost();
  await openTown(host, { agents: [{ name: 'epci', role: 'secretary' }] });
  return host;
}

async function signedIn(host: TestHost, email = EMAIL, site = SITE): Promise<Visitor> {
  const visitor = host.visit(site);
  await signInCitizen(host, visitor, email);
  return visitor;
}

/** A request made without an account. */
function ask(host: TestHost, title: string, site = SITE) {
  return host.inside(site, 'core', async (tx) => {
    const [service] = tx.services;
    if (!service) throw new Error('the site has no service');
    const wanted: NewRequest = {
      service,
      channel: 'form',
      title,
      requester: { name: 'Jeanne Martin', email: EMAIL },
      once: title,
    };
    return tx.requests.open(wanted);
  });
}

async function claim(visitor: Visitor, code: string) {
  return visitor.submit(await visitor.get('/mon-espace'), { code }, '/mon-espace/demandes');
}

function requests(host: TestHost) {
  const { db } = host.house;
  return db.read.select().from(schema.for(db.read).request);
}

async function actions(host: TestHost): Promise<readonly string[]> {
  const { db } = host.house;
  const { audit } = schema.for(db.read);
  const lines = await db.read.select().from(audit).orderBy(audit.number);
  return lines.map(({ action }) => action).filter((action) => action.startsWith('citizen.'));
}

const PAGES = ['', '/messages', '/documents', '/identite', '/securite'].map((path) => `/mon-espace${path}`);

describeEachHost('the space of a citizen', (openHost) => {
  it('leads to the door, and back to the page that was asked for', async () => {
    const host = await open(openHost);
    for (const path of PAGES) {
      const { path: door } = await host.visit(SITE).get(path);
      expect(door).toBe(
        path === '/mon-espace' ? '/connexion' : `/connexion?retour=${encodeURIComponent(path)}`,
      );
    }
    const { path } = await host.visit(SITE).get('/mon-espace/demandes/0190a5f0-0000-7000-8000-000000000000');
    expect(path).toContain('retour=%2Fmon-espace%2Fdemandes%2F');
  });

  it('is in the menu of every page, which stays the same for everyone', async () => {
    const host = await open(openHost);
    const visitor = await signedIn(host);
    const [anonymous, own] = [await host.visit(SITE).get('/'), await visitor.get('/')];
    expect(anonymous.html).toContain('<a href="/mon-espace">Mon espace</a>');
    expect(own.html).toBe(anonymous.html);
    expect(own.headers.get('cache-control')).toContain('public');
    for (const path of PAGES)
      expect((await visitor.get(path)).headers.get('cache-control')).toBe('private, no-store');
    expect((await host.visit(SITE).get('/plan-du-site')).html).toContain('href="/mon-espace"');
  });

  describe('claiming a request', () => {
    it('puts it in the account, with its code, from the space', async () => {
      const host = await open(openHost);
      const { code, request } = await ask(host, 'Un canapé');
      const visitor = await signedIn(host);
      expect((await visitor.get('/mon-espace')).html).not.toContain('Un canapé');
      const added = await claim(visitor, code.toLowerCase().replaceAll('-', ' '));
      expect(added.path).toBe(`/mon-espace/demandes/${request.id}?ajoutee=1`);
      expect(added.html).toContain('maintenant dans votre espace');
      expect((await visitor.get('/mon-espace')).html).toContain('Un canapé');
      expect(await actions(host)).toEqual(['citizen.signed-in', 'citizen.request-claimed']);
      expect((await claim(visitor, code)).path).toBe(`/mon-espace/demandes/${request.id}`);
      expect(await actions(host)).toHaveLength(2);
    });

    it('is offered on the request’s own page to whoever is signed in', async () => {
      const host = await open(openHost);
      const { code, request } = await ask(host, 'Un canapé');
      const anonymous = await host.visit(SITE).get(`/suivi/${code}`);
      expect(anonymous.html).not.toContain('Ajouter à mon espace');
      const visitor = await signedIn(host);
      const added = await visitor.submit(await visitor.get(`/suivi/${code}`), {}, '/mon-espace/demandes');
      expect(added.path).toBe(`/mon-espace/demandes/${request.id}?ajoutee=1`);
      expect((await visitor.get(`/suivi/${code}`)).html).toContain('Elle est dans votre espace');
    });

    it('takes none over from another account, and says what to do', async () => {
      const host = await open(openHost);
      const { code } = await ask(host, 'Un canapé');
      await claim(await signedIn(host), code);
      const other = await signedIn(host, 'autre@exemple.fr');
      const refused = await claim(other, code);
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('déjà dans un autre espace');
      expect(refused.html).toContain('appelez la mairie');
      expect((await other.get(`/suivi/${code}`)).html).not.toContain('Ajouter à mon espace');
      const [account] = await host.house.db.read
        .select()
        .from(schema.for(host.house.db.read).citizen)
        .orderBy(schema.for(host.house.db.read).citizen.createdAt);
      expect((await requests(host)).map(({ citizenId }) => citizenId)).toEqual([account?.id]);
    });

    it('goes to one of two accounts that claim it side by side', async () => {
      const host = await open(openHost);
      const { code } = await ask(host, 'Un canapé');
      const visitors = [await signedIn(host), await signedIn(host, 'autre@exemple.fr')];
      const answers = await Promise.all(visitors.map((one) => claim(one, code)));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    });

    it('opens nothing of another tenant, nor with a code that is none', async () => {
      const host = await open(openHost);
      await openTown(host, { epci: '200033181' });
      const { code } = await ask(host, 'Un canapé', 'chartres.localhost');
      const visitor = await signedIn(host);
      for (const typed of [code, 'KXTM-97WD-CHPQ', 'bonjour', '']) {
        const refused = await claim(visitor, typed);
        expect(refused.status).toBe(422);
        expect(refused.html).not.toContain('Un canapé');
      }
      expect((await requests(host)).map(({ citizenId }) => citizenId)).toEqual([null]);
    });

    it('stops whoever tries codes, there and at the page of codes', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const page = await visitor.get('/mon-espace');
      const code = 'KXTM-97WD-CHPQ';
      for (let tries = 0; tries < 20; tries += 1)
        await visitor.submit(page, { code }, '/mon-espace/demandes');
      const track = await visitor.get('/suivi');
      for (let tries = 0; tries < 20; tries += 1) await visitor.submit(track, { code });
      expect((await claim(visitor, code)).html).toContain('Trop d’essais');
      expect((await visitor.submit(track, { code })).html).toContain('Trop d’essais');
      expect((await visitor.get(`/suivi/${code}`)).status).toBe(429);
    });
  });

  it('shows the account’s requests of every site, and no other account’s', async () => {
    const host = await open(openHost);
    const visitor = await signedIn(host);
    await claim(visitor, (await ask(host, 'Un canapé')).code);
    await claim(visitor, (await ask(host, 'Une table', NEXT_DOOR)).code);
    const hers = await ask(host, 'Un secret');
    const other = await signedIn(host, 'autre@exemple.fr', NEXT_DOOR);
    await claim(other, hers.code);
    const elsewhere = await signedIn(host, EMAIL, NEXT_DOOR);
    for (const page of [await visitor.get('/mon-espace'), await elsewhere.get('/mon-espace')]) {
      expect(page.html).toContain('Un canapé');
      expect(page.html).toContain('Une table');
      expect(page.html).not.toContain('Un secret');
    }
    expect((await visitor.get(`/mon-espace/demandes/${hers.request.id}`)).status).toBe(404);
    expect((await other.get(`/mon-espace/demandes/${hers.request.id}`)).status).toBe(200);
  });

  it('opens a request without its code, and takes an answer there', async () => {
    const host = await open(openHost);
    const visitor = await signedIn(host);
    const { code, request } = await ask(host, 'Un canapé');
    const page = await claim(visitor, code);
    const said = await visitor.submit(page, { message: 'Le canapé est rouge.' }, '/messages');
    expect(said.path).toContain(`/mon-espace/demandes/${request.id}`);
    expect(said.html).toContain('Le canapé est rouge.');
    expect((await host.visit(SITE).get(`/suivi/${code}`)).html).toContain('Le canapé est rouge.');
    expect((await visitor.get('/mon-espace/messages')).html).toContain('Le canapé est rouge.');
    expect((await visitor.get('/mon-espace')).html).toContain('Le canapé est rouge.');
    const other = await signedIn(host, 'autre@exemple.fr');
    const csrf = /name="csrf" value="([^"]+)"/.exec((await other.get('/mon-espace')).html)?.[1] ?? '';
    const stranger = await other.post(`/mon-espace/demandes/${request.id}/messages`, {
      csrf,
      message: 'Non.',
    });
    expect(stranger.status).toBe(404);
    expect((await other.get('/mon-espace/messages')).html).not.toContain('Le canapé est rouge.');
  });

  it('gives the files of its requests back, and nobody else’s', async () => {
    const host = await open(openHost);
    const visitor = await signedIn(host);
    const { code, request } = await ask(host, 'Un canapé');
    await claim(visitor, code);
    const fileId = '0190a5f0-0000-7000-8000-00000000f11e';
    await host.house.files.receive(fileId, Readable.from([Buffer.from('un texte')]));
    const sent = { id: fileId, name: 'canapé.txt', type: 'text/plain', size: 8 };
    const [row] = await requests(host);
    await host.house.files.keep(row?.tenantId ?? '', sent);
    await host.house.db.write(async (tx) => {
      const { tenantId, id: requestId } = row ?? { tenantId: '', id: '' };
      const file = { ...sent, tenantId, requestId, keptAt: Date.now(), scan: 'clean' as const };
      await tx.insert(schema.for(tx).file).values(file);
    });
    const list = await visitor.get('/mon-espace/documents');
    expect(list.html).toContain('canapé.txt');
    expect(list.html).toContain(request.reference);
    const download = await visitor.get(`/mon-espace/documents/${fileId}`);
    expect(download.html).toBe('un texte');
    expect(download.headers.get('content-disposition')).toContain('attachment');
    const other = await signedIn(host, 'autre@exemple.fr');
    expect((await other.get('/mon-espace/documents')).html).not.toContain('canapé.txt');
    expect((await other.get(`/mon-espace/documents/${fileId}`)).status).toBe(404);
    expect((await host.visit(SITE).get(`/mon-espace/documents/${fileId}`)).path).toMatch(/^\/connexion/);
  });

  describe('identity', () => {
    it('keeps what the person writes, says where it came from, and gives bad input back', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const page = await visitor.get('/mon-espace/identite');
      expect(page.html).toContain('Vérifiée par un courriel');
      const typed = { prenoms: 'Jeanne', nom: 'Martin', telephone: '06 12 34 56 78' };
      const wrong = await visitor.submit(page, { ...typed, telephone: '06 12' }, '/identite');
      expect(wrong.status).toBe(422);
      expect(wrong.html).toContain('value="Jeanne"');
      expect(wrong.html).toContain('value="06 12"');
      const saved = await visitor.submit(page, typed, '/identite');
      expect(saved.html).toContain('Vos informations sont enregistrées');
      expect(saved.html.match(/Écrit par vous/g)).toHaveLength(3);
      expect((await visitor.get('/mon-espace')).html).toContain('Jeanne Martin');
      await visitor.submit(await visitor.get('/mon-espace/identite'), { ...typed, nom: '' }, '/identite');
      expect((await visitor.get('/mon-espace/identite')).html.match(/Écrit par vous/g)).toHaveLength(2);
      expect((await actions(host)).filter((one) => one === 'citizen.identity-changed')).toHaveLength(2);
    });

    it('keeps an address as one line, and gives it back in its boxes', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const typed = {
        'adresse--line': '3 rue du Lavoir, bâtiment B',
        'adresse--postal-code': '28190',
        'adresse--commune': 'Le Favril',
      };
      const page = await visitor.submit(await visitor.get('/mon-espace/identite'), typed, '/identite');
      expect(page.html).toContain('3 rue du Lavoir, bâtiment B, 28190 Le Favril');
      for (const value of Object.values(typed)) expect(page.html).toContain(`value="${value}"`);
    });

    it('says in everyday words what providers give as codes', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      for (const [field, value, said] of [
        ['birthdate', '1948-03-12', '12 mars 1948'],
        ['birthdate', '1948-03-00', 'En mars 1948'],
        ['birthdate', '1948-00-00', 'En 1948'],
        ['gender', 'female', 'Féminin'],
        ['birthplace', '28085', 'Chartres'],
        ['birthcountry', '99100', 'France'],
        ['birthcountry', '99351', 'Pays de code Insee 99351'],
      ] as const) {
        const identity = { [field]: { value, from: 'franceconnect', at: Date.now() } };
        await host.house.db.write(async (tx) => {
          await tx.update(schema.for(tx).citizen).set({ identity });
        });
        expect((await visitor.get('/mon-espace/identite')).html).toContain(
          `<td data-title="Valeur">${said}</td>`,
        );
      }
    });

    it('shows what a provider vouched for, and lets nobody change it', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const familyName = { value: 'Dubois', from: 'franceconnect', at: Date.now() };
      const givenNames = { value: 'Jeanne', from: DECLARED, at: Date.now() };
      await host.house.db.write(async (tx) => {
        await tx.update(schema.for(tx).citizen).set({ identity: { familyName, givenNames } });
      });
      const page = await visitor.get('/mon-espace/identite');
      expect(page.html).toContain('Dubois');
      expect(page.html).toContain('Transmis par franceconnect');
      expect(page.html).not.toContain('name="nom"');
      await visitor.submit(page, { nom: 'Autre', prenoms: 'Jeanne Marie' }, '/identite');
      const { db } = host.house;
      const [account] = await db.read.select().from(schema.for(db.read).citizen);
      expect(account?.identity.familyName).toEqual(familyName);
      expect(account?.identity.givenNames?.value).toBe('Jeanne Marie');
    });
  });

  describe('security', () => {
    it('lists the sessions, ends one, or all the others', async () => {
      const host = await open(openHost);
      const [here, there, elsewhere] = [
        await signedIn(host),
        await signedIn(host),
        await signedIn(host, EMAIL, NEXT_DOOR),
      ];
      const page = await here.get('/mon-espace/securite');
      expect(page.html.match(/Appareil inconnu/g)).toHaveLength(3);
      expect(page.html.match(/cet appareil/g)).toHaveLength(1);
      const one = await here.submit(page, {}, '/sessions/fin');
      expect(one.html.match(/Appareil inconnu/g)).toHaveLength(2);
      await here.submit(one, {}, '/sessions/autres');
      expect((await here.get('/mon-espace')).path).toBe('/mon-espace');
      for (const other of [there, elsewhere])
        expect((await other.get('/mon-espace')).path).toMatch(/^\/connexion/);
      expect(await actions(host)).toEqual([
        ...Array.from({ length: 3 }, () => 'citizen.signed-in'),
        'citizen.session-ended',
        'citizen.other-sessions-ended',
      ]);
    });

    it('ends nobody else’s session', async () => {
      const host = await open(openHost);
      const [hers, his] = [await signedIn(host), await signedIn(host, 'autre@exemple.fr')];
      const { db } = host.house;
      const rows = await db.read.select().from(schema.for(db.read).citizenSession);
      const csrf =
        /name="csrf" value="([^"]+)"/.exec((await his.get('/mon-espace/securite')).html)?.[1] ?? '';
      for (const { idHash } of rows)
        await his.post('/mon-espace/securite/sessions/fin', { csrf, session: idHash });
      expect((await hers.get('/mon-espace')).path).toBe('/mon-espace');
    });

    it('sets a password just after the mail, ends the other sessions, and changes the id of its own', async () => {
      const host = await open(openHost);
      const [here, there] = [await signedIn(host), await signedIn(host)];
      const before = here.cookie('usager');
      const page = await here.get('/mon-espace/securite');
      expect(page.html).not.toContain('mot-de-passe-actuel');
      const saved = await here.submit(page, { 'nouveau-mot-de-passe': PASSWORD }, '/mot-de-passe');
      expect(saved.html).toContain('Votre mot de passe est enregistré');
      expect(here.cookie('usager')).not.toBe(before);
      const kept = await host.visit(SITE).get('/mon-espace', { cookie: `usager=${before}` });
      expect(kept.path).toMatch(/^\/connexion/);
      expect((await there.get('/mon-espace')).path).toMatch(/^\/connexion/);
      const door = host.visit(SITE);
      const typed = { identifiant: EMAIL, 'mot-de-passe': PASSWORD };
      const entered = await door.submit(await door.get('/connexion'), typed, '/connexion/mot-de-passe');
      expect(entered.path).toBe('/mon-espace');
      await host.drain();
      const { db } = host.house;
      const mails = await db.read.select().from(schema.for(db.read).mail);
      expect(mails.map(({ subject }) => subject)).toContain('Votre mot de passe a changé – Le Favril');
    });

    it('refuses a password that is short, common, or made of what others know', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const page = await visitor.get('/mon-espace/securite');
      for (const [password, words] of [
        ['court', 'au moins'],
        ['azertyuiop123', 'premiers que l’on essaie'],
        ['jeanne.martin28', 'votre nom ou votre adresse'],
        ['lefavril2026!', 'votre nom ou votre adresse'],
      ] as const) {
        const refused = await visitor.submit(page, { 'nouveau-mot-de-passe': password }, '/mot-de-passe');
        expect(refused.status).toBe(422);
        expect(refused.html).toContain(words);
        expect(refused.html).not.toContain(`value="${password}"`);
      }
    });

    it('asks for the current password in a session that is older, and for a mail where there is none', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const { db } = host.house;
      await db.write(async (tx) => {
        await tx.update(schema.for(tx).citizenSession).set({ startedAt: Date.now() - 16 * 60_000 });
      });
      expect((await visitor.get('/mon-espace/securite')).html).toContain(
        'connectez-vous de nouveau par courriel',
      );
      const csrf = /name="csrf" value="([^"]+)"/.exec((await visitor.get('/mon-espace')).html)?.[1] ?? '';
      await visitor.post('/mon-espace/securite/mot-de-passe', { csrf, 'nouveau-mot-de-passe': PASSWORD });
      const [account] = await db.read.select().from(schema.for(db.read).citizen);
      expect(account?.passwordHash).toBeNull();

      const passwordHash = await hashPassword('cinq mots que personne ne dit');
      await db.write(async (tx) => {
        await tx.update(schema.for(tx).citizen).set({ passwordHash });
      });
      const page = await visitor.get('/mon-espace/securite');
      const change = (current: string) =>
        visitor.submit(
          page,
          { 'mot-de-passe-actuel': current, 'nouveau-mot-de-passe': PASSWORD },
          '/mot-de-passe',
        );
      expect((await change('un autre')).html).toContain('Ce n’est pas votre mot de passe actuel');
      expect((await change('cinq mots que personne ne dit')).html).toContain(
        'Votre mot de passe est enregistré',
      );
    });

    it('unlinks a provider’s account, unless it is the only way in', async () => {
      const host = await open(openHost);
      const visitor = await signedIn(host);
      const { db } = host.house;
      const link = () =>
        db.write(async (tx) => {
          const { citizen, linkedIdentity } = schema.for(tx);
          const [account] = await tx.select().from(citizen);
          if (!account) throw new Error('there is no account');
          await tx.insert(linkedIdentity).values({
            tenantId: account.tenantId,
            provider: 'franceconnect',
            subjectHash: 'x',
            citizenId: account.id,
            linkedAt: Date.now(),
          });
        });
      const links = () => db.read.select().from(schema.for(db.read).linkedIdentity);
      await link();
      const page = await visitor.get('/mon-espace/securite');
      const done = await visitor.submit(page, {}, '/comptes/fin');
      expect(done.html).toContain('Ce compte n’ouvre plus votre espace');
      expect(await links()).toEqual([]);
      expect(await actions(host)).toContain('citizen.provider-unlinked');

      await link();
      await db.write(async (tx) => {
        await tx.update(schema.for(tx).citizen).set({ email: null });
      });
      const only = await visitor.submit(await visitor.get('/mon-espace/securite'), {}, '/comptes/fin');
      expect(only.status).toBe(409);
      expect(await links()).toHaveLength(1);
    });
  });

  it('is opened by a mail in the hand of the site that was asked', async () => {
    const host = await open(openHost);
    const visitor = host.visit(SITE);
    await visitor.submit(await visitor.get('/connexion'), { courriel: EMAIL }, '/connexion/courriel');
    const { subject, text } = await signInMail(host, EMAIL);
    expect(subject).toContain('Le Favril');
    expect(text).toContain('Mairie du Favril');
    expect(text).toContain('http://le-favril.localhost');
  });
});
