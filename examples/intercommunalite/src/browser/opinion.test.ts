// Asking the intercommunality for its opinion, and giving it: on a telephone and on a desk, by keyboard, without scripts.

import {
  axeViolations,
  describeInBrowser,
  htmlErrors,
  inWindow,
  overflows,
  type Page,
} from '@parvis/testing/browser';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { type DemoHost, demoHost, signIn } from './demo-host.ts';

const CLAIRE = 'claire@le-favril.example';
const SAMIRA = 'samira@entre-beauce-et-perche.example';
const SITE = 'le-favril';
const QUESTION = 'Le camion de collecte pourra-t-il encore passer\u202F?';
const ANSWER = 'Laisser quatre mètres entre le camion et le mur.';

/** A removal van on a street of Le Favril, which handles it itself; without scripts. */
async function askForTheStreet(page: Page, { at }: DemoHost): Promise<void> {
  const next = () => page.click('main button:has-text("Continuer")');
  await page.goto(at(SITE, '/demarches/occupation-du-domaine-public/commencer'));
  await page.check('input[value=commune]');
  await next();
  await page.check('input[value=demenagement]');
  await next();
  const day = Temporal.Now.plainDateISO('Europe/Paris').add({ days: 20 });
  for (const end of ['from', 'to'])
    for (const [part, value] of [
      ['day', day.day],
      ['month', day.month],
      ['year', day.year],
    ] as const)
      await page.fill(`[name="periode--${end}--${part}"]`, String(value));
  await next();
  await page.fill('[name=endroit]', 'rue du Lavoir');
  await page.fill('[name=longueur]', '8');
  await page.fill('[name=largeur]', '2');
  await page.check('input[value=stationnement]');
  await next();
  await page.setInputFiles('input[type=file]', {
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nplan\n%%EOF'),
  });
  await next();
  await page.fill('[name=prenom]', 'Claire');
  await page.fill('[name=nom]', 'Martin');
  await page.fill('[name=courriel]', 'claire.martin@exemple.fr');
  await next();
  await page.click('main button:has-text("Envoyer")');
  await page.waitForURL('**/suivi/**');
}

/** What is wrong with the page as it stands, at both widths. */
async function faultsOf(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const faults = [...(await axeViolations(page))];
    if (await overflows(page)) faults.push('must be scrolled sideways');
    found.push(...faults.map((fault) => `${width} ${name}: ${fault}`));
  }
  return found;
}

/** The same of a page that is read anew, with its source. */
async function faultsAt(page: Page, address: string, name: string): Promise<readonly string[]> {
  const answer = await page.goto(address);
  const errors = await htmlErrors((await answer?.text()) ?? '');
  return [...errors.map((error) => `${name}: ${error}`), ...(await faultsOf(page, name))];
}

describeInBrowser('an opinion', (browser) => {
  const demo = demoHost();

  it('is asked by keyboard and without scripts, given by the other body, and read by the first', async () => {
    const { host, at } = demo();
    const found: string[] = [];
    let path = '';
    await inWindow(browser(), { javaScriptEnabled: false }, (page) => askForTheStreet(page, demo()));
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await signIn(page, demo(), CLAIRE);
      await page.click('main a:has-text("Occuper la rue")');
      path = new URL(page.url()).pathname;
      await page.click('main a:has-text("Demander un avis")');
      await page.locator('main form button').press('Enter');
      expect(await page.locator('.error-summary').innerText()).toContain('question');
      await page.selectOption('main select', { label: 'Communauté de communes Entre Beauce et Perche' });
      await page.fill('main textarea', QUESTION);
      await page.locator('main form button').press('Enter');
      await page.waitForURL(`**${path}`);
      expect(await page.locator('main').innerText()).toContain('Avis demandé');
    });
    await host.house.jobs.drain();

    await inWindow(browser(), { bypassCSP: true }, async (page) => {
      await signIn(page, demo(), SAMIRA);
      await page.goto(at(SITE, '/agent'));
      await page.click('a:has-text("partagée")');
      expect(await page.locator('table.inbox').innerText()).toContain('Avis demandé');
      await page.click('main a:has-text("Occuper la rue")');
      expect(await page.locator('main').innerText()).toContain(QUESTION);
      found.push(...(await faultsAt(page, at(SITE, path), 'the request of another')));
      await page.click('main a:has-text("Donner un avis")');
      await page.check('input[value=conditional]');
      await page.locator('main form button').press('Enter');
      await page.waitForSelector('.error-summary');
      expect(await page.locator('.error-summary').innerText()).toContain('Écrivez vos raisons');
      expect(await page.isChecked('input[value=conditional]')).toBe(true);
      found.push(...(await faultsOf(page, 'the opinion, not whole')));
      await page.fill('main textarea', ANSWER);
      await page.locator('main form button').press('Enter');
      await page.waitForURL(`**${path}`);
    });
    await host.house.jobs.drain();

    await inWindow(browser(), { bypassCSP: true }, async (page) => {
      await signIn(page, demo(), CLAIRE);
      await page.goto(at(SITE, path));
      const told = await page.locator('.opinions').innerText();
      expect(told).toContain('Avis favorable avec réserves');
      expect(told).toContain(ANSWER);
      expect(await page.locator('main').innerText()).toContain('En cours');
      found.push(...(await faultsAt(page, at(SITE, path), 'the answered opinion')));
    });
    const mails = await fetch(at('', '/_courrier'));
    expect(await mails.text()).toContain('Votre avis est demandé');
    expect(found).toEqual([]);
  });

  it('and the software that a body connects, are set by its administrator on any screen', async () => {
    const { at } = demo();
    const EPCI = 'cc-entre-beauce-et-perche';
    await inWindow(browser(), { bypassCSP: true }, async (page) => {
      await signIn(page, demo(), 'helene@entre-beauce-et-perche.example', EPCI);
      await page.goto(at(EPCI, '/agent/procedures'));
      await page.click('a:has-text("Logiciels reliés")');
      await page.fill('[name=nom]', 'logiciel-metier');
      await page.fill('[name=adresse]', 'https://10.0.0.1/parvis');
      await page.locator('button:has-text("Enregistrer l’adresse")').press('Enter');
      expect(await page.locator('.error-summary').innerText()).toContain('réseau privé');
      expect(await page.inputValue('[name=adresse]')).toBe('https://10.0.0.1/parvis');
      await page.fill('[name=adresse]', 'https://logiciel.exemple.fr/parvis');
      await page.locator('button:has-text("Enregistrer l’adresse")').press('Enter');
      await page.waitForSelector('h2:has-text("logiciel-metier")');
      await page.locator('summary').press('Enter');
      expect(await page.locator('main').innerText()).toMatch(/whsec_[\w+/=]{40,}/);
      expect(await faultsOf(page, 'software, with its secret')).toEqual([]);
      for (const path of ['logiciels', 'modeles/subvention-association', 'modeles/encombrants/demandes'])
        expect(await faultsAt(page, at(EPCI, `/agent/procedures/${path}`), path)).toEqual([]);
    });
  });
});
