import { defineForm, toPageControls } from '@parvis/forms';
import { describeInBrowser } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { createTheming } from './theming.ts';

const PARVIS = new URL('../../../themes/parvis/', import.meta.url);

const form = defineForm({
  pages: [
    {
      id: 'p',
      title: 'P',
      fields: [
        { id: 'dog', label: 'Un chien ?', type: 'yes-no' },
        { id: 'name', label: 'Son nom', type: 'text', when: { var: 'dog' } },
        { id: 'meals', label: 'Repas', type: 'number' },
        { id: 'price', label: 'Prix', type: 'computed', rule: { '*': [{ var: 'meals' }, 3.5] }, unit: '€' },
      ],
    },
  ],
});

describeInBrowser('a form in a browser with scripts', (browser) => {
  it('shows, hides and calculates while one answers, and sends only what is asked', async () => {
    const theming = await createTheming({ themes: [PARVIS], views: {} });
    const controls = toPageControls(form, 'p', { today: '2026-11-24' });
    const fields = controls.map((control) => theming.component('parvis', 'field', control)).join('');
    const document = `<!DOCTYPE html><html lang="fr"><title>P</title><form>${fields}</form><script src="${theming.script.href}" defer></script>`;
    const page = await browser().newPage();
    await page.route('**/*', async (route) => {
      const asset = theming.asset(new URL(route.request().url()).pathname);
      if (asset) await route.fulfill({ contentType: asset.type, body: Buffer.from(asset.body) });
      else await route.fulfill({ contentType: 'text/html; charset=utf-8', body: document });
    });
    await page.goto('http://parvis.test/');
    const name = page.getByLabel('Son nom');
    // As text: this file knows nothing of the page's own globals.
    const sent = () => page.evaluate<readonly string[]>('[...new FormData(document.forms[0]).keys()]');
    expect(await name.isVisible()).toBe(false);
    await page.getByLabel('Repas').fill('3');
    await expect.poll(() => page.locator('output').textContent()).toBe('10,50\u00A0€');
    await page.getByLabel('Oui').check();
    await name.fill('Rex');
    expect(await sent()).toContain('name');
    await page.getByLabel('Non').check();
    expect(await name.isVisible()).toBe(false);
    expect(await sent()).not.toContain('name');
    await page.getByLabel('Oui').check();
    expect(await name.inputValue()).toBe('Rex');
    await page.close();
  });
});
