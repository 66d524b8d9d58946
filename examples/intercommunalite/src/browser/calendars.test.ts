// A family books for its identity cards with their pre-application numbers, moves and cancels, while ANTS' register is told; the
// other ways to the same help; an agent ties their calendars, reads the figures and takes a button for another site.

import { type AntsRegister, antsRegister } from '@parvis/testing/ants';
import { describeInBrowser, faultsOf, inWindow, type Page, WIDTHS } from '@parvis/testing/browser';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type DemoHost, demoHost, signIn } from './demo-host.ts';

const TOKEN = 'the token of the register';
const TITLES = '/rendez-vous/carte-identite';
const INES = 'ines@entre-beauce-et-perche.example';
const EPCI = 'cc-entre-beauce-et-perche';

const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

async function toTitles(page: Page, { at }: DemoHost, people: string): Promise<void> {
  await page.goto(at('illiers-combray', TITLES));
  await page.check(`[name=personnes][value="${people}"]`);
  await page.click('main button:has-text("Continuer")');
  await page.waitForURL('**personnes=**');
  await page.locator('main a:has-text("Voir les créneaux")').first().click();
  await page.waitForURL('**lieu=**');
  await page.click('main a:has-text("Semaine suivante")');
  await page.waitForURL('**semaine=**');
  await page.locator('.slot-times a').first().click();
  await page.waitForURL(/\/\d{4}-\d\d-\d\d-\d{4}/);
}

