// What must open nothing: replays, forgeries, other sites, other browsers. Each changes one thing of a sign-in that works.

import { eq } from '@parvis/db';
import { definePlugin, type IdentityProvider, type OidcClient } from '@parvis/kit';
import { describeEachHost, openTown, type TestHost } from '@parvis/testing';
import { type Forger, forger, type Lies, type Stop, Traveller } from '@parvis/testing/oidc';
import { expect, it } from 'vitest';
import { readDetails } from '../../audit/details.ts';
import { schema } from '../../schema.ts';

const SITE = 'le-favril.localhost';
const OTHER_SITE = 'pontgouin.localhost';
const OTHER_TENANT = 'chartres.localhost';
const BROKER = 'connexion.localhost';
const EMAIL = 'quelquun@exemple.fr';

function provider(client: OidcClient, more: Partial<IdentityProvider> = {}): IdentityProvider {
  return {
    signs: 'citizen',
    label: 'Exemple',
    button: 'S’identifier avec Exemple',
    about: { href: 'https://exemple.fr', text: 'Qu’est-ce que c’est ?' },
    client,
    scopes: ['openid'],
    parameters: {},
    acr: ['eidas1'],
    vouch: ({ sub, email }) =>
      typeof sub === 'string' && typeof email === 'string'
        ? { kind: 'citizen', subject: sub, facts: { email, familyName: 'Quelqu’un' } }
        : null,
    ...more,
  };
}

