// A small mairie at the desk of appointments, in a browser: it adds an agenda, closes for an afternoon, and takes a family down for
// its identity cards, on a telephone without scripts and on a desk by keyboard.

import { describeInBrowser, faultsAt, faultsOf, inWindow } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const SECRETARY = 'claire@le-favril.example';
const HOME = '/agent/appointments';

describeInBrowser('a mairie that receives', (browser) => {
  const demo = demoHost();

  it('adds an agenda and closes for some hours, on a telephone without scripts', async () => {
    const options = { javaScriptEnabled: false, bypassCSP: true, viewport: { width: 320, height: 800 } };
    await inWindow(browser(), options, async (page) => {
      await signIn(page, demo(), SECRETARY);
      const year = new Date().getFullYear() + 1;
      await page.goto(demo().at('le-favril', HOME));
      await page.click('a:has-text("Ajouter un agenda")');
      await page.click('button:has-text("Enregistrer")');
      await page.locator('.error-summary').waitFor();
      await page.fill('[name=nom]', 'Guichet <i>état civil');
      await page.click('button:has-text("Enregistrer")');
      await page.waitForURL('**/agendas');
      expect(await page.locator('main').innerText()).toContain('Guichet <i>état civil');

      await page.goto(demo().at('le-favril', `${HOME}/fermetures`));
      await page.selectOption('[name=lieu]', { index: 1 });
      await page.fill('[name=debut--day]', '12');
      await page.fill('[name=debut--month]', '3');
      await page.fill('[name=debut--year]', String(year));
      await page.fill('[name=de]', '14:00');
      await page.fill('[name=a]', '13:00');
      await page.click('button:has-text("Ajouter la fermeture")');
      await page.click('.error-summary a');
      expect(await page.evaluate('document.activeElement.name')).toBe('a');
      expect(await page.inputValue('[name=de]')).toBe('14:00');
      await page.fill('[name=a]', '16:30');
      await page.click('button:has-text("Ajouter la fermeture")');
      const closed = page.locator('.notes li', { hasText: `12\u00A0mars\u00A0${year}` });
      expect(await closed.innerText()).toMatch(/de 14\sh à 16\sh\s30/);
    });
  });

  it('takes a family down for its identity cards, by keyboard', async () => {
    await inWindow(browser(), { bypassCSP: true, viewport: { width: 1280, height: 900 } }, async (page) => {
      await signIn(page, demo(), SECRETARY);
      const faults = faultsOf(page);
      await page.goto(demo().at('le-favril', `${HOME}/nouveau?motif=carte-identite`));
      await page.selectOption('[name=personnes]', '2');
      await page.locator('button:has-text("Chercher")').press('Enter');
      await page.waitForURL(/personnes=2/);
      expect(await page.locator('main').innerText()).toMatch(/40\sminutes/);
      expect(await faults()).toEqual([]);
      const [first, second] = ['[name=predemande-1]', '[name=predemande-2]'];
      await page.fill('[name=nom]', 'Odile Brun');
      await page.fill('[name=telephone]', '02 37 11 22 33');
      await page.fill(first, '6123155111');
      await page.fill(second, '6123 155 111');
      await page.press(second, 'Enter');
      await page.locator('.error-summary').waitFor();
      expect(await page.locator('.error-summary').innerText()).toContain('déjà écrit plus haut');
      expect(await faults()).toEqual([]);
      await page.press('.error-summary a', 'Enter');
      await page.fill(second, 'AABBCCDDEE');
      await page.press(second, 'Enter');
      await page.waitForURL('**/pris');
      const said = await page.locator('main').innerText();
      expect(said).toMatch(/2\spersonnes/);
      expect(said).toContain('AABBCCDDEE');
      expect(await faults()).toEqual([]);
    });
  });

  it.each([320, 1280])('draws its settings without fault at %i px', async (width) => {
    await inWindow(browser(), { bypassCSP: true, viewport: { width, height: 900 } }, async (page) => {
      await signIn(page, demo(), SECRETARY);
      for (const path of ['', '/agendas', '/agendas/nouveau', '/fermetures', '/permanences', '/absences'])
        expect(await faultsAt(page, demo().at('le-favril', `${HOME}${path}`))).toEqual([]);
    });
  });
});
