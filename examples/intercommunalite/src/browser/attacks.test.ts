// What an attacker sends: a foreign Host header, a forged token, scripts in every box.

import { request } from 'node:http';
import { PHOTO_BYTES } from '@parvis/testing';
import { describeInBrowser, inWindow, type Page } from '@parvis/testing/browser';
import { describe, expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const MARK = '<script>window.pris=1</script><img src=x onerror="window.pris=1">';

const PHOTO = {
  name: '<img src=x onerror=window.pris=1>.jpg',
  mimeType: 'image/jpeg',
  buffer: PHOTO_BYTES,
};

describeInBrowser('attacks', (browser) => {
  const demo = demoHost();

  it.each(['mairie-volee.example', 'le-favril.localhost.example', '127.0.0.1', ''])(
    'the Host header « %s » shows no commune',
    async (host) => {
      const { status, body } = await getAs(demo().at('', '/demarches'), host);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(body).not.toMatch(/Favril|Communauté de communes/);
    },
  );

  it.each([true, false])('a forged token saves nothing and gives the words back, scripts: %s', async (on) => {
    await inWindow(browser(), { javaScriptEnabled: on }, async (page) => {
      await page.goto(demo().at('le-favril', '/demarches/signalement/commencer'));
      await page.check('input[value=eclairage]');
      await page.fill('textarea', 'Le lampadaire de la place.');
      await page
        .locator('main form')
        .first()
        .locator('[name=csrf]')
        .evaluate((box) => box.setAttribute('value', 'faux'));
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        page.click('main button:has-text("Continuer")'),
      ]);
      expect(answer.status()).toBe(403);
      await page.locator('main', { hasText: 'Le lampadaire de la place.' }).waitFor();
      await inTheSameBrowser(page, async (other) => {
        await other.goto(demo().at('le-favril', '/demarches/signalement/commencer'));
        expect(await other.inputValue('textarea')).toBe('');
      });
      await page.click('button:has-text("Renvoyer")');
      await page.waitForURL('**/commencer/ou');
    });
  });

  describe('a script in every box', () => {
    // Without the site's policy on scripts: what is typed must not depend on it to be harmless.
    const unguarded = { bypassCSP: true };

    it('would run if a page let it through', async () => {
      await inWindow(browser(), unguarded, async (page) => {
        await page.goto(demo().at('le-favril', '/'));
        await page.setContent(`<main>${MARK}</main>`);
        await expect(expectUnhurt(page)).rejects.toThrow();
      });
    });

    it.each(['acte-de-naissance', 'encombrants', 'cantine', 'signalement', 'recensement-citoyen'])(
      'of the form %s is text for the citizen and for the agent',
      async (service) => {
        await inWindow(browser(), unguarded, async (page) => {
          await page.goto(demo().at('le-favril', `/demarches/${service}/commencer`));
          await throughForm(page);
          await page.click('button:has-text("Envoyer ma demande")');
          await page.waitForURL('**/suivi/**');
          await expectUnhurt(page);
          const reference = await page.locator('.reference').first().innerText();
          await signIn(page, demo(), 'claire@le-favril.example');
          await expectUnhurt(page);
          await page.locator('tr', { hasText: reference }).locator('a').click();
          await page.waitForURL('**/agent/demandes/*');
          expect(await page.locator('main').innerText()).toContain(MARK);
          await expectUnhurt(page);
        });
      },
    );

    it('of a booking is text on the site, in the mail and in the agenda', async () => {
      await inWindow(browser(), unguarded, async (page) => {
        await page.goto(demo().at('le-favril', '/rendez-vous/aide-numerique'));
        await page.locator('main a[href^="/rendez-vous/aide-numerique/"]').last().click();
        await stuff(page);
        const [, day = ''] = /\/(\d{4}-\d\d-\d\d)-\d{4}/.exec(page.url()) ?? [];
        await page.click('button:has-text("Confirmer")');
        await page.locator('.error-summary').waitFor();
        await expectUnhurt(page);
        await correct(page);
        await page.click('button:has-text("Confirmer")');
        await page.waitForURL('**/suivi/**');
        expect(await page.locator('main').innerText()).toContain(MARK);
        await expectUnhurt(page);
        await demo().host.house.jobs.drain();
        await page.goto(demo().at('', '/_courrier'));
        await page.locator('tr', { hasText: 'camille@exemple.fr' }).first().locator('a').click();
        await page.waitForURL('**/_courrier/*');
        await expectUnhurt(page);
        await signIn(page, demo(), 'ines@entre-beauce-et-perche.example');
        await page.goto(demo().at('le-favril', `/agent/appointments?agenda=tous&jour=${day}`));
        expect(await page.locator('main').innerText()).toContain(MARK);
        await expectUnhurt(page);
      });
    });

    it.each(['/recherche?q=', '/suivi/', '/demarches/'])('of the address %s is text', async (path) => {
      await inWindow(browser(), unguarded, async (page) => {
        await page.goto(demo().at('le-favril', `${path}${encodeURIComponent(MARK)}`));
        await expectUnhurt(page);
      });
    });
  });
});