describeEachHost('a sign-in through a provider', (open) => {
  async function town(): Promise<{ host: TestHost; honest: Forger; browser: () => Traveller }> {
    const honest = forger('exemple', { email: EMAIL });
    const other = forger('autre', { email: EMAIL });
    const host = await open({
      plugins: [
        definePlugin({
          name: 'providers',
          api: 1,
          identity: {
            exemple: provider(honest.client),
            autre: provider(other.client, { label: 'Autre' }),
          },
        }),
      ],
      programs: [honest, other],
      config: { brokerHost: BROKER },
    });
    await openTown(host);
    const { port } = await host.listen();
    return { host, honest, browser: () => new Traveller(port) };
  }

  const start = (browser: Traveller, stopAt?: string, site = SITE): Promise<Stop> =>
    browser.go(browser.at(site, '/connexion/exemple?retour=/mon-espace'), { ...(stopAt && { stopAt }) });

  const isIn = (browser: Traveller, site = SITE): boolean => browser.cookie(site, 'usager') !== '';

  /** Why each refusal was written to the audit log, in order. */
  async function refusals(host: TestHost): Promise<readonly unknown[]> {
    const { db, vault } = host.house;
    const { audit } = schema.for(db.read);
    const lines = await db.read
      .select()
      .from(audit)
      .where(eq(audit.action, 'oidc.refused'))
      .orderBy(audit.number);
    const details = await readDetails(db.read, vault, lines[0]?.tenantId ?? '', lines);
    return details.map((one) => one?.more?.['why']);
  }

  it('lets in whom an honest provider vouches for', async () => {
    const { host, browser } = await town();
    const own = browser();
    expect((await start(own)).url.href).toBe(own.at(SITE, '/mon-espace'));
    expect(isIn(own)).toBe(true);
    expect(await refusals(host)).toEqual([]);
  });

  const forgeries: readonly (readonly [string, Lies, string])[] = [
    ['an id token of another sign-in', { idToken: { nonce: 'a'.repeat(64) } }, 'token'],
    ['an id token without a nonce', { idToken: { nonce: undefined } }, 'token'],
    ['an id token for another client', { idToken: { aud: 'somebody' } }, 'token'],
    ['an id token by another issuer', { idToken: { iss: 'https://voleur.example' } }, 'token'],
    ['an id token that is over', { idToken: { exp: 1_700_000_000 } }, 'token'],
    ['an id token that another key signed', { idTokenSignature: 'foreign' }, 'token'],
    ['a code that was redeemed before', { oldCode: true }, 'token'],
    ['a weaker level', { idToken: { acr: 'eidas0' } }, 'level'],
    ['no level', { idToken: { acr: undefined } }, 'level'],
    ['userinfo that nobody signed', { signature: 'unsigned' }, 'userinfo'],
    ['userinfo under alg none', { signature: 'none' }, 'userinfo'],
    ['userinfo that another key signed', { signature: 'foreign' }, 'userinfo'],
    ['userinfo about someone else', { userinfo: { sub: 'another' } }, 'userinfo'],
    ['userinfo for another client', { userinfo: { aud: 'somebody' } }, 'userinfo'],
    ['userinfo for nobody', { userinfo: { aud: undefined } }, 'userinfo'],
    ['userinfo by another issuer', { userinfo: { iss: 'https://voleur.example' } }, 'userinfo'],
    ['claims that are not as documented', { userinfo: { email: 12 } }, 'claims'],
  ];

  it('believes no forgery', async () => {
    const { host, honest, browser } = await town();
    // For the code that comes a second time.
    await start(browser());
    for (const [what, lies] of forgeries) {
      honest.lie(lies);
      const own = browser();
      const page = await start(own);
      expect(page.html, what).toContain('La connexion n’a pas abouti');
      expect(isIn(own), what).toBe(false);
    }
    expect(await refusals(host)).toEqual(forgeries.map(([, , why]) => why));
    honest.lie({});
    const own = browser();
    await start(own);
    expect(isIn(own)).toBe(true);
  });

  it('tells an error of the provider from a person who gave up', async () => {
    const { honest, browser } = await town();
    honest.lie({ error: 'server_error' });
    expect((await start(browser())).html).toContain('La connexion n’a pas abouti');
    honest.lie({ error: 'access_denied' });
    expect((await start(browser())).html).toContain('Vous avez arrêté avant la fin');
  });

  it('takes each answer once, and only one that it asked for', async () => {
    const { host, browser } = await town();
    const own = browser();
    const callback = await start(own, BROKER);
    const authorize = await own.go(callback.url.href, { stopAt: SITE });
    expect(authorize.url.pathname).toBe('/connexion/retour');
    const again = await own.go(callback.url.href);
    expect(again.status).toBe(400);
    expect(again.html).toContain('Cette connexion n’est plus valable');
    expect(again.html).toContain(own.at(SITE, '/connexion'));
    for (const state of ['', 'a'.repeat(64), 'a'.repeat(5_000)]) {
      const unknown = await own.go(own.at(BROKER, `/oidc/exemple/retour?code=x&state=${state}`));
      expect(unknown.status).toBe(400);
    }
    expect(await refusals(host)).toEqual(['replayed-state']);
  });

  it('takes no answer at the address of another provider', async () => {
    const { host, browser } = await town();
    const own = browser();
    const callback = await start(own, BROKER);
    const page = await own.go(callback.url.href.replace('/oidc/exemple/', '/oidc/autre/'));
    expect(page.status).toBe(400);
    // It is used up: the right address opens nothing either.
    expect((await own.go(callback.url.href)).status).toBe(400);
    expect((await own.go(own.at(BROKER, '/oidc/inconnu/retour?code=x&state=y'))).status).toBe(400);
    expect(await refusals(host)).toEqual(['other-provider', 'replayed-state']);
  });

  it('hands over once, to the site and the browser that it began with', async () => {
    const { host, browser } = await town();
    const handOff = async (own: Traveller) =>
      (await start(own, BROKER).then(({ url }) => own.go(url.href, { stopAt: SITE }))).url;

    const replayed = browser();
    const used = await handOff(replayed);
    expect((await replayed.go(used.href)).url.pathname).toBe('/mon-espace');
    expect((await replayed.go(used.href)).status).toBe(410);

    const elsewhere = browser();
    await start(elsewhere, undefined, OTHER_SITE);
    const stolen = await handOff(elsewhere);
    const there = await elsewhere.go(stolen.href.replace(SITE, OTHER_SITE));
    expect(there.status).toBe(410);

    const victim = browser();
    await victim.go(victim.at(SITE, '/suivi'));
    const attacker = await handOff(browser());
    expect((await victim.go(attacker.href)).status).toBe(410);
    expect(isIn(victim)).toBe(false);

    const strangers = browser();
    await start(strangers);
    const anothers = await handOff(browser());
    expect((await strangers.go(anothers.href)).status).toBe(410);

    const guessed = browser();
    expect((await guessed.go(guessed.at(SITE, '/connexion/retour?jeton=abc'))).status).toBe(410);
    expect((await guessed.go(guessed.at(SITE, '/connexion/retour'))).status).toBe(410);

    expect(await refusals(host)).toEqual([
      'replayed-handoff',
      'other-site',
      'other-browser',
      'other-browser',
      'unknown-handoff',
      'unknown-handoff',
    ]);
  });

  it('hands nothing over to a site of another tenant', async () => {
    const { host, browser } = await town();
    await openTown(host, { epci: '200033181' });
    const own = browser();
    const { url } = await start(own, BROKER).then((callback) => own.go(callback.url.href, { stopAt: SITE }));
    const there = await own.go(url.href.replace(SITE, OTHER_TENANT));
    expect(there.status).toBe(410);
    expect(await refusals(host)).toEqual(['other-site']);
  });

  it('hands nothing over after a minute, and waits ten for an answer', async () => {
    const { host, browser } = await town();
    const { db } = host.house;
    const age = (ms: number) =>
      db.write(async (tx) => {
        const { oidcFlow } = schema.for(tx);
        const [row] = await tx.select().from(oidcFlow);
        await tx.update(oidcFlow).set({ expiresAt: (row?.expiresAt ?? 0) - ms });
      });
    const late = browser();
    const callback = await start(late, BROKER);
    await age(10 * 60_000);
    expect((await late.go(callback.url.href)).status).toBe(400);

    const slow = browser();
    const { url } = await start(slow, BROKER).then((one) => slow.go(one.url.href, { stopAt: SITE }));
    await age(60_000);
    expect((await slow.go(url.href)).status).toBe(410);
    expect(await refusals(host)).toEqual(['expired-state', 'expired-handoff']);
  });

  it('keeps in the database nothing that opens anything, nor anything of the person once it is over', async () => {
    const { host, browser } = await town();
    const { db } = host.house;
    const own = browser();
    const callback = await start(own, BROKER);
    const state = callback.url.searchParams.get('state') ?? '';
    expect(state).toMatch(/^[0-9a-f]{64}$/);
    const { url } = await own.go(callback.url.href, { stopAt: SITE });
    const token = url.searchParams.get('jeton') ?? '';
    const rows = JSON.stringify(await db.read.select().from(schema.for(db.read).oidcFlow));
    for (const secret of [state, token, own.cookie(SITE, 'visiteur'), EMAIL]) {
      expect(secret).not.toBe('');
      expect(rows).not.toContain(secret);
    }
    await own.go(url.href);
    const [flow] = await db.read.select().from(schema.for(db.read).oidcFlow);
    expect(host.house.vault.unlock('oidc-flow', flow?.payload ?? '')).toBe('{"stage":"done"}');
  });

  it('sends the provider a challenge and secrets of the length that it asks for, and no address of ours', async () => {
    const { browser } = await town();
    const own = browser();
    const { url } = await start(own, 'localhost');
    const asked = url.searchParams;
    expect(asked.get('state')).toMatch(/^[0-9a-f]{64}$/);
    expect(asked.get('nonce')).toMatch(/^[0-9a-f]{64}$/);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(own.at(BROKER, '/oidc/exemple/retour'));
    expect(url.href).not.toContain('favril');
  });
});
