// An appointment from the reason to the confirmation, then moved, waited for and cancelled: with scripts and without, on a
// telephone, by keyboard, and with mistakes.

import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { type DemoHost, demoHost } from './demo-host.ts';

const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

/** From the list of reasons to the form of a slot of a later week, a click a page. */
async function toForm(page: Page, { at }: DemoHost): Promise<void> {
  await page.goto(at('le-favril', '/rendez-vous'));
  await page.fill('[name=q]', 'un ordinateur');
  await page.click('main button:has-text("Chercher")');
  await page.click('main a:has-text("Choisir un lieu")');
  await page.waitForURL('**/rendez-vous/aide-numerique');
  await page.locator('main a:has-text("Voir les créneaux")').first().click();
  await page.waitForURL('**lieu=**');
  await page.click('main a:has-text("Semaine suivante")');
  await page.waitForURL('**semaine=**');
  await page.click('main a:has-text("Semaine suivante")');
  await page.locator('.slot-times a').first().click();
  await page.waitForURL(/\/aide-numerique\/[\w-]+\/\d{4}-/);
}

describeInBrowser('booking', (browser) => {
  const demo = demoHost();

  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_, javaScriptEnabled) => {
    it('goes from a reason to an appointment, which is moved, waited for and cancelled', async () => {
      await inWindow(browser(), { javaScriptEnabled }, async (page) => {
        await toForm(page, demo());
        expect(await textOf(page)).toMatch(/Ce créneau vous est gardé jusqu’à/);
        await page.fill('[name=nom]', 'Camille Durand');
        await page.fill('[name=telephone]', '12');
        await page.click('button:has-text("Confirmer")');
        expect(await page.locator('.error-summary').innerText()).toContain('numéro de téléphone');
        expect(await page.inputValue('[name=nom]')).toBe('Camille Durand');
        await page.fill('[name=telephone]', '06 12 34 56 78');
        await page.fill('[name=courriel]', 'camille.durand@exemple.fr');
        await page.click('button:has-text("Confirmer")');
        await page.waitForURL('**/suivi/**');
        expect(await textOf(page)).toContain('Votre rendez-vous est pris');
        const own = page.url();

        await page.click('main a:has-text("Venir plus tôt")');
        await page.waitForURL('**/plus-tot');
        await page.click('main button:has-text("Me prévenir")');
        expect(await textOf(page)).toContain('Vous êtes sur la liste d’attente');
        await page.click('main button:has-text("Ne plus attendre")');
        expect(await textOf(page)).toContain('Être prévenu');

        await page.goto(own);
        await page.click('main a:has-text("Déplacer ce rendez-vous")');
        await page.waitForURL('**/deplacement');
        await page.locator('.slot-times a').last().click();
        await page.click('main button:has-text("Déplacer le rendez-vous")');
        await page.waitForURL('**/suivi/**');
        expect(await textOf(page)).toContain('Rendez-vous déplacé au');

        await page.click('main a:has-text("Annuler ce rendez-vous")');
        await page.click('main button:has-text("Annuler le rendez-vous")');
        await page.waitForURL('**/suivi/**');
        expect(await textOf(page)).toContain('Ce rendez-vous est annulé');
      });
    });
  });

  it('is walked by keyboard alone', async () => {
    await inWindow(browser(), {}, async (page) => {
      await page.goto(demo().at('le-favril', '/rendez-vous/aide-numerique?lieu=le-favril'));
      await page.locator('.slot-times a').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/le-favril\/\d{4}-/);
      await page.locator('[name=nom]').focus();
      await page.keyboard.type('Camille Durand');
      await page.keyboard.press('Tab');
      await page.keyboard.type('camille.durand@exemple.fr');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('Votre rendez-vous est pris');
    });
  });

  it.each(WIDTHS)(
    'has pages that are valid, accessible and as wide as the window, at %s px',
    async (width) => {
      await inWindow(browser(), { viewport: { width, height: 800 } }, async (page) => {
        const faults = faultsOf(page);
        const check = async () => expect(await faults()).toEqual([]);
        for (const path of [
          '/rendez-vous?q=ordinateur',
          '/rendez-vous?q=piscine',
          '/rendez-vous/aide-numerique?fauteuil=1&moment=matin',
          '/rendez-vous/aide-numerique?moment=soir',
          '/rendez-vous/aide-numerique?lieu=le-favril',
        ]) {
          await page.goto(demo().at('le-favril', path));
          await check();
        }
        await toForm(page, demo());
        await check();
        await page.fill('[name=nom]', 'Camille Durand');
        await page.fill('[name=courriel]', `camille-${width}@exemple.fr`);
        await page.click('button:has-text("Confirmer")');
        await page.waitForURL('**/suivi/**');
        await check();
        const own = page.url();
        await page.click('main a:has-text("Venir plus tôt")');
        await check();
        await page.click('main button:has-text("Me prévenir")');
        await check();
        await page.goto(own);
        await page.click('main a:has-text("Déplacer ce rendez-vous")');
        await check();
        await page.locator('.slot-times a').last().click();
        await page.waitForURL(/deplacement\/[\w-]+\/\d{4}-/);
        await check();
      });
    },
  );
});
