// Citizens who sign in with FranceConnect on a commune's site, through real HTTP, on both engines.

import { describeEachHost, openTown, signInMail, type TestHost } from '@parvis/testing';
import { type Stop, simulateFranceConnect, Traveller } from '@parvis/testing/oidc';
import { expect, it } from 'vitest';
import { franceconnect } from './index.ts';

const SITE = 'le-favril.localhost';
const OTHER_SITE = 'pontgouin.localhost';
const BROKER = 'connexion.localhost';
const JEANNE = 'jeanne.tessier@exemple.fr';

describeEachHost('signing in with FranceConnect', (open) => {
  async function town() {
    const simulator = simulateFranceConnect({ brokerHost: BROKER });
    const host = await open({
      plugins: [franceconnect(simulator.client)],
      programs: [simulator],
      config: { brokerHost: BROKER },
    });
    await openTown(host);
    const { port } = await host.listen();
    return { host, browser: () => new Traveller(port) };
  }

  /** Through FranceConnect as one of its people. */
  async function enter(browser: Traveller, who: string, site = SITE, back = '/mon-espace'): Promise<Stop> {
    const away = `/connexion/franceconnect?retour=${encodeURIComponent(back)}`;
    const choice = await browser.go(browser.at(site, away));
    expect(choice.html).toContain('Simulateur, ceci n’est pas FranceConnect');
    return browser.submit(choice, { personne: who });
  }

  /** A space that was opened by mail. */
  async function enterByMail(host: TestHost, browser: Traveller, email: string): Promise<Stop> {
    const door = await browser.go(browser.at(SITE, '/connexion'));
    const asked = await browser.submit(door, { courriel: email }, { action: '/connexion/courriel' });
    return browser.submit(asked, { code: (await signInMail(host, email)).code });
  }

  async function linkCode(host: TestHost, browser: Traveller): Promise<string> {
    await host.drain();
    const box = await browser.go(browser.at('localhost', '/_courrier'));
    const mails = [...box.html.matchAll(/href="(\/_courrier\/[^"]+)"[^>]*>([^<]*)/g)];
    const href = mails.find(([, , subject]) => subject?.includes('rattacher'))?.[1] ?? '';
    const { html } = await browser.go(browser.at('localhost', href));
    const code = /(\d{3})(?:\u00A0|&nbsp;|&#160;)(\d{3})/.exec(html);
    return `${code?.[1]}${code?.[2]}`;
  }

  it('opens a space on the very site, at the page that was wanted, with what FranceConnect knows', async () => {
    const browser = (await town()).browser();
    const page = await enter(browser, 'jeanne', SITE, '/mon-espace/identite');
    expect(page.url.href).toBe(browser.at(SITE, '/mon-espace/identite'));
    expect(page.html).toContain('Jeanne Marie Louise');
    expect(page.html).toContain('Tessier');
    expect(page.html).toContain('FranceConnect');
  });

  it('opens the same space the next time, on another site of the tenant, and nobody else’s', async () => {
    const { browser } = await town();
    await enter(browser(), 'amina');
    const second = browser();
    const page = await enter(second, 'amina', OTHER_SITE, '/mon-espace/securite');
    expect(page.url.host).toBe(new URL(second.at(OTHER_SITE, '/')).host);
    // One session on each browser, of one account.
    expect(page.html.match(/Avec FranceConnect, le/g)).toHaveLength(2);
    const other = await enter(browser(), 'lucas', SITE, '/mon-espace/identite');
    expect(other.html).toContain('Lucas');
    expect(other.html).not.toContain('Amina');
  });

  it('keeps a day that nobody knows, and a birth abroad', async () => {
    const browser = (await town()).browser();
    const { html, status } = await enter(browser, 'paul', SITE, '/mon-espace/identite');
    expect(status).toBe(200);
    expect(html).toContain('Paul Émile');
  });

  it('leads whoever gives up to the other ways in', async () => {
    const browser = (await town()).browser();
    const page = await enter(browser, '');
    expect(page.url.href).toContain(browser.at(SITE, '/connexion/retour'));
    expect(page.status).toBe(200);
    expect(page.html).toContain('Vous avez arrêté avant la fin');
    expect(page.html).toContain('href="/demarches"');
    expect(browser.cookie(SITE, 'usager')).toBe('');
  });

  it('never opens an account for its address alone: the owner gets a code there', async () => {
    const { host, browser } = await town();
    await enterByMail(host, browser(), JEANNE);
    const own = browser();
    const asked = await enter(own, 'jeanne');
    expect(asked.html).toContain('Un compte existe déjà avec cette adresse');
    expect(own.cookie(SITE, 'usager')).toBe('');
    const coded = await own.submit(asked, {}, { action: '/courriel' });
    const wrong = await own.submit(coded, { code: '000 00' }, { action: '/code' });
    expect(wrong.status).toBe(422);
    const code = await linkCode(host, own);
    const space = await own.submit(coded, { code }, { action: '/code' });
    expect(space.url.pathname).toBe('/mon-espace');
    const security = await own.go(own.at(SITE, '/mon-espace/securite'));
    expect(security.html).toContain(JEANNE);
    // From now on, without a question.
    const next = browser();
    const straight = await enter(next, 'jeanne', SITE, '/mon-espace/securite');
    expect(straight.html).toContain(JEANNE);
  });

  it('lets someone go on apart from the account that has their address', async () => {
    const { host, browser } = await town();
    await enterByMail(host, browser(), JEANNE);
    const own = browser();
    const asked = await enter(own, 'jeanne', SITE, '/mon-espace/securite');
    const apart = await own.submit(asked, {}, { action: '/autre-compte' });
    expect(apart.url.pathname).toBe('/mon-espace/securite');
    expect(apart.html).toContain('Vous entrez sans adresse électronique');
    // The question is answered: it is not asked again, and its page is gone.
    expect((await own.go(own.at(SITE, '/connexion/rattachement'))).status).toBe(410);
  });

  it('links to the account of whoever is signed in, once they say yes', async () => {
    const { host, browser } = await town();
    const own = browser();
    await enterByMail(host, own, 'j.martin@exemple.fr');
    const asked = await enter(own, 'lucas', SITE, '/mon-espace/securite');
    expect(asked.url.pathname).toBe('/connexion/rattachement');
    expect(asked.html).toContain('j.martin@exemple.fr');
    expect(asked.html).toContain('Lucas Garnier');
    const linked = await own.submit(asked, {}, { action: '/confirmation' });
    expect(linked.url.pathname).toBe('/mon-espace/securite');
    expect(linked.html).toContain('Ne plus relier FranceConnect');
    // Another account cannot have the same identity too.
    const other = browser();
    await enterByMail(host, other, 'autre@exemple.fr');
    const refused = await enter(other, 'lucas', SITE, '/mon-espace/securite');
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('déjà rattachée à un autre compte');
    // And without a session it opens the first one.
    const again = await enter(browser(), 'lucas', SITE, '/mon-espace/securite');
    expect(again.html).toContain('j.martin@exemple.fr');
  });

  it('signs out there too, and comes back to the site', async () => {
    const { browser } = await town();
    const own = browser();
    const space = await enter(own, 'amina');
    const leaving = await own.submit(space, {}, { action: '/connexion/deconnexion' });
    expect(leaving.html).toContain('Simulateur, ceci n’est pas FranceConnect');
    expect(own.cookie(SITE, 'usager')).toBe('');
    const back = await own.submit(leaving, { logout: 'yes' });
    expect(back.url.href).toBe(own.at(SITE, '/'));
    expect((await own.go(own.at(SITE, '/mon-espace'))).url.pathname).toBe('/connexion');
  });

  it('never leads to another site', async () => {
    const { browser } = await town();
    for (const back of [
      '//voleur.example',
      'https://voleur.example/',
      '/\\voleur.example',
      'javascript:alert(1)',
    ]) {
      const own = browser();
      const page = await enter(own, 'jeanne', SITE, back);
      expect(page.url.href, back).toBe(own.at(SITE, '/mon-espace'));
    }
  });

  it('says so calmly where FranceConnect does not answer', async () => {
    const client = {
      ...simulateFranceConnect({ brokerHost: BROKER }).client,
      issuer: 'http://localhost:1/x',
    };
    const host = await open({ plugins: [franceconnect(client)], config: { brokerHost: BROKER } });
    await openTown(host);
    const page = await host.visit(SITE).get('/connexion/franceconnect');
    expect(page.status).toBe(503);
    expect(page.html).toContain('Ce moyen de connexion ne répond pas');
  });

  it('tells the operator whether FranceConnect answers', async () => {
    const simulator = simulateFranceConnect({ brokerHost: BROKER });
    const host = await open({ programs: [simulator], config: { brokerHost: BROKER } });
    await host.listen();
    const said = async (client: Parameters<typeof franceconnect>[0]) =>
      (await franceconnect(client).check?.())?.[0];
    expect(await said(simulator.client)).toMatchObject({ ok: true });
    expect(await said({ ...simulator.client, issuer: `${simulator.client.issuer}/autre` })).toMatchObject({
      ok: false,
    });
    expect(await said({ ...simulator.client, issuer: 'http://localhost:1' })).toMatchObject({ ok: false });
    expect(await said(null)).toMatchObject({ ok: true, text: expect.stringContaining('off') });
  });

  it('shows no button without credentials, or without a host to come back to', async () => {
    const { client } = simulateFranceConnect({ brokerHost: BROKER });
    for (const options of [
      { plugins: [franceconnect(null)], config: { brokerHost: BROKER } },
      { plugins: [franceconnect(client)] },
    ]) {
      const host = await open(options);
      await openTown(host);
      expect((await host.visit(SITE).get('/connexion')).html).not.toContain('FranceConnect');
      expect((await host.visit(SITE).get('/connexion/franceconnect')).status).toBe(404);
    }
  });
});
