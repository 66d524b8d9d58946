// A citizen signs in, finds everything in one place, and leaves: with scripts and without, on a telephone, by keyboard.

import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { type DemoHost, demoHost, fillBulkyWaste } from './demo-host.ts';

const PASSWORD = 'quatre mots sans rapport';

let people = 0;
/** An address that nobody else in these tests has. */
const newEmail = () => `jeanne.martin.${(people += 1)}@exemple.fr`;

interface SignInMail {
  readonly code: string;
  readonly link: string;
}

/** What the newest mail to an address holds, read in the demonstration's mailbox. */
async function mailTo(page: Page, { host, at }: DemoHost, email: string): Promise<SignInMail> {
  await host.house.jobs.drain();
  const reader = await page.context().newPage();
  await reader.goto(at('', '/_courrier'));
  await reader.locator('tr', { hasText: email }).first().locator('a').click();
  await reader.waitForURL('**/_courrier/*');
  const text = await reader.locator('main').innerText();
  await reader.close();
  return {
    code: (/: (\d{3}\s\d{3})/.exec(text)?.[1] ?? '').replace(/\s/, ' '),
    link: /http:\S+\/connexion\/lien\/\S+/.exec(text)?.[0] ?? '',
  };
}

async function askForMail(page: Page, { at }: DemoHost, email: string): Promise<void> {
  await page.goto(at('le-favril', '/connexion'));
  await page.fill('[name=courriel]', email);
  await page.click('button:has-text("Recevoir le lien et le code")');
  await page.waitForURL('**/connexion/code');
}

async function signIn(page: Page, demo: DemoHost, email: string): Promise<void> {
  await askForMail(page, demo, email);
  await page.fill('[name=code]', (await mailTo(page, demo, email)).code);
  await page.click('button:has-text("Entrer dans mon espace")');
  await page.waitForURL('**/mon-espace');
}

const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

