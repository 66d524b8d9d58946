// The journal of accesses, as the intercommunality's data-protection officer uses it: with scripts and without, on a telephone
// and on a desk.

import { describeInBrowser, faultsAt, inWindow, WIDTHS } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { officer } from '../people.ts';
import { demoHost, fillBulkyWaste, signIn } from './demo-host.ts';

const JOURNAL = '/agent/donnees/journal';
const SITE = 'cc-entre-beauce-et-perche';

describeInBrowser('the journal of accesses', (browser) => {
  const demo = demoHost();

  describe.each([true, false])('scripts %s', (javaScriptEnabled) => {
    it('says who saw a request, finds it by its reference, and is taken away as a table', async () => {
      const windowOptions = { javaScriptEnabled, viewport: { width: 1280, height: 900 } };
      const reference = await inWindow(browser(), windowOptions, async (page) => {
        await fillBulkyWaste(page, demo());
        await page.click('button:has-text("Envoyer ma demande")');
        await page.waitForURL('**/suivi/**');
        const text = (await page.locator('main').textContent()) ?? '';
        // Not the end of the tracking code, which may look like it.
        return /(?<![A-Z\d-])\d\d-[A-Z\d]{4}-[A-Z\d]{4}(?![A-Z\d-])/.exec(text)?.[0] ?? '';
      });
      expect(reference).not.toBe('');
      await inWindow(browser(), windowOptions, async (page) => {
        await signIn(page, demo(), 'samira@entre-beauce-et-perche.example', SITE);
        await page.locator('.inbox tr', { hasText: reference }).locator('a').first().click();
        await page.waitForURL('**/agent/demandes/**');
      });
      await inWindow(browser(), windowOptions, async (page) => {
        await signIn(page, demo(), officer.email, SITE);
        await page.goto(demo().at(SITE, JOURNAL));
        await page.fill('#reference', reference.toLowerCase());
        await page.click('button:has-text("Filtrer le journal")');
        await page.waitForURL('**reference=**');
        const rows = page.locator('.journal tbody tr');
        await expect.poll(() => rows.filter({ hasText: 'A consulté une demande' }).count()).toBe(2);
        expect(await rows.filter({ hasText: 'A déposé une demande' }).count()).toBe(1);
        expect(await rows.filter({ hasText: 'Samira Belhadj' }).count()).toBe(2);

        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click('a:has-text("Télécharger ces lignes")'),
        ]);
        expect(download.suggestedFilename()).toBe('journal-des-acces.csv');

        await page.click('button:has-text("Vérifier maintenant")');
        await page.waitForURL(`**${JOURNAL}#verification`);
        expect(await page.locator('main').textContent()).toContain('Le journal est entier');
      });
    });
  });

  it.each(WIDTHS)('is sound at %i px, full, filtered and empty', async (width) => {
    const windowOptions = { viewport: { width, height: 800 }, bypassCSP: true };
    await inWindow(browser(), windowOptions, async (page) => {
      await signIn(page, demo(), officer.email, SITE);
      for (const query of ['', '?action=request.looked', '?reference=26-XXXX-XXXX', '?jour=2020-01-01']) {
        const url = demo().at(SITE, JOURNAL + query);
        expect(await faultsAt(page, url), `${url} at ${width}`).toEqual([]);
      }
    });
  });
});
