// Agents who sign in with ProConnect, through real HTTP, on both engines.

import { describeEachHost, openTown, type TestHost } from '@parvis/testing';
import { type SimulatedAgent, type Stop, simulateProConnect, Traveller } from '@parvis/testing/oidc';
import { expect, it } from 'vitest';
import { proconnect } from './index.ts';

const SITE = 'le-favril.localhost';
const BROKER = 'connexion.localhost';
const PASSWORD = 'une phrase assez longue';

const LE_FAVRIL = '21280148400019';
const PONTGOUIN = '21280302700019';

function person(id: string, siret: string, secondFactor = false): SimulatedAgent {
  return {
    id,
    about: siret,
    secondFactor,
    claims: {
      given_name: id,
      usual_name: 'Dupont',
      email: `${id}@exemple.fr`,
      uid: id,
      siret,
      idp_id: '71144ab3-ee1a-4401-b7b3-79b44f7daeeb',
    },
  };
}

describeEachHost('signing in with ProConnect', (open) => {
  async function town() {
    const simulator = simulateProConnect({
      brokerHost: BROKER,
      people: [person('claire', LE_FAVRIL), person('zoe', LE_FAVRIL, true), person('yvan', PONTGOUIN)],
    });
    const host = await open({
      plugins: [proconnect(simulator.client)],
      programs: [simulator],
      config: { brokerHost: BROKER },
    });
    await openTown(host, {
      agents: [
        { name: 'claire', role: 'administrator', at: 'Favril' },
        { name: 'yvan', role: 'secretary', at: 'Favril' },
      ],
    });
    const { port } = await host.listen();
    return { host, browser: () => new Traveller(port) };
  }

  async function enter(
    browser: Traveller,
    who: string,
    path = '/connexion/proconnect?retour=/agent',
  ): Promise<Stop> {
    const choice = await browser.go(browser.at(SITE, path));
    expect(choice.html).toContain('Simulateur, ceci n’est pas ProConnect');
    return browser.submit(choice, { personne: who });
  }

  async function enterByPassword(browser: Traveller, name: string): Promise<Stop> {
    const door = await browser.go(browser.at(SITE, '/agent/connexion'));
    const typed = { courriel: `${name}@exemple.fr`, 'mot-de-passe': PASSWORD };
    return browser.submit(door, typed, { action: '/agent/connexion' });
  }

  /** Signs in by password, and links the person of that name. */
  async function link(browser: Traveller, name: string): Promise<Stop> {
    await enterByPassword(browser, name);
    const asked = await enter(browser, name, '/connexion/proconnect?retour=/agent/compte');
    return asked.status === 200 ? browser.submit(asked, {}, { action: '/confirmation' }) : asked;
  }

  async function invitationPath(host: TestHost, browser: Traveller): Promise<string> {
    await host.drain();
    const box = await browser.go(browser.at('localhost', '/_courrier'));
    for (const [, href = ''] of box.html.matchAll(/href="(\/_courrier\/[^"]+)"/g)) {
      const { html } = await browser.go(browser.at('localhost', href));
      const path = /\/agent\/invitation\/[\w-]+/.exec(html)?.[0];
      if (path) return path;
    }
    throw new Error('nobody was invited');
  }

  it('opens the desk of an agent who linked it once, signed in', async () => {
    const { browser } = await town();
    const own = browser();
    const linked = await link(own, 'claire');
    expect(linked.url.href).toBe(own.at(SITE, '/agent/compte'));
    expect(linked.html).toContain('Ne plus relier ProConnect');
    const next = browser();
    const desk = await enter(next, 'claire');
    expect(desk.url.href).toMatch(next.at(SITE, '/agent'));
    expect(desk.html).toContain('/agent/deconnexion');
    expect(next.cookie(SITE, 'agent')).not.toBe('');
  });

  it('knows nobody by their address', async () => {
    const { browser } = await town();
    const own = browser();
    const page = await enter(own, 'claire');
    expect(page.status).toBe(403);
    expect(page.html).toContain('n’est pas encore rattaché à votre compte');
    expect(own.cookie(SITE, 'agent')).toBe('');
  });

  it('refuses an agent whose body is another one, at the link and ever after', async () => {
    const { browser } = await town();
    const refused = await link(browser(), 'yvan');
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('Votre organisme n’est pas le bon');
    const next = await enter(browser(), 'yvan');
    expect(next.html).toContain('n’est pas encore rattaché');
  });

  it('answers an invitation, which opens once and is then linked', async () => {
    const { host, browser } = await town();
    const admin = browser();
    await enterByPassword(admin, 'claire');
    const form = await admin.go(admin.at(SITE, '/agent/equipe/inviter'));
    const [body = ''] = /(?<=name="collectivite"[\s\S]{0,400}value=")[\w-]{36}/.exec(form.html) ?? [];
    const invited = await admin.submit(
      form,
      { nom: 'Zoé Dupont', courriel: 'zoe@exemple.fr', collectivite: body, roles: 'secretary' },
      { action: '/agent/equipe/inviter' },
    );
    expect(invited.status).toBe(200);
    const path = await invitationPath(host, admin);
    const own = browser();
    const page = await own.go(own.at(SITE, path));
    const start =
      /href="(\/connexion\/proconnect\?[^"]+)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(start).toContain('invitation=');
    const desk = await enter(own, 'zoe', start);
    expect(desk.url.href).toBe(own.at(SITE, '/agent'));
    // The link of the mail is used up; the identity opens the account by itself.
    expect((await own.go(own.at(SITE, path))).status).toBe(404);
    const next = browser();
    expect((await enter(next, 'zoe')).url.href).toBe(next.at(SITE, '/agent'));
    // Nobody else comes in by the same invitation.
    const other = await enter(browser(), 'claire', start);
    expect(other.status).toBe(403);
  });

  it('signs out at ProConnect too', async () => {
    const { browser } = await town();
    const own = browser();
    const account = await link(own, 'claire');
    const leaving = await own.submit(account, {}, { action: '/agent/deconnexion' });
    expect(leaving.html).toContain('Simulateur, ceci n’est pas ProConnect');
    const back = await own.submit(leaving, { logout: 'yes' });
    expect(back.url.href).toBe(own.at(SITE, '/agent/connexion'));
    expect((await own.go(own.at(SITE, '/agent'))).url.pathname).toBe('/agent/connexion');
  });

  it('asks for what ProConnect knows, and for nothing else', async () => {
    const { browser } = await town();
    const own = browser();
    const away = await own.go(own.at(SITE, '/connexion/proconnect?retour=/agent&inconnu=1'), {
      stopAt: 'localhost',
    });
    expect(away.url.pathname).toBe('/_simulateur/proconnect/api/v2/authorize');
    const refused = await own.go(`${away.url.href}&inconnu=1`);
    expect(refused.status).toBe(400);
  });
});
