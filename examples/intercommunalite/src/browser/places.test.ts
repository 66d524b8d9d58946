// Giving a place in a browser: an address that is proposed, a position, a map; by keyboard, on a telephone, and without any of it.

import {
  axeViolations,
  describeInBrowser,
  htmlErrors,
  inWindow,
  overflows,
  type Page,
} from '@parvis/testing/browser';
import { type PlaceServer, placeServer } from '@parvis/testing/places';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoHost } from './demo-host.ts';

const WHERE = '/demarches/signalement/commencer/ou';

let places: PlaceServer;
beforeAll(async () => {
  places = await placeServer();
});
afterAll(() => places.close());

describeInBrowser('a place', (browser) => {
  const demo = demoHost(() => ({
    PARVIS_GEOCODER_URL: places.geocoder,
    PARVIS_MAP_TILES: places.tiles,
    PARVIS_MAP_CREDIT: 'Carte d’essai',
  }));

  async function toWhere(page: Page): Promise<void> {
    await page.goto(demo().at('le-favril', '/demarches/signalement/commencer'));
    await page.check('input[value=eclairage]');
    await page.fill('textarea', 'Le lampadaire est éteint.');
    await page.click('main button:has-text("Continuer")');
    await page.waitForURL(`**${WHERE}`);
  }

  it('is chosen on a map that the keyboard moves, and goes into the boxes', async () => {
    for (const width of [320, 1280]) {
      await inWindow(browser(), { viewport: { width, height: 900 } }, async (page) => {
        const refused: string[] = [];
        page.on('console', (message) => {
          if (/Content Security Policy|Permissions/.test(message.text())) refused.push(message.text());
        });
        await toWhere(page);
        await page.getByRole('button', { name: 'Choisir sur une carte' }).press('Enter');
        const map = page.getByRole('application');
        await map.waitFor();
        await page.locator('.leaflet-tile-loaded').first().waitFor();
        expect(await page.locator('[role=application]:focus').count()).toBe(1);
        expect(await overflows(page)).toBe(false);
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press('ArrowLeft');
        const longitude = page.getByLabel('Longitude');
        await expect.poll(() => longitude.inputValue()).toMatch(/^1,0[67]\d{3}$/);
        await page.getByText('Écrire les coordonnées').click();
        expect(await page.getByLabel('Latitude').inputValue()).toMatch(/^48,45\d{3}$/);
        await page.fill('input[type=text]:visible >> nth=0', 'Rue de l’Église');
        await page.click('main button:has-text("Continuer")');
        await page.waitForURL('**/commencer/vous');
        await page.check('input[value=non]');
        await page.click('main button:has-text("Continuer")');
        expect(await page.locator('main').innerText()).toMatch(/48,45\d*°.N, 1,0[67]\d*°.E/u);
        expect(refused).toEqual([]);
      });
    }
  });

  it('is where the telephone is, or said to be unknown', async () => {
    const here = { latitude: 48.45612, longitude: 1.07701 };
    await inWindow(browser(), { geolocation: here, permissions: ['geolocation'] }, async (page) => {
      await toWhere(page);
      await page.getByRole('button', { name: 'Utiliser ma position' }).click();
      await page.getByText('Position trouvée').waitFor();
      await page.getByText('Écrire les coordonnées').click();
      expect(await page.getByLabel('Latitude').inputValue()).toBe('48,45612');
    });
    await inWindow(browser(), { permissions: [] }, async (page) => {
      await toWhere(page);
      await page.getByRole('button', { name: 'Utiliser ma position' }).click();
      await page.getByText('ne dit pas où il est').waitFor();
    });
  });

  it('needs no script: boxes, or none at all; wrong ones come back open', async () => {
    await inWindow(
      browser(),
      { javaScriptEnabled: false, viewport: { width: 320, height: 800 } },
      async (page) => {
        await toWhere(page);
        await page.getByLabel('Rue, numéro ou repère').fill('devant le lavoir');
        await page.getByText('Écrire les coordonnées').click();
        await page.getByLabel('Latitude').fill('là-bas');
        const answered = page.waitForResponse((one) => one.request().method() === 'POST');
        await page.click('main button:has-text("Continuer")');
        const html = await (await answered).text();
        expect(await page.getByLabel('Latitude').inputValue()).toBe('là-bas');
        expect(await page.locator('.error-summary').innerText()).toContain('latitude');
        expect(await htmlErrors(html)).toEqual([]);
        await page.getByLabel('Latitude').fill('');
        await page.click('main button:has-text("Continuer")');
        await page.waitForURL('**/commencer/vous');
      },
    );
  });

  it('is an address proposed while one types, that fills the three boxes', async () => {
    await inWindow(browser(), {}, async (page) => {
      await page.goto(demo().at('le-favril', '/demarches/encombrants/commencer'));
      await page.check('input[value=meuble]');
      await page.fill('textarea', 'un canapé');
      await page.click('main button:has-text("Continuer")');
      const line = page.getByLabel('Numéro et voie');
      await line.pressSequentially('2 rue de la mai');
      const proposal = page.locator('datalist option[value="2 Rue de la Mairie 28190 Le Favril"]');
      await proposal.waitFor({ state: 'attached' });
      // What a browser does when someone takes a proposal of the list.
      await line.fill('2 Rue de la Mairie 28190 Le Favril');
      await expect.poll(() => line.inputValue()).toBe('2 Rue de la Mairie');
      expect(await page.getByLabel('Code postal').inputValue()).toBe('28190');
      expect(await page.getByLabel('Commune').inputValue()).toBe('Le Favril');
      expect(await page.locator('input[name$="--insee"]').inputValue()).toBe('28148');
      await page.getByText('Adresse complétée').waitFor();
      expect(await axeViolations(page)).toEqual([]);
    });
  });
});
