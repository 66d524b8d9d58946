// What should not be sent, sent all the same: clear words, nothing lost, nothing broken.

import { describeInBrowser, inWindow, type Page } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, fillBulkyWaste } from './demo-host.ts';

const SCRIPT = '<script>document.title="pris"</script><img src=x onerror="document.title=\'pris\'">';

describeInBrowser('bad input', (browser) => {
  const demo = demoHost();

  it('a host name of nobody is a plain 404, never a commune’s page', async () => {
    await inWindow(browser(), {}, async (page) => {
      const response = await page.goto(demo().at('inconnue', '/'));
      expect(response?.status()).toBe(404);
      expect(await page.locator('body').innerText()).not.toMatch(/Favril|Mairie/);
    });
  });

  describe.each([true, false])('scripts: %s', (javaScriptEnabled) => {
    const options = { javaScriptEnabled };

    it('a script in every text field is text, everywhere it is shown', async () => {
      await inWindow(browser(), options, async (page) => {
        page.on('dialog', () => expect.unreachable('a script ran'));
        await fillBulkyWaste(page, demo(), SCRIPT);
        expect(await page.locator('main').innerText()).toContain(SCRIPT);
        await page.click('button:has-text("Envoyer ma demande")');
        expect(await page.locator('main').innerText()).toContain(SCRIPT);
        await page.fill('[name=message]', SCRIPT);
        await page.click('button:has-text("Envoyer ce message")');
        expect(await page.locator('.thread').innerText()).toContain('onerror');
        await page.goto(`${demo().at('le-favril', '/recherche')}?q=${encodeURIComponent(SCRIPT)}`);
        expect(await page.title()).not.toBe('pris');
        expect(await page.inputValue('#recherche')).toContain('<script>');
      });
    });

    it('a forged token comes back with what was typed, and a button to send it again', async () => {
      await inWindow(browser(), options, async (page) => {
        await page.goto(demo().at('le-favril', '/demarches/signalement/commencer'));
        await page.check('input[value=eclairage]');
        await page.fill('textarea', 'Le lampadaire de la place.');
        // As if the page had been open since the cookie was made anew.
        await page.context().clearCookies();
        await page.click('main button:has-text("Continuer")');
        expect(await page.locator('main').innerText()).toContain('Le lampadaire de la place.');
        await page.click('button:has-text("Renvoyer")');
        await page.waitForURL('**/commencer/ou');
      });
    });

    it('31 February and a file of 30 MB are said, and the rest is kept', async () => {
      await inWindow(browser(), options, async (page) => {
        await page.goto(demo().at('le-favril', '/demarches/cantine/commencer'));
        await page.fill('[name=enfant-prenom]', 'Zoé');
        await page.fill('[name=enfant-nom]', 'Martin');
        await page.fill('[name="enfant-naissance--day"]', '31');
        await page.fill('[name="enfant-naissance--month"]', 'février');
        await page.fill('[name="enfant-naissance--year"]', '2019');
        await page.click('main button:has-text("Continuer")');
        expect(await page.locator('.error-summary').innerText()).toContain('31 février');
        expect(await page.inputValue('[name=enfant-prenom]')).toBe('Zoé');
        expect(await page.inputValue('[name="enfant-naissance--day"]')).toBe('31');

        await page.goto(demo().at('le-favril', '/demarches/encombrants/commencer'));
        await page.check('input[value=literie]');
        await page.fill('textarea', 'deux matelas');
        await page.setInputFiles('input[type=file]', {
          name: 'matelas.jpg',
          mimeType: 'image/jpeg',
          buffer: Buffer.alloc(30_000_000),
        });
        // A script says it at once, beside the box; pressing then stays, and says so.
        const said = page.locator(options.javaScriptEnabled ? '.upload-failed' : '.error-summary');
        if (options.javaScriptEnabled) await said.waitFor();
        await page.click('main button:has-text("Continuer")');
        expect(await said.innerText()).toMatch(
          options.javaScriptEnabled ? /30\sMo[^]*trop lourd/ : /pèse 30\sMo/,
        );
        expect(await page.inputValue('textarea')).toBe('deux matelas');
        expect(await page.isChecked('input[value=literie]')).toBe(true);
      });
    });

    it('a slot that was just taken is said, with others, and the name is kept', async () => {
      const fill = async (page: Page, name: string) => {
        await page.locator('main form input.input').first().fill(name);
        await page.locator('main input[type=email]').fill('claire.martin@exemple.fr');
      };
      await inWindow(browser(), options, async (quick) => {
        await inWindow(browser(), options, async (slow) => {
          await quick.goto(demo().at('le-favril', '/rendez-vous/aide-numerique'));
          await quick.locator('main a[href^="/rendez-vous/aide-numerique/"]').last().click();
          // It is kept for the first.
          await slow.goto(quick.url());
          expect(await slow.locator('main').innerText()).toMatch(/n’est pas libre/);
          await fill(quick, 'Claire Martin');
          await quick.click('button:has-text("Confirmer")');
          await quick.waitForURL('**/suivi/**');
          await slow.locator('input[type=radio]').first().check();
          await slow.locator('main form input.input').first().fill('Paul Lent');
          await slow.click('button:has-text("Confirmer")');
          expect(await slow.locator('.error-summary').innerText()).toContain('adresse électronique');
          expect(await slow.locator('main form input.input').first().inputValue()).toBe('Paul Lent');
          await slow.locator('main input[type=email]').fill('paul.lent@exemple.fr');
          await slow.click('button:has-text("Confirmer")');
          await slow.waitForURL('**/suivi/**');
        });
      });
    });
  });
});