describeInBrowser('a citizen’s account', (browser) => {
  const demo = demoHost();

  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_, javaScriptEnabled) => {
    const options = { javaScriptEnabled };

    it('is led from the space to the door and back, by the code', async () => {
      await inWindow(browser(), options, async (page) => {
        const email = newEmail();
        await page.goto(demo().at('le-favril', '/'));
        await page.click('nav a:has-text("Mon espace")');
        await page.waitForURL('**/connexion');
        expect(await textOf(page)).toContain('Un compte n’est jamais obligatoire');
        await page.goto(demo().at('le-favril', '/mon-espace/messages'));
        await page.fill('[name=courriel]', email);
        await page.click('button:has-text("Recevoir le lien et le code")');
        expect(await textOf(page)).toContain(email);
        await page.fill('[name=code]', '12');
        await page.click('button:has-text("Entrer dans mon espace")');
        expect(await page.locator('.error-summary').innerText()).toContain('six chiffres');
        await page.fill('[name=code]', (await mailTo(page, demo(), email)).code);
        await page.click('button:has-text("Entrer dans mon espace")');
        await page.waitForURL('**/mon-espace/messages');
        await page.click('button:has-text("Se déconnecter")');
        await page.goto(demo().at('le-favril', '/mon-espace'));
        await page.waitForURL('**/connexion');
      });
    });

    it('opens by the link on another device, and the link serves once', async () => {
      await inWindow(browser(), options, async (computer) => {
        const email = newEmail();
        await askForMail(computer, demo(), email);
        const { link } = await mailTo(computer, demo(), email);
        await inWindow(browser(), options, async (telephone) => {
          await telephone.goto(link);
          expect(await textOf(telephone)).toContain('j•••@exemple.fr');
          await telephone.click('button:has-text("Entrer dans mon espace")');
          await telephone.waitForURL('**/mon-espace');
        });
        const again = await computer.goto(link);
        expect(again?.status()).toBe(410);
        expect(await textOf(computer)).toContain('Demander un autre courriel');
      });
    });

    it('takes in a request made before, on the site of another commune too', async () => {
      await inWindow(browser(), options, async (page) => {
        await fillBulkyWaste(page, demo());
        await page.click('button:has-text("Envoyer ma demande")');
        await page.waitForURL('**/suivi/**');
        const reference = await page.locator('.reference').first().innerText();
        const code = await page.locator('.reference').nth(1).innerText();
        const followed = page.url();
        await signIn(page, demo(), newEmail());
        expect(await textOf(page)).not.toContain(reference);
        await page.fill('#code', 'KXTM-97WD');
        await page.click('button:has-text("Ajouter à mon espace")');
        expect(await page.locator('.error-summary').innerText()).toContain('Aucune demande n’a ce code');
        expect(await page.inputValue('#code')).toBe('KXTM-97WD');
        await page.goto(followed);
        await page.click('button:has-text("Ajouter à mon espace")');
        await page.waitForURL('**/mon-espace/demandes/**');
        expect(await textOf(page)).toContain('maintenant dans votre espace');
        await page.fill('[name=message]', 'Le canapé est dans la cour.');
        await page.click('button:has-text("Envoyer ce message")');
        await page.goto(demo().at('le-favril', '/mon-espace'));
        const space = await textOf(page);
        expect(space).toContain(reference);
        expect(space).toContain('Le canapé est dans la cour.');

        const other = newEmail();
        await inWindow(browser(), options, async (thief) => {
          await signIn(thief, demo(), other);
          await thief.fill('#code', code);
          await thief.click('button:has-text("Ajouter à mon espace")');
          expect(await thief.locator('.error-summary').innerText()).toContain('déjà dans un autre espace');
        });
      });
    });

    it('fills the contact details of an appointment, and keeps it', async () => {
      await inWindow(browser(), options, async (page) => {
        const email = newEmail();
        await signIn(page, demo(), email);
        await page.click('nav[aria-label="Mon espace"] a:has-text("Informations")');
        await page.fill('[name=prenoms]', 'Jeanne');
        await page.fill('[name=nom]', 'Martin');
        await page.fill('[name=telephone]', '06 12');
        await page.click('button:has-text("Enregistrer")');
        expect(await page.inputValue('[name=nom]')).toBe('Martin');
        await page.fill('[name=telephone]', '06 12 34 56 78');
        await page.click('button:has-text("Enregistrer")');
        expect(await textOf(page)).toContain('Vos informations sont enregistrées');

        await page.goto(demo().at('le-favril', '/rendez-vous/aide-numerique'));
        await page.locator('main a[href^="/rendez-vous/aide-numerique/"]').last().click();
        expect(await page.inputValue('[name=nom]')).toBe('Jeanne Martin');
        expect(await page.inputValue('[name=courriel]')).toBe(email);
        await page.click('button:has-text("Confirmer")');
        await page.waitForURL('**/suivi/**');
        await page.goto(demo().at('le-favril', '/mon-espace'));
        expect(await textOf(page)).toContain('Votre prochain rendez-vous');
      });
    });

    it('chooses a password, and signs in with it elsewhere', async () => {
      await inWindow(browser(), options, async (page) => {
        const email = newEmail();
        await signIn(page, demo(), email);
        await page.goto(demo().at('le-favril', '/mon-espace/securite'));
        await page.fill('[name=nouveau-mot-de-passe]', 'azertyuiop123');
        await page.click('button:has-text("Enregistrer le mot de passe")');
        expect(await page.locator('.error-summary').innerText()).toContain('premiers que l’on essaie');
        await page.fill('[name=nouveau-mot-de-passe]', PASSWORD);
        await page.click('button:has-text("Enregistrer le mot de passe")');
        expect(await textOf(page)).toContain('Votre mot de passe est enregistré');
        await inWindow(browser(), options, async (elsewhere) => {
          await elsewhere.goto(demo().at('pontgouin', '/connexion'));
          await elsewhere.fill('[name=identifiant]', email);
          await elsewhere.fill('[name=mot-de-passe]', 'un autre mot de passe');
          await elsewhere.click('button:has-text("Me connecter")');
          expect(await elsewhere.locator('.error-summary').innerText()).toContain('n’est pas le bon');
          expect(await elsewhere.inputValue('[name=identifiant]')).toBe(email);
          await elsewhere.fill('[name=mot-de-passe]', PASSWORD);
          await elsewhere.click('button:has-text("Me connecter")');
          await elsewhere.waitForURL('**/mon-espace');
          await page.reload();
          await page.click('button:has-text("Déconnecter tous les autres appareils")');
          await elsewhere.reload();
          await elsewhere.waitForURL('**/connexion');
        });
        expect(await textOf(page)).toContain('Tous les autres appareils sont déconnectés');
      });
    });
  });

  it('can be made and left by keyboard alone', async () => {
    await inWindow(browser(), {}, async (page) => {
      const email = newEmail();
      await page.goto(demo().at('le-favril', '/connexion'));
      const tabTo = async (selector: string) => {
        for (let presses = 0; presses < 40; presses += 1) {
          await page.keyboard.press('Tab');
          if (await page.locator(`${selector}:focus`).count()) return;
        }
        throw new Error(`${selector} is out of reach`);
      };
      await tabTo('[name=courriel]');
      await page.keyboard.type(email);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/connexion/code');
      const { code } = await mailTo(page, demo(), email);
      await tabTo('[name=code]');
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
      await page.waitForURL('**/mon-espace');
      await tabTo('button:has-text("Se déconnecter")');
      await page.keyboard.press('Space');
      await page.waitForURL(demo().at('le-favril', '/'));
    });
  });

  describe.each(WIDTHS)('at %i pixels', (width) => {
    const telephone = { viewport: { width, height: 700 }, bypassCSP: true };

    /** Checks the page that a window shows, whatever led there. */
    function checker(page: Page): () => Promise<void> {
      const faults = faultsOf(page);
      return async () => expect(await faults()).toEqual([]);
    }

    it('has a sound door, right and wrong', async () => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        const email = newEmail();
        await page.goto(demo().at('le-favril', '/connexion'));
        await check();
        await page.click('button:has-text("Me connecter")');
        await check();
        await askForMail(page, demo(), email);
        await check();
        await page.click('button:has-text("Entrer dans mon espace")');
        await check();
        const { link } = await mailTo(page, demo(), email);
        await page.goto(link);
        await check();
        await page.click('button:has-text("Entrer dans mon espace")');
        await page.waitForURL('**/mon-espace');
        await check();
      });
    });

    it('has sound pages when there is something in them', async () => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        await signIn(page, demo(), newEmail());
        await fillBulkyWaste(page, demo());
        await page.click('button:has-text("Envoyer ma demande")');
        await page.fill(
          '[name=message]',
          'Un message assez long pour tenir sur plusieurs lignes. '.repeat(4),
        );
        await page.click('button:has-text("Envoyer ce message")');
        await check();
        for (const path of ['/messages', '/documents', '/identite', '/securite', '']) {
          await page.goto(demo().at('le-favril', `/mon-espace${path}`));
          await check();
        }
        await page.locator('main a[href^="/mon-espace/demandes/"]').first().click();
        await check();
      });
    });

    it('has sound pages when they come back with what to correct', async () => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        await signIn(page, demo(), newEmail());
        await page.click('button:has-text("Ajouter à mon espace")');
        await check();
        await page.goto(demo().at('le-favril', '/mon-espace/securite'));
        await page.click('button:has-text("Enregistrer le mot de passe")');
        await check();
        await page.goto(demo().at('le-favril', '/mon-espace/identite'));
        await page.fill('[name=telephone]', '06 12');
        await page.click('button:has-text("Enregistrer")');
        await check();
      });
    });
  });
});
