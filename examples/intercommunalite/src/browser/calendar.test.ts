// The agenda at the desk, in a browser: a booking in a few keys, the week on a desk and the day on a telephone, without scripts,
// on paper, and what happens to what is typed wrong.

import { describeInBrowser, faultsAt, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const SITE = 'cc-entre-beauce-et-perche';
const ADVISOR = 'ines@entre-beauce-et-perche.example';
const HOME = '/agent/appointments';

describeInBrowser('the agenda at the desk', (browser) => {
  const demo = demoHost();

  /** Goes to the nth next field by the keyboard. */
  const tab = async (page: Page, times: number) => {
    for (let index = 0; index < times; index += 1) await page.keyboard.press('Tab');
  };

  it('takes an appointment down by keyboard, moves it, and drags it, with scripts', async () => {
    await inWindow(browser(), { viewport: { width: 1280, height: 900 } }, async (page) => {
      await signIn(page, demo(), ADVISOR, SITE);
      await page.goto(demo().at(SITE, `${HOME}/nouveau`));
      // From the free times to the name, the number, and done: the first time is chosen already.
      await page.locator('input[name=creneau]:checked').focus();
      await page.keyboard.press('ArrowDown');
      const chosen = (await page.locator('input[name=creneau]:checked').getAttribute('value')) ?? '';
      await tab(page, 2);
      await page.keyboard.type('Odile Brun');
      await tab(page, 1);
      await page.keyboard.type('0237112233');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/pris');
      const said = await page.locator('main').innerText();
      expect(said).toContain('Odile Brun');
      expect(said).toMatch(/Code de suivi/);

      const [, day = ''] = /\/(\d{4}-\d\d-\d\d)-/.exec(chosen) ?? [];
      await page.goto(demo().at(SITE, `${HOME}?jour=${day}&agenda=tous`));
      const booking = page.locator('.cal-booking', { hasText: 'Odile Brun' });
      const before = await booking.innerText();
      // Onto the last free time that the week has.
      await booking.dragTo(page.locator('[data-drop]').last());
      await page.waitForURL(/agenda=[0-9a-f]{8}/);
      await page.goto(demo().at(SITE, `${HOME}?vue=semaine&jour=${day}&agenda=tous`));
      await expect.poll(() => booking.innerText()).not.toBe(before);

      await booking.locator('a:has-text("Déplacer")').click();
      await page.waitForURL('**/deplacement');
      await page.locator('input[name=creneau]').last().check();
      await page.fill('[name=raison]', 'La salle est prise.');
      await page.click('button:has-text("Déplacer le rendez-vous")');
      await page.waitForURL(/appointments\?/);
      expect(await page.locator('main').innerText()).toContain('Odile Brun');
    });
  });

  it('is kept without scripts: taken wrong, taken right, cancelled with a reason, a day of absence', async () => {
    const options = { javaScriptEnabled: false, viewport: { width: 320, height: 800 } };
    await inWindow(browser(), options, async (page) => {
      await signIn(page, demo(), ADVISOR, SITE);
      await page.goto(demo().at(SITE, HOME));
      // A telephone shows the day, though the page holds the week.
      expect(await page.locator('.cal-day:visible').count()).toBe(1);
      await page.click('a:has-text("Prendre un rendez-vous")');
      await page.fill('[name=nom]', 'Paul <b>Noir');
      await page.fill('[name=telephone]', '12');
      await page.click('button:has-text("Prendre le rendez-vous")');
      await page.locator('.error-summary').waitFor();
      expect(await page.inputValue('[name=nom]')).toBe('Paul <b>Noir');
      await page.fill('[name=telephone]', '02 37 44 55 66');
      await page.click('button:has-text("Prendre le rendez-vous")');
      await page.waitForURL('**/pris');
      await page.click('a:has-text("Voir l’agenda ce jour-là")');
      await page.waitForURL(/vue=jour/);
      await page.locator('.cal-booking', { hasText: 'Paul' }).locator('a:has-text("Annuler")').click();
      await page.waitForURL('**/annulation');
      await page.click('button:has-text("Annuler le rendez-vous")');
      await page.locator('.error-summary').waitFor();
      await page.fill('[name=raison]', 'La conseillère est absente.');
      await page.click('button:has-text("Annuler le rendez-vous")');
      await page.waitForURL(/appointments\?/);
      expect(await page.locator('main').innerText()).not.toContain('Paul');
    });
  });

  it('fits on a page of paper, without what one presses', async () => {
    await inWindow(browser(), { viewport: { width: 1280, height: 900 } }, async (page) => {
      await signIn(page, demo(), ADVISOR, SITE);
      await page.goto(demo().at(SITE, `${HOME}?vue=semaine&agenda=tous`));
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.cal-bar').isVisible()).toBe(false);
      expect(await page.locator('.cal-free').first().isVisible()).toBe(true);
      const pdf = await page.pdf({ format: 'A4', landscape: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    });
  });

  const open = (width: number) => ({ viewport: { width, height: 800 }, bypassCSP: true });

  it.each(WIDTHS)('is sound at %i px, whatever its address asks', async (width) => {
    await inWindow(browser(), open(width), async (page) => {
      await signIn(page, demo(), ADVISOR, SITE);
      const paths = [
        HOME,
        `${HOME}?vue=jour&agenda=tous&jour=2026-12-25`,
        `${HOME}?vue=semaine&jour=pas-un-jour&agenda=personne`,
        `${HOME}/nouveau?motif=rien&des=demain&lieu=lune&avec=moi`,
        ...(await pagesOfABooking(page)),
      ];
      await areSound(page, paths, width);
    });
  });

  it.each(WIDTHS)('has its hours, absences and lists sound at %i px', async (width) => {
    await inWindow(browser(), open(width), async (page) => {
      await signIn(page, demo(), ADVISOR, SITE);
      await page.goto(demo().at(SITE, `${HOME}/permanences`));
      const opening = await page.locator('a[href*="/permanences/"]').first().getAttribute('href');
      const paths = ['liste', 'permanences', 'absences'].map((path) => `${HOME}/${path}`);
      await areSound(page, [...paths, opening ?? ''], width);
    });
  });

  it.each(WIDTHS)('has its settings sound at %i px, for a secretary', async (width) => {
    await inWindow(browser(), open(width), async (page) => {
      await signIn(page, demo(), 'claire@le-favril.example');
      const paths = ['fermetures', 'motifs', 'lieux', 'lieux/nouveau'].map((path) => `${HOME}/${path}`);
      await areSound(page, paths, width, 'le-favril');
    });
  });

  /** The pages of an appointment that is taken down for the occasion. */
  async function pagesOfABooking(page: Page): Promise<readonly string[]> {
    await page.goto(demo().at(SITE, `${HOME}/nouveau`));
    await page.fill('[name=nom]', 'Léa Petit');
    await page.fill('[name=telephone]', '0237778899');
    await page.click('button:has-text("Prendre le rendez-vous")');
    await page.waitForURL('**/pris');
    const { pathname } = new URL(page.url());
    return ['pris', 'deplacement', 'annulation'].map((last) => pathname.replace(/pris$/, last));
  }

  async function areSound(page: Page, paths: readonly string[], width: number, site = SITE): Promise<void> {
    for (const path of paths) {
      expect(await faultsAt(page, demo().at(site, path)), `at ${width}`).toEqual([]);
    }
  }
});
