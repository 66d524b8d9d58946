// Procedures on the desk in a browser: read, adapted, added to, by keyboard, on a telephone, without scripts.

import { describeInBrowser, faultsAt, inWindow } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const EDITOR = 'thomas@entre-beauce-et-perche.example';
const SITE = 'cc-entre-beauce-et-perche';
const MODEL = '/agent/procedures/modeles/encombrants';

describeInBrowser('procedures on the desk', (browser) => {
  const demo = demoHost();

  it('are sound pages on a telephone and on a desk', async () => {
    const found: string[] = [];
    for (const width of [320, 1280]) {
      await inWindow(browser(), { viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
        await signIn(page, demo(), EDITOR, SITE);
        for (const path of [
          '/agent/procedures',
          MODEL,
          `${MODEL}/scenarios`,
          `${MODEL}/textes`,
          `${MODEL}/question`,
        ]) {
          const faults = await faultsAt(page, demo().at(SITE, path));
          found.push(...faults.map((fault) => `${width} ${fault}`));
        }
      });
    }
    expect(found).toEqual([]);
  });

  it('are changed by keyboard and without scripts, and told as a difference', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await signIn(page, demo(), EDITOR, SITE);
      await page.goto(demo().at(SITE, `${MODEL}/textes`));
      const box = page.locator('input[value="Objets"]');
      await box.fill('Ce qu’il faut enlever');
      await page.keyboard.press('Enter');
      await page.waitForURL(`**${MODEL}`);
      expect(await page.locator('.procedure-versions').innerText()).toContain('Ce qu’il faut enlever');
      await page.goto(demo().at('pontgouin', '/demarches/encombrants/commencer'));
      expect(await page.locator('main').innerText()).toContain('Ce qu’il faut enlever');
    });
  });
});
