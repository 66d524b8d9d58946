// The citizens’ door: through whole pages, on both engines.

import { eq } from '@parvis/db';
import {
  describeEachHost,
  type OpenHost,
  openTown,
  signInCitizen,
  signInMail,
  type TestHost,
} from '@parvis/testing';
import { describe, expect, it, vi } from 'vitest';
import { runJob } from '../../jobs/host-jobs.ts';
import { schema } from '../../schema.ts';
import { hashPassword } from '../password.ts';

const SITE = 'le-favril.localhost';
const NEXT_DOOR = 'pontgouin.localhost';
const EMAIL = 'jeanne.martin@exemple.fr';
const MINUTE = 60_000;

async function open(openHost: OpenHost): Promise<TestHost> {
  const host = await openHost();
  await openTown(host);
  return host;
}

/** Asks for a mail on a device; returns the page that follows. */
async function ask(host: TestHost, email = EMAIL, site = SITE, door = '/connexion') {
  const visitor = host.visit(site);
  const page = await visitor.submit(await visitor.get(door), { courriel: email }, '/connexion/courriel');
  return { visitor, page };
}

const isIn = async (visitor: { get(path: string): Promise<{ path: string }> }): Promise<boolean> =>
  (await visitor.get('/mon-espace')).path === '/mon-espace';

function citizens(host: TestHost) {
  const { db } = host.house;
  return db.read.select().from(schema.for(db.read).citizen);
}

/** Makes everything that waits older, as if time had passed. */
async function wait(host: TestHost, milliseconds: number): Promise<void> {
  await host.house.db.write(async (tx) => {
    const { oneTime } = schema.for(tx);
    for (const { id, expiresAt } of await tx.select().from(oneTime)) {
      await tx
        .update(oneTime)
        .set({ expiresAt: expiresAt - milliseconds })
        .where(eq(oneTime.id, id));
    }
  });
}