/** No mark became a part of the page, and none ran. */
async function expectUnhurt(page: Page): Promise<void> {
  expect(await page.evaluate('"pris" in window'), page.url()).toBe(false);
  expect(await page.locator('img[src=x]').count(), page.url()).toBe(0);
}

/** Goes through a form to its check, with the mark wherever text is taken. */
async function throughForm(page: Page): Promise<void> {
  const next = async () => {
    await Promise.all([page.waitForEvent('framenavigated'), page.click('main button:has-text("Continuer")')]);
    await page.waitForLoadState();
    await expectUnhurt(page);
  };
  for (let pages = 0; pages < 15 && !page.url().endsWith('/verifier'); pages += 1) {
    await stuff(page);
    await next();
    if ((await page.locator('.error-summary').count()) === 0) continue;
    await correct(page);
    await next();
  }
  expect(page.url(), await page.locator('main').innerText()).toMatch(/\/verifier$/);
  expect(await page.locator('main').innerText()).toContain(MARK);
}

/** The first choice of every group, then the mark in every box that it leaves to be seen. */
async function stuff(page: Page): Promise<void> {
  for (const group of await page.locator('main fieldset:has(input[type=radio])').all())
    if (await group.isVisible()) await group.locator('input[type=radio]').first().check();
  for (const group of await page.locator('main fieldset:has(input[type=checkbox])').all())
    if (await group.isVisible()) await group.locator('input[type=checkbox]').first().check();
  for (const list of await page.locator('main select').all()) await list.selectOption({ index: 1 });
  const boxes = page.locator(
    'main form input:is(.input, [type=text], [type=email], [type=tel]):not([type=file]), main form textarea',
  );
  for (const box of await boxes.all()) {
    if (!(await box.isVisible())) continue;
    // The browser would stop it: an attacker's does not.
    await box.evaluate((element) => {
      element.removeAttribute('maxlength');
      element.closest('form')?.setAttribute('novalidate', '');
    });
    await box.fill(MARK);
  }
  for (const file of await page.locator('main input[type=file]').all()) await file.setInputFiles(PHOTO);
}

/** What no mark may be: days, postal codes, addresses to write to. */
async function correct(page: Page): Promise<void> {
  const right: Readonly<Record<string, string>> = {
    '[name$="--day"]': '28',
    '[name$="--month"]': '2',
    '[name$="--year"]': '2001',
    '[name="jeune-naissance--year"]': '2010',
    '[name="debut--year"]': '2040',
    '[name="date--year"]': '2040',
    '[name$="--postal-code"]': '28190',
    '[type=email]': 'camille@exemple.fr',
    '[type=tel]': '',
  };
  for (const [selector, value] of Object.entries(right))
    for (const box of await page.locator(`main ${selector}`).all())
      if (await box.isVisible()) await box.fill(value);
}

async function inTheSameBrowser(page: Page, work: (other: Page) => Promise<void>): Promise<void> {
  const other = await page.context().newPage();
  await work(other);
  await other.close();
}

function getAs(url: string, host: string): Promise<{ status: number; body: string }> {
  const { port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });
}
