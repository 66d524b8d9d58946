// A day at the desk, in a browser: requests written down, found, kept, shared out, closed together; on a telephone and on a
// desk, with scripts and without.

import { describeInBrowser, faultsAt, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const SITE = 'cc-entre-beauce-et-perche';
const AGENT = 'samira@entre-beauce-et-perche.example';

describeInBrowser('the inbox', (browser) => {
  const demo = demoHost();

  async function writeDown(page: Page, name: string, text: string): Promise<void> {
    await page.goto(demo().at(SITE, '/agent/demandes/nouvelle'));
    await page.locator('select[name=demarche]').selectOption({ index: 1 });
    await page.check('input[name=canal][value=counter]');
    await page.fill('[name=nom]', name);
    await page.fill('[name=demande]', text);
    await page.click('button:has-text("Enregistrer la demande")');
    await page.waitForURL('**/recepisse');
  }

  describe.each([true, false])('scripts %s', (javaScriptEnabled) => {
    it('takes a request from the counter to its closure, with others', async () => {
      const who = javaScriptEnabled ? 'Avec' : 'Sans';
      await inWindow(
        browser(),
        { javaScriptEnabled, viewport: { width: 1280, height: 900 } },
        async (page) => {
          await signIn(page, demo(), AGENT, SITE);
          await writeDown(page, `${who} Dupont`, 'Un canapé à enlever.');
          expect(await page.locator('main').textContent()).toMatch(/Code de suivi/);
          await writeDown(page, `${who} Durand`, 'Une armoire.');

          await page.goto(demo().at(SITE, '/agent'));
          if (javaScriptEnabled) {
            await page.keyboard.press('/');
            await page.keyboard.type(who.toLowerCase());
            await page.keyboard.press('Enter');
          } else {
            await page.fill('#q', who.toUpperCase());
            await page.click('button:has-text("Chercher")');
          }
          await page.waitForURL('**q=**');
          const rows = page.locator('.inbox tbody tr');
          await expect.poll(() => rows.count()).toBe(2);
          await page.fill('#nom', `Recherche ${who}`);
          await page.click('button:has-text("Enregistrer la recherche")');
          await page.waitForSelector(`nav a[aria-current]:has-text("Recherche ${who}")`);

          await rows.filter({ hasText: 'Durand' }).locator('a').click();
          await page.waitForURL('**/agent/demandes/**');
          await page.fill('[name=note]', 'Sonner deux fois.');
          await page.click('button:has-text("Ajouter la note")');
          await page.waitForURL('**#notes');
          await page.click('button:has-text("Je m’en occupe")');
          await page.waitForSelector('.side-box:has(h2:has-text("Attribuée à")) p:has-text("Vous")');

          await page.goto(demo().at(SITE, `/agent?q=${who}`));
          for (const index of [0, 1]) await page.locator('.inbox-tick input').nth(index).check();
          await page.click('summary:has-text("Agir sur les demandes cochées")');
          await page.fill('#lot-texte', 'Bonjour {{demandeur}}, c’est fait.');
          await page.click('button:has-text("Répondre et clore comme traitées")');
          await page.waitForURL('**/lot?**');
          expect(await page.locator('main').textContent()).toContain('2 demandes closes comme traitées');
          await page.locator('main li a').first().click();
          await page.waitForURL('**/agent/demandes/**');
          expect(await page.locator('.thread').textContent()).toMatch(
            /Bonjour (Avec|Sans) D\w+, c’est fait\./,
          );

          await page.goto(demo().at(SITE, `/agent?etat=closes&q=${who}`));
          const [download] = await Promise.all([
            page.waitForEvent('download'),
            page.click('a:has-text("tableur, CSV")'),
          ]);
          expect(download.suggestedFilename()).toBe('demandes.csv');
        },
      );
    });
  });

  it.each(WIDTHS)('is sound at %i px, page by page', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 800 }, bypassCSP: true }, async (page) => {
      await signIn(page, demo(), AGENT, SITE);
      await writeDown(page, 'Claire Dupont', 'Un canapé à enlever.');
      const slip = new URL(page.url()).pathname;
      const request = slip.replace('/recepisse', '');
      const paths = [
        '/agent',
        '/agent?etat=toutes&tri=echeance&q=dupont',
        '/agent?q=zzz',
        '/agent/demandes/nouvelle',
        '/agent/demandes/lot?action=traiter&refus=26-XXXX-XXXX.close',
        '/agent/modeles',
        slip,
        request,
      ];
      for (const path of paths) {
        const faults = await faultsAt(page, demo().at(SITE, path));
        expect(faults, `at ${width}`).toEqual([]);
      }
    });
  });
});
