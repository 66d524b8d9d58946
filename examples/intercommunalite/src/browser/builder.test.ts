// The builder in a browser: from a template to a procedure that a citizen sends on a commune's site, by keyboard, without
// scripts, on a telephone, and when things go wrong.

import {
  axeViolations,
  describeInBrowser,
  htmlErrors,
  inWindow,
  overflows,
  type Page,
} from '@parvis/testing/browser';
import { expect, it } from 'vitest';
import { demoHost, signIn } from './demo-host.ts';

const EDITOR = 'thomas@entre-beauce-et-perche.example';
const SITE = 'cc-entre-beauce-et-perche';
const WORKSHOP = '/agent/procedures/atelier';

describeInBrowser('the builder', (browser) => {
  const demo = demoHost();
  const at = (path: string) => demo().at(SITE, path);

  async function begin(page: Page, title: string): Promise<string> {
    await page.goto(at(`${WORKSHOP}/nouvelle`));
    await page.fill('[name=titre]', title);
    await page.selectOption('[name=modele]', 'encombrants');
    await page.click('button:has-text("Commencer le brouillon")');
    await page.waitForURL(/\/atelier\/[0-9a-f-]{36}$/);
    return new URL(page.url()).pathname;
  }

  it('goes from a template to a request, by keyboard alone and without scripts', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await signIn(page, demo(), EDITOR, SITE);
      // Enter on a button or a link, and Enter in a box: nothing is clicked.
      const press = async (role: 'button' | 'link', name: string | RegExp) => {
        await page.getByRole('main').getByRole(role, { name }).first().focus();
        await Promise.all([page.waitForLoadState('load'), page.keyboard.press('Enter')]);
      };
      await page.goto(at('/agent/procedures'));
      await press('link', 'Créer une démarche');
      await page.getByLabel('Le nom de la nouvelle démarche').focus();
      await page.keyboard.type('Emprunter le barnum');
      await page.getByLabel('Partir de').selectOption('contact');
      await press('button', 'Commencer le brouillon');
      await page.waitForURL(/\/atelier\/[0-9a-f-]{36}$/);
      const plan = page.url();

      await press('link', /Ajouter une question/);
      await page.getByLabel('La question').focus();
      await page.keyboard.type('Combien de mètres');
      await page.getByLabel('Ce qu’elle demande').selectOption('number');
      await page.getByLabel('Réponses proposées').waitFor();
      await press('button', 'Ajouter la question');
      await page.waitForURL(/questions\/combien-de-metres$/);
      await page.getByLabel('Au moins (facultatif)').focus();
      await page.keyboard.type('3');
      await press('button', 'Voir sans enregistrer');
      expect(await page.locator('.builder-look').innerText()).toContain('Combien de mètres');
      await press('button', 'Enregistrer la question');
      await page.waitForURL(/\/atelier\/[0-9a-f-]{36}#question-combien-de-metres$/);
      await press('button', /Monter « Combien de mètres »/);
      const first = () => page.locator('[id^=question-]').first().getAttribute('id');
      await expect.poll(first, { timeout: 5_000 }).toBe('question-combien-de-metres');

      await page.goto(`${plan}/fiche`);
      for (const [label, text] of [
        ['En une phrase', 'Le barnum de la communauté, pour une fête.'],
        ['Pour qui', 'Les associations et les habitants.'],
      ] as const) {
        await page.getByLabel(label).focus();
        await page.keyboard.type(text);
      }
      await press('button', 'Enregistrer la fiche');
      await page.waitForURL(/publication$/);
      expect(await page.locator('main').innerText()).toContain('se passent comme prévu');
      await press('button', 'Publier la démarche');
      await page.waitForURL(/modeles\/emprunter-le-barnum$/);
    });
    await inWindow(browser(), {}, async (page) => {
      await page.goto(demo().at('le-favril', '/demarches'));
      await page.click('a:has-text("Emprunter le barnum")');
      expect(await page.locator('main').innerText()).toContain('Les associations et les habitants.');
      await page.click('a:has-text("Commencer")');
      await page.fill('[name=combien-de-metres]', '2');
      await page.click('main button:has-text("Continuer")');
      expect(await page.locator('.error-summary').innerText()).toContain('3');
      await page.fill('[name=combien-de-metres]', '6');
      await answerTo(page, /\/verifier$/);
      expect(await page.locator('main').innerText()).toContain('6');
      await page.click('main button:has-text("Envoyer")');
      await page.waitForURL(/\/suivi\//);
    });
  });

  it.each([320, 1280])('is made of sound pages, %i pixels wide', async (width) => {
    const found: string[] = [];
    await inWindow(browser(), { viewport: { width, height: 900 }, bypassCSP: true }, async (page) => {
      await signIn(page, demo(), EDITOR, SITE);
      const plan = await begin(page, `Louer une salle de ${width}`);
      for (const path of [
        WORKSHOP,
        `${WORKSHOP}/nouvelle`,
        `${WORKSHOP}/blocs`,
        plan,
        `${plan}/pages/objets`,
        `${plan}/questions/quoi`,
        `${plan}/questions/etage/condition`,
        `${plan}/apercu`,
        `${plan}/chemin`,
        `${plan}/etapes/refuser`,
        `${plan}/scenarios`,
        `${plan}/publication`,
      ]) {
        const answer = await page.goto(at(path));
        const faults = [
          ...(answer?.status() === 200 ? [] : [`answers ${answer?.status()}`]),
          ...(await axeViolations(page)),
          ...(await htmlErrors((await answer?.text()) ?? '')),
        ];
        if (await overflows(page)) faults.push('must be scrolled sideways');
        found.push(...faults.map((fault) => `${path}: ${fault}`));
      }
    });
    expect(found).toEqual([]);
  });

  it('refuses conditions that go round, and tells who saves too late', async () => {
    await inWindow(browser(), {}, async (page) => {
      await signIn(page, demo(), EDITOR, SITE);
      const plan = await begin(page, 'Prêter une tondeuse');
      const [one, other] = ['quoi', 'description'];
      const depends = async (on: string, from: string) => {
        await page.goto(at(`${plan}/questions/${on}/condition`));
        await page.selectOption('[name=nouvelle-0]', from);
        await page.click('button:has-text("Ajouter une ligne")');
        await page.selectOption('[name=est-0]', 'filled');
        await page.click('.actions button:has-text("Enregistrer la condition")');
      };
      await depends(other, one);
      await page.waitForURL(new RegExp(`questions/${other}$`));
      await depends(one, other);
      expect(await page.locator('[role=alert]').innerText()).toContain('tournent en rond');

      const late = await page.context().newPage();
      await late.goto(at(`${plan}/questions/${one}`));
      await page.goto(at(`${plan}/questions/${one}`));
      await page.fill('[name=label]', 'La première');
      await page.click('button:has-text("Enregistrer la question")');
      await page.waitForURL(/#question-/);
      await late.fill('[name=label]', 'La seconde');
      await late.click('button:has-text("Enregistrer la question")');
      expect(await late.locator('[role=alert]').innerText()).toContain('a changé pendant que vous écriviez');
      expect(await late.inputValue('[name=label]')).toBe('La seconde');
      // What is used elsewhere stays, and the page says where.
      await page.goto(at(`${plan}/questions/${one}`));
      await page.click('button:has-text("Retirer cette question")');
      expect(await page.locator('main').innerText()).toContain('sert ailleurs');
    });
  });
});

/** The boxes of text of a page that hold nothing yet, with something to put in. */
async function emptyBoxes(page: Page): Promise<readonly (readonly [string, string])[]> {
  const boxes = await page.locator('main textarea, main input[type=text], main input[type=email]').all();
  const found: [string, string][] = [];
  for (const box of boxes) {
    if ((await box.inputValue()) !== '' || !(await box.isVisible())) continue;
    const type = await box.getAttribute('type');
    found.push([
      (await box.getAttribute('name')) ?? '',
      type === 'email' ? 'claire.martin@exemple.fr' : 'Claire',
    ]);
  }
  return found;
}

/** Answers page after page with anything that will do, until an address. */
async function answerTo(page: Page, end: RegExp): Promise<void> {
  for (let n = 0; n < 8 && !end.test(page.url()); n += 1) {
    for (const [name, text] of await emptyBoxes(page)) await page.fill(`[name="${name}"]`, text);
    for (const group of await page.locator('main fieldset.field').all()) {
      const box = group.locator('input[type=radio], input[type=checkbox]').first();
      if (await box.count()) await box.check();
    }
    await page.click('main button:has-text("Continuer")');
    await page.waitForLoadState('load');
  }
}
