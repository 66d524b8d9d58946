// What people do about their data, as they do it: with and without scripts, on a telephone and at a desk, in light and dark.

import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const OFFICER = 'helene@entre-beauce-et-perche.example';
const SECRETARY = 'claire@le-favril.example';

describeInBrowser('personal data', (browser) => {
  const demo = demoHost();

  /** Looks at the page that a window shows, as the server sent it, in both schemes of colours. */
  function checker(page: Page): () => Promise<void> {
    const faults = faultsOf(page, ['light', 'dark']);
    return async () => expect(await faults()).toEqual([]);
  }

  async function signInCitizen(page: Page, email: string): Promise<void> {
    await page.goto(demo().at('le-favril', '/connexion'));
    await page.fill('form[action$="/courriel"] [name=courriel]', email);
    await page.click('form[action$="/courriel"] button');
    await page.waitForURL('**/connexion/code*');
    const code = await codeSentTo(email);
    await page.fill('main [name=code]', code);
    await page.click('main form:has([name=code]) button');
    await page.waitForURL('**/mon-espace');
  }

  async function codeSentTo(email: string): Promise<string> {
    await demo().host.house.jobs.drain();
    const list = await (await fetch(demo().at('', '/_courrier'))).text();
    const row = list.split('<tr>').find((one) => one.includes(email)) ?? '';
    const mail = await (await fetch(demo().at('', /href="([^"]+)"/.exec(row)?.[1] ?? ''))).text();
    const [, first = '', last = ''] = /(\d{3})(?:\u00A0|&nbsp;)(\d{3})/.exec(mail) ?? [];
    return first + last;
  }

  async function book(page: Page, email: string): Promise<void> {
    await page.goto(demo().at('le-favril', '/rendez-vous/aide-numerique'));
    await page.locator('main a[href^="/rendez-vous/aide-numerique/"]').last().click();
    await page.fill('[name=nom]', 'Jeanne Lavoisier');
    await page.fill('[name=courriel]', email);
    await page.click('button:has-text("Confirmer")');
    await page.waitForURL('**/suivi/**');
  }

  describe.each(WIDTHS)('at %i pixels', (width) => {
    const window = { viewport: { width, height: 700 }, bypassCSP: true };

    it('is explained on each site', async () => {
      await inWindow(browser(), window, async (page) => {
        const check = checker(page);
        for (const site of ['le-favril', 'cc-entre-beauce-et-perche']) {
          await page.goto(demo().at(site, '/donnees-personnelles'));
          await check();
        }
      });
    });

    it('is taken away and erased by the person', async () => {
      const email = `jeanne-${width}@exemple.fr`;
      await inWindow(browser(), { ...window, acceptDownloads: true }, async (page) => {
        const check = checker(page);
        await signInCitizen(page, email);
        await book(page, email);
        await page.goto(demo().at('le-favril', '/mon-espace/donnees'));
        await check();
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click('button:has-text("Télécharger mes données")'),
        ]);
        expect(download.suggestedFilename()).toMatch(/^mes-donnees-\d{4}-\d\d-\d\d\.zip$/);
        await page.click('a:has-text("Supprimer mon compte")');
        await page.waitForURL('**/suppression');
        await check();
        await page.click('button:has-text("Supprimer définitivement")');
        expect(await page.locator('.error-summary').count()).toBe(1);
        await check();
        await page.check('main input[type=checkbox]');
        await page.click('button:has-text("Supprimer définitivement")');
        await page.waitForURL('**/au-revoir');
        await check();
      });
    });

    it('is found, handed over and erased by the officer', async () => {
      const email = `lucien-${width}@exemple.fr`;
      await inWindow(browser(), { ...window, acceptDownloads: true }, async (page) => {
        const check = checker(page);
        await book(page, email);
        await signIn(page, demo(), OFFICER);
        await page.goto(demo().at('le-favril', '/agent/donnees'));
        await check();
        await page.click('a:has-text("Répondre à une personne")');
        await page.click('main button');
        expect(await page.locator('.error-summary').count()).toBe(1);
        await check();
        await page.fill('[name=recherche]', email);
        await page.click('main button:has-text("Chercher")');
        await check();
        await page.click('button:has-text("Voir ce qui est gardé")');
        await page.waitForURL('**/dossier');
        await check();
        await page.fill('[name=motif-remise]', 'lettre du 3 mars');
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click('button:has-text("Télécharger la copie")'),
        ]);
        expect(download.suggestedFilename()).toMatch(/\.zip$/);
        await page.fill('[name=motif-effacement]', 'demande du 3 mars');
        await page.check('[name=certain]');
        await page.click('button:has-text("Effacer ces données")');
        expect(await page.locator('.error-summary').innerText()).toContain('encore en cours');
        await check();
        await page.check('[name=quand-meme]');
        await page.check('[name=certain]');
        await page.click('button:has-text("Effacer ces données")');
        await page.waitForURL('**/personne?efface=1');
        await check();
      });
    });

    it('has contacts that the mairie keeps itself', async () => {
      await inWindow(browser(), window, async (page) => {
        const check = checker(page);
        await signIn(page, demo(), SECRETARY);
        await page.goto(demo().at('le-favril', '/agent/coordonnees'));
        await check();
        await page.fill('[name=heures-1]', 'le matin');
        await page.click('button:has-text("Enregistrer")');
        await check();
        await page.fill('[name=heures-1]', '9h-12h et 14h-17h30');
        await page.click('button:has-text("Enregistrer")');
        await page.waitForURL('**/coordonnees?garde=1');
        await check();
        await page.goto(demo().at('le-favril', '/contact'));
        expect(await page.locator('main').innerText()).toContain('de 14\u00A0h à\u00A017\u00A0h\u00A030');
      });
    });
  });

  it('is erased by the person with scripts turned off', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await signInCitizen(page, 'colette@exemple.fr');
      await page.goto(demo().at('le-favril', '/mon-espace/donnees/suppression'));
      await page.check('main input[type=checkbox]');
      await page.click('button:has-text("Supprimer définitivement")');
      await page.waitForURL('**/au-revoir');
      expect(await page.locator('h1').innerText()).toBe('Votre compte est effacé');
    });
  });
});