describeEachHost('the citizens’ door', (openHost) => {
  it('says that no account is needed, and where to go without', async () => {
    const host = await open(openHost);
    const { html } = await host.visit(SITE).get('/connexion');
    expect(html).toContain('Un compte n’est jamais obligatoire');
    expect(html).toContain('href="/suivi"');
  });

  describe('by mail', () => {
    it('makes the account at the first proof of the address, and finds it again at the next', async () => {
      const host = await open(openHost);
      const { visitor, page } = await ask(host, 'Jeanne.Martin@Exemple.fr');
      expect(page.path).toBe('/connexion/code');
      expect(await citizens(host)).toEqual([]);
      const { code } = await signInMail(host, EMAIL);
      const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
      expect((await visitor.submit(page, { code: spaced })).path).toBe('/mon-espace');
      await signInCitizen(host, host.visit(NEXT_DOOR), EMAIL);
      expect((await citizens(host)).map(({ email }) => email)).toEqual([EMAIL]);
    });

    it('opens the link on any device, once, and not by looking at it', async () => {
      const host = await open(openHost);
      const { visitor: asked, page } = await ask(host);
      const { link, code } = await signInMail(host, EMAIL);
      const scanner = host.visit(SITE);
      expect((await scanner.get(link)).html).toContain('j•••@exemple.fr');
      expect((await scanner.get(link)).html).not.toContain(EMAIL);
      const telephone = host.visit(SITE);
      expect((await telephone.submit(await telephone.get(link), {})).path).toBe('/mon-espace');
      expect(await isIn(asked)).toBe(false);
      const again = await scanner.get(link);
      expect(again.status).toBe(410);
      expect(again.html).toContain('Demander un autre courriel');
      expect((await asked.submit(page, { code })).html).toContain('Ce code ne sert plus');
      expect(await isIn(asked)).toBe(false);
    });

    it('lets one of two in who use a link side by side', async () => {
      const host = await open(openHost);
      await ask(host);
      const { link } = await signInMail(host, EMAIL);
      const visitors = [host.visit(SITE), host.visit(SITE)];
      const pages = await Promise.all(visitors.map((one) => one.get(link)));
      const answers = await Promise.all(visitors.map((one, at) => one.submit(pages[at] ?? never(), {})));
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410]);
      expect(await citizens(host)).toHaveLength(1);
    });

    it('makes one account of two proofs that arrive side by side', async () => {
      const host = await open(openHost);
      const asked = [];
      for (let number = 0; number < 2; number += 1) {
        const { visitor, page } = await ask(host);
        asked.push({ visitor, page, code: (await signInMail(host, EMAIL)).code });
      }
      const answers = await Promise.all(
        asked.map(({ visitor, page, code }) => visitor.submit(page, { code })),
      );
      expect(answers.map(({ path }) => path)).toEqual(['/mon-espace', '/mon-espace']);
      expect(await citizens(host)).toHaveLength(1);
    });

    it('ends after fifteen minutes, link and code', async () => {
      const host = await open(openHost);
      const { visitor, page } = await ask(host);
      const { link, code } = await signInMail(host, EMAIL);
      await wait(host, 14 * MINUTE);
      expect((await host.visit(SITE).get(link)).status).toBe(200);
      await wait(host, MINUTE);
      expect((await host.visit(SITE).get(link)).status).toBe(410);
      const late = await visitor.submit(page, { code });
      expect(late.status).toBe(422);
      expect(late.html).toContain('Ce code ne sert plus');
      expect(late.html).toContain(`value="${EMAIL}"`);
    });

    it('takes no code after five wrong ones, but still the link', async () => {
      const host = await open(openHost);
      const { visitor, page } = await ask(host);
      const { link, code } = await signInMail(host, EMAIL);
      const wrong = code === '000000' ? '000001' : '000000';
      for (let tries = 0; tries < 5; tries += 1)
        expect((await visitor.submit(page, { code: wrong })).html).toContain('Ce code n’est pas le bon');
      expect((await visitor.submit(page, { code })).html).toContain('Ce code ne sert plus');
      expect(await isIn(visitor)).toBe(false);
      expect((await visitor.submit(await visitor.get(link), {})).path).toBe('/mon-espace');
    });

    it('does not count as a try what cannot be a code', async () => {
      const host = await open(openHost);
      const { visitor, page } = await ask(host);
      const { code } = await signInMail(host, EMAIL);
      for (const typed of ['', '12345', '1234567', 'abcdef', 'a', '1'])
        expect((await visitor.submit(page, { code: typed })).html).toContain('six chiffres');
      expect((await visitor.submit(page, { code })).path).toBe('/mon-espace');
    });

    it('takes the code only where it was asked for', async () => {
      const host = await open(openHost);
      await ask(host);
      const { code } = await signInMail(host, EMAIL);
      const other = await ask(host, 'autre@exemple.fr');
      expect((await other.visitor.submit(other.page, { code })).html).toContain('Ce code n’est pas le bon');
      const stranger = host.visit(SITE);
      const door = await stranger.get('/connexion');
      expect((await stranger.submit({ ...door, html: other.page.html }, { code })).status).toBe(403);
      expect((await stranger.get('/connexion/code')).path).toBe('/connexion');
    });

    it('answers alike whether an account exists or not', async () => {
      const host = await open(openHost);
      await signInCitizen(host, host.visit(SITE), EMAIL);
      const [known, unknown] = [await ask(host), await ask(host, 'personne.inconnue@exemple.fr')];
      const bare = (html: string) =>
        html
          .replaceAll(/nonce="[^"]*"|nonce-[^';]*|name="csrf" value="[^"]*"/g, '')
          .replaceAll(/[\w.]+@exemple\.fr/g, '');
      expect(bare(known.page.html)).toBe(bare(unknown.page.html));
    });

    it('holds back the sixth mail to an address within the hour, in plain words', async () => {
      const host = await open(openHost);
      for (let mails = 0; mails < 5; mails += 1) expect((await ask(host)).page.path).toBe('/connexion/code');
      const { page } = await ask(host);
      expect(page.status).toBe(422);
      expect(page.html).toMatch(/Attendez (une minute|\d+\u00A0minutes)/);
      expect((await ask(host, 'autre@exemple.fr')).page.path).toBe('/connexion/code');
    });

    it('gives an address that is none back with what to do', async () => {
      const host = await open(openHost);
      const { page } = await ask(host, 'jeanne.martin(at)exemple');
      expect(page.status).toBe(422);
      expect(page.html).toContain('value="jeanne.martin(at)exemple"');
      expect(page.html).toContain('prenom.nom@exemple.fr');
    });

    it('shows the door again to whoever asks for the address of a form that came back', async () => {
      const host = await open(openHost);
      const { visitor, page } = await ask(host, 'jeanne');
      expect(page.path).toBe('/connexion/courriel');
      for (const path of [page.path, '/connexion/mot-de-passe', '/mon-espace/demandes'])
        expect((await visitor.get(path)).path).toBe('/connexion');
    });

    it('keeps neither link nor code in the database', async () => {
      const host = await open(openHost);
      await ask(host);
      const { db } = host.house;
      const { job, oneTime } = schema.for(db.read);
      const waiting = await db.read.select().from(job);
      const kept = JSON.stringify([waiting, await db.read.select().from(oneTime)]);
      expect(waiting.map(({ name }) => name)).toContain('citizen-sign-in');
      const { link, code } = await signInMail(host, EMAIL);
      expect(kept).not.toContain(link.split('/').at(-1));
      expect(JSON.stringify(waiting)).not.toContain(EMAIL);
      expect(kept).not.toContain(`"${code}"`);
    });

    it('sends no mail whose link is over', async () => {
      const host = await open(openHost);
      await ask(host);
      const { db } = host.house;
      const { job, mail } = schema.for(db.read);
      const [waiting] = await db.read.select().from(job);
      const late = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 16 * MINUTE);
      await runJob(host.house, { ...(waiting ?? never()), attempts: 1 });
      late.mockRestore();
      expect(await db.read.select().from(mail)).toEqual([]);
    });
  });

  describe('of another tenant', () => {
    const OTHER = 'chartres.localhost';

    async function twoTenants(): Promise<TestHost> {
      const host = await open(openHost);
      await openTown(host, { epci: '200033181' });
      return host;
    }

    it('knows neither its accounts, nor its links, nor its sessions', async () => {
      const host = await twoTenants();
      const here = host.visit(SITE);
      await signInCitizen(host, here, EMAIL);
      const there = await host.visit(OTHER).get('/mon-espace', { cookie: `usager=${here.cookie('usager')}` });
      expect(there.path).toMatch(/^\/connexion/);
      const { visitor } = await ask(host);
      const { link, code } = await signInMail(host, EMAIL);
      expect((await host.visit(OTHER).get(link)).status).toBe(410);
      const asked = await ask(host, EMAIL, OTHER);
      const pending = {
        cookie: `connexion=${visitor.cookie('connexion')}; visiteur=${asked.visitor.cookie('visiteur')}`,
      };
      const csrf = /name="csrf" value="([^"]+)"/.exec(asked.page.html)?.[1] ?? '';
      const tried = await host.visit(OTHER).post('/connexion/code', { csrf, code }, pending);
      expect(tried.html).toContain('Ce code ne sert plus');
    });

    it('gives the same address an account of its own', async () => {
      const host = await twoTenants();
      await signInCitizen(host, host.visit(SITE), EMAIL);
      await signInCitizen(host, host.visit(OTHER), EMAIL);
      const all = await citizens(host);
      expect(all.map(({ email }) => email)).toEqual([EMAIL, EMAIL]);
      expect(new Set(all.map(({ tenantId }) => tenantId)).size).toBe(2);
    });
  });

  it('opens one account on every site of the tenant', async () => {
    const host = await open(openHost);
    await signInCitizen(host, host.visit(SITE), EMAIL);
    await signInCitizen(host, host.visit('cc-entre-beauce-et-perche.localhost'), EMAIL);
    expect(await citizens(host)).toHaveLength(1);
  });

  describe('by password', () => {
    const PASSWORD = 'quatre mots sans rapport';

    async function withPassword(): Promise<TestHost> {
      const host = await open(openHost);
      await signInCitizen(host, host.visit(SITE), EMAIL);
      const passwordHash = await hashPassword(PASSWORD);
      await host.house.db.write(async (tx) => {
        await tx.update(schema.for(tx).citizen).set({ passwordHash });
      });
      return host;
    }

    async function enter(host: TestHost, identifiant: string, password: string) {
      const visitor = host.visit(SITE);
      const typed = { identifiant, 'mot-de-passe': password };
      const page = await visitor.submit(await visitor.get('/connexion'), typed, '/connexion/mot-de-passe');
      return { visitor, page };
    }

    it('lets in with the right one, whatever the case of the address', async () => {
      const host = await withPassword();
      const { page } = await enter(host, 'Jeanne.Martin@exemple.fr', PASSWORD);
      expect(page.path).toBe('/mon-espace');
    });

    it('refuses alike a wrong one, an unknown address, and an account without password', async () => {
      const host = await withPassword();
      await signInCitizen(host, host.visit(SITE), 'sans@exemple.fr');
      const pages = [];
      for (const [email, password] of [
        [EMAIL, 'un autre mot de passe'],
        ['inconnue@exemple.fr', PASSWORD],
        ['sans@exemple.fr', PASSWORD],
      ] as const) {
        const { page, visitor } = await enter(host, email, password);
        expect(page.status).toBe(422);
        expect(await isIn(visitor)).toBe(false);
        pages.push(
          page.html.replaceAll(/nonce="[^"]*"|name="csrf" value="[^"]*"/g, '').replaceAll(email, ''),
        );
      }
      expect(new Set(pages).size).toBe(1);
      expect(pages[0]).not.toContain(PASSWORD);
    });

    it('slows down whoever tries passwords on one account, and leaves the mail open', async () => {
      const host = await withPassword();
      const visitor = host.visit(SITE);
      const door = await visitor.get('/connexion');
      const tries = await Promise.all(
        Array.from({ length: 12 }, (_, number) =>
          visitor.submit(
            door,
            { identifiant: EMAIL, 'mot-de-passe': `faux ${number}` },
            '/connexion/mot-de-passe',
          ),
        ),
      );
      expect(tries.filter(({ html }) => html.includes('Trop d’essais'))).toHaveLength(2);
      expect((await enter(host, EMAIL, PASSWORD)).page.html).toContain('Trop d’essais');
      await signInCitizen(host, host.visit(SITE), EMAIL);
    });

    it('says in the audit log who came in and who was refused, and never with what', async () => {
      const host = await withPassword();
      await enter(host, EMAIL, 'un autre mot de passe');
      await enter(host, EMAIL, PASSWORD);
      const { db } = host.house;
      const lines = await db.read.select().from(schema.for(db.read).audit);
      const [account] = await citizens(host);
      const own = lines.filter(({ action }) => action.startsWith('citizen.'));
      expect(own.map(({ action, citizenId }) => [action, citizenId])).toEqual([
        ['citizen.signed-in', account?.id],
        ['citizen.sign-in-failed', account?.id],
        ['citizen.signed-in', account?.id],
      ]);
      expect(JSON.stringify(lines)).not.toContain(EMAIL);
    });
  });

  describe('the way back', () => {
    it('is kept from the first page to the last, by code and by link', async () => {
      const host = await open(openHost);
      const door = '/connexion?retour=/mon-espace/messages';
      const { visitor, page } = await ask(host, EMAIL, SITE, door);
      const { link, code } = await signInMail(host, EMAIL);
      const other = host.visit(SITE);
      const opened = await other.get(link);
      expect((await visitor.submit(page, { code })).path).toBe('/mon-espace/messages');
      await ask(host, EMAIL, SITE, door);
      const { link: second } = await signInMail(host, EMAIL);
      expect(opened.status).toBe(200);
      expect((await other.submit(await other.get(second), {})).path).toBe('/mon-espace/messages');
    });

    it('never leads elsewhere', async () => {
      const host = await open(openHost);
      for (const [number, elsewhere] of [
        'https://exemple.net/',
        '//exemple.net',
        '/\\exemple.net',
        '/mon-espace\r\nlocation: https://exemple.net',
        'javascript:alert(1)',
        '/connexion/deconnexion',
      ].entries()) {
        const email = `personne.${number}@exemple.fr`;
        const door = `/connexion?retour=${encodeURIComponent(elsewhere)}`;
        const { visitor, page } = await ask(host, email, SITE, door);
        const { code } = await signInMail(host, email);
        expect((await visitor.submit(page, { code })).path).toBe('/mon-espace');
      }
    });
  });

  describe('the session', () => {
    it('is another one at each sign-in, and the one before ends', async () => {
      const host = await open(openHost);
      const visitor = host.visit(SITE);
      await signInCitizen(host, visitor, EMAIL);
      const first = visitor.cookie('usager');
      await signInCitizen(host, visitor, EMAIL);
      expect(visitor.cookie('usager')).not.toBe(first);
      const kept = await host.visit(SITE).get('/mon-espace', { cookie: `usager=${first}` });
      expect(kept.path).toMatch(/^\/connexion/);
    });

    it('ends at sign-out, for whoever kept the cookie', async () => {
      const host = await open(openHost);
      const visitor = host.visit(SITE);
      await signInCitizen(host, visitor, EMAIL);
      const cookie = visitor.cookie('usager');
      const out = await visitor.submit(await visitor.get('/mon-espace'), {}, '/connexion/deconnexion');
      expect(out.path).toBe('/');
      expect(visitor.cookie('usager')).toBe('');
      const kept = await host.visit(SITE).get('/mon-espace', { cookie: `usager=${cookie}` });
      expect(kept.path).toMatch(/^\/connexion/);
    });

    it('ends four hours after the last page, and a day after the sign-in', async () => {
      const host = await open(openHost);
      const { db } = host.house;
      for (const past of [{ startedAt: Date.now() - 24 * 60 * MINUTE }, { expiresAt: Date.now() - 1 }]) {
        const visitor = host.visit(SITE);
        await signInCitizen(host, visitor, EMAIL);
        const [row] = await db.read.select().from(schema.for(db.read).citizenSession);
        expect(row?.expiresAt).toBeLessThanOrEqual(Date.now() + 240 * MINUTE);
        await db.write(async (tx) => {
          await tx.update(schema.for(tx).citizenSession).set(past);
        });
        expect(await isIn(visitor)).toBe(false);
      }
    });

    it('keeps no id that a stolen database could use', async () => {
      const host = await open(openHost);
      const visitor = host.visit(SITE);
      await signInCitizen(host, visitor, EMAIL);
      const { db } = host.house;
      const rows = await db.read.select().from(schema.for(db.read).citizenSession);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain(visitor.cookie('usager'));
      const thief = await host.visit(SITE).get('/mon-espace', { cookie: `usager=${rows[0]?.idHash}` });
      expect(thief.path).toMatch(/^\/connexion/);
    });
  });
});

function never(): never {
  throw new Error('something that the test needs is missing');
}
