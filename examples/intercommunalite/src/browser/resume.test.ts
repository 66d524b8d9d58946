// Nothing that was typed is lost: a form begun on a telephone goes on at a desk, a file whose sending was cut goes on too, and a
// declaration is signed by a code. With scripts and without, by keyboard, and whatever is typed wrong.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clamd, PHOTO_BYTES, startClamd, VIRUS_MARK, withoutClamd } from '@parvis/testing';
import { describeInBrowser, faultsOf, inWindow, type Page } from '@parvis/testing/browser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoHost, demoHost } from './demo-host.ts';

const FORM = '/demarches/encombrants/commencer';
const EMAIL = 'jeanne.martin@exemple.fr';
const PHONE = { viewport: { width: 320, height: 700 }, javaScriptEnabled: false };
const DESK = { viewport: { width: 1280, height: 900 }, bypassCSP: true };
/** A picture with much after its end, as cameras write: it takes several pieces. */
const PHOTO = Buffer.concat([PHOTO_BYTES, Buffer.alloc(1_200_000, 7)]);
const photo = (name: string, buffer = PHOTO) => ({ name, mimeType: 'image/jpeg', buffer });

const next = (page: Page) => page.click('main button:visible:has-text("Continuer")');

/** The text of the newest mail with that subject. */
async function newestMail({ host, at }: DemoHost, subject: string): Promise<string> {
  await host.house.jobs.drain();
  const list = await (await fetch(at('', '/_courrier'))).text();
  const [, mail = ''] = new RegExp(`href="(/_courrier/[\\w-]+)">${subject}`).exec(list) ?? [];
  return (await fetch(at('', mail))).text();
}

async function signIn(page: Page, demo: DemoHost): Promise<void> {
  await page.goto(demo.at('le-favril', '/connexion'));
  await page.fill('[name=courriel]', EMAIL);
  await page.click('button:has-text("Recevoir le lien et le code")');
  const [, left, right] = /(\d{3})\u00A0(\d{3})/.exec(await newestMail(demo, 'Votre connexion')) ?? [];
  await page.fill('[name=code]', `${left}${right}`);
  await page.click('button:has-text("Entrer dans mon espace")');
  await page.waitForURL('**/mon-espace');
}

