// Agents in a browser: second factors with a real authenticator, invitations, their account and their team; with scripts and
// without, on a telephone, by keyboard.

import { describeInBrowser, faultsOf, inWindow, type Page } from '@parvis/testing/browser';
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../people.ts';
import { type DemoHost, demoHost, signIn } from './demo-host.ts';

const ADMINISTRATOR = 'helene@entre-beauce-et-perche.example';
const TWO_VILLAGES = 'lucie@pontgouin.example';
const CHOSEN = 'douze chevaux gris dehors';

/** A device that has its owner's fingerprint at hand (WebAuthn level 3, 11). */
async function withAuthenticator(page: Page, isUserVerified = true): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  });
}

async function givePassword(
  page: Page,
  { at }: DemoHost,
  email: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await page.goto(at('le-favril', '/agent/connexion'));
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.click('button:has-text("Se connecter")');
}

async function newestLink(page: Page, { host, at }: DemoHost, words: string): Promise<string> {
  await host.house.jobs.drain();
  await page.goto(at('', '/_courrier'));
  await page.locator(`a:has-text("${words}")`).first().click();
  const text = await page.locator('main').innerText();
  return /https?:\/\/\S+\/agent\/\S+/.exec(text)?.[0] ?? '';
}

/** Invites someone from the intercommunality, and returns the link that they are mailed. */
async function invite(page: Page, demo: DemoHost, email: string): Promise<string> {
  await signIn(page, demo, ADMINISTRATOR);
  await page.click('nav a:has-text("Équipe")');
  await page.click('main a:has-text("Inviter un agent")');
  await page.fill('[name=nom]', 'Nora Petit');
  await page.fill('[name=courriel]', email);
  await page.selectOption('[name=collectivite]', { label: 'Le Favril' });
  await page.check('[name=roles][value=secretary]');
  await page.click('button:has-text("Envoyer l’invitation")');
  await page.waitForSelector('text=Un courriel vient de partir');
  await page.context().clearCookies();
  return newestLink(page, demo, 'Votre compte d’agent');
}

async function codeFromPage(page: Page, later = 0): Promise<string> {
  const key = (await page.locator('.otp-key').innerText()).replaceAll(/\s/g, '');
  return new TOTP({ secret: key }).generate({ timestamp: Date.now() + later });
}

