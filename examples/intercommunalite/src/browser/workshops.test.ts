// Workshops in a browser: from the programme to a place, a full one and its waiting list, an agent's list and an orientation;
// with scripts and without, on a telephone, by keyboard, and with mistakes.

import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { caseWorker, ines } from '../people.ts';
import { demoHost, signIn } from './demo-host.ts';

const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

/** Says what is wrong with each page that it is asked about. */
function checker(page: Page) {
  const faults = faultsOf(page);
  return async () => expect(await faults()).toEqual([]);
}

describeInBrowser('workshops', (browser) => {
  const demo = demoHost();

  it.each([
    ['with scripts', true, 0],
    ['without scripts', false, 1],
  ])('are joined until they are full, waited for and given back, %s', async (_, javaScriptEnabled, nth) => {
    await inWindow(browser(), { javaScriptEnabled }, async (page) => {
      const { at } = demo();
      const signUp = async (name: string, people: string) => {
        await page.goto(at('le-favril', '/ateliers'));
        await page.click('main a:has-text("Le café des ordinateurs")');
        await page.waitForURL('**/cafe-des-ordinateurs');
        await page.locator('main a:has-text("S’inscrire")').nth(nth).click();
        await page.waitForURL('**/inscription?**');
        await page.fill('[name=nom]', name);
        await page.fill('[name=personnes]', people);
      };
      await signUp('Camille Durand', '2');
      await page.fill('[name=telephone]', '12');
      await page.click('button:has-text("Réserver ma place")');
      expect(await page.locator('.error-summary').innerText()).toContain('numéro de téléphone');
      expect(await page.inputValue('[name=nom]')).toBe('Camille Durand');
      await page.fill('[name=telephone]', '02 37 00 00 00');
      await page.click('button:has-text("Réserver ma place")');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('Le café des ordinateurs');
      const own = page.url();

      await signUp('Paul Petit', '1');
      await page.fill('[name=courriel]', 'paul@exemple.fr');
      await page.click('button:has-text("liste d’attente")');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('1re sur la liste');
      const waiting = page.url();

      await page.goto(own);
      await page.click('main a:has-text("Annuler mon inscription")');
      await page.click('main button:has-text("Annuler mon inscription")');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('Atelier annulé');

      await page.goto(waiting);
      await page.click('main a:has-text("Prendre ou laisser la place")');
      await page.click('main button:has-text("Prendre cette place")');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('Place confirmée.');
    });
  });

  it('are joined by keyboard alone', async () => {
    await inWindow(browser(), {}, async (page) => {
      await page.goto(demo().at('le-favril', '/ateliers/premiers-pas-ordinateur'));
      await page.locator('main a:has-text("S’inscrire à toute la série")').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/inscription');
      await page.locator('[name=nom]').focus();
      await page.keyboard.type('Camille Durand');
      await page.keyboard.press('Tab');
      await page.keyboard.type('camille.durand@exemple.fr');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('Premiers pas avec un ordinateur');
    });
  });

  it.each(WIDTHS)(
    'have pages that are valid, accessible and as wide as the window, at %s px',
    async (width) => {
      await inWindow(browser(), { viewport: { width, height: 800 } }, async (page) => {
        const { at } = demo();
        const check = checker(page);
        for (const path of [
          '/ateliers',
          '/ateliers?theme=Ordinateur&tri=proche',
          '/ateliers?lieu=Nulle+part',
        ])
          await page.goto(at('le-favril', path)).then(check);
        await page.goto(at('le-favril', '/ateliers/demarches-caf-a-plusieurs'));
        expect(await textOf(page)).toContain('On ne s’inscrit pas en ligne');
        await check();
        await page.goto(at('le-favril', '/ateliers/ranger-ses-photos'));
        await check();
        await page.locator('main a:has-text("S’inscrire")').first().click();
        await page.waitForURL('**/inscription?**');
        await check();
        await page.fill('[name=nom]', 'Camille Durand');
        await page.fill('[name=courriel]', `camille-${width}@exemple.fr`);
        await page.click('button:has-text("Réserver ma place")');
        await page.waitForURL('**/suivi/**');
        await check();
        await page.click('main a:has-text("Annuler mon inscription")');
        await check();
      });
    },
  );

  it.each(WIDTHS)(
    'have a desk that is valid, accessible and as wide as the window, at %s px',
    async (width) => {
      await inWindow(browser(), { viewport: { width, height: 800 } }, async (page) => {
        const { at } = demo();
        const check = checker(page);
        await signIn(page, demo(), ines.email);
        const desk = '/agent/appointments/ateliers';
        await page.goto(at('le-favril', desk));
        await check();
        await page.locator('tr:has-text("Ranger") th a').first().click();
        await page.waitForURL('**/seances/**');
        const session = page.url();
        await page.click('main a:has-text("Inscrire quelqu’un")');
        await check();
        await page.fill('[name=nom]', `Odile ${width}`);
        await page.fill('[name=telephone]', '02 37 00 00 00');
        await page.click('button:has-text("Inscrire cette personne")');
        await page.waitForURL(session);
        await check();
        await page.locator(`tr:has-text("Odile ${width}") button:has-text("Présent")`).click();
        await page.waitForURL(/#presents$/);
        const pressed = page.locator(`tr:has-text("Odile ${width}") button[aria-pressed=true]`);
        expect(await pressed.innerText()).toContain('Présent');
        await page.click('main a:has-text("Feuille d’émargement")');
        expect(await textOf(page)).toContain(`Odile ${width}`);
        await check();
        for (const path of ['/modifier', '/annulation']) await page.goto(session + path).then(check);
        await page.goto(at('le-favril', desk));
        await page.locator('main a:has-text("Ranger les photos")').first().click();
        await check();
        await page.goto(at('le-favril', `${desk}/nouveau`));
        await page.click('button:has-text("Créer l’atelier")');
        expect(await page.locator('.error-summary').innerText()).toContain('Titre');
        await check();
      });
    },
  );

  it.each(WIDTHS)('are what a social worker sends people to, at %s px', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 800 } }, async (page) => {
      const check = checker(page);
      await signIn(page, demo(), caseWorker.email);
      await page.click('nav a:has-text("Orientations")');
      await page.waitForURL('**/orientations');
      await check();
      await page.locator('main a:has-text("Ses démarches CAF")').first().click();
      await page.waitForURL('**/orientations/ateliers/**');
      await page.fill('[name=nom]', 'Nadia Farès');
      await page.fill('[name=pourquoi]', 'Ouvrir ses droits.');
      await page.click('button:has-text("Orienter cette personne")');
      expect(await page.locator('.error-summary').innerText()).toContain('Demandez d’abord son accord');
      await check();
      await page.fill('[name=telephone]', '02 37 00 00 00');
      await page.check('[name=accord]');
      await page.click('button:has-text("Orienter cette personne")');
      await page.waitForURL('**/orientations?fait=1');
      expect(await textOf(page)).toContain('Nadia Farès');
      await check();
      await page.locator('main a:has-text("conseiller numérique")').first().click();
      await page.waitForURL('**/orientations/rendez-vous/**');
      await check();
    });
  });
});
