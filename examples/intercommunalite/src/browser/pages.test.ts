// Every page of the demonstration: valid, clean for axe, and never scrolled sideways; on a telephone and on a desk, in light
// and in dark.

import {
  describeInBrowser,
  faultsAt,
  faultsOf,
  inWindow,
  type Page,
  pageWeight,
  WIDTHS,
} from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoAgents } from '../people.ts';
import { demoHost, fillBulkyWaste, signIn } from './demo-host.ts';

const PUBLIC: readonly (readonly [site: string, path: string, status?: number])[] = [
  ['', '/'],
  ['', '/_courrier'],
  ['', '/_composants'],
  ['', '/_composants?theme=parvis'],
  ['le-favril', '/'],
  ['le-favril', '/demarches'],
  ['le-favril', '/demarches/acte-de-naissance'],
  ['le-favril', '/demarches/encombrants'],
  ['le-favril', '/demarches/urbanisme'],
  ['le-favril', '/demarches/aide-numerique'],
  ['le-favril', '/demarches/encombrants/commencer'],
  ['le-favril', '/demarches/cantine/commencer'],
  ['le-favril', '/demarches/signalement/commencer'],
  ['le-favril', '/recherche?q=canape'],
  ['le-favril', '/recherche?q=zzzz'],
  ['le-favril', '/rendez-vous'],
  ['le-favril', '/rendez-vous/aide-numerique'],
  ['le-favril', '/suivi'],
  ['le-favril', '/suivi/CDFH-JKMN-PQRT', 404],
  ['le-favril', '/contact'],
  ['le-favril', '/accessibilite'],
  ['le-favril', '/mentions-legales'],
  ['le-favril', '/donnees-personnelles'],
  ['le-favril', '/plan-du-site'],
  ['le-favril', '/agent/connexion'],
  ['le-favril', '/nulle-part', 404],
  ['pas-une-commune', '/', 404],
  ['pontgouin', '/'],
  ['cc-entre-beauce-et-perche', '/'],
];

describeInBrowser('the pages of the demonstration', (browser) => {
  const demo = demoHost();

  /** Checks the page that a window shows, whatever led there. */
  function checker(page: Page): () => Promise<void> {
    const faults = faultsOf(page);
    return async () => expect(await faults()).toEqual([]);
  }

  describe.each(WIDTHS)('at %i pixels', (width) => {
    const telephone = { viewport: { width, height: 700 }, bypassCSP: true };

    it('are sound for everyone', async () => {
      const wrong = await inWindow(browser(), telephone, async (page) => {
        const all: string[] = [];
        for (const [site, path, status] of PUBLIC)
          all.push(...(await faultsAt(page, demo().at(site, path), status)));
        return all;
      });
      expect(wrong).toEqual([]);
    });

    it('are sound in dark', async () => {
      const wrong = await inWindow(browser(), { ...telephone, colorScheme: 'dark' }, async (page) => {
        const all: string[] = [];
        for (const path of [
          '/',
          '/demarches/encombrants',
          '/rendez-vous/aide-numerique',
          '/demarches/cantine/commencer',
        ])
          all.push(...(await faultsAt(page, demo().at('le-favril', path))));
        return all;
      });
      expect(wrong).toEqual([]);
    });

    it('are sound along a form, when it is wrong, and once it is sent', async () => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        await page.goto(demo().at('le-favril', '/demarches/cantine/commencer'));
        await page.click('main button:has-text("Continuer")');
        await check();
        await fillBulkyWaste(page, demo());
        await check();
        await page.click('button:has-text("Envoyer ma demande")');
        await check();
      });
    });

    it('are sound along a booking', async () => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        await page.goto(demo().at('le-favril', '/rendez-vous/aide-numerique'));
        await page.locator('a[href^="/rendez-vous/aide-numerique/"]').first().click();
        await check();
        await page.click('main button:has-text("Confirmer")');
        await check();
      });
    });

    it.each(demoAgents)('are sound for $email', async ({ email }) => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        await signIn(page, demo(), email);
        await check();
        for (const path of ['/agent/appointments', '/agent/appointments/absences', '/agent?etat=toutes']) {
          await page.goto(demo().at('le-favril', path));
          await check();
        }
      });
    });

    it('are sound for who answers a request', async () => {
      await inWindow(browser(), telephone, async (page) => {
        const check = checker(page);
        await signIn(page, demo(), 'samira@entre-beauce-et-perche.example');
        await page.locator('.inbox a').first().click();
        await check();
      });
    });
  });

  it('weigh little: the home page is four requests at most, and 40 KB', async () => {
    await inWindow(browser(), {}, async (page) => {
      // The first visit has the page compressed; the second is what everyone gets.
      await page.goto(demo().at('le-favril', '/'));
      await page.waitForTimeout(300);
      await page.context().clearCookies();
      const { requests, bytes } = await pageWeight(page, demo().at('le-favril', '/'));
      expect(requests).toBeGreaterThan(1);
      expect(requests).toBeLessThanOrEqual(4);
      expect(bytes).toBeGreaterThan(1024);
      expect(bytes).toBeLessThanOrEqual(40 * 1024);
    });
  });
});
