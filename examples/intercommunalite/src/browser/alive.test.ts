// The demonstration once its weeks are played, as whoever tries it looks at it: the desk of a village, the week of the advisors,
// the space of a citizen; on a telephone and on a desk.

import { describeInBrowser, faultsAt, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import installation from '../../parvis.config.ts';
import { CITIZEN_PASSWORD, ODETTE } from '../weeks/citizens.ts';
import { playWeeks } from '../weeks/play.ts';
import { demoHost, signIn } from './demo-host.ts';

const EPCI = 'cc-entre-beauce-et-perche';

describeInBrowser('the demonstration alive', (browser) => {
  const demo = demoHost(undefined, (config) => playWeeks({ config, installation, now: Date.now() }));

  async function looksRight(page: Page, site: string, path: string, ...words: readonly string[]) {
    expect(await faultsAt(page, demo().at(site, path))).toEqual([]);
    const text = (await page.locator('main').textContent()) ?? '';
    for (const word of words) expect(text, path).toContain(word);
  }

  it.each(WIDTHS)('shows a busy desk, %i wide', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 900 } }, async (page) => {
      await signIn(page, demo(), 'claire@le-favril.example');
      await looksRight(page, 'le-favril', '/agent', 'Gaspard Vauquelin', 'En retard de', 'À compléter');
      await page.locator('.inbox tr', { hasText: 'Vauquelin' }).locator('a').click();
      await page.waitForURL('**/agent/demandes/**');
      const { pathname } = new URL(page.url());
      await looksRight(page, 'le-favril', pathname, 'à la reliure', 'Le notaire m’attend');
      await looksRight(page, 'le-favril', '/agent/avis', 'Reçu en deux jours', '5\u00A0avis');
      await looksRight(page, 'le-favril', '/agent/paiements?etat=payes', 'Location de la salle communale');
    });
    await inWindow(browser(), { viewport: { width, height: 900 } }, async (page) => {
      await signIn(page, demo(), 'ines@entre-beauce-et-perche.example', EPCI);
      await looksRight(page, EPCI, '/agent/appointments?vue=semaine&agenda=tous');
      expect(await page.locator('main a[href^="/agent/demandes/"]').count()).toBeGreaterThan(0);
      await looksRight(page, EPCI, '/agent/appointments/chiffres');
    });
  });

  it.each(WIDTHS)('gives a citizen a space that is lived in, %i wide', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 900 } }, async (page) => {
      await page.goto(demo().at('le-favril', '/connexion'));
      await page.fill('[name=identifiant]', ODETTE.email);
      await page.fill('[name=mot-de-passe]', CITIZEN_PASSWORD);
      await page.locator('form[action$="/mot-de-passe"] button[type=submit]').click();
      await page.waitForURL('**/mon-espace');
      await looksRight(
        page,
        'le-favril',
        '/mon-espace',
        'Votre prochain rendez-vous',
        'Ranger les photos de son téléphone',
        'Complément attendu',
        'Traitée',
      );
    });
  });
});