describeInBrowser('nothing that was typed is lost', (browser) => {
  let clamd: Clamd | undefined;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-resume-'));
    if (!withoutClamd) clamd = await startClamd();
  }, 30_000);
  afterAll(async () => {
    await clamd?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const demo = demoHost(
    (): Readonly<Record<string, string>> => (clamd ? { PARVIS_CLAMD: clamd.address } : {}),
  );

  it('is begun on a telephone without scripts, and goes on at a desk by code, then in an account', async () => {
    const { at } = demo();
    const code = await inWindow(browser(), PHONE, async (page) => {
      await page.goto(at('le-favril', FORM));
      await page.check('input[value=meuble]');
      await page.fill('textarea', 'un canapé trois places');
      await next(page);
      await page.fill('[name="adresse--line"]', '3 rue du Lavoir');
      await page.click('button:has-text("Enregistrer et reprendre plus tard")');
      await page.waitForURL('**/plus-tard');
      expect(await page.locator('main').innerText()).toMatch(/gardé jusqu’au .*\d{4}/);
      return /[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}/.exec(await page.locator('main').innerText())?.[0] ?? '';
    });
    await inWindow(browser(), { ...DESK, viewport: { width: 320, height: 700 } }, async (page) => {
      const faults = faultsOf(page);
      await page.goto(at('le-favril', '/suivi'));
      // By keyboard alone, wrong first.
      await page.focus('[name=code]');
      await page.keyboard.type('KXTM 97WD CHPQ');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.error-summary');
      await page.fill('[name=code]', code.toLowerCase());
      await page.keyboard.press('Enter');
      await page.waitForURL('**/reprendre/*');
      const found = [...(await faults())];
      expect(await page.locator('main').innerText()).not.toContain('Lavoir');
      await page.focus('main button');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/lieu');
      expect(await page.inputValue('[name="adresse--line"]')).toBe('3 rue du Lavoir');
      found.push(...(await faults()));
      await page.click('button:has-text("Enregistrer et reprendre plus tard")');
      await page.waitForURL('**/plus-tard');
      found.push(...(await faults()));
      await signIn(page, demo());
      expect(await page.locator('main').innerText()).toContain('Un formulaire à finir');
      found.push(...(await faults()));
      await page.click('a:has-text("Effacer")');
      found.push(...(await faults()));
      expect(found).toEqual([]);
    });
    await inWindow(browser(), DESK, async (page) => {
      const faults = faultsOf(page);
      await signIn(page, demo());
      await page.click('a:has-text("Reprendre «")');
      await page.waitForURL('**/lieu');
      // The session ends while the page is open.
      await page.fill('[name="adresse--line"]', '5 place de l’Église');
      await page.fill('[name="adresse--postal-code"]', '28190');
      await page.fill('[name="adresse--commune"]', 'Le Favril');
      await page.context().clearCookies({ name: 'usager' });
      await next(page);
      await page.waitForURL('**/reconnexion');
      expect(await faults()).toEqual([]);
      await signIn(page, demo());
      await page.goto(at('le-favril', `${FORM}/lieu`));
      expect(await page.inputValue('[name="adresse--line"]')).toBe('5 place de l’Église');
    });
  }, 60_000);

  it('sends a photo in pieces, goes on after a cut and a reload, and says what it refuses', async () => {
    const { at } = demo();
    // Of a file on disk a browser knows again when it was last changed.
    const sofa = join(folder, 'canapé.jpg');
    await writeFile(sofa, PHOTO);
    await inWindow(browser(), DESK, async (page) => {
      const faults = faultsOf(page);
      await page.goto(at('le-favril', FORM));
      let pieces = 0;
      let cut = true;
      await page.route('**/envois/*', async (route) => {
        if (route.request().method() !== 'PATCH') return route.continue();
        pieces += 1;
        return cut && pieces > 2 ? route.abort('connectionreset') : route.continue();
      });
      const box = page.locator('input[type=file]');
      await box.setInputFiles(sofa);
      await page.waitForSelector('text=La connexion est coupée');
      expect(await faults()).toEqual([]);
      await page.reload();
      await page.waitForSelector('text=Choisissez de nouveau ce fichier');
      cut = false;
      pieces = 0;
      await page.check('input[value=meuble]');
      await page.fill('textarea', 'un canapé');
      await box.setInputFiles(sofa);
      // Pressed while it is still on its way: the page follows by itself.
      await next(page);
      await page.waitForURL('**/lieu');
      // Two of the five had come before.
      expect(pieces).toBeLessThan(5);
      await page.goto(at('le-favril', `${FORM}/objets`));
      const shown = await page.locator('main form').first().innerText();
      expect(shown).toMatch(/Déjà reçu\s: canapé\.jpg \(.*o(?:ctets)?\)/);
      await box.setInputFiles(photo('trente.jpg', Buffer.alloc(30_000_000, 1)));
      await page.waitForSelector('.upload-failed:has-text("25")');
      await page.click('button:has-text("Retirer « trente.jpg »")');
      await box.setInputFiles(photo('faux.jpg', Buffer.from('du texte')));
      await page.waitForSelector('.upload-failed:has-text("ne correspond pas à son nom")');
      expect(await faults()).toEqual([]);
    });
  }, 60_000);

  it.skipIf(withoutClamd)(
    'refuses a file with a virus, in pieces and with its form',
    async () => {
      const { at } = demo();
      const infected = photo('virus.jpg', Buffer.concat([PHOTO, Buffer.from(VIRUS_MARK)]));
      await inWindow(browser(), DESK, async (page) => {
        await page.goto(at('le-favril', FORM));
        await page.locator('input[type=file]').setInputFiles(infected);
        await page.waitForSelector('.upload-failed:has-text("contient un virus")');
      });
      await inWindow(browser(), PHONE, async (page) => {
        await page.goto(at('le-favril', FORM));
        await page.check('input[value=meuble]');
        await page.fill('textarea', 'un canapé');
        await page.locator('input[type=file]').setInputFiles(infected);
        await next(page);
        await page.waitForSelector('.error-summary:has-text("contient un virus")');
        expect(await page.inputValue('textarea')).toBe('un canapé');
      });
    },
    60_000,
  );
});