describeInBrowser('calendars', (browser) => {
  let register: AntsRegister;
  beforeAll(async () => {
    register = await antsRegister(TOKEN);
    vi.stubEnv('PARVIS_ANTS_COORDINATION_TOKEN', TOKEN);
    vi.stubEnv('PARVIS_ANTS_COORDINATION_URL', register.url);
    register.give('FAMILLE001');
    register.give('FAMILLE002');
    register.give('DEJASERVI1', 'consumed');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await register.close();
  });
  const demo = demoHost();
  const declared = () => [register.appointments('FAMILLE001'), register.appointments('FAMILLE002')];

  it('gives a family one appointment for its titles, without scripts; ANTS follows its move and its end', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      await toTitles(page, demo(), '2');
      expect(await textOf(page)).toContain('pendant 40\u00A0minutes');
      await page.fill('[name=nom]', 'Camille Durand');
      await page.fill('[name=courriel]', 'camille.durand@exemple.fr');
      await page.fill('[name=predemande-1]', 'famille 001');
      await page.fill('[name=predemande-2]', 'DEJASERVI1');
      await page.click('button:has-text("Confirmer")');
      expect(await page.locator('.error-summary').innerText()).toContain('DEJASERVI1 a déjà servi');
      expect(await page.inputValue('[name=predemande-1]')).toBe('famille 001');
      await page.fill('[name=predemande-2]', 'FAMILLE002');
      await page.click('button:has-text("Confirmer")');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('FAMILLE001');
      await vi.waitFor(() => expect(declared().map(({ length }) => length)).toEqual([1, 1]), 10_000);
      const dates = () => declared().flatMap((list) => list.map((one) => one.appointment_date));
      const before = dates();

      await page.click('main a:has-text("Déplacer ce rendez-vous")');
      await page.waitForURL('**/deplacement');
      await page.locator('.slot-times a').last().click();
      await page.click('main button:has-text("Déplacer le rendez-vous")');
      await page.waitForURL('**/suivi/**');
      await vi.waitFor(() => {
        expect(dates()).toHaveLength(2);
        expect(dates()).not.toEqual(before);
      }, 10_000);
      expect(await textOf(page)).toContain('pendant 40\u00A0minutes');

      await page.click('main a:has-text("Annuler ce rendez-vous")');
      await page.click('main button:has-text("Annuler le rendez-vous")');
      await page.waitForURL('**/suivi/**');
      await vi.waitFor(() => expect(declared()).toEqual([[], []]), 10_000);
    });
  });

  it('books all the same while ANTS is down', async () => {
    register.be('down');
    await inWindow(browser(), {}, async (page) => {
      await toTitles(page, demo(), '1');
      await page.fill('[name=nom]', 'Dominique Petit');
      await page.fill('[name=courriel]', 'dominique@exemple.fr');
      await page.fill('[name=predemande-1]', 'DOMINIQUE1');
      await page.locator('[name=predemande-1]').press('Enter');
      await page.waitForURL('**/suivi/**');
      expect(await textOf(page)).toContain('Votre rendez-vous est pris');
    });
    register.be('up');
  });

  it.each(WIDTHS)(
    'has pages that are valid, accessible and as wide as the window, at %s px',
    async (width) => {
      await inWindow(browser(), { viewport: { width, height: 800 } }, async (page) => {
        const { at } = demo();
        const wrongWith = faultsOf(page);
        const check = async () => expect(await wrongWith(), page.url()).toEqual([]);
        await page.goto(at('illiers-combray', TITLES));
        await check();
        await toTitles(page, demo(), '2');
        await page.fill('[name=predemande-1]', '12');
        await page.click('button:has-text("Confirmer")');
        await check();
        for (const way of ['telephone', 'visio', 'domicile']) {
          await page.goto(at('le-favril', `/rendez-vous/aide-numerique-${way}`));
          await check();
          await page.locator('.slot-times a').last().click();
          await page.waitForURL(/\/\d{4}-\d\d-\d\d-\d{4}/);
          await check();
        }
        await page.fill('[name=nom]', 'Camille Durand');
        await page.fill('[name=telephone]', '06 12 34 56 78');
        await page.fill('[name="domicile--line"]', '3 rue du Lavoir');
        await page.fill('[name="domicile--postal-code"]', '28190');
        await page.fill('[name="domicile--commune"]', 'Le Favril');
        await page.fill('[name=acces]', 'au fond de la cour');
        await page.click('button:has-text("Confirmer")');
        await page.waitForURL('**/suivi/**');
        expect(await textOf(page)).toContain('3 rue du Lavoir, 28190 Le Favril (au fond de la cour)');
        await check();
      });
    },
  );

  it.each(WIDTHS)('has desk pages that are so too, at %s px', async (width) => {
    await inWindow(browser(), { viewport: { width, height: 800 } }, async (page) => {
      const { at } = demo();
      const wrongWith = faultsOf(page);
      const check = async () => expect(await wrongWith(), page.url()).toEqual([]);
      await signIn(page, demo(), INES, EPCI);
      for (const path of [
        'calendriers',
        'chiffres?periode=90',
        'bouton?motif=aide-numerique&lieu=le-favril',
      ]) {
        await page.goto(at(EPCI, `/agent/appointments/${path}`));
        await check();
      }
      await page.goto(at(EPCI, '/agent/appointments/calendriers'));
      await page.locator('main a[href*="/calendriers/"]').first().click();
      await page.waitForURL(/calendriers\/[\w-]+$/);
      await page.fill('[name=adresse]', 'http://192.168.1.1/agenda.ics');
      await page.click('button:has-text("Relier cet agenda")');
      expect(await page.locator('.error-summary').innerText()).toContain('https://');
      await check();
    });
  });

  it('gives an agent a secret address that a calendar reads without a session, and a room to receive by video', async () => {
    await inWindow(browser(), { javaScriptEnabled: false }, async (page) => {
      const { at } = demo();
      await signIn(page, demo(), INES, EPCI);
      await page.goto(at(EPCI, '/agent/appointments/calendriers'));
      await page.locator('main a[href*="/calendriers/"]').first().click();
      await page.waitForURL(/calendriers\/[\w-]+$/);
      await page.check('[name=contenu][value=noms]');
      await page.click('button:has-text("Faire l’adresse secrète")');
      const address = await page.inputValue('#adresse-secrete');
      const file = await demo().host.fetch(new Request(address));
      expect(file.status).toBe(200);
      expect(await file.text()).toContain('BEGIN:VCALENDAR');
      await page.goto(at(EPCI, '/agent/appointments/calendriers'));
      await page.locator('main a[href*="/calendriers/"]').first().click();
      await page.fill('[name=salle]', 'https://visio.exemple.fr/ines');
      await page.click('button:has-text("Enregistrer le lien")');
      expect(await page.inputValue('[name=salle]')).toBe('https://visio.exemple.fr/ines');
    });
  });
});
