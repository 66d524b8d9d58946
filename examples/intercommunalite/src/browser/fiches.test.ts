// A commune says the sheet of a shared service in its own words; a citizen reads it, asks, says how it went and that it is not
// settled; the agent looks at what was sent beside the request, and reads what people thought.

import {
  axeViolations,
  describeInBrowser,
  inWindow,
  overflows,
  type Page,
  WIDTHS,
} from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, fillBulkyWaste, signIn } from './demo-host.ts';

const EDITOR = 'thomas@entre-beauce-et-perche.example';
const AGENT = 'samira@entre-beauce-et-perche.example';
const POOL = 'cc-entre-beauce-et-perche';
const SHEET = '/agent/fiches/encombrants';

describeInBrowser('the sheet of a service and the end of a request', (browser) => {
  const demo = demoHost();

  async function faults(page: Page): Promise<readonly string[]> {
    const url = page.url();
    const found = [...(await axeViolations(page))];
    if (await overflows(page)) found.push('it scrolls sideways');
    return found.map((one) => `${url}: ${one}`);
  }

  it('are done by keyboard and without scripts, and come back with what was typed', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await signIn(page, demo(), EDITOR, POOL);
      await page.goto(demo().at(POOL, SHEET));
      await page.fill('[name=jours]', '3000');
      await page.focus('[name=cout]');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.error-summary');
      expect(await page.inputValue('[name=jours]')).toBe('3000');
      await page.fill('[name=jours]', '5');
      await page.fill('[name=contact-nom]', 'Le service des déchets');
      await page.fill('[name=contact-telephone]', '02 37 00 11 22');
      await page.click('button:has-text("Publier pour tous les sites")');
      await page.waitForURL('**garde=1');
      await page.goto(demo().at('pontgouin', '/demarches/encombrants'));
      expect(await page.locator('.sheet').innerText()).toContain('Le service des déchets');

      await fillBulkyWaste(page, demo(), 'Nadia');
      await page.click('button:has-text("Envoyer ma demande")');
      await page.waitForURL('**/suivi/**');
      const end = await page.locator('main').innerText();
      expect(end).toMatch(/Réponse d’habitude avant le/);
      expect(end).toContain('02 37 00 11 22'.replaceAll(' ', '\u00A0'));
      await page.click('button:has-text("Donner mon avis")');
      await page.waitForSelector('.error-summary');
      await page.check('input[name=avis][value=good]');
      await page.fill('[name=commentaire]', 'Simple et rapide.');
      await page.click('button:has-text("Donner mon avis")');
      await page.waitForSelector('h1:has-text("Merci de votre avis")');
    });
  });

  describe.each(WIDTHS)('at %i px', (width) => {
    it('are sound', async () => {
      await inWindow(browser(), { viewport: { width, height: 800 }, bypassCSP: true }, async (page) => {
        const wrong: string[] = [];
        await fillBulkyWaste(page, demo(), `Ada${width}`);
        await page.click('button:has-text("Envoyer ma demande")');
        await page.waitForURL('**/suivi/**');
        wrong.push(...(await faults(page)));
        await page.click('button:has-text("Donner mon avis")');
        wrong.push(...(await faults(page)));
        await signIn(page, demo(), AGENT, POOL);
        await page.goto(demo().at(POOL, '/agent/avis'));
        wrong.push(...(await faults(page)));
        expect(wrong).toEqual([]);
      });
    });
  });
});
