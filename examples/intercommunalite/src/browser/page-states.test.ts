// Pages that only a journey leads to, in light and in dark: valid, clean for axe, never scrolled sideways.

import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, fillBulkyWaste, signIn } from './demo-host.ts';

const MOTIF = '/rendez-vous/aide-numerique';

describeInBrowser('what a journey leads to', (browser) => {
  const demo = demoHost();

  /** Looks at the page that a window shows, as the server sent it, in both schemes of colours. */
  function checker(page: Page): () => Promise<void> {
    const faults = faultsOf(page, ['light', 'dark']);
    return async () => expect(await faults()).toEqual([]);
  }

  describe.each(WIDTHS)('at %i pixels', (width) => {
    const window = { viewport: { width, height: 700 }, bypassCSP: true };

    it('is sound when a form comes back: stale, or without its answers', async () => {
      await inWindow(browser(), window, async (page) => {
        const check = checker(page);
        await page.goto(demo().at('le-favril', '/demarches/signalement/commencer'));
        await page.fill('textarea', 'Le lampadaire de la place.');
        await page.context().clearCookies();
        await page.click('main button:has-text("Continuer")');
        expect(await page.title()).toContain('Vérifiez et renvoyez');
        await check();
      });
    });

    it('is sound on each page of each form, empty and wrong', async () => {
      await inWindow(browser(), window, async (page) => {
        const check = checker(page);
        for (const service of ['acte-de-naissance', 'recensement-citoyen', 'signalement', 'encombrants']) {
          await page.goto(demo().at('le-favril', `/demarches/${service}/commencer`));
          await check();
          await page.click('main button:has-text("Continuer")');
          expect(await page.locator('.error-summary').count()).toBe(1);
          await check();
        }
        await page.goto(demo().at('le-favril', '/demarches/acte-de-naissance/commencer'));
        await page.check('[name=nee-ici][value=non]');
        await page.click('main button:has-text("Continuer")');
        await page.waitForURL('**/autre-mairie');
        await check();
      });
    });

    it('is sound in the mail, on the page of a request and on the desk of who may only read it', async () => {
      await inWindow(browser(), window, async (page) => {
        const check = checker(page);
        await fillBulkyWaste(page, demo());
        await page.click('button:has-text("Envoyer ma demande")');
        const reference = await page.locator('.reference').first().innerText();
        await page.fill('[name=message]', 'Le portail est vert.');
        await page.click('button:has-text("Envoyer ce message")');
        await check();
        await openMail(page, reference);
        await check();
        await signIn(page, demo(), 'claire@le-favril.example');
        await page.locator('tr', { hasText: reference }).locator('a').click();
        await page.waitForURL('**/agent/demandes/*');
        await check();
      });
    });

    it('is sound when a slot is taken, booked, about to be given back, and given back', async () => {
      await inWindow(browser(), window, async (page) => {
        const check = checker(page);
        await page.goto(demo().at('le-favril', MOTIF));
        await page.locator(`main a[href^="${MOTIF}/"]`).last().click();
        const slot = page.url();
        await page.fill('[name=nom]', 'Camille Durand');
        await page.fill('[name=courriel]', `camille-${width}@exemple.fr`);
        await page.click('button:has-text("Confirmer")');
        await page.waitForURL('**/suivi/**');
        await check();
        const { pathname } = new URL(page.url());
        const reference = await page.locator('.reference').first().innerText();
        await page.goto(slot);
        expect(await page.locator('h1').innerText()).toBe('Ce créneau n’est pas libre');
        await check();
        await openMail(page, reference);
        expect(await page.locator('a[href$="/0"]').innerText()).toMatch(/\.ics$/);
        await page.goto(demo().at('le-favril', pathname));
        await page.click('a:has-text("Annuler")');
        await page.waitForURL('**/annulation');
        await check();
        await page.click('main button:has-text("Annuler le rendez-vous")');
        await page.waitForURL('**/suivi/**');
        await check();
      });
    });
  });

  /** The newest mail about a request. */
  async function openMail(page: Page, reference: string): Promise<void> {
    await demo().host.house.jobs.drain();
    await page.goto(demo().at('', '/_courrier'));
    await page.locator('a', { hasText: reference }).first().click();
    await page.waitForURL('**/_courrier/*');
  }
});
