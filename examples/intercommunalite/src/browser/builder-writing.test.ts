// Writing in the builder: a price that follows from answers, what agents fill in, a question that asks something else, and two
// people at once. By keyboard, with and without scripts, on a desk and on a telephone.

import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const EDITOR = 'thomas@entre-beauce-et-perche.example';
const SITE = 'cc-entre-beauce-et-perche';
const WORKSHOP = '/agent/procedures/atelier';

describeInBrowser('writing in the builder', (browser) => {
  const demo = demoHost();
  const at = (path: string) => demo().at(SITE, path);

  async function begin(page: Page, title: string): Promise<string> {
    await page.goto(at(`${WORKSHOP}/nouvelle`));
    await page.fill('[name=titre]', title);
    await page.selectOption('[name=modele]', 'encombrants');
    await page.click('button:has-text("Commencer le brouillon")');
    await page.waitForURL(/\/atelier\/[0-9a-f-]{36}$/);
    return page.url();
  }

  /** What a part of the page says, with plain spaces. */
  const told = async (page: Page, part = 'main') =>
    (await page.locator(part).first().innerText()).replaceAll(/[\u00A0\u202F]/g, ' ');

  /** A button or a link of the page, with Enter: nothing is clicked. */
  const presser = (page: Page) => async (role: 'button' | 'link', name: string | RegExp) => {
    await page.getByRole('main').getByRole(role, { name }).first().focus();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  };

  it.each([true, false])(
    'makes a price that a citizen sees, by keyboard (scripts: %s)',
    async (javaScriptEnabled) => {
      await inWindow(browser(), { javaScriptEnabled }, async (page) => {
        await signIn(page, demo(), EDITOR, SITE);
        const press = presser(page);
        const plan = await begin(page, `Louer des tables ${javaScriptEnabled ? 'vite' : 'lentement'}`);
        const ask = async (label: string, nature: string, unit = '') => {
          await page.goto(`${plan}/pages/objets/question`);
          await page.getByLabel('La question').focus();
          await page.keyboard.type(label);
          await page.getByLabel('Ce qu’elle demande').selectOption(nature);
          if (unit) await page.getByLabel(/Unité de la valeur/).fill(unit);
          await press('button', 'Ajouter la question');
        };
        await ask('Nombre de tables', 'number');
        await ask('Prix', 'computed', '€');
        await page.waitForURL(/questions\/prix\/calcul$/);
        const add = async (key: string) => {
          await page.getByLabel('Ce qui entre dans le calcul').selectOption(key);
          await press('button', 'Ajouter une ligne');
        };
        await add('champ:nombre-de-tables');
        await page.getByLabel('Multiplié par').fill('trois');
        await add('nombre');
        // What is wrong is not lost by a line more.
        expect(await page.getByLabel('Multiplié par').inputValue()).toBe('trois');
        await page.getByLabel('Nombre', { exact: true }).fill('10');
        await page.keyboard.press('Enter');
        await page.waitForSelector('.error-summary');
        await page.getByLabel('Multiplié par').fill('3,5');
        await press('button', 'Essayer sans enregistrer');
        expect(await told(page)).toContain('« Nombre de tables » × 3,5 + 10');
        await press('button', /Monter la ligne « Un nombre fixe »/);
        expect(await told(page, '.builder-rule legend')).toBe('Un nombre fixe');
        await press('button', 'Enregistrer le calcul');
        await page.waitForURL(/questions\/prix$/);
        await page.goto(`${plan}/apercu`);
        await page.fill('[name=nombre-de-tables]', '4');
        if (javaScriptEnabled) {
          const price = () => told(page, 'output');
          await expect.poll(price, { timeout: 5_000 }).toBe('24,00 €');
          return;
        }
        await page.check('input[value=meuble]');
        await page.fill('[name=description]', 'des tables');
        await press('button', 'Continuer');
        await press('button', /Revenir/);
        expect(await told(page, 'output')).toBe('24,00 €');
      });
    },
  );

  it.each(WIDTHS)('is made of sound pages, %i pixels wide', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
      const faults = faultsOf(page);
      const sound = async () => expect(await faults()).toEqual([]);
      await signIn(page, demo(), EDITOR, SITE);
      const plan = await begin(page, `Écrire, ${width}`);
      const press = async (text: string) => {
        await Promise.all([page.waitForEvent('load'), page.click(`main button:has-text("${text}")`)]);
      };

      await page.goto(`${plan}/pages/objets/question`);
      await page.fill('[name=label]', 'Prix');
      await page.selectOption('[name=nature]', 'computed');
      await press('Ajouter la question');
      await page.selectOption('[name=nouvelle]', 'nombre');
      await press('Ajouter une ligne');
      await sound();

      await page.goto(`${plan}/etapes/refuser/question`);
      await sound();
      await page.fill('[name=label]', 'Montant proposé');
      await page.selectOption('[name=nature]', 'amount');
      await press('Ajouter la case');
      await page.waitForURL(/questions\/refuser:montant-propose$/);
      await page.goto(`${plan}/etapes/refuser`);
      await sound();

      await page.goto(`${plan}/questions/aide/nature`);
      await page.selectOption('[name=nature]', 'number');
      await press('Voir ce que cela change');
      expect(await told(page)).toContain('la condition de « À quel étage sont-ils');
      await page.selectOption('[name=nature]', 'choice');
      await press('Voir ce que cela change');
      await sound();
      await press('Changer en');
      await page.waitForURL(/questions\/aide$/);
      await page.goto(`${plan}/questions/etage`);
      expect(await told(page)).toContain('sortir les objets ? » est « Oui »');
    });
  });

  it.each(WIDTHS)('loses nothing of two people who write at once, %i pixels wide', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
      const faults = faultsOf(page);
      const sound = async () => expect(await faults()).toEqual([]);
      await signIn(page, demo(), EDITOR, SITE);
      const plan = await begin(page, `Écrire à deux, ${width}`);
      const other = await page.context().newPage();
      const press = async (text: string) => {
        await Promise.all([page.waitForEvent('load'), page.click(`main button:has-text("${text}")`)]);
      };

      await page.goto(`${plan}/questions/etage`);
      // A colleague takes the question away, meanwhile.
      await other.goto(plan);
      await Promise.all([other.waitForEvent('load'), other.click('button[value="retirer question etage"]')]);
      await page.fill('[name=label]', 'Quel étage, et par où');
      await press('Enregistrer la question');
      expect(await told(page, '[role=alert]')).toContain('n’est plus dans le brouillon');
      expect(await page.inputValue('[name=label]')).toBe('Quel étage, et par où');
      await sound();
      await press('Ajouter à nouveau');
      await page.waitForURL(/#question-etage$/);
      expect(await told(page, '#question-etage')).toContain('Quel étage, et par où');

      // Both write in the same box; one makes it something else.
      await page.goto(`${plan}/questions/acces`);
      await other.goto(`${plan}/questions/acces/nature`);
      await other.selectOption('[name=nature]', 'tick');
      await other.click('button:has-text("Voir ce que cela change")');
      await other.click('button:has-text("Changer en")');
      await other.waitForURL(/questions\/acces$/);
      await page.fill('[name=plus-long]', '77');
      await press('Enregistrer la question');
      expect(await told(page)).toContain('qui n’a plus de case');
      await sound();

      // And then the whole draft goes.
      await other.goto(plan);
      await other.click('button:has-text("Supprimer le brouillon")');
      await other.waitForURL(/\/atelier$/);
      await page.fill('[name=aide]', 'Une longue explication.');
      await press('Enregistrer la question');
      expect(await told(page)).toContain('Rien n’a été enregistré');
      expect(await page.getByLabel('Aide').inputValue()).toBe('Une longue explication.');
      await sound();
    });
  });
});