describeInBrowser('agents', (browser) => {
  const demo = demoHost();

  describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
    it('come in by invitation, add an application, keep their codes, and use one', async () => {
      await inWindow(browser(), { javaScriptEnabled }, async (page) => {
        const email = `nora${javaScriptEnabled ? 1 : 2}@le-favril.example`;
        await page.goto(await invite(page, demo(), email));
        await page.fill('[name="mot-de-passe"]', CHOSEN);
        await page.fill('[name="mot-de-passe-encore"]', CHOSEN);
        await page.click('button:has-text("Ouvrir mon compte")');
        await page.click('a:has-text("Mon compte")');
        await page.click('a:has-text("Ajouter une application")');
        expect(await page.locator('.qr svg').isVisible()).toBe(true);
        await page.fill('[name=code]', '12');
        await page.fill('[name="mot-de-passe-actuel"]', CHOSEN);
        await page.click('button:has-text("Ajouter l’application")');
        expect(await page.locator('.error-summary').innerText()).toContain('Ce code n’est pas le bon');
        await page.fill('[name=code]', await codeFromPage(page));
        await page.fill('[name="mot-de-passe-actuel"]', CHOSEN);
        await page.click('button:has-text("Ajouter l’application")');
        await page.click('button:has-text("Afficher mes codes de secours")');
        const codes = await page.locator('.recovery-codes code').allInnerTexts();
        expect(codes).toHaveLength(10);
        await page.click('button:has-text("Se déconnecter")');

        await givePassword(page, demo(), email, CHOSEN);
        expect(await page.locator('h1').innerText()).toBe('Confirmez que c’est bien vous');
        await page.fill('[name=code]', codes[0] ?? '');
        await page.keyboard.press('Enter');
        await page.waitForURL('**/agent');
      });
    });

    it('choose a new password by mail', async () => {
      await inWindow(browser(), { javaScriptEnabled }, async (page) => {
        await page.goto(demo().at('le-favril', '/agent/connexion'));
        await page.click('a:has-text("Mot de passe oublié")');
        await page.fill('[name=courriel]', 'thomas@entre-beauce-et-perche.example');
        await page.click('button:has-text("Recevoir le lien")');
        expect(await page.locator('h1').innerText()).toBe('Regardez votre courriel');
        await page.goto(await newestLink(page, demo(), 'Choisir un nouveau mot de passe'));
        await page.fill('[name="mot-de-passe"]', DEMO_PASSWORD);
        await page.fill('[name="mot-de-passe-encore"]', DEMO_PASSWORD);
        await page.click('button:has-text("Changer mon mot de passe")');
        await page.waitForURL(/\/agent(?!\/nouveau)/);
        expect(await page.locator('.desk-who').innerText()).toContain('Thomas Girault');
      });
    });

    it('always see for which commune they work, in words and in its colour', async () => {
      await inWindow(browser(), { javaScriptEnabled }, async (page) => {
        await signIn(page, demo(), TWO_VILLAGES);
        const accent = () =>
          page.evaluate('getComputedStyle(document.querySelector(".desk-head")).borderTopColor');
        const name = () => page.locator('.desk-head .brand-name').innerText();
        expect(await name()).toBe('Le Favril');
        const first = javaScriptEnabled ? await accent() : '';
        await page.selectOption('#collectivite', { label: 'Pontgouin' });
        await page.click('button:has-text("Changer")');
        expect(await name()).toBe('Pontgouin');
        if (javaScriptEnabled) expect(await accent()).not.toBe(first);
      });
    });
  });

  it('without scripts are told what a passkey needs, and have another way', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await page.goto(demo().at('le-favril', '/agent/connexion/cle-d-acces'));
      expect(await page.locator('main').innerText()).toContain(
        'il faut un navigateur récent avec JavaScript',
      );
      expect(await page.locator('main form button').isVisible()).toBe(false);
      await page.click('a:has-text("Se connecter avec un mot de passe")');
      await page.waitForURL('**/agent/connexion');
    });
  });

  it('add a passkey, prove it after the password, and come in by it alone', async () => {
    await inWindow(browser(), {}, async (page) => {
      await withAuthenticator(page);
      const email = 'yvan@pontgouin.example';
      await signIn(page, demo(), email);
      await page.click('a:has-text("Mon compte")');
      await page.click('a:has-text("Ajouter une clé d’accès")');
      await page.fill('[name=nom]', 'Ordinateur de l’accueil');
      await page.fill('[name="mot-de-passe-actuel"]', DEMO_PASSWORD);
      await page.click('button:has-text("Ajouter cette clé")');
      await page.waitForURL('**/codes-de-secours');
      await page.goto(demo().at('le-favril', '/agent/compte'));
      expect(await page.locator('main').innerText()).toContain('Ordinateur de l’accueil');

      // One device has one key for one account.
      await page.click('a:has-text("Ajouter une clé d’accès")');
      await page.fill('[name=nom]', 'Encore');
      await page.fill('[name="mot-de-passe-actuel"]', DEMO_PASSWORD);
      await page.click('button:has-text("Ajouter cette clé")');
      await page.waitForSelector('text=Cet appareil a déjà une clé');

      await page.click('button:has-text("Se déconnecter")');
      await givePassword(page, demo(), email);
      await page.click('button:has-text("Utiliser ma clé d’accès")');
      await page.waitForURL('**/agent');

      await page.click('button:has-text("Se déconnecter")');
      await page.click('a:has-text("Se connecter avec une clé d’accès")');
      await page.click('button:has-text("Utiliser ma clé d’accès")');
      await page.waitForURL('**/agent');
      await page.goto(demo().at('le-favril', '/agent/compte'));
      expect(await page.locator('main').innerText()).toContain('Par clé d’accès');

      // It works on the host that it was made on, and the other says so.
      await page.goto(demo().at('pontgouin', '/agent/connexion'));
      await page.fill('input[type=email]', email);
      await page.fill('input[type=password]', DEMO_PASSWORD);
      await page.click('button:has-text("Se connecter")');
      const said = await page.locator('main').innerText();
      expect(said).toContain('Votre clé d’accès ne marche pas sur ce site');
      expect(said).toContain('le-favril.localhost');
    });
  });

  it('do not come in by a passkey alone when the device did not check who holds it', async () => {
    await inWindow(browser(), {}, async (page) => {
      await withAuthenticator(page, false);
      await signIn(page, demo(), 'claire@le-favril.example');
      await page.goto(demo().at('le-favril', '/agent/compte/cles'));
      await page.fill('[name=nom]', 'Clé trouvée');
      await page.fill('[name="mot-de-passe-actuel"]', DEMO_PASSWORD);
      await page.click('button:has-text("Ajouter cette clé")');
      await page.waitForSelector('text=L’appareil n’a pas donné de clé');
      await page.context().clearCookies();
      await page.goto(demo().at('le-favril', '/agent/connexion/cle-d-acces'));
      await page.click('button:has-text("Utiliser ma clé d’accès")');
      await page.waitForSelector('text=L’appareil n’a pas donné de clé');
      await page.goto(demo().at('le-favril', '/agent'));
      expect(new URL(page.url()).pathname).toBe('/agent/connexion');
    });
  });

  it('have sound pages on a telephone, wrong forms among them', async () => {
    await inWindow(browser(), { viewport: { width: 320, height: 800 }, bypassCSP: true }, async (page) => {
      const { at } = demo();
      const faults = faultsOf(page);
      const found: string[] = [];
      const look = async (path: string): Promise<void> => {
        await page.goto(at('le-favril', path));
        found.push(...(await faults()));
      };
      for (const path of ['', '/cle-d-acces']) await look(`/agent/connexion${path}`);
      await look('/agent/mot-de-passe-oublie');
      await look('/agent/mot-de-passe-oublie/envoye');
      await page.goto(await invite(page, demo(), 'nora3@le-favril.example'));
      found.push(...(await faults()));
      await page.click('button:has-text("Ouvrir mon compte")');
      found.push(...(await faults()));
      await signIn(page, demo(), ADMINISTRATOR);
      for (const path of ['', '/mot-de-passe', '/application', '/cles', '/codes-de-secours'])
        await look(`/agent/compte${path}`);
      await page.goto(at('le-favril', '/agent/compte/mot-de-passe'));
      await page.click('button:has-text("Enregistrer le mot de passe")');
      found.push(...(await faults()));
      await look('/agent/equipe');
      await page.locator('.table a').first().click();
      found.push(...(await faults()));
      await look('/agent/equipe/inviter');
      await page.click('button:has-text("Envoyer l’invitation")');
      found.push(...(await faults()));
      expect(found).toEqual([]);
    });
  });
});
